"""What to do next toward a goal: a few concrete steps, the most fruitful first. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from course.goals.allocation import AnyOfRow, DocumentRow, Evidence, HoursRow, Progress
from course.hours.kinds import Category, Document
from course.hours.words import DOCUMENTS, duration

MOST = 3


@dataclass(frozen=True)
class Step:
    """Something to do, and what a link to it opens with."""

    text: str
    #: Enter this document, or look at the entries in this state (of this category, if there is
    #: one), or enter hours of this category.
    document: Document | None = None
    category: Category | None = None
    state: str = ""


def steps(found: Progress, evidence: Evidence) -> tuple[Step, ...]:
    """Return at most three steps: what frees hours that are there goes before what is missing."""
    every = (_returned(evidence), _barred(found, evidence), _unsigned(found), _papers(found))
    lists = [step for part in every for step in part]
    return tuple(islice([*lists, *_hours(found)], MOST))


def _returned(evidence: Evidence) -> Iterator[Step]:
    count = sum(one.returned for one in evidence.entries)
    if count:
        entries = "1 entry was" if count == 1 else f"{count} entries were"
        yield Step(f"{entries} returned: correct what the comment says.", state="returned")


def _barred(found: Progress, evidence: Evidence) -> Iterator[Step]:
    """Yield the document whose absence holds back the most hours."""
    held_back: dict[tuple[Document, str], int] = {}
    for row in _open_hours(found):
        for document in row.requirement.during:
            lost = sum(
                use.left
                for use in row.uses
                if not use.counted and not evidence.in_force(document, use.entry.day)
            )
            if lost:
                held_back[document, row.requirement.title] = lost
    if held_back:
        (document, title), lost = max(held_back.items(), key=lambda one: one[1])
        why = _nothing_then(evidence, document)
        yield Step(f"{duration(lost)} of “{title}” do not count: {why}", document=document)


def _nothing_then(evidence: Evidence, document: Document) -> str:
    """Say that no document of a kind was in force on some days, and what can be done."""
    name, held = DOCUMENTS[document], evidence.of(document)
    if not held:
        return (
            f"for their days nothing is entered as “{name}”. "
            "If it was in force then, enter it with its days."
        )
    return (
        f"on their days no “{name}” was in force; the first one entered begins on "
        f"{held[0].from_day:%-d %b %Y}. Only if there was another one then, enter it too."
    )


def _unsigned(found: Progress) -> Iterator[Step]:
    waiting = [
        use.entry
        for row in _open_hours(found)
        if row.requirement.signed
        for use in row.uses
        if not use.entry.signed and not use.entry.returned
    ]
    if waiting:
        minutes = sum(one.minutes for one in waiting)
        kinds = {one.category for one in waiting}
        text = f"{duration(minutes)} wait to be signed by the supervisor you had on their days."
        only = kinds.pop() if len(kinds) == 1 else None
        yield Step(text, category=only, state="waiting")


def _papers(found: Progress) -> Iterator[Step]:
    missing = [row for row in found.open if isinstance(row, DocumentRow)]
    paths = [row for row in found.open if isinstance(row, AnyOfRow)]
    titles = [row.requirement.title for row in missing] + [row.requirement.title for row in paths]
    if not titles:
        return
    first = missing[0].requirement.document if missing else Document.DEGREE
    more = f" (and {len(titles) - 1} more of this kind)" if len(titles) > 1 else ""
    yield Step(f"Missing or not entered: {titles[0]}{more}.", document=first)


def _hours(found: Progress) -> Iterator[Step]:
    rows = sorted(_open_hours(found), key=lambda row: row.counted / row.needed)
    for row in rows:
        title, category = row.requirement.title, row.requirement.categories[0]
        if row.missing > 0:
            text = f"{duration(row.missing)} of “{title}” are still to come."
            yield Step(text, category=category)
        else:
            yield Step(f"The hours of “{title}” do not span enough months yet.", category=category)


def _open_hours(found: Progress) -> list[HoursRow]:
    return [row for row in found.open if isinstance(row, HoursRow)]
