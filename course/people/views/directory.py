"""The list of people, and inviting one more."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import clock, db
from course.people import letters, rules
from course.people.forms import InviteForm
from course.people.mails import Letter
from course.people.models import LinkPurpose, Person
from course.people.service import acts, groups, links, lists
from course.people.service.acts import Acting, Days, Invitation
from course.people.service.links import Fresh
from course.people.service.seeing import today
from course.people.views.boards import acting, settings
from course.people.views.boards import people as bp
from course.permissions import Role, policy, the_viewer
from course.web.posting import code_of, tell, tried


@bp.get("/people")
@policy("people.manage")
def directory() -> ResponseReturnValue:
    """List people by name, fifty a page."""
    prefix = request.args.get("q", "")[: rules.LONGEST_EMAIL]
    after, before = request.args.get("after"), request.args.get("before")
    page = lists.directory(db.session(), prefix=prefix, after=after, before=before)
    return render_template(
        "people/directory.html", people=page.people, q=prefix, pages=_pages(page, prefix)
    )


def _pages(page: lists.ListPage, prefix: str) -> dict[str, str | None]:
    q = prefix or None
    before = page.before and url_for("people.directory", q=q, before=page.before)
    after = page.after and url_for("people.directory", q=q, after=page.after)
    return {"previous_url": before, "next_url": after}


@bp.route("/people/invite", methods=["GET", "POST"])
@policy("people.manage")
def invite() -> ResponseReturnValue:
    """Invite one person by mail."""
    form = InviteForm()
    form.cohort.choices = {"": "None yet"} | lists.choices_of_cohorts(db.session())
    if form.validate_on_submit():
        by, link = acting(), links.fresh(LinkPurpose.INVITE, clock.now())
        letter = letters.letter(rules.normal_name(form.name.data or ""), link)
        if tried(form, lambda session: _invite(session, by, form, (link, letter)), "email"):
            return tell(sent(form.email.data or ""), url_for("people.directory"))
    has_mail = bool(settings().smtp_url)
    return render_template("people/invite.html", form=form, has_mail=has_mail), code_of(form)


def sent(email: str) -> str:
    """Say what happens with a mail on this site."""
    if settings().smtp_url:
        return f"A mail to {email} is on its way."
    return (
        f"The mail to {email} waits in the outbox: this site has no mail server. "
        "Open the outbox and hand the link over yourself."
    )


def _invite(session: Session, by: Acting, form: InviteForm, mail: tuple[Fresh, Letter]) -> Person:
    link, letter = mail
    wanted = Invitation(
        email=form.email.data or "",
        name=form.name.data or "",
        roles=frozenset(Role(name) for name in form.roles.data or []),
        zone=the_viewer().zone,
    )
    person = acts.invite(session, by, wanted, link)
    cohort = groups.cohort_by_public_id(session, form.cohort.data or "")
    if cohort is not None:
        acts.enroll(session, by, person, cohort, Days(today(the_viewer().zone)))
    acts.mail(session, person, letter, link, by.now)
    return person
