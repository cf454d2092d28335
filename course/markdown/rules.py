"""What our Markdown does otherwise than CommonMark."""

import itertools
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

TOP_HEADING = 2  # the page's title is the only h1
LAST_HEADING = 6


def install(parser: MarkdownIt) -> None:
    """Add the rules to a parser."""
    parser.core.ruler.push("lower_headings", lower_headings)
    parser.core.ruler.push("column_headers", column_headers)
    parser.core.ruler.push("cell_labels", cell_labels)
    parser.add_render_rule("table_open", table_open)
    parser.add_render_rule("table_close", table_close)
    parser.add_render_rule("image", image)
    parser.add_render_rule("link_open", link_open)


def lower_headings(state: StateCore) -> None:
    """Shift all headings by as much as the highest of them stands above h2."""
    headings = [token for token in state.tokens if token.type.startswith("heading_")]
    shift = TOP_HEADING - min((int(token.tag[1]) for token in headings), default=TOP_HEADING)
    for token in headings:
        token.tag = f"h{min(LAST_HEADING, int(token.tag[1]) + max(0, shift))}"


def column_headers(state: StateCore) -> None:
    """Tell screen readers that a header cell heads its column."""
    for token in state.tokens:
        if token.type == "th_open":
            token.attrSet("scope", "col")


def cell_labels(state: StateCore) -> None:
    """Give each cell the words of its column, for pages too narrow to show columns."""
    heads: list[str] = []
    column = 0
    for token, inner in itertools.pairwise(state.tokens):
        if token.type == "table_open":
            heads = []
        elif token.type == "tr_open":
            column = 0
        elif token.type == "th_open":
            heads.append(_words(inner))
        elif token.type == "td_open":
            token.attrSet("data-label", heads[column])
            column += 1


def _words(inline: Token) -> str:
    return "".join(one.content for one in inline.children or [] if one.type in _PLAIN).strip()


_PLAIN = {"text", "code_inline"}


def table_open(_self: Any, _tokens: Sequence[Token], _at: int, _options: Any, _env: Any) -> str:
    """Wrap a table so that it scrolls by itself, with the keyboard too."""
    outside = '<div class="wide" tabindex="0" role="region" aria-label="Table">'
    return f'{outside}\n<table class="stack">\n'


def table_close(_self: Any, _tokens: Sequence[Token], _at: int, _options: Any, _env: Any) -> str:
    """Close the table and what scrolls it."""
    return "</table>\n</div>\n"


def image(self: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    """Show an image's words: pictures come as figures, with a description."""
    return escapeHtml(self.renderInlineAsText(tokens[at].children or [], options, env))


def link_open(self: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    """Tell the linked site nothing about the page; links within the page need no such word."""
    if not str(tokens[at].attrGet("href")).startswith("#"):
        tokens[at].attrSet("rel", "noopener noreferrer")
    return str(self.renderToken(tokens, at, options, env))
