"""The shape of the curriculum's files. Unknown keys are errors, and all errors come at once."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from course.curriculum.areas import AREAS


def _known_area(letter: str) -> str:
    if letter not in AREAS:
        raise ValueError("must be a letter from a to q")
    return letter


SlugText = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=2, max_length=64)
]
Area = Annotated[str, AfterValidator(_known_area)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=r"^[^\n]+$")]


class Strict(BaseModel):
    """A part of a file: nothing unknown, nothing changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ModuleFile(Strict):
    """`module.yaml`: what a module is, and its lessons in order."""

    id: SlugText
    number: Annotated[int, Field(ge=1, le=99)]
    title: Line
    summary: Annotated[str, StringConstraints(min_length=1, max_length=1000)]
    areas: list[Area]
    lessons: list[SlugText]

    @model_validator(mode="after")
    def _once_each(self) -> "ModuleFile":
        if len(set(self.lessons)) != len(self.lessons):
            raise ValueError("a lesson stands twice in the list")
        return self


class ObjectivePart(Strict):
    """What the reader can do afterwards, and how that is shown."""

    id: SlugText
    #: T1 safety-critical, T2 core, T3 attitude or skill.
    tier: Literal["T1", "T2", "T3"]
    assessed_by: Literal["item", "worksheet", "rubric", "case"]
    text: Line


class ReviewPart(Strict):
    """Whether a clinician has read it, and when it is to be read again."""

    status: Literal["unreviewed", "reviewed"]
    due: dt.date
    by: Line | None = None
    on: dt.date | None = None


class LessonFront(Strict):
    """The front matter of a lesson."""

    id: SlugText
    title: Line
    areas: Annotated[list[Area], Field(min_length=1)]
    objectives: Annotated[list[ObjectivePart], Field(min_length=1, max_length=4)]
    #: One line shown before the lesson opens, or null.
    content_note: Line | None = None
    #: The day on which the law in it was looked at, or null.
    as_of: dt.date | None = None
    review: ReviewPart
