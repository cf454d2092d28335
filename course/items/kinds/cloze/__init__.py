"""Questions with gaps in running text: each a choice of its own, or a box to write in."""

from typing import Any

from course.items.kinds.cloze.schemas import ClozeQuestion, own_yaml, to_item
from course.items.source import Handler, Kind

#: A gap is an interaction of another family, standing in the text.
HANDLERS: dict[str, Handler[Any]] = {}
KINDS = {"cloze": Kind(ClozeQuestion, to_item, own_yaml)}
