"""The shape of a quiz's file."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

SlugText = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=2, max_length=64)
]


class DrawPart(BaseModel):
    """What is drawn: so many questions of a pool of a bank, spread over its objectives."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bank: SlugText
    pool: Literal["practice", "mock", "diagnostic"] = "practice"
    questions: Annotated[int, Field(ge=1, le=200)]


class QuizFile(BaseModel):
    """`quizzes/modules/<quiz>.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    quiz: SlugText
    title: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    #: The module it closes, or null.
    module: SlugText | None = None
    intro: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
    draw: DrawPart
    #: Minutes, or null for no limit.
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    #: How many attempts a trainee has, or null for as many as they like.
    attempts: Annotated[int, Field(ge=1, le=100)] | None = None
    #: The share from which the result is called reached; a practice mark, no pass.
    practice_mark: Annotated[Decimal, Field(gt=0, le=1)] = Decimal("0.7")
