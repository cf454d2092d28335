"""The shape of the files of quizzes and of mock exams."""

import datetime as dt
import functools
import json
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from course.quizzes.draw import Cell
from course.quizzes.parts import (
    BlueprintPart,
    DrawPart,
    Part,
    ReviewPart,
    SlugText,
    WindowPart,
)
from course.quizzes.rules import Terms, When


class QuizFile(Part):
    """What the files of quizzes and exams share: how the thing is taken and looked at."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    intro: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
    #: Minutes, or null for no limit.
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    #: When it can be taken, or null for always.
    window: WindowPart | None = None
    #: How many attempts a trainee has, or null for as many as they like.
    attempts: Annotated[int, Field(ge=1, le=100)] | None = None
    #: Whether each attempt shows options in an order of its own; else all show the same one.
    shuffle: bool = True
    #: One question a page, or all on one.
    pages: Literal["one", "all"] = "one"
    #: Back and forth, or each question once and in its order.
    navigation: Literal["free", "sequential"] = "free"
    #: Whether each question also asks how sure they are; it changes no mark.
    certainty: bool = True
    review: ReviewPart = ReviewPart()
    #: The share from which the result is called reached; a practice mark, no pass.
    practice_mark: Annotated[Decimal, Field(gt=0, le=1)] = Decimal("0.7")

    @model_validator(mode="after")
    def _settings_agree(self) -> Self:
        if self.pages == "all" and self.navigation == "sequential":
            raise ValueError("navigation: questions in their order need a page each")
        closes = self.window is not None and self.window.closes is not None
        if not closes and not self._told_while_open():
            raise ValueError("review: what is told only after the close needs window.closes")
        return self

    def _told_while_open(self) -> bool:
        return all(
            When.CLOSED not in windows or When.OPEN in windows
            for windows in self.review.windows.values()
        )

    @property
    def tells_marks_directly(self) -> bool:
        """Whether marks are never held back, so that sums may count them at once."""
        return len(self.review.marks) == len(When)

    @property
    def closes_at(self) -> dt.datetime | None:
        """The instant at which it closes for everybody without a window of their own."""
        return self.window.closes if self.window else None

    @property
    def is_sequential(self) -> bool:
        """Whether there is no way back to a question."""
        return self.navigation == "sequential"

    @property
    def terms(self) -> Terms:
        """What everybody has who was given nothing."""
        if self.window is None:
            return Terms(self.minutes, self.attempts)
        window = self.window
        return Terms(self.minutes, self.attempts, window.opens, window.closes, window.zone)

    @property
    def slug(self) -> str:
        """Its name, under which it stands in the database."""
        raise NotImplementedError

    @property
    def of_module(self) -> str | None:
        """The module it closes, if any."""
        return None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """What the draw takes."""
        raise NotImplementedError

    @property
    def is_exam(self) -> bool:
        """Whether it is drawn by a blueprint and has a report by domain."""
        return False

    @property
    def is_pretest(self) -> bool:
        """Whether it is taken before studying, and suggests an order of modules."""
        return False

    @property
    def mixed(self) -> bool:
        """Whether questions of all cells are shown among each other."""
        return True

    @property
    def exclude_seen_days(self) -> int | None:
        """Days for which a question that was met is left out, None where it is not."""
        return None

    @property
    def count(self) -> int:
        """How many questions an attempt has."""
        return sum(cell.count for cell in self.cells)


def _as_list(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else (value,)


class PracticeFile(QuizFile):
    """`quizzes/modules/<quiz>.yaml`."""

    quiz: SlugText
    #: The module it closes, or null.
    module: SlugText | None = None
    #: One part or a list of parts; pinned questions and parts keep their order.
    draw: Annotated[
        tuple[DrawPart, ...], BeforeValidator(_as_list), Field(min_length=1, max_length=200)
    ]

    @model_validator(mode="after")
    def _module_tells(self) -> Self:
        if self.module is not None and not self.tells_marks_directly:
            raise ValueError("review.marks: a module's quiz tells its marks directly and always")
        return self

    @property
    def slug(self) -> str:
        """Its name."""
        return self.quiz

    @property
    def of_module(self) -> str | None:
        """The module it closes, if any."""
        return self.module

    @property
    def cells(self) -> tuple[Cell, ...]:
        """What the draw takes."""
        return tuple(part.cell for part in self.draw)

    @property
    def mixed(self) -> bool:
        """Parts keep their order."""
        return False


class ExamFile(QuizFile):
    """`quizzes/exams/<exam>.yaml`: a mock exam by a blueprint."""

    exam: SlugText
    blueprint: BlueprintPart

    @model_validator(mode="after")
    def _pretest_tells(self) -> Self:
        always = len(self.review.correctness) == len(When)
        if self.is_pretest and not (always and self.tells_marks_directly):
            raise ValueError("review: a pre-test tells marks and correctness directly and always")
        return self

    @property
    def is_exam(self) -> bool:
        """It is one."""
        return True

    @property
    def is_pretest(self) -> bool:
        """Whether it draws from the questions that are there for nothing else."""
        return self.blueprint.pool == "diagnostic"

    @property
    def slug(self) -> str:
        """Its name."""
        return self.exam

    @property
    def cells(self) -> tuple[Cell, ...]:
        """What the draw takes."""
        return self.blueprint.drawn

    @property
    def exclude_seen_days(self) -> int | None:
        """Days for which a question that was met is left out."""
        return self.blueprint.exclude_seen_days


@functools.lru_cache(500)
def parsed(body: str) -> QuizFile:
    """Return the file behind a version's text; a text never changes, so each is read once."""
    data = json.loads(body)
    shape = ExamFile if "exam" in data else PracticeFile
    return shape.model_validate(data)
