"""Probable full names: runs of capitalized words where a sentence has no reason for them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from course.identifiers.words import NOT_NAMES, OPENERS, PARTICLES

#: `Maria`, `O'Neill`, `Mary-Jane`, `McBride`; an initial such as `J.`; a word in small letters.
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_INITIAL = re.compile(r"\b[A-Z]\.(?=\s)")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof)\b\.?\s+(?P<name>[^\W\d_][\w'\u2019-]{1,40})")
_BETWEEN = re.compile(r"[ \t]+")
#: What stands before the first word of a sentence: an end, an opening quote, a bullet.
_SENTENCE_END = re.compile(
    r"(?:^|[.!?\u2026]['\"\u201d\u2019)]*\s+|\n\s*)[-*\u2022'\"\u201c\u2018(\s]*$"
)
_QUOTE = re.compile(r"[:,]\s+['\"\u201c\u2018]$")
_LOOK_BACK = 12

Span = tuple[int, int]


@dataclass(frozen=True)
class _Token:
    start: int
    end: int
    text: str

    @property
    def is_initial(self) -> bool:
        return self.text.endswith(".")

    @property
    def is_capital(self) -> bool:
        """True for `Maria` and `J.`, not for `I` or `AASECT`."""
        return self.is_initial or (self.text[0].isupper() and not self.text.isupper())


def names(text: str) -> Iterator[Span]:
    """Yield where a full name probably stands: start and end, in order."""
    found = [match.span() for match in _TITLE.finditer(text) if _is_named(match["name"])]
    found += [span for run in _runs(text) if (span := _name_in(run, text))]
    yield from sorted(found)


def _is_named(word: str) -> bool:
    return word[0].isupper() and word.lower() not in NOT_NAMES


def _tokens(text: str) -> list[_Token]:
    initials = {m.start(): m.end() for m in _INITIAL.finditer(text)}
    return [
        _Token(m.start(), end, text[m.start() : end])
        for m in _WORD.finditer(text)
        if (end := initials.get(m.start(), m.end()))
    ]


def _runs(text: str) -> Iterator[list[_Token]]:
    """Yield stretches of words that could be one name: capitals, with particles between them."""
    run: list[_Token] = []
    for token in _tokens(text):
        joined = run and _BETWEEN.fullmatch(text[run[-1].end : token.start])
        if run and not (joined and _goes_on(token)):
            yield _trimmed(run)
            run = []
        if run or (_goes_on(token) and token.text not in PARTICLES):
            run.append(token)
    if run:
        yield _trimmed(run)


def _goes_on(token: _Token) -> bool:
    if token.text in PARTICLES:
        return True
    plain = re.sub(r"['\u2019]s$", "", token.text).lower()
    return token.is_capital and plain not in NOT_NAMES


def _trimmed(run: list[_Token]) -> list[_Token]:
    while run and run[-1].text in PARTICLES:
        run = run[:-1]
    return run


def _name_in(run: list[_Token], text: str) -> Span | None:
    if _begins_sentence(text, run[0].start) and _is_ordinary(run[0].text):
        run = run[1:]
    capitals = [token for token in run if token.is_capital]
    whole = [token for token in capitals if not token.is_initial]
    return (run[0].start, run[-1].end) if len(capitals) > 1 and whole else None


def _is_ordinary(word: str) -> bool:
    plain = word.lower().replace("\u2019", "'")
    return plain.split("'")[0] in OPENERS or plain.endswith(("ing", "ly", "ed"))


def _begins_sentence(text: str, at: int) -> bool:
    # The text begins as a paragraph does.
    before = f"\n{text[:at]}"[-_LOOK_BACK:]
    return bool(_SENTENCE_END.search(before) or _QUOTE.search(before))
