"""Whether a bank is in balance: key lengths and places, levels, and who the clients are."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from course.items.source import Question, Vignette
from course.items.writing_check.findings import Finding
from course.items.writing_check.wording import key_is_longest

#: A share of fewer questions says nothing yet.
_ENOUGH = 5
_ENOUGH_PLACES = 12
_ENOUGH_COUPLES = 6
_ENOUGH_CLIENTS = 10


def balance(bank: Sequence[Question]) -> Iterator[Finding]:
    """Yield what is out of proportion over the whole bank."""
    clients = [question.vignette for question in bank if question.vignette]
    yield from _lengths(bank)
    yield from _places(bank)
    yield from _levels(bank)
    yield from _couples(clients)
    yield from _genders(clients)


def _lengths(bank: Sequence[Question]) -> Iterator[Finding]:
    compared = [list(question.answers()) for question in bank if question.answers()]
    longest = sum(map(key_is_longest, compared))
    if len(compared) >= _ENOUGH and longest > Fraction(2, 5) * len(compared):
        message = f"The key is the longest option in {longest} of {len(compared)} questions."
        yield Finding("key-longest-often", message)


def _places(bank: Sequence[Question]) -> Iterator[Finding]:
    by_size: dict[int, Counter[int]] = defaultdict(Counter)
    for question in bank:
        right = [answer.right for answer in question.answers()]
        if right.count(True) == 1:
            by_size[len(right)][right.index(True)] += 1
    for size, places in sorted(by_size.items()):
        yield from _crowded(size, places)


def _crowded(size: int, places: Counter[int]) -> Iterator[Finding]:
    total = places.total()
    place, count = places.most_common(1)[0]
    if total >= _ENOUGH_PLACES and count > Fraction(1, 2) * total:
        message = f"Of {total} choices of {size} options, {count} have the key at {place + 1}."
        yield Finding("key-position", message)


def _levels(bank: Sequence[Question]) -> Iterator[Finding]:
    if len(bank) < _ENOUGH:
        return
    levels = Counter(question.level for question in bank)
    applied = levels["apply"] + levels["analyze"]
    if levels["recall"] > Fraction(1, 3) * len(bank):
        yield Finding("level-recall", f"{levels['recall']} of {len(bank)} questions are recall.")
    if applied < Fraction(2, 5) * len(bank):
        yield Finding("level-apply", f"{applied} of {len(bank)} questions apply or analyze.")


def _couples(clients: Sequence[Vignette]) -> Iterator[Finding]:
    couples = [client.couple for client in clients if client.couple != "none"]
    other = len(couples) - couples.count("mixed")
    if len(couples) >= _ENOUGH_COUPLES and other < Fraction(1, 3) * len(couples):
        message = f"{other} of {len(couples)} couples are other than a man and a woman."
        yield Finding("couples-unbalanced", message)


def _genders(clients: Sequence[Vignette]) -> Iterator[Finding]:
    stated = Counter(client.gender for client in clients if client.gender != "unstated")
    for gender, count in stated.items():
        if len(clients) >= _ENOUGH_CLIENTS and count > Fraction(3, 5) * len(clients):
            message = f"{count} of {len(clients)} clients have the gender {gender}."
            yield Finding("genders-unbalanced", message)
