"""Invitations and password resets: links that open an account once."""

import datetime as dt

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import clock, db
from course.errors import Refused
from course.outbox import service as outbox
from course.people import letters, mails, passwords, rules
from course.people.forms import AskResetForm, JoinForm, NewPasswordForm
from course.people.mails import Letter
from course.people.models import LinkPurpose, Person, PersonEventKind
from course.people.service import acts, find_by_email, links, persons
from course.people.service.links import Fresh, LinkState, Seen
from course.people.views.access import begin_here
from course.people.views.boards import bucket, from_here, need_tries
from course.people.views.boards import people as bp
from course.permissions import policy
from course.web.posting import code_of, tell

#: A notice that a password was changed says nothing new after this time.
_NOTICE_LASTS = dt.timedelta(days=3)


@bp.route("/invitations/<token>", methods=["GET", "POST"])
@policy("site.public")
def take_invitation(token: str) -> ResponseReturnValue:
    """Let an invited person choose a password and come in."""
    seen = links.look(db.session(), token, LinkPurpose.INVITE, clock.now())
    if seen.state != LinkState.GOOD:
        return _dead(seen.state, LinkPurpose.INVITE)
    form = JoinForm(email=seen.email, name=seen.name, data={"name": seen.name, "zone": seen.zone})
    if form.validate_on_submit():
        return _join(token, form)
    page = render_template("people/invitation.html", form=form, seen=seen)
    return page, code_of(form)


def _join(token: str, form: JoinForm) -> ResponseReturnValue:
    hashed = _hash(form)
    try:
        with db.writing() as session:
            person_id = links.use(session, token, LinkPurpose.INVITE, clock.now())
            _set_password(session, person_id, hashed, PersonEventKind.JOINED)
            name, zone = form.name.data or "", form.zone.data
            persons.change_profile(session, person_id, name=name, zone=zone, theme="system")
    except Refused:
        # Another post with the same link was faster.
        return _dead(LinkState.USED, LinkPurpose.INVITE)
    begin_here(person_id)
    return tell("Welcome. Your account is open.", url_for("home.show"))


def _hash(form: NewPasswordForm) -> str:
    # The link was read; nothing is hashed while a transaction is open.
    db.session().rollback()
    return passwords.hash_password(form.password.data or "")


def _set_password(session: Session, person_id: int, hashed: str, kind: PersonEventKind) -> None:
    now = clock.now()
    persons.set_password(session, person_id, hashed, kind=kind, now=now, actor_id=person_id)


def _dead(state: LinkState, purpose: LinkPurpose) -> ResponseReturnValue:
    code = 404 if state == LinkState.UNKNOWN else 410
    page = render_template("people/link_dead.html", state=state.value, purpose=purpose.value)
    return page, code


@bp.route("/password-reset", methods=["GET", "POST"])
@policy("site.public")
def ask_reset() -> ResponseReturnValue:
    """Mail a link for a new password, and say the same whether or not there is such a person."""
    form = AskResetForm()
    if not form.validate_on_submit():
        return render_template("people/ask_reset.html", form=form), code_of(form)
    email = rules.normal_email(form.email.data or "")
    need_tries(
        [
            bucket(rules.RESET_BY_ACCOUNT, "reset", email),
            bucket(rules.RESET_BY_ADDRESS, "reset", from_here()),
        ],
        "Look into your mail first: a link that was sent works for an hour.",
    )
    _send_or_seem_to(email)
    return redirect(url_for("people.reset_asked"), code=303)


@bp.get("/password-reset/sent")
@policy("site.public")
def reset_asked() -> ResponseReturnValue:
    """Say that a link is on its way, if there is somebody with that address."""
    return render_template("people/reset_asked.html")


def _send_or_seem_to(email: str) -> None:
    found = find_by_email(db.session(), email)
    person = None if found is None or found.disabled else found
    link = links.fresh(links.purpose_for(person) if person else LinkPurpose.RESET, clock.now())
    letter = letters.letter(person.name if person else "Nobody", link)
    with db.writing() as session:
        if person:
            links.keep(session, link, person.id, clock.now())
            acts.mail(session, person, letter, link, clock.now())
        else:
            _seem_to(session, email, letter, link)


def _seem_to(session: Session, email: str, letter: Letter, link: Fresh) -> None:
    """Do the work of a known address and undo it, so that the time says nothing."""
    nobody = Person(email=email, name="Nobody")
    with session.begin_nested() as undone:
        acts.mail(session, nobody, letter, link, clock.now())
        session.flush()
        undone.rollback()


@bp.route("/password-reset/<token>", methods=["GET", "POST"])
@policy("site.public")
def reset(token: str) -> ResponseReturnValue:
    """Let somebody set a new password by a mailed link."""
    seen = links.look(db.session(), token, LinkPurpose.RESET, clock.now())
    if seen.state != LinkState.GOOD:
        return _dead(seen.state, LinkPurpose.RESET)
    form = NewPasswordForm(email=seen.email, name=seen.name)
    if form.validate_on_submit():
        return _reset(token, form, seen)
    return render_template("people/reset.html", form=form, email=seen.email), code_of(form)


def _reset(token: str, form: NewPasswordForm, seen: Seen) -> ResponseReturnValue:
    hashed = _hash(form)
    notice = mails.password_changed(name=seen.name, at=clock.now())
    try:
        with db.writing() as session:
            person_id = links.use(session, token, LinkPurpose.RESET, clock.now())
            _set_password(session, person_id, hashed, PersonEventKind.PASSWORD_CHANGED)
            queue_notice(session, seen.email, notice)
    except Refused:
        return _dead(LinkState.USED, LinkPurpose.RESET)
    return tell("Your new password is set. Sign in with it.", url_for("people.sign_in"))


def queue_notice(session: Session, email: str, notice: Letter) -> None:
    """Queue the mail that tells somebody about a change of their password."""
    now = clock.now()
    outbox.queue(
        session,
        recipient=email,
        subject=notice.subject,
        body=notice.body,
        now=now,
        useless_at=now + _NOTICE_LASTS,
    )
