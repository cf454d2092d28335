"""Hours, leaves and notes of the matrix' people."""

import datetime as dt
from typing import Any

from course import clock, db
from course.comments.models import PrivateNote
from course.hours.kinds import Category, Mode
from course.hours.rules import Draft
from course.hours.service import entries
from course.hours.service.entries import By
from course.supervision.rules import Away
from course.supervision.service import leaves

TODAY = dt.date(2026, 11, 24)
_IDS = {"tara": "a", "tara-today": "b", "mia": "c", "otto": "d"}


def fill(world: Any) -> None:
    """Give Tara, Mia and Otto an entry and a leave each, and two supervisors a note on Tara."""
    people = {**world.people, "tara": world.people["trainee"]}
    with db.writing() as session:
        for key, sign in _IDS.items():
            person = people[key.partition("-")[0]]
            day = TODAY if key.endswith("today") else TODAY - dt.timedelta(days=5)
            draft = Draft(Category.SUPERVISION, Mode.INDIVIDUAL, None, day, 60)
            by = By(person.id, clock.now(), TODAY)
            world.entries[key] = entries.add(session, person.id, sign * 32, draft, by).public_id
        for key in ("tara", "mia", "otto"):
            away, person = Away(TODAY, TODAY + dt.timedelta(days=3)), people[key]
            made = leaves.add(session, person.id, away, person.id, TODAY, clock.now())
            world.leaves[key] = made.public_id
        for key, author in (("sams", "supervisor"), ("fays", "former")):
            made = PrivateNote(
                author_id=people[author].id,
                trainee_id=people["tara"].id,
                text=f"canary-note-of-{key}",
                changed_at=clock.now(),
            )
            session.add(made)
            session.flush()
            world.notes[key] = made.public_id
