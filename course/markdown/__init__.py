"""The one way from Markdown to HTML that is safe to show.

CommonMark with tables, without raw HTML and without images; what comes out passes an allow-list.
A feature that needs signs of its own (citations in lessons) makes a `Dialect` with its rules.
"""

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


def to_text(source: str) -> str:
    """Return the plain words, one line for each paragraph, cell or item."""
    return _PLAIN.to_text(source)


def words(source: str) -> int:
    """Return the number of words a reader reads."""
    return _PLAIN.words(source)
