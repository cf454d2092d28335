"""APA style: the reference list and the citation in the text.

The forms follow the Publication Manual of the American Psychological Association, 7th edition:
chapters 9 (reference list), 8 (in-text citation) and 11 (legal references).
"""

import datetime as dt
from collections.abc import Iterable
from itertools import groupby

from markupsafe import Markup, escape

from course.curriculum.references.schema import Name, Reference

LISTED = 20  # up to twenty authors are all named
EN_DASH = "\N{EN DASH}"  # between the first and the last page
NAMED = 2  # three or more are the first one "et al."
#: Kinds whose date is shown to the day.
_DATED = {"webpage", "article-newspaper", "report"}
_LEGAL = {"legislation", "legal_case"}
#: Kinds whose own title is in plain type, because the larger whole is in italics.
_PARTS = {"article-journal", "chapter", "article-newspaper"}

UNVERIFIED = Markup(
    '<span class="chip care" title="Not yet checked against its source">not yet verified</span>'
)


def apa(reference: Reference, letter: str = "") -> Markup:
    """Return the entry of a reference list; `letter` tells works of one author and year apart."""
    if reference.type in _LEGAL:
        parts = [_legal(reference), _link(reference)]
    else:
        parts = [*_head(reference, letter), _whole(reference), _link(reference)]
    chip = UNVERIFIED if reference.verify else Markup()
    return Markup(" ").join(part for part in (*parts, chip) if part)


def in_text(reference: Reference, letter: str = "") -> Markup:
    """Return the author-date form that stands in parentheses, such as `Bass & Quimby, 2006`."""
    who = _cited(reference.author) if reference.author else _cited_title(reference)
    return who + Markup(", {}").format(_year(reference, letter))


def letters(references: Iterable[Reference]) -> dict[str, str]:
    """Return the letter of each reference that shares authors and year with another.

    They follow the titles; a reference that stands alone has none.
    """
    works = sorted(references, key=lambda one: (in_text(one), one.title.casefold(), one.id))
    found: dict[str, str] = {}
    for _, same in groupby(works, key=in_text):
        if len(group := list(same)) > 1:
            found |= {one.id: chr(ord("a") + at) for at, one in enumerate(group)}
    return found


def _head(reference: Reference, letter: str) -> list[Markup]:
    """Return author, date and title; without an author the title comes first."""
    date = Markup("({}).").format(_date(reference, letter))
    title = _ended(_title(reference))
    if not reference.author:
        return [title, date]
    return [_ended(escape(_listed(reference.author))), date, title]


def _title(reference: Reference) -> Markup:
    title = escape(reference.title)
    return title if reference.type in _PARTS else _italic(title)


def _whole(reference: Reference) -> Markup:
    """Return what the work is a part of, or who published it."""
    if reference.type in {"article-journal", "article-newspaper"}:
        return _periodical(reference)
    if reference.type == "chapter":
        return Markup(" ").join(part for part in (_book(reference), _publisher(reference)) if part)
    return _publisher(reference)


def _periodical(reference: Reference) -> Markup:
    if not reference.container_title:
        return Markup()
    volume = _italic(reference.volume) if reference.volume else Markup()
    issue = Markup("({})").format(reference.issue) if reference.issue else Markup()
    pages = escape(_pages(reference.page))
    parts = (_italic(reference.container_title), volume + issue, pages)
    return _ended(Markup(", ").join(part for part in parts if part))


def _book(reference: Reference) -> Markup:
    if not reference.container_title:
        return Markup()
    pages = Markup(" (pp. {})").format(_pages(reference.page)) if reference.page else Markup()
    return _ended(Markup("In {}").format(_italic(reference.container_title)) + pages)


def _publisher(reference: Reference) -> Markup:
    """Return the publisher, unless the author is the same body."""
    site = reference.container_title if reference.type == "webpage" else None
    name = reference.publisher or site
    authors = {author.literal for author in reference.author or []}
    return _ended(escape(name)) if name and name not in authors else Markup()


def _legal(reference: Reference) -> Markup:
    """Return `Name, volume source page (year).`, with a section sign in laws."""
    page = reference.page
    if page and reference.type == "legislation" and not page.startswith("§"):
        page = f"§ {page}"
    source = " ".join(part for part in (reference.volume, reference.container_title, page) if part)
    name = ", ".join(part for part in (reference.title, source) if part)
    court = f"{reference.publisher} " if reference.publisher else ""
    return Markup("{} ({}{}).").format(name, court, _year(reference))


def _link(reference: Reference) -> Markup:
    """Return the DOI or the page; an undated page also says when it was read."""
    address = f"https://doi.org/{reference.doi}" if reference.doi else reference.url
    if not address:
        return Markup()
    link = Markup('<a href="{0}" rel="noopener noreferrer">{0}</a>').format(address)
    if reference.accessed and not reference.issued and not reference.doi:
        return Markup("Retrieved {}, from {}").format(_day(reference.accessed), link)
    return link


def _listed(authors: list[Name]) -> str:
    names = [_inverted(author) for author in authors]
    if len(names) == 1:
        return names[0]
    if len(names) > LISTED:
        return f"{', '.join(names[: LISTED - 1])}, … {names[-1]}"
    return f"{', '.join(names[:-1])}, & {names[-1]}"


def _inverted(author: Name) -> str:
    if author.literal or not author.given:
        return author.literal or author.family or ""
    return f"{author.family}, {_initials(author.given)}"


def _initials(given: str) -> str:
    return " ".join(
        "-".join(f"{part[0]}." for part in name.split("-") if part)
        for name in given.replace(".", ". ").split()
    )


def _cited(authors: list[Name]) -> Markup:
    names = [escape(author.literal or author.family or "") for author in authors]
    if len(names) > NAMED:
        return names[0] + Markup(" et al.")
    return Markup(" &amp; ").join(names)


def _cited_title(reference: Reference) -> Markup:
    """Return the title as APA cites it: cases and whole works in italics, parts in quotes."""
    if reference.type in _PARTS:
        return Markup("“{}”").format(reference.title)
    title = escape(reference.title)
    return title if reference.type == "legislation" else _italic(title)


def _year(reference: Reference, letter: str = "") -> str:
    if not reference.issued:
        return f"n.d.-{letter}" if letter else "n.d."
    year = reference.issued if isinstance(reference.issued, int) else reference.issued.year
    return f"{year}{letter}"


def _date(reference: Reference, letter: str) -> str:
    year = _year(reference, letter)
    if isinstance(reference.issued, dt.date) and reference.type in _DATED:
        return f"{year}, {reference.issued:%B} {reference.issued.day}"
    return year


def _day(day: dt.date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _pages(page: str | None) -> str:
    return (page or "").replace("--", "-").replace("-", EN_DASH)


def _italic(text: str) -> Markup:
    return Markup("<em>{}</em>").format(text)


def _ended(text: Markup) -> Markup:
    """End a part with a full stop, unless it ends a sentence by itself."""
    bare = text.removesuffix("</em>")
    return text if bare.endswith((".", "?", "!")) else text + "."
