"""What a roster's page shows of each trainee: rows, areas and leaves put together."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from course.progress import service as progress
from course.progress.models import TraineeArea
from course.supervision import rules
from course.supervision.rules import Away
from course.supervision.service import leaves
from course.supervision.service.roster import Asked, Page, Row, page


@dataclass(frozen=True)
class Share:
    """The share of marks earned in one area."""

    area: str
    share: Decimal


@dataclass(frozen=True)
class Line:
    """A trainee of the roster as it is shown."""

    row: Row
    #: Areas with enough answers, in the order of the alphabet.
    areas: tuple[Share, ...]
    leave: Away | None
    #: Days without work when that is long, None otherwise.
    stalled_days: int | None

    @property
    def weakest(self) -> Share | None:
        """The area with the smallest share."""
        return min(self.areas, key=lambda one: one.share, default=None)


@dataclass(frozen=True)
class Board:
    """A page of the roster."""

    lines: list[Line]
    after: str | None


def board(session: Session, asked: Asked, zone: ZoneInfo) -> Board:
    """Return a page of the roster in at most four statements; `zone` is the supervisor's."""
    found = page(session, asked)
    return Board(_lines(session, found, asked.today, zone), found.after)


def _lines(session: Session, found: Page, today: dt.date, zone: ZoneInfo) -> list[Line]:
    ids = [row.id for row in found.rows]
    if not ids:
        return []
    areas, away = progress.areas_of(session, ids), leaves.of_trainees(session, ids, today)
    return [
        Line(
            row,
            shares(areas.get(row.id, [])),
            rules.on_leave(away.get(row.id, []), today),
            stalled_days(row, away.get(row.id, []), today, zone),
        )
        for row in found.rows
    ]


def shares(rows: list[TraineeArea]) -> tuple[Share, ...]:
    """Return the shares of the areas with enough answers."""
    known = [(row.area, progress.share(row)) for row in rows]
    return tuple(Share(area, share) for area, share in known if share is not None)


def stalled_days(row: Row, away: list[Away], today: dt.date, zone: ZoneInfo) -> int | None:
    """Return the days without work when they make the trainee stalled, else None."""
    last = row.last_at.astimezone(zone).date() if row.last_at else row.from_day
    if not rules.is_stalled(last, away, today):
        return None
    return rules.idle_days(last, away, today)
