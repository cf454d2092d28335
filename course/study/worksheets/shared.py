"""Worksheets that trainees shared, for the supervisor in charge today. To read only."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import clock, db
from course.people.service import TraineeRow, visible_trainee
from course.permissions import Role, Viewer, policy
from course.sources.service import edition
from course.study.library import library
from course.study.worksheets import rules, service
from course.study.worksheets.service import Kept
from course.study.worksheets.views import bp as bp


@dataclass(frozen=True)
class Shared:
    """A trainee, and what they share with the viewer."""

    trainee: TraineeRow
    sheets: list[Kept]


@dataclass(frozen=True)
class Opened:
    """One shared worksheet."""

    trainee: TraineeRow
    kept: Kept


def shared_sheets(session: Session, viewer: Viewer | None, public_id: str) -> Shared | None:
    """Return what a trainee shares with the viewer; None when they are not in charge today."""
    if viewer is None or not viewer.has(Role.SUPERVISOR):
        return None
    trainee = visible_trainee(session, viewer, public_id)
    if trainee is None:
        return None
    charges, now = service.charges(session, trainee.id), clock.now()
    if viewer.id not in rules.in_charge(charges, now):
        return None
    sheets = service.all_of(session, trainee.id)
    mine = [one for one in sheets if viewer.id in rules.readers(charges, one.shared_at, now)]
    return Shared(trainee, mine)


def shared_sheet(
    session: Session, viewer: Viewer | None, public_id: str, sheet: str
) -> Opened | None:
    """Return one worksheet that a trainee shares with the viewer, else None."""
    found = shared_sheets(session, viewer, public_id)
    sheets = found.sheets if found else []
    kept = next((one for one in sheets if one.sheet == sheet), None)
    return Opened(found.trainee, kept) if found and kept else None


@bp.get("/trainees/<public_id>/worksheets")
@policy("worksheet.shared", load=shared_sheets)
def of_trainee(shared: Shared) -> ResponseReturnValue:
    """List the worksheets that a trainee shares with the supervisor in charge today."""
    session = db.session()
    sheets = library(session, edition(session)).sheets
    return render_template("worksheets/of_trainee.html", shared=shared, sheets=sheets)


@bp.get("/trainees/<public_id>/worksheets/<sheet>")
@policy("worksheet.shared", load=shared_sheet)
def read(opened: Opened) -> ResponseReturnValue:
    """Show a shared worksheet to the supervisor in charge today, to read only."""
    return render_template("worksheets/read.html", opened=opened)
