"""The file form of questions: reading it strictly, and writing it in its canonical order."""

import functools
import json
import operator
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, TypeAdapter

from course.digest import canonical
from course.items.kinds import KINDS
from course.items.model import Item
from course.items.source import Question

if TYPE_CHECKING:
    #: Any kind of question, as a field of a larger schema.
    AnyQuestion = Question
else:
    AnyQuestion = Annotated[
        functools.reduce(operator.or_, [kind.schema for kind in KINDS.values()]),
        Field(discriminator="type"),
    ]

_ADAPTER: TypeAdapter[Question] = TypeAdapter(AnyQuestion)


def read_question(data: Any) -> Question:
    """Return the question behind plain data, as a YAML file gives it.

    Raises pydantic's ValidationError, with every error at once and the place of each.
    """
    return _ADAPTER.validate_python(data)


def to_item(question: Question) -> Item:
    """Return the neutral item of a question."""
    return KINDS[question.type].to_item(question)


def to_yaml_data(question: Question) -> dict[str, Any]:
    """Return a question as plain data in canonical key order; what is empty is left out."""
    data = question.model_dump()
    own = KINDS[question.type].own_yaml(question)
    head = {name: data[name] for name in ("id", "type", "stem")}
    names = ("explanation", "objective", "level", "difficulty", "safety", "pool")
    tail = {name: data[name] for name in names}
    return {**head, **own, **tail, "references": list(question.references), **_extras(question)}


def _extras(question: Question) -> dict[str, Any]:
    vignette = {"vignette": question.vignette.model_dump()} if question.vignette else {}
    return {
        **vignette,
        **({"allow": dict(sorted(question.allow.items()))} if question.allow else {}),
    }


def source_text(question: Question) -> str:
    """Return the canonical text of a question's file form, for storage."""
    return canonical(to_yaml_data(question))


def parse_source(text: str) -> Question:
    """Return the question behind its canonical text. Raises ValueError for any other text."""
    return read_question(json.loads(text))
