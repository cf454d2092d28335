"""What belongs to a cohort's program, as a director sets it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import db
from course.audit import service as audit
from course.curriculum import program as service
from course.curriculum import service as curriculum
from course.curriculum.models import PartKind
from course.errors import NotFound
from course.goals.service import sets
from course.people.models import Cohort
from course.people.service import groups
from course.permissions import Viewer, policy
from course.quizzes.service.catalog import by_number, quizzes
from course.sources.service import edition
from course.supervision.forms import PartForm, PartOutForm
from course.supervision.views.boards import acting, here
from course.supervision.views.boards import program as bp
from course.web.posting import code_of, tried

KINDS = {
    PartKind.MODULE: "Module",
    PartKind.QUIZ: "Quiz",
    PartKind.REQUIREMENT_SET: "Requirement set",
}


def _cohort(session: Session, viewer: Viewer | None, public_id: str) -> Cohort | None:
    del viewer  # The policy lets only directors in.
    return groups.cohort_by_public_id(session, public_id)


def _choices() -> dict[str, str]:
    """Return `kind:slug` and the words of everything that can belong to a program."""
    session = db.session()
    token = edition(session)
    modules, asked = curriculum.catalog(session, token), sets.catalog(session, token).items()
    return {
        **{f"module:{one.slug}": f"Module {one.number}: {one.title}" for one in modules},
        **{f"quiz:{one.slug}": f"Quiz: {one.title}" for one in by_number(quizzes(session))},
        **{
            f"requirement-set:{slug}": f"Requirement set: {one.newest.title}" for slug, one in asked
        },
    }


@bp.route("/cohorts/<public_id>/program", methods=["GET", "POST"])
@policy("people.manage", load=_cohort)
def parts(cohort: Cohort) -> ResponseReturnValue:
    """Show what belongs to a cohort's program, and add to it."""
    today, _ = here()
    form, cohort_id = PartForm(data={"from_day": today}), cohort.id
    form.part.choices = choices = _choices()
    if form.validate_on_submit() and tried(form, lambda s: _add(s, cohort, form), "part"):
        return _back(cohort.public_id, "It is part of the program from that day on.")
    page = render_template(
        "supervision/program.html",
        cohort=cohort,
        form=form,
        out=PartOutForm(formdata=None),
        choices=choices,
        rows=service.parts(db.session(), cohort_id),
        today=today,
        kinds=KINDS,
    )
    return page, code_of(form)


def _add(session: Session, cohort: Cohort, form: PartForm) -> None:
    kind, _, slug = str(form.part.data).partition(":")
    day = form.from_day.data
    if day is None:
        raise NotFound
    service.add(session, cohort.id, PartKind(kind), slug, day)
    by = acting()
    audit.record(
        session,
        by.key,
        "program.added",
        subject=cohort.public_id,
        actor_id=by.actor_id,
        at=by.now,
        kind=kind,
        slug=slug,
        **{"from": day.isoformat()},
    )


@bp.post("/cohorts/<public_id>/program/remove")
@policy("people.manage", load=_cohort)
def remove(cohort: Cohort) -> ResponseReturnValue:
    """Take something out of a cohort's program."""
    form, by, cohort_id = PartOutForm(), acting(), cohort.id
    public_id = cohort.public_id
    if not form.validate_on_submit():
        flash("Nothing was taken out: the form named nothing.", "care")
        return redirect(url_for(".parts", public_id=public_id), code=303)
    kind, _, slug = str(form.part.data).partition(":")
    with db.writing() as session:
        if kind in set(PartKind) and service.remove(session, cohort_id, PartKind(kind), slug):
            audit.record(
                session,
                by.key,
                "program.removed",
                subject=public_id,
                actor_id=by.actor_id,
                at=by.now,
                kind=kind,
                slug=slug,
            )
    return _back(public_id, "It is not part of the program any more.")


def _back(public_id: str, done: str) -> ResponseReturnValue:
    flash(done)
    return redirect(url_for(".parts", public_id=public_id), code=303)
