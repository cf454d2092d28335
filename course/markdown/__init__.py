"""The one way from Markdown to HTML that is safe to show.

CommonMark with tables, without raw HTML and without images; what comes out passes an allow-list.
A feature that needs signs of its own (citations in lessons) makes a `Dialect` with its rules.
"""

import re
import secrets
from collections.abc import Sequence

from markupsafe import Markup

from course.markdown.dialect import Dialect as Dialect
from course.markdown.dialect import Rules as Rules
from course.markdown.dialect import SafeHtml as SafeHtml

_PLAIN = Dialect()


def to_html(source: str) -> SafeHtml:
    """Return the text as blocks of HTML (paragraphs, lists, tables; no heading above h2)."""
    return _PLAIN.to_html(source)


def to_inline(source: str) -> SafeHtml:
    """Return the text as inline HTML without a paragraph around it: for stems and options."""
    return _PLAIN.to_inline(source)


#: Random for each process: no text can hold it. Letters alone are a word in any Markdown.
_HOLE = f"hole{secrets.token_hex(12)}"
_IN_LINK = re.compile(rf"<a [^>]*>(?:(?!</a>).)*{_HOLE}", re.DOTALL)


def around(sources: Sequence[str]) -> tuple[SafeHtml, ...]:
    """Return the HTML of one text that has holes in it, cut at the holes: a part for each source.

    What is put between two parts stands in running text. Raises ValueError where a hole would be
    inside of a tag or a link.
    """
    html = to_html(_HOLE.join(sources))
    parts = html.split(_HOLE)
    seen = html.striptags().count(_HOLE) + 1
    if not len(parts) == seen == len(sources) or _IN_LINK.search(html):
        raise ValueError("a hole stands where nothing can be put")
    return tuple(Markup(part) for part in parts)  # noqa: S704 - pieces of what is safe as a whole


def to_text(source: str) -> str:
    """Return the plain words, one line for each paragraph, cell or item."""
    return _PLAIN.to_text(source)


def words(source: str) -> int:
    """Return the number of words a reader reads."""
    return _PLAIN.words(source)
