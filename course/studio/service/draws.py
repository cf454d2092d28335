"""What a quiz can draw: numbers by bank, pool and objective."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from course.questions.models import Bank, Question


@dataclass(frozen=True)
class Stock:
    """How many questions of each pool a bank has, in all and by objective."""

    bank: str
    pools: tuple[str, ...]
    totals: dict[str, int]
    #: By objective, then by pool.
    objectives: dict[str, dict[str, int]]


def stocks(session: Session, draw: Any) -> list[Stock]:
    """Return the stock of every bank that a draw names, however the draw is built."""
    names = sorted(set(_banks(draw)))
    rows = session.execute(
        select(Bank.slug, Question.objective, Question.pool, func.count())
        .join(Question, Question.bank_id == Bank.id)
        .where(Bank.slug.in_(names), Question.retired_at.is_(None))
        .group_by(Bank.slug, Question.objective, Question.pool)
        .order_by(Question.objective)
    )
    counted: dict[str, dict[str, dict[str, int]]] = {name: defaultdict(dict) for name in names}
    for bank, objective, pool, count in rows:
        counted[bank][objective][pool] = count
    return [_stock(bank, dict(objectives)) for bank, objectives in counted.items()]


def _stock(bank: str, objectives: dict[str, dict[str, int]]) -> Stock:
    pools = tuple(sorted({pool for counts in objectives.values() for pool in counts}))
    totals = {pool: sum(one.get(pool, 0) for one in objectives.values()) for pool in pools}
    return Stock(bank, pools, totals, objectives)


def _banks(draw: Any) -> Iterator[str]:
    """Yield every value under the name `bank`: the schema of draws may grow."""
    if isinstance(draw, dict):
        for name, value in draw.items():
            if name == "bank" and isinstance(value, str):
                yield value
            else:
                yield from _banks(value)
    elif isinstance(draw, list | tuple):
        for value in draw:
            yield from _banks(value)


def settings(data: dict[str, Any], start: str = "") -> list[tuple[str, str]]:
    """Return every setting of a quiz as its name and value in words, whatever the schema has."""
    found = []
    for name, value in data.items():
        if isinstance(value, dict):
            found += settings(value, f"{start}{name}.")
        else:
            found.append((f"{start}{name}", _words(value)))
    return found


def _words(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(_words(one) for one in value) or "none"
    if isinstance(value, dict):
        return ", ".join(f"{name} {_words(one)}" for name, one in value.items())
    return str(value)
