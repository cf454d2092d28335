"""What a trainee is given: by a director, or by the supervisor in charge today."""

from decimal import Decimal
from typing import Any

from flask import Blueprint, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import clock, db
from course.people.service import TraineeRow, visible_trainee
from course.people.service.acts import Acting
from course.permissions import Role, Viewer, policy, the_viewer
from course.quizzes import rules
from course.quizzes.forms import GiveForm
from course.quizzes.rules import Given
from course.quizzes.service import accommodations as service
from course.quizzes.service.accommodations import Giving
from course.quizzes.service.catalog import by_number, quizzes
from course.web.posting import code_of, tell, tried

bp = Blueprint("accommodations", __name__)
_ALL = "all"


def others_trainee(session: Session, viewer: Viewer | None, public_id: str) -> TraineeRow | None:
    """Return a trainee whom the viewer may see today; nobody gives themselves anything."""
    row = visible_trainee(session, viewer, public_id)
    return None if row is None or viewer is None or row.id == viewer.id else row


def acting() -> Acting:
    """Return who acts in this request, and when."""
    return Acting(the_viewer().id, clock.now(), str(current_app.config["SECRET_KEY"]))


def _form(session: Session, **words: Any) -> GiveForm:
    form = GiveForm(**words)
    slugs = {line.slug: line.title for line in by_number(quizzes(session))}
    form.quiz.choices = {_ALL: "All quizzes"} | slugs
    return form


def _page(row: TraineeRow, form: GiveForm) -> str:
    session, me = db.session(), the_viewer()
    return render_template(
        "quizzes/accommodations.html",
        trainee=row,
        form=form,
        zone=service.zone_of(session, row.id),
        lines=service.lines(session, row.id),
        # A supervisor knows who they are themselves; who else gave it is for directors.
        names=me.has(Role.DIRECTOR),
    )


@bp.get("/trainees/<public_id>/accommodations")
@policy("accommodation.give", load=others_trainee)
def show(row: TraineeRow) -> ResponseReturnValue:
    """Show what a trainee was given, and a form to give more."""
    return _page(row, _form(db.session()))


@bp.post("/trainees/<public_id>/accommodations")
@policy("accommodation.give", load=others_trainee)
def give(row: TraineeRow) -> ResponseReturnValue:
    """Give a trainee time, attempts or a window of their own; it holds at once."""
    form, by = _form(db.session()), acting()
    if form.validate_on_submit() and tried(
        form, lambda session: service.give(session, by, _giving(session, row, form))
    ):
        done = "It is given, and holds at once: also in an attempt that runs."
        return tell(done, url_for(".show", public_id=row.public_id))
    return _page(row, form), code_of(form)


def _giving(session: Session, row: TraineeRow, form: GiveForm) -> Giving:
    zone = service.zone_of(session, row.id)
    ids = {line.slug: quiz_id for quiz_id, line in quizzes(session).items()}
    opens, closes = form.opens_at.data, form.closes_at.data
    given = Given(
        form.time_factor.data or Decimal(1),
        form.extra_minutes.data or 0,
        form.extra_attempts.data or 0,
        form.extra_days.data or 0,
        # An hour that a clock change skips or repeats is read in the trainee's favor.
        rules.instant(opens, zone, latest=False) if opens else None,
        rules.instant(closes, zone, latest=True) if closes else None,
    )
    why = form.why.data or ""
    return Giving(row.id, row.public_id, ids.get(form.quiz.data), given, zone, why)
