"""What in a text could identify a client, so that a page can warn and ask; it never decides.

Found by shape, following the identifiers of HIPAA's safe harbor (45 CFR 164.514(b)(2)) that occur
in notes: names, full dates, telephone numbers, e-mail addresses, record and account numbers, web
addresses and handles. It misses what has no shape: nicknames, a workplace, a rare event.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from course.identifiers.names import names
from course.identifiers.words import MONTHS


class Kind(StrEnum):
    """What something looks like."""

    EMAIL = "email"
    LINK = "link"
    DATE = "date"
    RECORD = "record"
    PHONE = "phone"
    NAME = "name"


#: As a page says it after "This looks like".
IN_WORDS = {
    Kind.EMAIL: "an e-mail address",
    Kind.LINK: "a web address or a user name",
    Kind.DATE: "a full date",
    Kind.RECORD: "a record number",
    Kind.PHONE: "a phone number",
    Kind.NAME: "somebody's name",
}


@dataclass(frozen=True, order=True)
class Finding:
    """Something that looks like an identifier: the text from `start` to `end`."""

    start: int
    end: int
    kind: Kind


def find(text: str) -> list[Finding]:
    """Return what looks like an identifier, in order; no two of them overlap."""
    found: list[Finding] = []
    for kind, look in _LOOKS:
        for start, end in look(text):
            if all(end <= one.start or start >= one.end for one in found):
                found.append(Finding(start, end, kind))
    return sorted(found)


#: Characters of what was found that a sentence repeats.
_EXCERPT = 60


def told(text: str, *, names: bool = True) -> list[str]:
    """Return a sentence for each finding in a text; without those that look like names if so."""
    found = find(text)
    return [_sentence(text, one) for one in found if names or one.kind != Kind.NAME]


def _sentence(text: str, one: Finding) -> str:
    words = " ".join(text[one.start : one.end].split())
    short = words if len(words) <= _EXCERPT else f"{words[:_EXCERPT]}…"
    return f"This looks like {IN_WORDS[one.kind]}: “{short}”."


_MONTH = "(?:" + "|".join(f"{m}|{m[:3]}\\.?" for m in MONTHS) + r"|sept\.?)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:1[89]|20)\d\d"
_ORDINAL = rf"{_DAY}(?:st|nd|rd|th)?"
_SHORT_YEAR = rf"(?:{_YEAR}|['\u2019]\d\d)"
_BORN = r"(?:born|birthday|birth|dob|d\.o\.b\.)[^.\n\d]{0,20}?"

#: Each repetition is bounded, so that no text makes the search slow.
_EMAIL = (r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}",)
_LINK = (
    r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]",
    r"\bwww\.[^\s<>\"]+[^\s<>\".,;:!?)]",
    r"(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:com|org|net|io|me)\b(?:/[^\s<>\".,;:!?)]*)?",
    r"(?<![\w@.])@[A-Za-z_][\w.]{1,}\w",
)
_DATE = (
    rf"\b{_YEAR}[-/.](?:0?[1-9]|1[0-2])[-/.]{_DAY}\b",
    rf"\b{_DAY}[/.-]{_DAY}[/.-]{_YEAR}\b",
    rf"\b{_DAY}(?P<by>[/.]){_DAY}(?P=by)\d\d\b(?![/.-]?\d)",
    rf"\b{_MONTH}\s+{_ORDINAL}(?:,\s*|\s+){_SHORT_YEAR}\b",
    rf"\b{_ORDINAL}(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}\b",
    rf"\b{_BORN}(?:{_MONTH}\s+{_ORDINAL}|{_ORDINAL}(?:\s+of)?\s+{_MONTH}|{_DAY}/{_DAY})\b",
)
_NUMBERED = r"(?:\s*(?:number|no\.?|num\.?|id|nr\.?)(?![a-z]))?\s*[:#]?\s*(?:is\s+)?"
_WHOSE = (
    r"mrn|ssn|social\s+security|record|chart|file|case|client|patient|member|policy|account"
    r"|insurance|passport|license|licence|claim|invoice|medicaid|medicare|id"
)
_RECORD = (
    r"\b\d{3}-\d{2}-\d{4}\b",
    rf"\b(?:{_WHOSE}){_NUMBERED}(?P<it>[a-z]{{0,4}}-?\d[\d-]{{3,}}\d[a-z]?)\b",
    rf"\b(?:{_WHOSE})\s*(?:number|no\.?|id|nr\.?|#)\s*[:#]?\s*(?:is\s+)?(?P<it>[a-z]{{0,4}}-?\d{{4,}})\b",
    r"(?<![\w.$-])[a-z]{1,4}-?\d{5,}\b",
)
_PHONE = (
    r"\+\d{1,3}(?:[ .-]?\(?\d{1,4}\)?){2,5}\b",
    r"(?<![\w.-])(?:1[ .-])?\(?\d{3}\)?[ .-]?\d{3}[ .-]\d{4}(?![\w-])",
    r"(?<![\w.$-])\d{3}-\d{4}(?![\w-])",
    r"(?<![\w.$-])0\d{2,4}[ /-]?\d{3,4}[ -]?\d{3,5}(?![\w-])",
    r"(?<![\w.$-])\d{10}(?![\w-])",
)
#: A long number of which nobody says what it is.
_LONG = (r"(?<![\w.$,-])\d{7,}(?![\w,-])",)


def _by(patterns: Iterable[str]) -> Callable[[str], Iterator[tuple[int, int]]]:
    compiled = [re.compile(pattern, re.IGNORECASE) for pattern in patterns]

    def look(text: str) -> Iterator[tuple[int, int]]:
        for pattern in compiled:
            group = "it" if "it" in pattern.groupindex else 0
            yield from (match.span(group) for match in pattern.finditer(text))

    return look


#: In this order: what an earlier one took is not looked at again.
_LOOKS: tuple[tuple[Kind, Callable[[str], Iterator[tuple[int, int]]]], ...] = (
    (Kind.EMAIL, _by(_EMAIL)),
    (Kind.LINK, _by(_LINK)),
    (Kind.DATE, _by(_DATE)),
    (Kind.RECORD, _by(_RECORD)),
    (Kind.PHONE, _by(_PHONE)),
    (Kind.RECORD, _by(_LONG)),
    (Kind.NAME, names),
)
