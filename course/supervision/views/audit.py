"""The log of what people with power did, for directors; and whether its chain holds."""

import itertools
import json
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from course import db
from course.audit import service as audit
from course.audit.models import Audit
from course.people.models import Person
from course.permissions import policy
from course.supervision.views.boards import acting, asked_for
from course.supervision.views.boards import auditing as bp

PAGE = 50
#: Broken rows that the page names; more say nothing more.
_NAMED = 10
_LARGEST = 2**31 - 1


@bp.get("/log")
@policy("audit.read")
def log() -> ResponseReturnValue:
    """List acts, the newest first, fifty a page; on request check the whole chain."""
    text, act = asked_for("before"), asked_for("act").strip()
    before = min(int(text[:12]), _LARGEST) if text.isdecimal() else None
    found = _rows(db.session(), act, before)
    shown = found[:PAGE]
    more = shown[-1].id if len(found) > PAGE else None
    return render_template(
        "supervision/log.html",
        rows=shown,
        act=act,
        in_words=in_words,
        checked=_checked() if request.args.get("check") else None,
        pages={
            "previous_url": url_for(".log", act=act or None) if before else None,
            "next_url": url_for(".log", act=act or None, before=more) if more else None,
        },
    )


def _rows(session: Session, act: str, before: int | None) -> list[Any]:
    whom = aliased(Person)
    query = (
        select(
            Audit.id,
            Audit.at,
            Audit.act,
            Audit.subject,
            Audit.detail,
            Person.name,
            whom.name.label("whom"),
        )
        .outerjoin(Person, Person.id == Audit.actor_id)
        .outerjoin(whom, whom.public_id == Audit.subject)
        .where(Audit.act.startswith(act, autoescape=True))
        .order_by(Audit.id.desc())
        .limit(PAGE + 1)
    )
    if before is not None:
        query = query.where(Audit.id < before)
    return list(session.execute(query).all())


def in_words(detail: str) -> str:
    """Return what a row tells beside its act, such as `minutes 120, version 1`.

    A text that the log did not write is shown as it is: somebody changed that row.
    """
    try:
        found = json.loads(detail)
    except ValueError:
        return detail
    if not isinstance(found, dict):
        return detail
    return ", ".join(f"{name} {_plain(value)}" for name, value in found.items())


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _checked() -> list[int]:
    """Return the first rows whose seal does not follow; none when the chain holds."""
    return list(itertools.islice(audit.broken(db.session(), acting().key), _NAMED))
