"""Modules and lessons as pages: reading, marking as read, knowledge checks, figures."""

from dataclasses import dataclass
from functools import partial

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup, escape
from sqlalchemy.orm import Session

from course import clock, db
from course.curriculum import program
from course.curriculum import service as curriculum
from course.curriculum.areas import AREAS
from course.curriculum.models import Asset, PartKind
from course.curriculum.service import ModuleLine
from course.errors import Invalid
from course.permissions import Role, Viewer, policy, the_viewer
from course.questions.service import Pinned
from course.quizzes.service import checks, closing
from course.quizzes.service.answers import Save
from course.quizzes.service.catalog import quizzes_of_module
from course.quizzes.service.checks import Try
from course.quizzes.service.twice import once
from course.quizzes.tokens import Misread, sent_by_form, to_response, tokens
from course.sources.service import edition
from course.study import service
from course.study.blocks import Reader, Unread, check_html, unread_html
from course.study.page import LessonPage, lesson_page, place_of, prose
from course.study.service import Marking, Reading
from course.web import shapes
from course.web.cache import kept
from course.web.static_files import answer, packed
from course.web.templating import csrf_token

bp = Blueprint("study", __name__)

#: Who sees discussion guides.
STAFF = (Role.INSTRUCTOR, Role.SUPERVISOR, Role.DIRECTOR)


@dataclass(frozen=True)
class OpenLesson:
    """A lesson and how the viewer stands with it."""

    page: LessonPage
    reading: Reading


def _lesson(session: Session, viewer: Viewer | None, module: str, slug: str) -> OpenLesson | None:
    if viewer is None:
        return None
    reading = service.reading(session, viewer.id, slug)
    page = lesson_page(session, reading.edition, slug, clock.now().date())
    return OpenLesson(page, reading) if page and page.module.slug == module else None


def _module(session: Session, viewer: Viewer | None, slug: str) -> ModuleLine | None:
    del viewer
    return curriculum.find_module(session, edition(session), slug)


def _secret() -> str:
    return str(current_app.config["SECRET_KEY"])


@bp.get("/modules")
@policy("curriculum.read")
def modules() -> ResponseReturnValue:
    """List the modules with what was read of each."""
    session = db.session()
    lines = curriculum.catalog(session, edition(session))
    me = the_viewer()
    read = service.lessons_read(session, me.id)
    ours = program.ours(session, me, PartKind.MODULE)
    return render_template(
        "study/modules.html",
        # What belongs to one's program comes first; within both parts the order stays.
        modules=sorted(lines, key=lambda line: line.slug not in ours),
        ours=ours,
        read=read,
        areas=AREAS,
    )


@bp.get("/modules/<slug>")
@policy("curriculum.read", load=_module)
def module(line: ModuleLine) -> ResponseReturnValue:
    """Show a module: its lessons in order, and its quiz."""
    session = db.session()
    return render_template(
        "study/module.html",
        module=line,
        read=service.lessons_read(session, the_viewer().id),
        quizzes=quizzes_of_module(session, line.slug),
        ours=program.ours(session, the_viewer(), PartKind.QUIZ),
        areas=AREAS,
    )


@bp.get("/modules/<module>/<slug>")
@policy("curriculum.read", load=_lesson)
def lesson(opened: OpenLesson) -> ResponseReturnValue:
    """Show a lesson with its checks as they stand for this person."""
    return _page(opened, {})


def _page(opened: OpenLesson, instead: dict[str, Markup]) -> str:
    """Return the lesson's page; `instead` are checks that are shown otherwise than they stand."""
    me, page, reading = the_viewer(), opened.page, opened.reading
    again = request.args.get("again", "")
    reader = _reader(me, reading.edition)
    views = {
        place_of(slug): instead.get(slug)
        or check_html(page, reader, question, reading.checks.get(slug), again=slug == again)
        for slug, question in page.checks.items()
    }
    return shapes.page(
        "study/lesson.html",
        (reading.edition, page.slug, reader.today, reading.is_read),
        views,
        page=page,
        prose=partial(prose, page, staff=me.has(*STAFF)),
        today=reader.today,
        is_read=reading.is_read,
        may_mark=me.has(Role.TRAINEE),
    )


def _reader(me: Viewer, token: str) -> Reader:
    return Reader(me, _secret(), token, clock.now().date(), escape(csrf_token()))


@bp.post("/modules/<module>/<slug>/read")
@policy("study.record", load=_lesson)
def mark(opened: OpenLesson) -> ResponseReturnValue:
    """Mark the lesson as read and go on, or take the mark back and stay."""
    page, read = opened.page, request.form.get("read") != "no"
    what = Marking(page.lesson_id, page.version_id, page.module.slug, page.areas)
    with db.writing() as session:
        service.mark(session, the_viewer().id, what, read=read, now=clock.now())
    if read and page.next:
        target = url_for(".lesson", module=page.module.slug, slug=page.next.slug)
    elif read:
        target = url_for(".module", slug=page.module.slug)
    else:
        target = url_for(".lesson", module=page.module.slug, slug=page.slug)
    return redirect(target, code=303)


@dataclass(frozen=True)
class OpenCheck:
    """A check of a lesson, in the try that its form was made for."""

    lesson: OpenLesson
    question: Pinned


def _check(
    session: Session, viewer: Viewer | None, module: str, slug: str, check: str
) -> OpenCheck | None:
    opened = _lesson(session, viewer, module, slug)
    question = opened.page.checks.get(check) if opened else None
    return OpenCheck(opened, question) if opened and question else None


@bp.post("/modules/<module>/<slug>/checks/<check>")
@policy("study.record", load=_check)
def answer_check(opened: OpenCheck) -> ResponseReturnValue:
    """Answer a knowledge check and show its reasons at once."""
    me, arrived, question = the_viewer(), clock.now(), opened.question
    number = _try_number()
    key = checks.check_key(_secret(), me.public_id, question.version_id, number)
    sent = sent_by_form(request.form)
    try:
        response = to_response(tokens(key, 1), question.item, sent)
        if not any(response.values()):
            raise Misread("Please answer first.")  # noqa: TRY301 - shown like what is not read
    except Misread as wrong:
        return _unread(opened, Unread(number, sent, wrong)), wrong.status
    new = Try(me.id, opened.lesson.page.slug, question, number, key)
    save = Save(f"check-{number}", 1, response, None, arrived)
    attempt_id = once(lambda session: checks.answer(session, new, save, arrived))
    closing.grade(attempt_id)
    return _after_check(opened, me)


def _unread(opened: OpenCheck, unread: Unread) -> str:
    lesson, question = opened.lesson, opened.question
    reader = _reader(the_viewer(), lesson.reading.edition)
    shown = unread_html(lesson.page, reader, question, unread)
    return shown if "X-Fragment" in request.headers else _page(lesson, {question.slug: shown})


def _try_number() -> int:
    text = request.form.get("try", "")
    if not text.isdecimal() or not 1 <= int(text[:6]) <= 10_000:  # noqa: PLR2004
        raise Invalid("try: must be a whole number.")
    return int(text)


def _after_check(opened: OpenCheck, me: Viewer) -> ResponseReturnValue:
    page, slug = opened.lesson.page, opened.question.slug
    if "X-Fragment" not in request.headers:
        place = url_for(".lesson", module=page.module.slug, slug=page.slug)
        return redirect(f"{place}#check-{slug}", code=303)
    state = checks.states(db.session(), me.id, page.slug).get(slug)
    reader = _reader(me, edition(db.session()))
    return check_html(page, reader, opened.question, state, again=False)


def _asset(session: Session, viewer: Viewer | None, digest: str, name: str) -> Asset | None:
    del viewer, name
    return curriculum.asset(session, digest)


@bp.get("/figures/<digest>/<name>")
@policy("curriculum.read", load=_asset)
def asset(figure: Asset) -> ResponseReturnValue:
    """Serve a figure under its digest: it never changes, so browsers may keep it."""
    file = kept(("figure", figure.digest), lambda: packed(figure.body, figure.mime))
    response = answer(file, "private, max-age=31536000, immutable")
    # A picture is a picture: opened by itself, nothing in it may run.
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )
    return response
