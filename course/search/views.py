"""Search from every page, and the glossary."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import db
from course.errors import Invalid
from course.permissions import policy
from course.search.entries import entries
from course.search.glossary import words
from course.search.index import LONGEST, PAGE, Index
from course.sources.service import edition
from course.web.cache import kept

bp = Blueprint("search", __name__)

#: What each sort of hit is called.
SORTS = {
    "module": "Module",
    "lesson": "Lesson",
    "objective": "Objective",
    "phrase": "What to say",
    "plan": "Session plan",
    "word": "Glossary",
}
_MOST_PAGES = 50


def _index(session: Session) -> Index:
    token = edition(session)
    return kept(("search", token), lambda: Index(entries(session, token)))


def _page() -> int:
    text = request.args.get("page", "1")
    if not text.isdecimal() or not 1 <= int(text[:4]) <= _MOST_PAGES:
        raise Invalid(f"page: a whole number from 1 to {_MOST_PAGES}.")
    return int(text)


@bp.get("/search")
@policy("curriculum.read")
def show() -> ResponseReturnValue:
    """Show what was found, the best first, each hit in its sentence."""
    sought, page = request.args.get("q", "").strip(), _page()
    if len(sought) > LONGEST:
        raise Invalid(f"q: at most {LONGEST} characters to search for.")
    hits = _index(db.session()).find(sought, page) if sought else []
    return render_template(
        "search/show.html",
        q=sought,
        hits=hits[:PAGE],
        has_more=len(hits) > PAGE,
        number=page,
        sorts=SORTS,
    )


@bp.get("/glossary")
@policy("curriculum.read")
def glossary() -> ResponseReturnValue:
    """Show what each word means here."""
    return render_template("search/glossary.html", words=words())
