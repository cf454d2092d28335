"""A lesson: its Markdown with front matter, its figures, its preview."""

from dataclasses import replace

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session

from course import clock, db
from course.curriculum import body
from course.curriculum import service as curriculum
from course.curriculum.content import LessonData
from course.curriculum.pictures import MIME
from course.digest import digest
from course.errors import Invalid
from course.permissions import Viewer, policy, the_viewer
from course.studio import page as pages
from course.studio import sheets
from course.studio.cleaning import cleaned, name_of
from course.studio.fields import lesson as boxes
from course.studio.models import DraftKind
from course.studio.publishing import Unfit, publish
from course.studio.service import current, drafts, versions
from course.studio.service.current import OpenLesson
from course.studio.service.drafts import Picture
from course.studio.service.versions import Moved, NewLesson
from course.studio.sheets import Fault, LessonText, Sheet
from course.studio.views.desk import (
    Sent,
    acting,
    bp,
    by_sheet,
    differences,
    discard_draft,
    draft_of,
    faults_of,
    is_fragment,
    keep_draft,
    lesson_of,
    may_write,
    place,
    sent,
    tell,
    ways,
)
from course.studio.views.editor import State

_KIND = DraftKind.LESSON


def _here(found: OpenLesson) -> str:
    return ways("studio.lesson", slug=found.lesson.slug)[by_sheet()]


def _opened(text: str) -> boxes.LessonForm | None:
    return None if by_sheet() else boxes.opened(text)


def _sent_form() -> boxes.LessonForm | None:
    return boxes.LessonForm() if request.form.get("as") == "fields" else None


def _ready(state: State) -> FlaskForm | None:
    """Return the form as the page shows it: with spare rows, and what is wrong."""
    form = state.form
    if isinstance(form, boxes.LessonForm):
        form.objectives.grow()
        boxes.tell(form, state.text, state.faults)
    return form


def _uploaded(found: OpenLesson) -> dict[str, bytes]:
    return drafts.pictures(db.session(), the_viewer().id, found.lesson.slug)


def _addresses(found: OpenLesson, uploaded: dict[str, bytes]) -> dict[str, str]:
    """Return the address of every picture that the lesson can show, by name."""
    published = {
        name: url_for("study.asset", digest=key, name=name)
        for name, key in found.lesson.assets.items()
    }
    slug = found.lesson.slug
    fresh = {name: url_for("studio.picture", slug=slug, name=name) for name in uploaded}
    return published | fresh


@bp.get("/lessons/<slug>")
@policy("studio.read", load=lesson_of)
def lesson(found: OpenLesson) -> ResponseReturnValue:
    """Show a lesson to write on: the viewer's draft of it, or what is published."""
    draft = draft_of(_KIND, found.lesson.slug)
    text, base = found.text, found.number
    if draft is not None and "published" not in request.args:
        text, base = draft.text, draft.base
    return _show(found, State(text, base, sheets.lesson(text).faults, form=_opened(text)))


@bp.post("/lessons/<slug>")
@policy("studio.write", load=lesson_of)
def edit_lesson(found: OpenLesson) -> ResponseReturnValue:
    """Preview, keep, throw away or publish what was typed; or add a picture to the draft."""
    what, slug = sent(), found.lesson.slug
    if what.do == "discard":
        return discard_draft(_KIND, slug, _here(found))
    if form := _sent_form():
        what = replace(what, text=boxes.sheet_of(form, slug))
    if what.do == "upload":
        return _upload(found, what, form)
    if what.do == "draft":
        return keep_draft(_KIND, slug, what, _here(found))
    sheet = _with_id(sheets.lesson(what.text), slug)
    state = State(what.text, what.base, sheet.faults, form=form)
    if what.do == "preview" or sheet.thing is None:
        return _show(found, state, 422 if sheet.faults else 200)
    return _publish(found, state, sheet.thing)


def _with_id(sheet: Sheet[LessonText], slug: str) -> Sheet[LessonText]:
    if sheet.thing is None or sheet.thing.front.id == slug:
        return sheet
    return Sheet(sheet.text, None, (Fault(2, f"must stay {slug}", ("id",)),))


def _show(found: OpenLesson, state: State, code: int = 200) -> ResponseReturnValue:
    uploaded = _uploaded(found)
    sheet, pictures = sheets.lesson(state.text), _addresses(found, uploaded)
    preview = None
    if sheet.thing is not None:
        preview = pages.lesson(db.session(), sheet.thing, pictures, clock.now().date())
        state = replace(state, faults=tuple(dict.fromkeys((*state.faults, *preview.faults))))
    shown = {"preview": preview, "state": state, "form": _ready(state)}
    if is_fragment():
        return render_template("studio/_lesson_preview.html", **shown), code
    return (
        render_template(
            "studio/lesson.html",
            found=found,
            ways=ways("studio.lesson", slug=found.lesson.slug),
            action=_here(found),
            pictures=pictures,
            uploaded=uploaded,
            draft=draft_of(_KIND, found.lesson.slug),
            may_write=may_write(),
            **shown,
        ),
        code,
    )


def _publish(found: OpenLesson, state: State, sheet: LessonText) -> ResponseReturnValue:
    data, by, here = _data(found, sheet), acting(), _here(found)
    if isinstance(data, Fault):
        return _show(found, replace(state, faults=(data,)), 422)
    new = NewLesson(data, sheet.first, body.minutes(list(sheet.blocks)))
    if (data.front, data.body, data.assets) == _published(found):
        words = "Nothing differs from the version that is published."
        return _show(found, replace(state, faults=(Fault(0, words),)), 422)
    try:
        number = publish(
            {("lesson", found.lesson.slug): new.thing},
            lambda session: versions.publish_lesson(session, by, new, state.base),
        )
    except Unfit as unfit:
        return _show(found, replace(state, faults=faults_of(unfit.problems)), 422)
    except Moved as moved:
        theirs = current.lesson(db.session(), found.lesson.slug)
        diff = differences(theirs.text, state.text) if theirs else ""
        both = replace(state, base=moved.number, moved=moved.number, differences=diff)
        return _show(found, both, 409)
    return tell(f"Version {number} is published. Readers see it now.", here)


def _published(found: OpenLesson) -> tuple[object, str, dict[str, str]]:
    return found.lesson.front, found.lesson.body, found.lesson.assets


def _data(found: OpenLesson, sheet: LessonText) -> LessonData | Fault:
    """Return the lesson with the figures that it shows: uploaded ones before published ones."""
    uploaded, session, shown = _uploaded(found), db.session(), {}
    for name, line in body.used(list(sheet.blocks)).figures:
        key = found.lesson.assets.get(name, "")
        old = curriculum.asset(session, key) if key and name not in uploaded else None
        content = uploaded.get(name) or (old.body if old else None)
        if content is None:
            return Fault(line, f"there is no figure {name}: upload it below")
        shown[name] = content
    assets = {name: digest(content) for name, content in shown.items()}
    return LessonData(found.module, sheet.front, sheet.body, assets, shown)


def _upload(found: OpenLesson, what: Sent, form: boxes.LessonForm | None) -> ResponseReturnValue:
    """Keep the text as a draft and the picture with it, so that nothing typed is lost."""
    slug, now, me = found.lesson.slug, clock.now(), the_viewer().id
    state = State(what.text, what.base, form=form)
    try:
        picture = _picture()
    except Invalid as wrong:
        return _show(found, replace(state, faults=(Fault(0, str(wrong)),)), 422)
    with db.writing() as session:
        drafts.keep(session, place(_KIND, slug), what.text, what.base, now=now)
        drafts.keep_picture(session, me, slug, picture, now)
    words = f"{picture.name} is kept with your draft. Show it by ::: figure {picture.name}"
    return tell(words, _here(found))


def _picture() -> Picture:
    file = request.files.get("picture")
    if file is None or not file.filename:
        raise Invalid("picture: choose a file first.")
    name = name_of(file.filename)
    return Picture(name, cleaned(name, file.read()))


def _uploaded_picture(
    session: Session, viewer: Viewer | None, slug: str, name: str
) -> Picture | None:
    if viewer is None:
        return None
    found = drafts.pictures(session, viewer.id, slug).get(name)
    return Picture(name, found) if found else None


@bp.get("/lessons/<slug>/pictures/<name>")
@policy("studio.write", load=_uploaded_picture)
def picture(found: Picture) -> ResponseReturnValue:
    """Send a picture that the viewer uploaded for a lesson."""
    answer = Response(found.body, content_type=MIME[found.name.rpartition(".")[2]])
    # An SVG opened by itself is a page: nothing in it may act.
    answer.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )
    return answer
