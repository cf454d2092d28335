"""The roster: one row a trainee in charge today."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from course import clock, db
from course.curriculum import service as curriculum
from course.curriculum.areas import AREAS
from course.permissions import policy, the_viewer
from course.sources.service import edition
from course.supervision import rules
from course.supervision.board import board
from course.supervision.service.roster import Asked, Sort
from course.supervision.views.boards import asked_for, here
from course.supervision.views.boards import supervision as bp


@bp.get("/trainees")
@policy("supervision.roster")
def roster() -> ResponseReturnValue:
    """List the trainees whom the viewer supervises today, fifty a page."""
    session, (today, zone) = db.session(), here()
    asked = Asked(
        the_viewer().id,
        today,
        clock.now() - rules.LATELY,
        _sort(),
        asked_for("q"),
        asked_for("after"),
    )
    shown = board(session, asked, zone)
    modules = curriculum.catalog(session, edition(session))
    return render_template(
        "supervision/roster.html",
        board=shown,
        asked=asked,
        sorts=_sorts(asked),
        pages=_pages(asked, shown.after),
        lessons=sum(len(module.lessons) for module in modules),
        areas=AREAS,
        rules=rules,
    )


def _sort() -> Sort:
    text = asked_for("sort")
    return Sort(text) if text in set(Sort) else Sort.NAME


_WORDS = {Sort.NAME: "Name", Sort.LAST: "Longest without work", Sort.WAITING: "Most to sign"}


def _sorts(asked: Asked) -> list[tuple[str, str, bool]]:
    """Return the words, the address and whether it is so now, of each order."""
    q = asked.prefix or None
    return [
        (words, url_for(".roster", sort=sort.value, q=q), sort == asked.sort)
        for sort, words in _WORDS.items()
    ]


def _pages(asked: Asked, after: str | None) -> dict[str, str | None]:
    sort, q = asked.sort.value, asked.prefix or None
    return {
        "previous_url": url_for(".roster", sort=sort, q=q) if asked.after else None,
        "next_url": url_for(".roster", sort=sort, q=q, after=after) if after else None,
    }
