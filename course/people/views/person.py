"""Everything a director does about one person, on one page."""

from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from course import clock, db
from course.people import letters
from course.people.forms import AssignForm, EnrollForm, LeaveForm, RoleForm, WhyForm
from course.people.models import Person
from course.people.service import acts, histories, links, lists
from course.people.service.seeing import today
from course.people.views.boards import acting, person_of
from course.people.views.boards import people as bp
from course.people.views.directory import sent
from course.permissions import Role, parse_roles, policy, the_viewer
from course.web.posting import code_of, tell, tried, with_ids


@bp.get("/people/<public_id>")
@policy("people.manage", load=person_of)
def show(person: Person) -> ResponseReturnValue:
    """Show a person: access, roles, cohorts, supervision, history."""
    return page_of(person), 200


def page_of(person: Person, **sent_forms: Any) -> str:
    """Return the page about a person; forms that came back with mistakes replace the empty ones."""
    session, held = db.session(), parse_roles(person.roles)
    forms = {name: sent_forms.get(name) or _empty(name, held) for name in _FORMS}
    _fill_choices(forms)
    if enrollments := lists.enrollments_of(session, person.id):
        forms["leave"].cohort.choices = {one.public_id: one.name for one in enrollments}
    return render_template(
        "people/show.html",
        person=person,
        held=[role for role in Role if role in held],
        joined=person.password_hash is not None,
        forms=forms,
        enrollments=enrollments,
        supervisors=lists.charges(session, person.id, of_supervisor=False),
        trainees=lists.charges(session, person.id, of_supervisor=True),
        history=histories.history(session, person.id),
        today=today(the_viewer().zone),
    )


_FORMS = {
    "grant": RoleForm,
    "revoke": RoleForm,
    "disable": WhyForm,
    "enroll": EnrollForm,
    "leave": LeaveForm,
    "assign": AssignForm,
}


def read(name: str) -> Any:
    """Return one of the page's forms as it was sent, with all its choices."""
    form = with_ids(_FORMS[name](), name)
    _fill_choices({name: form})
    return form


def _empty(name: str, held: frozenset[Role]) -> Any:
    # `formdata=None`: what was sent belongs to another form of the page.
    now = today(the_viewer().zone)
    form: Any = with_ids(
        _FORMS[name](formdata=None, data={"from_day": now, "until_day": None}), name
    )
    if name == "leave":
        form.until_day.data = now
    if "role" in form:
        wanted = held if name == "revoke" else frozenset(Role) - held
        form.role.choices = {r.value: r.value.capitalize() for r in Role if r in wanted}
    return form


def _fill_choices(forms: dict[str, Any]) -> None:
    session = db.session()
    for form in forms.values():
        if "cohort" in form:
            form.cohort.choices = lists.choices_of_cohorts(session)
        if "supervisor" in form:
            form.supervisor.choices = lists.choices_of_supervisors(session)


def back_to(person: Person, done: str) -> ResponseReturnValue:
    """Say what was done and show the person again."""
    return tell(done, url_for("people.show", public_id=person.public_id))


@bp.post("/people/<public_id>/roles")
@policy("people.manage", load=person_of)
def grant(person: Person) -> ResponseReturnValue:
    """Give a role."""
    form, by = read("grant"), acting()
    if form.validate_on_submit():
        role, why = Role(form.role.data), form.why.data
        if tried(form, lambda session: acts.grant(session, by, person, role, why), "role"):
            return back_to(person, "The role is granted.")
    return page_of(person, grant=form), code_of(form)


@bp.post("/people/<public_id>/roles/revoke")
@policy("people.manage", load=person_of)
def revoke(person: Person) -> ResponseReturnValue:
    """Take a role back."""
    form, by = read("revoke"), acting()
    if form.validate_on_submit():
        role, why = Role(form.role.data), form.why.data
        if tried(form, lambda session: acts.revoke(session, by, person, role, why), "role"):
            return _after_revoking(person, role)
    return page_of(person, revoke=form), code_of(form)


def _after_revoking(person: Person, role: Role) -> ResponseReturnValue:
    done = "The role is revoked. It counts from their next page on."
    if person.id == the_viewer().id and role == Role.DIRECTOR:
        return tell(done, url_for("home.show"))
    return back_to(person, done)


@bp.post("/people/<public_id>/disable")
@policy("people.manage", load=person_of)
def disable(person: Person) -> ResponseReturnValue:
    """Close a person's access at once."""
    form, by = read("disable"), acting()
    if form.validate_on_submit():
        why = form.why.data
        if tried(form, lambda session: acts.disable(session, by, person, why), "why"):
            return back_to(person, "Access is disabled. They are signed out everywhere.")
    return page_of(person, disable=form), code_of(form)


@bp.post("/people/<public_id>/enable")
@policy("people.manage", load=person_of)
def enable(person: Person) -> ResponseReturnValue:
    """Open a person's access again."""
    by = acting()
    with db.writing() as session:
        acts.enable(session, by, person)
    return back_to(person, "Access is enabled. They sign in as before.")


@bp.post("/people/<public_id>/link")
@policy("people.manage", load=person_of)
def new_link(person: Person) -> ResponseReturnValue:
    """Mail a new invitation, or a link to set a new password."""
    by = acting()
    link = links.fresh(links.purpose_for(person), clock.now())
    letter = letters.letter(person.name, link)
    with db.writing() as session:
        acts.new_link(session, by, person, link)
        acts.mail(session, person, letter, link, by.now)
    return back_to(person, sent(person.email))
