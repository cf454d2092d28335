"""The known answers of a box to write in, as they are told after release."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from course.items.model import Text
from course.items.outcomes import Part, ReviewedOption

_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")


@dataclass(frozen=True)
class Known:
    """An answer somebody foresaw, with its reason; `text` in Markdown."""

    id: str
    text: str
    right: bool
    why: str


def known(name: str, text: str, why: Text | None, *, right: bool) -> Known:
    """Return a known answer of an item."""
    return Known(name, text, right, why.src if why else "")


def literal(text: str) -> str:
    """Return Markdown that shows the text sign by sign."""
    return _SIGNS.sub(r"\\\1", text)


def parts(interaction: str, answers: Sequence[Known], met: Known | None) -> tuple[Part, ...]:
    """Return which known answer was given."""
    return tuple(Part(interaction, one.id, one == met, one.right) for one in answers)


def told(answers: Sequence[Known], met: Known | None) -> tuple[ReviewedOption, ...]:
    """Return every known answer with its reason. The first one is the model answer."""
    return tuple(
        ReviewedOption(
            one.id,
            one.text,
            one == met,
            one.right,
            one.why,
            _verdict(one, chosen=one == met, model=place == 0),
        )
        for place, one in enumerate(answers)
    )


def _verdict(one: Known, *, chosen: bool, model: bool) -> str:
    if not one.right:
        return "Your answer, not right" if chosen else ""
    if chosen:
        return "Your answer, and the model answer" if model else "Your answer, and right"
    return "Model answer" if model else "Right too"


def note(written: str, met: Known | None) -> str:
    """Return what was written, in Markdown, and that nobody foresaw it where that is so."""
    if not written:
        return ""
    words = f"You wrote: {literal(written)}"
    return words if met else f"{words}. It is none of the answers below, and is not right."
