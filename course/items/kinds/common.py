"""What the file forms of the kinds share."""

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import StringConstraints

from course.items.model import Block, Feedback, Frozen, Interaction, Item, Scoring, Slot, Slug, Text
from course.items.source import Question, Words

#: The one interaction of most kinds.
ANSWER = "answer"

#: A text in a list to pick from, or beside one: a phone shows it on a line or two.
Phrase = Annotated[str, StringConstraints(pattern=r"\S", max_length=300)]


class Reasoned(Frozen):
    """A text with its id and its reason, as written: a step, a distractor, a known answer."""

    id: Slug
    text: Phrase
    why: Words

    def data(self) -> dict[str, Any]:
        """Return it as plain data in the canonical order of its fields."""
        return {"id": self.id, "text": self.text, "why": self.why}


class ModelReasoned(Frozen):
    """The same in an item: `feedback` is the reason."""

    id: Slug
    text: Text
    feedback: Text | None = None


def reasoned(one: Reasoned) -> ModelReasoned:
    """Return a written text for an item."""
    return ModelReasoned(id=one.id, text=Text(src=one.text), feedback=Text(src=one.why))


def words_of(parts: Sequence[Reasoned]) -> list[str]:
    """Return texts and reasons, for a look at their words."""
    return [text for part in parts for text in (part.text, part.why)]


def once_each(where: str, what: str, values: Sequence[str]) -> None:
    """Raise ValueError when two values are the same, in words that name the place."""
    if len(set(values)) != len(values):
        raise ValueError(f"{where} have the same {what}")


_ABOUT = ("id", "objective", "level", "difficulty", "safety", "pool", "references", "vignette")


def _about(question: Question) -> dict[str, Any]:
    data = question.model_dump(mode="json", include=set(_ABOUT))
    return {name: data[name] for name in _ABOUT}


def make_item(
    question: Question,
    rules: str,
    interactions: Sequence[Interaction],
    body: Sequence[Block] | None = None,
) -> Item:
    """Return the item of a question file; what it says about itself goes to `ext`.

    Without a body, the interactions stand below the stem.
    """
    below = (Text(src=question.stem), *(Slot(interaction=one.id) for one in interactions))
    return Item(
        kind=question.type,
        body=tuple(below if body is None else body),
        interactions={one.id: one for one in interactions},
        scoring=Scoring(rules=rules),
        feedback=(Feedback(when="general", text=Text(src=question.explanation)),),
        ext={"practicum": _about(question)},
    )
