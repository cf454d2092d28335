"""A parser with its rules, and what can be made with it."""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from course.markdown import rules
from course.markdown.allowed import clean

SafeHtml = Markup
#: Adds inline rules, core rules and renderers to a parser.
Rules = Callable[[MarkdownIt], None]

_TEXT = {"text", "code_inline"}
_BREAKS = {"softbreak", "hardbreak"}
_BLOCKS = {"fence", "code_block"}
_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class Heading:
    """A heading: its lines in the source (0 is the first, `end` is none of them), level and id."""

    first: int
    end: int
    level: int
    words: str
    id: str


class Dialect:
    """Our Markdown, with a feature's own rules added. Make it once; it keeps no state."""

    def __init__(self, *added: Rules) -> None:
        self._parser = MarkdownIt("commonmark", {"html": False}).enable("table")
        rules.install(self._parser)
        for add in added:
            add(self._parser)

    def to_html(self, source: str, env: dict[str, Any] | None = None) -> SafeHtml:
        """Return blocks of safe HTML; `env` is what the added rules need to know."""
        return clean(self._parser.render(source, {} if env is None else env))

    def to_inline(self, source: str, env: dict[str, Any] | None = None) -> SafeHtml:
        """Return safe inline HTML."""
        return clean(self._parser.renderInline(source, {} if env is None else env))

    def to_text(self, source: str) -> str:
        """Return the plain words, one line for each paragraph, cell or item."""
        lines = (_line(token) for token in self._parser.parse(source))
        return "\n".join(line for line in lines if line)

    def sections(
        self, source: str, env: dict[str, Any] | None = None
    ) -> Iterator[tuple[str, str, str]]:
        """Yield (heading, its id, plain words below it) from top to bottom.

        The first has neither heading nor id when the text does not begin with one. Ids are there
        when an added rule sets them; `env` is what it needs to know.
        """
        heading, name, lines = "", "", list[str]()
        tokens = iter(self._parser.parse(source, {} if env is None else env))
        for token in tokens:
            if token.type == "heading_open":
                yield heading, name, "\n".join(lines)
                heading, name, lines = _line(next(tokens)), str(token.attrGet("id") or ""), []
            elif line := _line(token):
                lines.append(line)
        yield heading, name, "\n".join(lines)

    def headings(self, source: str, env: dict[str, Any] | None = None) -> Iterator[Heading]:
        """Yield every heading that stands by itself, in no list and no quotation."""
        tokens = self._parser.parse(source, {} if env is None else env)
        for opening, inline in itertools.pairwise(tokens):
            if opening.type == "heading_open" and opening.level == 0 and opening.map:
                first, end = opening.map
                name = str(opening.attrGet("id") or "")
                yield Heading(first, end, int(opening.tag[1]), _line(inline), name)

    def words(self, source: str) -> int:
        """Return the number of words: what holds a letter or a digit."""
        return sum(1 for word in self.to_text(source).split() if _WORD.search(word))

    def inlines(self, source: str) -> Iterator[tuple[Token, int]]:
        """Yield every inline token with its line; 0 is the first line of the source."""
        for token in self._parser.parse(source):
            if token.type == "inline":
                yield from _placed(token.children or [], token.map[0] if token.map else 0)


def _placed(children: Sequence[Token], line: int) -> Iterator[tuple[Token, int]]:
    for child in children:
        yield child, line
        line += child.type in _BREAKS


def _line(token: Token) -> str:
    if token.type == "inline":
        return "".join(_words_of(child) for child in token.children or []).strip()
    return token.content.strip() if token.type in _BLOCKS else ""


def _words_of(token: Token) -> str:
    if token.type in _TEXT:
        return token.content
    if token.type == "image":
        return "".join(_words_of(child) for child in token.children or [])
    return " " if token.type in _BREAKS else ""
