"""What a quiz can draw: numbers by bank, pool and objective."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from course.questions.models import Bank, Question
from course.quizzes.draw import Cell, fill
from course.quizzes.schemas import QuizFile
from course.quizzes.service import planning
from course.quizzes.service.planning import Asking

#: Nobody has this id, so that nothing counts as met before.
NOBODY = 0


@dataclass(frozen=True)
class Stock:
    """How many questions of each pool a bank has, in all and by objective."""

    bank: str
    pools: tuple[str, ...]
    totals: dict[str, int]
    #: By objective, then by pool.
    objectives: dict[str, dict[str, int]]


def stocks(session: Session, wanted: Sequence[Cell]) -> list[Stock]:
    """Return the stock of every bank that a draw may take from, by the bank's slug."""
    banks = {bank for cell in wanted for bank in cell.banks if bank}
    query = (
        select(Bank.slug, Question.objective, Question.pool, func.count())
        .join(Question, Question.bank_id == Bank.id)
        .where(Question.retired_at.is_(None))
        .group_by(Bank.slug, Question.objective, Question.pool)
        .order_by(Bank.slug, Question.objective)
    )
    if all(cell.banks or cell.pin for cell in wanted):
        query = query.where(Bank.slug.in_(banks))
    found: dict[str, dict[str, dict[str, int]]] = {name: {} for name in sorted(banks)}
    for bank, objective, pool, count in session.execute(query):
        found.setdefault(bank, {}).setdefault(objective, {})[pool] = count
    return [_stock(bank, objectives) for bank, objectives in found.items()]


@dataclass(frozen=True)
class CellStock:
    """A cell of a draw: what it asks for, how many it takes, and how many fit it."""

    label: str
    #: Its filter in words where the label is the title of a domain, and whether it comes first.
    asks: str
    pool: str
    wanted: int
    fits: int
    #: Whether it cannot be filled, by itself or beside the other cells.
    is_short: bool


def cells(session: Session, file: QuizFile, now: dt.datetime) -> list[CellStock]:
    """Return the cells of a draw as somebody has them who met no question yet."""
    found = planning.supply(session, Asking(NOBODY, file, now)).candidates
    short = [one.cell for one in fill(found, file.cells, "").short]
    return [
        CellStock(
            cell.label,
            _asks(cell),
            cell.pool or "",
            cell.count,
            sum(map(cell.fits, found)),
            cell in short,
        )
        for cell in file.cells
    ]


def _asks(cell: Cell) -> str:
    words = [cell.asks] if cell.domain else []
    return "; ".join([*words, *(["first in the order of modules"] if cell.first else [])])


def _stock(bank: str, objectives: dict[str, dict[str, int]]) -> Stock:
    pools = tuple(sorted({pool for counts in objectives.values() for pool in counts}))
    totals = {pool: sum(one.get(pool, 0) for one in objectives.values()) for pool in pools}
    return Stock(bank, pools, totals, objectives)


def settings(data: dict[str, Any], start: str = "") -> list[tuple[str, str]]:
    """Return every setting of a quiz as its name and value in words, whatever the schema has.

    The cells of a blueprint have a table of their own.
    """
    found = []
    for name, value in data.items():
        if f"{start}{name}" == "blueprint.cells":
            continue
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
        said = {name: one for name, one in value.items() if one is not None}
        return ", ".join(f"{name} {_words(one)}" for name, one in said.items())
    return str(value)
