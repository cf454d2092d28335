"""Questions that are nearly the same."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from course.items.source import Question
from course.items.writing_check.findings import Finding
from course.items.writing_check.words import tokens

#: Shared words by all words of two stems, from which on they are near duplicates.
SIMILAR = Fraction(4, 5)

_Bag = tuple[frozenset[str], Question]


def near_duplicates(bank: Sequence[Question]) -> Iterator[Finding]:
    """Yield ids that stand twice, and stems whose words overlap by four fifths (Jaccard)."""
    yield from _same_ids(bank)
    bags = [(frozenset(tokens(question.stem)), question) for question in bank]
    bags.sort(key=lambda bag: (len(bag[0]), bag[1].id))
    for place, bag in enumerate(bags):
        yield from _like(bag, bags[place + 1 :])


def _same_ids(bank: Sequence[Question]) -> Iterator[Finding]:
    seen: set[str] = set()
    for question in bank:
        if question.id in seen:
            yield Finding("id-twice", f"The id {question.id} stands twice.", question.id)
        seen.add(question.id)


def _like(bag: _Bag, larger: Sequence[_Bag]) -> Iterator[Finding]:
    words, question = bag
    for others, other in larger:
        if len(words) < SIMILAR * len(others):
            return  # they only get larger from here
        if len(words & others) >= SIMILAR * len(words | others):
            yield Finding("near-duplicate", f"The stem is nearly that of {other.id}.", question.id)
