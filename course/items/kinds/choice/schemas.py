"""The file form of questions answered by choosing, and the way from there to an item."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from course.items.kinds.choice.model import Choice, Option
from course.items.kinds.common import ANSWER, make_item, once_each
from course.items.model import Frozen, Item, Slug, Text
from course.items.source import Answer, OptionText, Question, Words


class FileOption(Frozen):
    """An option as written: every one says why."""

    id: Slug
    text: OptionText
    correct: bool = False
    why: Words


class TrueFalseOption(Frozen):
    """One side of a true-false question. Its text is fixed, so it is not written."""

    id: Literal["true", "false"]
    correct: bool = False
    why: Words


class _Written(Question):
    """What the kinds with written options share."""

    options: Annotated[tuple[FileOption, ...], Field(min_length=2, max_length=5)]

    def answers(self) -> Sequence[Answer]:
        """Return the options in the order in which they are written."""
        return tuple(Answer(option.text, option.correct) for option in self.options)

    def prose(self) -> Sequence[str]:
        """Return stem, options, reasons and explanation."""
        written = [text for option in self.options for text in (option.text, option.why)]
        return (self.stem, *written, self.explanation)

    @model_validator(mode="after")
    def _options_differ(self) -> Self:
        once_each("options: two options", "id", [option.id for option in self.options])
        texts = [option.text.strip() for option in self.options]
        once_each("options: two options", "text", texts)
        return self


def _count_right(options: Sequence[FileOption | TrueFalseOption]) -> int:
    return sum(option.correct for option in options)


class ChoiceQuestion(_Written):
    """One best answer."""

    type: Literal["choice"]

    @model_validator(mode="after")
    def _one_right(self) -> Self:
        if (right := _count_right(self.options)) != 1:
            raise ValueError(f"options: exactly one is correct in a choice, and here {right} are")
        return self


class SeveralQuestion(_Written):
    """Several right answers: at least two, and at least one wrong."""

    type: Literal["several"]

    @model_validator(mode="after")
    def _some_right(self) -> Self:
        right = _count_right(self.options)
        if right < 2 or right == len(self.options):  # noqa: PLR2004 - several is two or more
            raise ValueError("options: several needs at least two correct and one wrong")
        return self


class TrueFalseQuestion(Question):
    """A statement that is clearly true or clearly false."""

    type: Literal["true-false"]
    options: Annotated[tuple[TrueFalseOption, ...], Field(min_length=2, max_length=2)]

    def prose(self) -> Sequence[str]:
        """Return stem, reasons and explanation."""
        return (self.stem, *(option.why for option in self.options), self.explanation)

    @model_validator(mode="after")
    def _both_sides(self) -> Self:
        once_each("options: two options", "id", [option.id for option in self.options])
        if _count_right(self.options) != 1:
            raise ValueError("options: exactly one of true and false is correct")
        return self


AnyChoice = ChoiceQuestion | SeveralQuestion | TrueFalseQuestion


def to_item(question: AnyChoice) -> Item:
    """Return the item of a question file."""
    several = isinstance(question, SeveralQuestion)
    return make_item(
        question, "right_minus_wrong" if several else "all_or_nothing", [_choice(question)]
    )


def _choice(question: AnyChoice) -> Choice:
    several = isinstance(question, SeveralQuestion)
    return Choice(
        id=ANSWER,
        options=_options(question),
        multiple=several,
        max=None if several else 1,
        shuffle=not isinstance(question, TrueFalseQuestion),
    )


def _options(question: AnyChoice) -> tuple[Option, ...]:
    if isinstance(question, TrueFalseQuestion):
        return tuple(_option(one, one.id.capitalize(), fixed=True) for one in _true_first(question))
    return tuple(_option(one, one.text) for one in question.options)


def _option(one: FileOption | TrueFalseOption, text: str, *, fixed: bool = False) -> Option:
    why = Text(src=one.why)
    return Option(id=one.id, text=Text(src=text), correct=one.correct, fixed=fixed, feedback=why)


def dropdown(name: str, options: Sequence[FileOption]) -> Choice:
    """Return a choice for a place in running text."""
    made = tuple(_option(one, one.text) for one in options)
    return Choice(id=name, options=made, multiple=False, max=1, layout="dropdown")


def _true_first(question: TrueFalseQuestion) -> list[TrueFalseOption]:
    return sorted(question.options, key=lambda option: option.id, reverse=True)


def options_yaml(question: AnyChoice) -> Mapping[str, Any]:
    """Return the options as plain data, each in the canonical order of its fields."""
    if isinstance(question, TrueFalseQuestion):
        return {"options": [option_yaml(one) for one in _true_first(question)]}
    return {"options": [option_yaml(one) for one in question.options]}


def option_yaml(one: FileOption | TrueFalseOption) -> dict[str, Any]:
    """Return an option as plain data in the canonical order of its fields."""
    text = {"text": one.text} if isinstance(one, FileOption) else {}
    correct = {"correct": True} if one.correct else {}
    return {"id": one.id, **text, **correct, "why": one.why}
