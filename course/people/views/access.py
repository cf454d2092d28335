"""Signing in and out."""

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from course import clock, db
from course.config import Settings
from course.people import passwords, rules
from course.people.forms import SignInForm
from course.people.service import sign_ins, throttle, viewer_of
from course.people.service.sign_ins import Credentials
from course.people.service.throttle import Bucket
from course.people.views.boards import bucket, from_here, need_tries
from course.people.views.boards import people as bp
from course.permissions import current_viewer, forget, policy, remember
from course.web.posting import code_of
from course.web.urls import safe_next

_NO = "The e-mail address and the password do not belong together. Check both and try again."
_ADVICE = "If you forgot your password, ask for a link to set a new one on the sign-in page."


@bp.route("/sign-in", methods=["GET", "POST"])
@policy("site.public")
def sign_in() -> ResponseReturnValue:
    """Let somebody in."""
    if request.method != "POST" and current_viewer():
        return redirect(safe_next(request.args.get("next")), code=303)
    form = SignInForm()
    if form.validate_on_submit() and _let_in(form):
        return redirect(safe_next(request.args.get("next")), code=303)
    return render_template("people/sign_in.html", form=form), code_of(form)


def _let_in(form: SignInForm) -> bool:
    email, password = (form.email.data or "").lower(), form.password.data or ""
    buckets = _buckets(email)
    need_tries(list(buckets), _ADVICE)
    known = sign_ins.credentials(db.session(), email) if _is_let_in_here(email) else None
    # Nothing is hashed while a transaction is open.
    db.session().rollback()
    if not passwords.fits(known.password_hash if known else None, password) or known is None:
        form.form_errors = [_NO]
        return False
    _begin(known, passwords.renewed(known.password_hash, password), buckets)
    return True


def _is_let_in_here(email: str) -> bool:
    """Return False for demo people on a public site: their password is printed everywhere."""
    settings: Settings = current_app.extensions["practicum.settings"]
    return not (settings.is_public and email.endswith(rules.DEMO_DOMAIN))


def _buckets(email: str) -> tuple[Bucket, Bucket]:
    here = from_here()
    return (
        bucket(rules.SIGN_IN_BY_PAIR, "sign-in", email, here),
        bucket(rules.SIGN_IN_BY_ADDRESS, "sign-in", here),
    )


def _begin(known: Credentials, rehashed: str | None, buckets: tuple[Bucket, Bucket]) -> None:
    by_pair, by_address = buckets
    with db.writing() as session:
        if rehashed:
            sign_ins.rehash(session, known, rehashed)
        throttle.refill(session, by_pair)
        throttle.give_back(session, by_address)
    begin_here(known.person_id)


def begin_here(person_id: int) -> None:
    """Begin a sign-in in this browser: a new session, and whoever was in it is signed out."""
    before = current_viewer()
    with db.writing() as session:
        if before:
            sign_ins.end(session, before.token, clock.now())
        token = sign_ins.begin(session, person_id, clock.now())
    viewer = viewer_of(token)
    if viewer:  # Not, when a director disabled the person in this very moment.
        remember(viewer)


@bp.post("/sign-out")
@policy("site.use")
def sign_out() -> ResponseReturnValue:
    """End this browser's sign-in, here and in the database."""
    viewer = current_viewer()
    if viewer:
        with db.writing() as session:
            sign_ins.end(session, viewer.token, clock.now())
    forget()
    return redirect(url_for("people.sign_in"), code=303)
