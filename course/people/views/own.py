"""A person's own pages: profile and password."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import clock, db
from course.people import mails, passwords, rules
from course.people.forms import ChangePasswordForm, ProfileForm
from course.people.models import Person, PersonEventKind
from course.people.service import lists, persons
from course.people.views.access import begin_here
from course.people.views.boards import bucket, from_here, need_tries
from course.people.views.boards import people as bp
from course.people.views.links import queue_notice
from course.permissions import Viewer, policy, the_viewer
from course.web.posting import code_of, tell, tried

_ADVICE = "If you forgot your password, sign out and ask for a link to set a new one."


def _own(session: Session, viewer: Viewer | None) -> Person | None:
    return session.get(Person, viewer.id) if viewer else None


@bp.route("/profile", methods=["GET", "POST"])
@policy("profile.own", load=_own)
def profile(person: Person) -> ResponseReturnValue:
    """Let somebody set their name, time zone and colors."""
    names = ("name", "zone", "theme", "wants_digest")
    form = ProfileForm(data={name: getattr(person, name) for name in names})
    if form.validate_on_submit() and tried(form, lambda session: _change(session, form)):
        return tell("Your profile is saved.", url_for("people.profile"))
    enrollments = lists.enrollments_of(db.session(), person.id)
    supervisors = lists.charges(db.session(), person.id, of_supervisor=False)
    page = render_template(
        "people/profile.html",
        form=form,
        person=person,
        enrollments=enrollments,
        supervisors=supervisors,
    )
    return page, code_of(form)


def _change(session: Session, form: ProfileForm) -> None:
    name, zone, theme = form.name.data or "", form.zone.data, form.theme.data
    persons.change_profile(
        session,
        the_viewer().id,
        name=name,
        zone=zone,
        theme=theme,
        wants_digest=bool(form.wants_digest.data),
    )


@bp.route("/profile/password", methods=["GET", "POST"])
@policy("profile.own", load=_own)
def change_password(person: Person) -> ResponseReturnValue:
    """Let somebody who knows their password set another; all other browsers are signed out."""
    form = ChangePasswordForm(email=person.email, name=person.name)
    if form.validate_on_submit() and _is_theirs(form, person):
        _replace(form, person)
        done = "Your new password is set. Every other browser was signed out."
        return tell(done, url_for("people.profile"))
    page = render_template("people/change_password.html", form=form, email=person.email)
    return page, code_of(form)


def _is_theirs(form: ChangePasswordForm, person: Person) -> bool:
    kept = person.password_hash
    need_tries([bucket(rules.SIGN_IN_BY_PAIR, "password", person.public_id, from_here())], _ADVICE)
    db.session().rollback()
    if passwords.fits(kept, form.current.data or ""):
        return True
    form.current.errors = ["This is not your current password."]
    return False


def _replace(form: ChangePasswordForm, person: Person) -> None:
    person_id, email, name = person.id, person.email, person.name
    db.session().rollback()
    hashed = passwords.hash_password(form.password.data or "")
    notice, now = mails.password_changed(name=name, at=clock.now()), clock.now()
    kind = PersonEventKind.PASSWORD_CHANGED
    with db.writing() as session:
        persons.set_password(session, person_id, hashed, kind=kind, now=now, actor_id=person_id)
        queue_notice(session, email, notice)
    begin_here(person_id)
