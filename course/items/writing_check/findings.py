"""What the check can find, code by code."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["warning", "error"]

#: Every code, and what it means.
CODES: dict[str, str] = {
    "absolute-word": "An option has always, never, sometimes, only, all, none or must.",
    "allow-unknown": "The question allows a code that is not in this table.",
    "avoid-word": "A text has a word that the standard avoids; the message says what to prefer.",
    "couples-unbalanced": "Of six or more couples, fewer than a third are other than a man and a"
    " woman.",
    "forbidden-phrase": "An option points at other options, as in: all of the above, A and B.",
    "genders-unbalanced": "Of ten or more clients, over three fifths have the same gender.",
    "id-twice": "Two questions have the same id.",
    "key-longest": "The key is over 1.25 times as long as the longest other option.",
    "key-longest-often": "The key is the longest option in over two fifths of the questions.",
    "key-position": "Of twelve or more choices with as many options, over half have the key in"
    " the same place.",
    "level-apply": "Fewer than two fifths of the questions apply or analyze.",
    "level-recall": "Over a third of the questions are recall.",
    "missing-reference": "The question names no reference.",
    "near-duplicate": "Two stems share four fifths of their words.",
    "negative-stem": "The question itself is negative, and the word is not in capitals.",
    "repeated-word": "A telling word of the stem stands in the key and in no other option.",
    "too-few": "An objective has fewer questions than its tier needs.",
    "unknown-objective": "The question's objective is not one of the bank's.",
}

_ERRORS = {"allow-unknown", "id-twice", "missing-reference", "unknown-objective"}


@dataclass(frozen=True)
class Finding:
    """One thing found: its code, what it is in words, and in which question, if in one."""

    code: str
    message: str
    question: str | None = None

    @property
    def severity(self) -> Severity:
        """Return error for what must be mended, warning for what may have a reason."""
        return "error" if self.code in _ERRORS else "warning"
