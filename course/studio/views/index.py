"""Where the studio opens, and a bank's list of questions."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from course import db, items
from course.curriculum import service as curriculum
from course.permissions import policy, the_viewer
from course.questions.models import Bank
from course.sources.service import edition
from course.studio.fields.shapes import LEVELS, POOLS
from course.studio.models import DraftKind
from course.studio.service import drafts, lists, shelves
from course.studio.service.lists import Wanted
from course.studio.views.desk import bank_of, bp, may_write


@bp.get("")
@policy("studio.read")
def index() -> ResponseReturnValue:
    """List drafts, banks, lessons and quizzes."""
    session = db.session()
    return render_template(
        "studio/index.html",
        banks=shelves.banks(session),
        modules=curriculum.catalog(session, edition(session)),
        quizzes=shelves.quizzes(session),
        drafts=drafts.mine(session, the_viewer().id),
        may_write=may_write(),
    )


@bp.get("/banks/<slug>")
@policy("studio.read", load=bank_of)
def bank(found: Bank) -> ResponseReturnValue:
    """List a bank's questions, fifty a page, narrowed by what is asked for."""
    session, wanted = db.session(), _wanted()
    token = edition(session)
    page = lists.questions(
        session,
        found,
        wanted,
        findings=lists.findings(session, token, found),
        drafts=drafts.keys(session, the_viewer().id, DraftKind.QUESTION),
        after=request.args.get("after", "")[:64],
    )
    return render_template(
        "studio/bank.html",
        bank=found,
        page=page,
        wanted=wanted,
        pages={"previous_url": None, "next_url": _next(found, wanted, page.after)},
        choices=_choices(found, token),
        may_write=may_write(),
    )


def _wanted() -> Wanted:
    given = {name: request.args.get(name, "").strip()[:200] for name in Wanted.__annotations__}
    return Wanted(**given)


def _choices(found: Bank, token: str) -> dict[str, list[tuple[str, str]]]:
    """Return what each list of the filter offers: value and label."""
    session = db.session()
    used = lists.objectives_of(session, found)
    objectives = [one for one in lists.objectives(session, token) if one.slug in used]
    return {
        "objective": [(one.slug, f"{one.module} · {one.slug}") for one in objectives],
        "pool": [(one, one) for one in POOLS],
        "level": [(one, one) for one in LEVELS],
        "kind": [(one, one) for one in items.KINDS],
        "safety": [("yes", "safety items"), ("no", "others")],
        "state": [("draft", "with a draft of mine"), ("retired", "retired")],
        "findings": [("yes", "with findings")],
    }


def _next(found: Bank, wanted: Wanted, after: str | None) -> str | None:
    if after is None:
        return None
    given = {name: getattr(wanted, name) or None for name in Wanted.__annotations__}
    return url_for("studio.bank", slug=found.slug, after=after, **given)
