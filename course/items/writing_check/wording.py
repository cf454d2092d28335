"""What the wording of one question gives away."""

import re
from collections.abc import Iterator
from fractions import Fraction

from course.items.source import Answer, Question
from course.items.writing_check.findings import Finding
from course.items.writing_check.words import AVOID, telling

#: How much longer than the longest other option the key may be.
LONGER = Fraction(5, 4)

_ABSOLUTE = re.compile(r"\b(?:always|never|sometimes|only|all|none|must)\b", re.IGNORECASE)
_PHRASE = re.compile(
    r"\b(?:(?:all|none|both|any) of (?:the )?(?:above|these|options|answers)"
    r"|(?-i:[A-E] (?:and|or|&) [A-E])"
    r"|(?-i:[Bb]oth [A-Ea-e] and [A-Ea-e]))\b",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(r"(?<!\bat )\b(?:not|cannot|except|least)\b|\w+n['\u2019]t\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.?!])[\"'\u201d\u2019)]*\s+")


def wording(question: Question) -> Iterator[Finding]:
    """Yield the findings in the wording of one question."""
    for check in (_references, _avoided, _negative, _phrases, _absolutes, _longest, _repeated):
        for code, message in check(question):
            yield Finding(code, message, question.id)


_Found = Iterator[tuple[str, str]]


def _references(question: Question) -> _Found:
    if not question.references:
        yield "missing-reference", "The question names no reference."


def _avoided(question: Question) -> _Found:
    text = "\n".join(question.prose())
    for pattern, use in AVOID:
        for word in sorted({match.group().lower() for match in pattern.finditer(text)}):
            yield "avoid-word", f"Avoid “{word}”. Prefer: {use}."


def _negative(question: Question) -> _Found:
    for match in _NEGATIVE.finditer(_asked(question.stem)):
        if not match.group().isupper():
            yield "negative-stem", f"“{match.group()}” makes the question negative."


def _asked(stem: str) -> str:
    """Return the sentences that ask; where none does, the last one."""
    sentences = [one for one in _SENTENCE.split(stem.strip()) if one]
    asking = [one for one in sentences if one.rstrip("\"'\u201d\u2019)* ").endswith("?")]
    return " ".join(asking or sentences[-1:])


def _phrases(question: Question) -> _Found:
    for answer in question.answers():
        for match in _PHRASE.finditer(answer.text):
            yield "forbidden-phrase", f"“{match.group()}” points at other options."


def _absolutes(question: Question) -> _Found:
    for answer in question.answers():
        for match in _ABSOLUTE.finditer(answer.text):
            yield "absolute-word", f"“{match.group()}” in the option “{_start(answer.text)}”."


def _start(text: str) -> str:
    words = text.split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")  # noqa: PLR2004 - enough to find


def key_is_longest(answers: list[Answer], ratio: Fraction = Fraction(1)) -> bool:
    """Return whether the longest right option is over `ratio` times the longest wrong one."""
    longest = {right: _length(answers, right=right) for right in (True, False)}
    return longest[True] > ratio * longest[False]


def _length(answers: list[Answer], *, right: bool) -> int:
    return max((len(answer.text) for answer in answers if answer.right == right), default=0)


def _longest(question: Question) -> _Found:
    answers = list(question.answers())
    if answers and key_is_longest(answers, LONGER):
        key, other = _length(answers, right=True), _length(answers, right=False)
        yield "key-longest", f"The key has {key} characters, the next longest option {other}."


def _repeated(question: Question) -> _Found:
    key: set[str] = set()
    others: set[str] = set()
    for answer in question.answers():
        (key if answer.right else others).update(telling(answer.text))
    for word in sorted((telling(question.stem) & key) - others):
        yield "repeated-word", f"“{word}” stands in the stem and in the key alone."
