"""Questions answered by writing: a short text, or a number."""

from course.items.kinds.entry.number import NumberHandler
from course.items.kinds.entry.schemas import (
    NumberQuestion,
    ShortTextQuestion,
    number_item,
    number_yaml,
    text_item,
    text_yaml,
)
from course.items.kinds.entry.text import TextHandler
from course.items.source import Kind

HANDLERS = {"text-entry": TextHandler(), "number": NumberHandler()}
KINDS = {
    "short-text": Kind(ShortTextQuestion, text_item, text_yaml),
    "number": Kind(NumberQuestion, number_item, number_yaml),
}
