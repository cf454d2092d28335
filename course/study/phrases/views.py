"""What therapists say in the lessons' dialogues, by situation, with a search."""

from dataclasses import dataclass
from itertools import groupby

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import db
from course.curriculum import service as curriculum
from course.errors import Invalid
from course.permissions import policy
from course.sources.service import edition
from course.study.at_hand.views import bp as bp
from course.study.at_hand.views import chosen_module
from course.study.library import Phrase, Place, library
from course.study.phrases import rules
from course.web.cache import kept


@dataclass(frozen=True)
class Situation:
    """A dialogue: its title, where it stands, and the lines in it that were looked for."""

    title: str
    place: Place
    anchor: str
    phrases: tuple[Phrase, ...]


def _all(session: Session, token: str) -> tuple[tuple[str, Phrase], ...]:
    """Return every phrase with its folded words, made once for an edition."""

    def make() -> tuple[tuple[str, Phrase], ...]:
        return tuple((rules.folded(one.words), one) for one in library(session, token).phrases)

    return kept(("phrases", token), make)


def found(session: Session, token: str, sought: str, module: str) -> list[Situation]:
    """Return the situations that hold every word, in the order of the curriculum."""
    words = rules.folded(sought).split()
    hits = [
        one
        for text, one in _all(session, token)
        if module in {"", one.place.module.slug} and rules.matches(text, words)
    ]
    grouped = groupby(hits, lambda one: (one.place.lesson.slug, one.anchor))
    return [_situation(tuple(group)) for _, group in grouped]


def _situation(group: tuple[Phrase, ...]) -> Situation:
    first = group[0]
    return Situation(first.situation, first.place, first.anchor, group)


@bp.get("/phrases")
@policy("curriculum.read")
def phrases() -> ResponseReturnValue:
    """Show what a therapist can say, by module, lesson and situation."""
    session = db.session()
    token = edition(session)
    modules = curriculum.catalog(session, token)
    sought, module = request.args.get("q", ""), chosen_module(session, token)
    if len(sought) > rules.LONGEST:
        raise Invalid(f"q: at most {rules.LONGEST} characters to search for.")
    situations = found(session, token, sought, module)
    spoken = {one.place.module.slug for _, one in _all(session, token)}
    return render_template(
        "phrases/index.html",
        situations=situations,
        count=sum(len(one.phrases) for one in situations),
        modules=[one for one in modules if one.slug in spoken],
        q=sought.strip(),
        module=module,
    )
