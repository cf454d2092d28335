"""What is at hand for the next session: plans, a pocket guide, red flags. All can be printed."""

from collections.abc import Callable, Sequence

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import clock, db
from course.curriculum import service as curriculum
from course.curriculum.body import gate
from course.errors import Invalid
from course.permissions import Viewer, policy
from course.sources.service import edition
from course.study.at_hand.cards import AtHand, Card, at_hand
from course.study.at_hand.plans import PlanSheet

bp = Blueprint("at_hand", __name__)


def chosen_module(session: Session, token: str) -> str:
    """Return the slug of the module to which a page is narrowed, or nothing.

    Raises Invalid when there is no such module.
    """
    module = request.args.get("module", "")
    if module and module not in {one.slug for one in curriculum.catalog(session, token)}:
        raise Invalid("module: there is no such module.")
    return module


def _here() -> AtHand:
    session = db.session()
    return at_hand(session, edition(session))


@bp.get("/at-hand")
@policy("curriculum.read")
def index() -> ResponseReturnValue:
    """Show what one can take along into a session."""
    return render_template("at_hand/index.html", found=_here())


@bp.get("/plans")
@policy("curriculum.read")
def plans() -> ResponseReturnValue:
    """List the session plans by module and lesson, each with its aim."""
    return render_template("at_hand/plans.html", plans=list(_here().plans.values()))


def _plan(session: Session, viewer: Viewer | None, slug: str) -> PlanSheet | None:
    del viewer
    return at_hand(session, edition(session)).plans.get(slug)


@bp.get("/plans/<slug>")
@policy("curriculum.read", load=_plan)
def plan(sheet: PlanSheet) -> ResponseReturnValue:
    """Show a session plan by itself, the gate first, to print."""
    today = clock.now().date()
    return render_template("at_hand/plan.html", plan=sheet, gate_title=gate.TITLE, today=today)


def _cards(template: str, of: Callable[[AtHand], Sequence[Card]]) -> str:
    session = db.session()
    token = edition(session)
    cards, module = of(at_hand(session, token)), chosen_module(session, token)
    modules = {one.place.module.slug: one.place.module for one in cards}
    return render_template(
        template,
        cards=[one for one in cards if module in {"", one.place.module.slug}],
        modules=list(modules.values()),
        module=module,
    )


@bp.get("/pocket-guide")
@policy("curriculum.read")
def pocket_guide() -> ResponseReturnValue:
    """Show the tables of all lessons at a glance, by module, to print."""
    return _cards("at_hand/pocket_guide.html", lambda found: found.glances)


@bp.get("/red-flags")
@policy("curriculum.read")
def red_flags() -> ResponseReturnValue:
    """Show the red flags of all lessons, by module, to print as a card."""
    return _cards("at_hand/red_flags.html", lambda found: found.flags)
