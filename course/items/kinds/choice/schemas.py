"""The file form of questions answered by choosing, and the way from there to an item."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from course.items.kinds.choice.model import Choice, Option
from course.items.model import Feedback, Frozen, Item, Scoring, Slot, Slug, Text
from course.items.source import Answer, OptionText, Question, Words

#: The one interaction of these kinds.
ANSWER = "answer"


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
        _once_each("id", [option.id for option in self.options])
        _once_each("text", [option.text.strip() for option in self.options])
        return self


def _once_each(what: str, values: Sequence[str]) -> None:
    if len(set(values)) != len(values):
        raise ValueError(f"options: two options have the same {what}")


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
        _once_each("id", [option.id for option in self.options])
        if _count_right(self.options) != 1:
            raise ValueError("options: exactly one of true and false is correct")
        return self


AnyChoice = ChoiceQuestion | SeveralQuestion | TrueFalseQuestion


def to_item(question: AnyChoice) -> Item:
    """Return the item of a question file; what it says about itself goes to `ext`."""
    return Item(
        kind=question.type,
        body=(Text(src=question.stem), Slot(interaction=ANSWER)),
        interactions={ANSWER: _choice(question)},
        scoring=_scoring(question),
        feedback=(Feedback(when="general", text=Text(src=question.explanation)),),
        ext={"practicum": _about(question)},
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
    return tuple(_option(one, one.text, fixed=False) for one in question.options)


def _option(one: FileOption | TrueFalseOption, text: str, *, fixed: bool) -> Option:
    why = Text(src=one.why)
    return Option(id=one.id, text=Text(src=text), correct=one.correct, fixed=fixed, feedback=why)


def _true_first(question: TrueFalseQuestion) -> list[TrueFalseOption]:
    return sorted(question.options, key=lambda option: option.id, reverse=True)


def _scoring(question: AnyChoice) -> Scoring:
    several = isinstance(question, SeveralQuestion)
    return Scoring(rules="right_minus_wrong" if several else "all_or_nothing")


_ABOUT = ("id", "objective", "level", "difficulty", "safety", "pool", "references", "vignette")


def _about(question: Question) -> dict[str, Any]:
    data = question.model_dump(mode="json", include=set(_ABOUT))
    return {name: data[name] for name in _ABOUT}


def options_yaml(question: AnyChoice) -> Mapping[str, Any]:
    """Return the options as plain data, each in the canonical order of its fields."""
    if isinstance(question, TrueFalseQuestion):
        return {"options": [_option_yaml(one) for one in _true_first(question)]}
    return {"options": [_option_yaml(one) for one in question.options]}


def _option_yaml(one: FileOption | TrueFalseOption) -> dict[str, Any]:
    text = {"text": one.text} if isinstance(one, FileOption) else {}
    correct = {"correct": True} if one.correct else {}
    return {"id": one.id, **text, **correct, "why": one.why}
