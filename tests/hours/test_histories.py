"""What stands follows from the history alone."""

import datetime as dt
import random

import pytest
from sqlalchemy import select

from course import clock, db
from course.errors import PracticumError
from course.hours.kinds import Category, Degree, Document, Mode
from course.hours.models import HeldDocument, HoursEntry
from course.hours.rules import Draft
from course.hours.service import documents, entries, histories, signing
from course.hours.service.documents import Paper
from course.hours.service.entries import By, Seen
from course.hours.service.signing import Word
from course.hours.states import EntryState, SignOffKind
from course.people.service.acts import Acting
from tests.conftest import NOON, SECRET

DAY = dt.date(2026, 11, 20)


def stored():
    """Every derived row, as plain values."""
    db.session().expire_all()
    found = []
    for table in (HoursEntry, HeldDocument):
        columns = [column.name for column in table.__table__.columns]
        query = select(table).order_by(table.id)
        found += [
            (table.__tablename__, *(getattr(row, name) for name in columns))
            for row in db.session().scalars(query)
        ]
    return found


class Chance:
    """Random acts of a trainee and a supervisor; what the rules refuse changes nothing."""

    def __init__(self, seed, tara, sam):
        self.chance, self.tara, self.sam = random.Random(seed), tara, sam
        self.at = NOON

    def run(self, steps):
        often = [self.correct, self.word] * 3
        acts = [self.add, self.withdraw, self.paper, self.mend, *often]
        for _ in range(steps):
            self.at += dt.timedelta(minutes=self.chance.randint(0, 90))
            try:
                with db.writing() as session:
                    self.chance.choice(acts)(session)
            except PracticumError:
                continue

    def by(self, why=""):
        return By(self.tara.id, self.at, NOON.date(), why)

    def draft(self):
        starts = self.chance.choice([None, 540])
        minutes, mode = (
            self.chance.randint(1, 90),
            self.chance.choice([Mode.GROUP, Mode.INDIVIDUAL]),
        )
        day = DAY - dt.timedelta(days=self.chance.randint(0, 9))
        return Draft(Category.SUPERVISION, mode, None, day, minutes, starts)

    def some(self, session, table):
        rows = session.execute(select(table.public_id, table.number).order_by(table.id)).all()
        return Seen(*self.chance.choice(rows)) if rows else Seen("f" * 32, 1)

    def add(self, session):
        public_id = f"{self.chance.randint(1, 9):032x}"
        entries.add(session, self.tara.id, public_id, self.draft(), self.by())

    def correct(self, session):
        seen = self.some(session, HoursEntry)
        entries.correct(session, self.tara.id, seen, self.draft(), self.by("Corrected"))

    def withdraw(self, session):
        entries.withdraw(session, self.tara.id, self.some(session, HoursEntry), self.by("Gone"))

    def word(self, session):
        kind = self.chance.choice(list(SignOffKind))
        said = Word(self.some(session, HoursEntry), kind, self.chance.choice(["", "Look again"]))
        signing.sign_off(session, self.sam.id, said, Acting(self.sam.id, self.at, SECRET))

    def a_paper(self):
        until = self.chance.choice([None, DAY])
        if self.chance.random() < 0.3:
            return Paper(Document.DEGREE, Degree.MASTER, dt.date(2020, 1, 1), until)
        return Paper(Document.LICENSE, None, dt.date(2020, 1, 1), until)

    def paper(self, session):
        public_id = f"{self.chance.randint(1, 4):032x}"
        documents.add(session, self.tara.id, public_id, self.a_paper(), self.by())

    def mend(self, session):
        seen = self.some(session, HeldDocument)
        if self.chance.random() < 0.5:
            documents.correct(session, self.tara.id, seen, self.a_paper(), self.by("Renewed"))
        else:
            documents.withdraw(session, self.tara.id, seen, self.by("Not mine"))


@pytest.mark.parametrize("seed", range(4))
def test_the_history_gives_the_rows_that_stand(in_app, assign, tara, sam, seed):
    assign(tara, sam)
    Chance(seed, tara, sam).run(90)
    before = stored()
    assert len({row[-2] for row in before if row[0] == "hours_entry"}) > 1
    with db.writing() as session:
        histories.rebuild(session, tara.id)
    assert stored() == before


@pytest.mark.parametrize("seed", [7])
def test_rows_that_were_spoiled_are_made_again_from_the_history(in_app, assign, tara, sam, seed):
    assign(tara, sam)
    Chance(seed, tara, sam).run(60)
    before = stored()
    with db.writing() as session:
        for row in session.scalars(select(HoursEntry)):
            row.minutes, row.state, row.number = 1, EntryState.SIGNED, 9
        for held in session.scalars(select(HeldDocument)):
            held.number, held.until_day = 9, None
    assert stored() != before
    with db.writing() as session:
        histories.rebuild(session, tara.id)
    assert stored() == before


def test_two_forms_that_arrive_at_once_are_one_entry(in_app, tara, monkeypatch):
    draft = Draft(Category.SUPERVISION, Mode.GROUP, None, DAY, 60)
    by, public_id = By(tara.id, clock.now(), NOON.date()), "1" * 32
    with db.writing() as session:
        entries.add(session, tara.id, public_id, draft, by)
    known, asked = entries._known, []

    def blind_at_first(session, wanted):
        asked.append(wanted)
        return None if len(asked) == 1 else known(session, wanted)

    monkeypatch.setattr(entries, "_known", blind_at_first)
    with db.writing() as session:
        entries.add(session, tara.id, public_id, draft, by)
    assert len(asked) == 2
    assert len([row for row in stored() if row[0] == "hours_entry"]) == 1
