"""The two blueprints, and what their pages share."""

import datetime as dt
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from sqlalchemy.orm import Session

from course import db
from course.goals import page as pages
from course.goals import rules, wording
from course.goals.page import GoalPage, Part
from course.goals.service import reading
from course.goals.service.reading import GoalLine
from course.hours import words
from course.people.service import TraineeRow
from course.people.service.seeing import today
from course.permissions import the_viewer
from course.progress import service as progress

goals = Blueprint("goals", __name__)
trainee_goals = Blueprint("trainee_goals", __name__)

#: Entries on a page of a requirement.
PAGE = 100


def day_here() -> dt.date:
    """Return the day it is where the viewer is."""
    return today(the_viewer().zone)


def goal_list(trainee_id: int, trainee: TraineeRow | None) -> str:
    """Return the page that lists a trainee's goals with how far each is."""
    session, day = db.session(), day_here()
    found = reading.goals(session, trainee_id)
    evidence = reading.evidence(session, trainee_id) if found else None
    rows = [
        (goal, pages.met_of(goal.asked, evidence, day) if evidence and goal.is_open else None)
        for goal in found
    ]
    return render_template("goals/index.html", trainee=trainee, rows=rows)


def made(session: Session, goal: GoalLine) -> GoalPage:
    """Return the page of a goal as it is today."""
    evidence = reading.evidence(session, goal.trainee_id)
    return pages.goal_page(goal.asked, evidence, day_here())


def goal_shown(goal: GoalLine, trainee: TraineeRow | None) -> str:
    """Return the progress page of a goal."""
    session = db.session()
    page = made(session, goal)
    return render_template(
        "goals/show.html",
        trainee=trainee,
        goal=goal,
        page=page,
        chosen=rules.why_chosen(goal.asked.as_of, goal.contract_day, goal.asked.applies_by),
        say=pages,
        history=reading.events(session, goal.id),
        studied=progress.areas(session, goal.trainee_id),
        share=progress.share,
        **shared(),
    )


def shared() -> dict[str, Any]:
    """Return what every page about requirements needs to speak of them."""
    return {"words": words, "sure": wording.how_sure, "day_name": rules.day_name}


def part_shown(goal: GoalLine, requirement: str, trainee: TraineeRow | None) -> str:
    """Return the page of one requirement, entry by entry, newest first, a hundred a page."""
    part = made(db.session(), goal).part(requirement)
    if part is None or part.hours is None:
        abort(404)
    return render_template(
        "goals/requirement.html",
        trainee=trainee,
        goal=goal,
        part=part,
        **_uses(part, goal, trainee),
        **shared(),
    )


def _uses(part: Part, goal: GoalLine, trainee: TraineeRow | None) -> dict[str, Any]:
    uses = part.hours.uses[::-1] if part.hours else ()
    asked = request.args.get("page", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 1  # noqa: PLR2004
    last = max(1, -(-len(uses) // PAGE))
    number = min(max(1, number), last)
    here = uses[(number - 1) * PAGE : number * PAGE]
    title = part.requirement.title
    links = {
        "previous_url": _page_url(part, goal, trainee, number - 1) if number > 1 else None,
        "next_url": _page_url(part, goal, trainee, number + 1) if number < last else None,
        "text": f"Page {number} of {last}",
    }
    return {"uses": [(use, pages.use_words(use, title)) for use in here], "pages": links}


def _page_url(part: Part, goal: GoalLine, trainee: TraineeRow | None, number: int) -> str:
    values: dict[str, Any] = {"requirement": part.requirement.id, "page": number}
    if trainee is None:
        return url_for("goals.requirement", public_id=goal.public_id, **values)
    mine: dict[str, Any] = {"public_id": trainee.public_id, "goal": goal.public_id}
    return url_for("trainee_goals.requirement", **mine, **values)
