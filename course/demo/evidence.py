"""The hours, documents and goals of the demo's trainees: plausible, and the same for a seed."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy.orm import Session

from course.curriculum.areas import AREAS
from course.goals.service import goals, sets
from course.goals.service.goals import Aim
from course.hours.kinds import MODES, Category, Degree, Document, Mode
from course.hours.rules import Draft
from course.hours.service import documents, entries, signing
from course.hours.service.documents import Paper
from course.hours.service.entries import By, Seen
from course.hours.service.signing import Word
from course.hours.states import SignOffKind
from course.people.models import Person
from course.people.service.acts import Acting

_DAY, _WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)
#: Months in which courses were taken before the supervised work began, in weeks.
_STUDIED = 30
_INSTITUTES = ("Lakeside Institute", "Harbor Training Center", "Evening School of Counseling")


@dataclass
class Life:
    """One trainee's evidence in the making."""

    session: Session
    person: Person
    supervisor: Person
    #: The first day of the supervisor's charge, on which the contract was signed.
    began: dt.date
    now: dt.datetime
    chance: random.Random
    is_first: bool

    @property
    def today(self) -> dt.date:
        """The day it is where the trainee is."""
        return self.now.astimezone(ZoneInfo(self.person.zone)).date()

    def by(self, why: str = "") -> By:
        """Return the trainee as the one who acts."""
        return By(self.person.id, self.now, self.today, why)

    def new_id(self) -> str:
        """Return an id as a form would carry it."""
        return f"{self.chance.getrandbits(128):032x}"


def evidence(life: Life, edition: str) -> None:
    """Enter documents and hours, let the supervisor sign, and choose a goal."""
    for paper in _papers(life):
        documents.add(life.session, life.person.id, life.new_id(), paper, life.by())
    for draft in sorted(_drafts(life), key=lambda one: one.day):
        _enter(life, draft)
    _goals(life, edition)


def _papers(life: Life) -> Iterator[Paper]:
    degree = life.began - life.chance.randint(500, 1200) * _DAY
    yield Paper(Document.DEGREE, Degree.MASTER, degree, issuer="State University")
    yield Paper(Document.EXPERIENCE, None, degree + 60 * _DAY)
    ends = life.today + life.chance.randint(100, 700) * _DAY
    yield Paper(Document.LICENSE, None, degree + 90 * _DAY, ends, "State board of counseling")
    yield Paper(Document.CONTRACT, None, life.began)
    if life.chance.random() < 0.7:  # noqa: PLR2004 - most, not all
        yield Paper(Document.MEMBERSHIP, None, life.began - 30 * _DAY, life.began + 335 * _DAY)


def _drafts(life: Life) -> Iterator[Draft]:
    yield from _learned(life)
    weeks = (life.today - life.began).days // 7
    for week in range(-2, weeks):
        # Two weeks before the contract: hours that do not count, as happens.
        day = life.began + week * _WEEK + life.chance.randint(0, 4) * _DAY
        yield _draft(life, Category.CLINICAL, day, life.chance.randint(2, 5) * 60)
        if week >= 0:
            yield _draft(life, Category.SUPERVISION, day + _DAY, life.chance.choice((60, 90)))


def _learned(life: Life) -> Iterator[Draft]:
    step = 1 if life.is_first else 3
    for week in range(0, _STUDIED, step):
        day = life.today - (_STUDIED - week) * _WEEK
        category = life.chance.choice((Category.CORE, Category.CORE, Category.TRAINING))
        yield _draft(life, category, day, life.chance.randint(2, 6) * 60)
    if life.is_first or life.chance.random() < 0.4:  # noqa: PLR2004 - some have been
        first = life.today - 20 * _WEEK
        yield from (_draft(life, Category.SAR, first + n * _DAY, 7 * 60) for n in range(2))


def _draft(life: Life, category: Category, day: dt.date, minutes: int) -> Draft:
    with_area = category in {Category.CORE, Category.TRAINING}
    area = life.chance.choice(list(AREAS)) if with_area else None
    taught = life.chance.choice(_INSTITUTES) if with_area else ""
    who = life.supervisor.name if category == Category.SUPERVISION else taught
    mode: Mode = life.chance.choice(MODES[category])
    return Draft(category, mode, area, min(day, life.today), minutes, provider=who)


def _enter(life: Life, draft: Draft) -> None:
    public_id = life.new_id()
    entries.add(life.session, life.person.id, public_id, draft, life.by())
    is_old = draft.day < life.today - 2 * _WEEK
    if draft.category == Category.SUPERVISION and is_old:
        word = Word(Seen(public_id, 1), SignOffKind.SIGNED)
        if life.chance.random() < 0.1:  # noqa: PLR2004 - now and then
            comment = "Was this not the week before? Please look at the day."
            word = Word(Seen(public_id, 1), SignOffKind.RETURNED, comment)
        key = str(current_app.config["SECRET_KEY"])
        signer = life.supervisor.id
        signing.sign_off(life.session, signer, word, Acting(signer, life.now, key))


def _goals(life: Life, edition: str) -> None:
    there = sets.catalog(life.session, edition)
    wanted = ["aasect-cst", "florida-title"] if life.is_first else ["aasect-cst"]
    for slug in wanted:
        if line := there.get(slug):
            target = life.today + life.chance.randint(400, 900) * _DAY
            aim = Aim(line, life.began, target)
            goals.choose(life.session, life.person.id, life.new_id(), aim, life.by())
