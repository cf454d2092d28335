"""The two blueprints, and what their pages share."""

from typing import Any, TypeVar

from flask import Blueprint, request, url_for

from course import clock
from course.hours.kinds import Category
from course.hours.service.entries import By
from course.hours.service.listing import EntryPage, Filter
from course.hours.states import EntryState
from course.people.service.seeing import today
from course.permissions import the_viewer

hours = Blueprint("hours", __name__)
trainee_hours = Blueprint("trainee_hours", __name__)

Kind = TypeVar("Kind", Category, EntryState)


def by(why: str | None = "") -> By:
    """Return who acts in this request, when, on which day of theirs, and why."""
    me = the_viewer()
    return By(me.id, clock.now(), today(me.zone), why or "")


def asked_filter() -> Filter:
    """Return which entries the address asks for; what it says wrongly is left out."""
    category, state = request.args.get("category", ""), request.args.get("state", "")
    return Filter(_one(Category, category), _one(EntryState, state))


def _one(kind: type[Kind], text: str) -> Kind | None:
    return kind(text) if text in set(kind) else None


def pages(page: EntryPage, endpoint: str, wanted: Filter, **values: str) -> dict[str, str | None]:
    """Return the links to the pages before and after, under the same filter."""
    same: dict[str, Any] = {"category": wanted.category, "state": wanted.state, **values}
    return {
        "previous_url": page.before and url_for(endpoint, before=page.before, **same),
        "next_url": page.after and url_for(endpoint, after=page.after, **same),
    }
