"""Questions answered by choosing: one right (choice), several right, true or false."""

from course.items.kinds.choice.handler import ChoiceHandler
from course.items.kinds.choice.model import Choice, Option
from course.items.kinds.choice.schemas import (
    ChoiceQuestion,
    SeveralQuestion,
    TrueFalseQuestion,
    options_yaml,
    to_item,
)
from course.items.source import Kind

HANDLERS = {"choice": ChoiceHandler()}
KINDS = {
    "choice": Kind(ChoiceQuestion, to_item, options_yaml),
    "several": Kind(SeveralQuestion, to_item, options_yaml),
    "true-false": Kind(TrueFalseQuestion, to_item, options_yaml),
}

__all__ = [
    "HANDLERS",
    "KINDS",
    "Choice",
    "ChoiceQuestion",
    "Option",
    "SeveralQuestion",
    "TrueFalseQuestion",
]
