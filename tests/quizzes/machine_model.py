"""An attempt under everything that can happen to it, beside a model that is only dictionaries.

Each run has a quiz and a trainee of its own. After every step the rows are compared with the model
and with each other; see the invariants at the end.
"""

import datetime as dt
import itertools
from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant
from sqlalchemy import select

from course import clock, db, items
from course.audit import service as audit
from course.errors import PracticumError
from course.people import service as people
from course.people.service.acts import Acting
from course.permissions import Role
from course.progress import service as progress
from course.questions import service as questions
from course.questions.models import Question, QuestionVersion
from course.quizzes import content
from course.quizzes.models import AnswerCurrent, AnswerEvent, Attempt, GradeCurrent, Quiz
from course.quizzes.schemas import PracticeFile
from course.quizzes.service import (
    moving,
)
from course.sources.things import Thing
from tests import conftest as house
from tests.conftest import NOON
from tests.quizzes import world

SECOND, MINUTE = dt.timedelta(seconds=1), dt.timedelta(minutes=1)
GRACE = 30 * SECOND
HIDDEN = {name: [] for name in ("attempt", "correctness", "marks", "reasons", "answer")}
QUIZZES = [
    {"minutes": 10, "review": HIDDEN},
    {"minutes": 10, "attempts": 2},
    {"navigation": "sequential", "review": HIDDEN},
    {"window": {"zone": "UTC", "closes": f"{NOON + 30 * MINUTE:%Y-%m-%dT%H:%M}+00:00"}},
]
_numbers = itertools.count(1)
OPTIONS = st.sampled_from(["a", "b", "c"])
SLOTS = st.integers(1, 3)


class Model(RuleBasedStateMachine):
    """What the model knows and what must hold; `world.APP` is the app, the small course loaded."""

    @initialize(settings=st.sampled_from(QUIZZES))
    def begin(self, settings):
        number = next(_numbers)
        self.now, self.slug, self.file = NOON, f"quiz-{number}", settings
        pins = [{"pin": f"q-0{one}"} for one in (1, 2, 3)]
        file = PracticeFile.model_validate(
            {**world.QUIZ, "quiz": self.slug, "draw": pins, **settings}
        )
        self.review = file.review
        with world.APP.app_context(), db.writing() as session:
            content.save(
                session, Thing("quiz", self.slug, "", 0, 1, content.quiz_text(file), file), NOON
            )
            made = [
                people.create_person(
                    session,
                    email=f"{name}-{number}@practicum.test",
                    name=name,
                    roles=[role],
                    zone="UTC",
                    password_hash=None,
                    now=NOON,
                    actor_id=None,
                )
                for name, role in (("Tara", Role.TRAINEE), ("Petra", Role.DIRECTOR))
            ]
            self.quiz_id = session.scalars(select(Quiz.id).where(Quiz.slug == self.slug)).one()
            self.tara, self.petra = made
            for person in made:
                session.expunge(person)
        for slot in (1, 2, 3):
            if KEYS[slot]["key"] != world.KEY:
                edit(slot, world.KEY, NOON)
        self.tries, self.terms, self.decided, self.seq = [], (Decimal(1), 0), {}, 0
        self.start()

    # ---------- what the model knows ----------

    @property
    def open(self):
        return next((one for one in self.tries if one["state"] == "open"), None)

    def end(self, one):
        limit, (factor, extra) = self.file.get("minutes"), self.terms
        ends = [NOON + 30 * MINUTE] if "window" in self.file else []
        if limit:
            ends.append(one["started"] + limit * MINUTE * float(factor) + extra * MINUTE)
        return min(ends, default=None)

    def is_late(self, one):
        end = self.end(one)
        return end is not None and self.now > end + GRACE

    def graded(self, one):
        """What each slot earns when it is graded now, by the newest decisions."""
        for slot, pinned in one["slots"].items():
            answer, by_person = one["answers"].get(slot), one["manual"].get(slot)
            decision = self.decided.get(slot)
            stands = by_person and (answer is None or answer[2] <= by_person[1])
            if decision and decision[0] == "drop" and pinned["at"] <= decision[1]:
                one["marks"][slot] = Decimal(1)
            elif stands:
                one["marks"][slot] = by_person[0]
            else:
                follows = decision and decision[0] != "drop" and pinned["at"] <= decision[1]
                key = decision[2] if follows else pinned["key"]
                one["marks"][slot] = Decimal(bool(answer and answer[1] == key))
        one["state"] = "graded"

    def submitted(self, one):
        end = self.end(one)
        one["submitted"] = self.now if end is None else min(self.now, end)
        one["state"] = "submitted"

    # ---------- what happens ----------

    def act(self, what):
        self.now += SECOND
        with clock.held(self.now):
            return what()

    def write(self, what):
        def run():
            with world.APP.app_context(), db.writing() as session:
                return what(session)

        return self.act(run)

    @property
    def by(self):
        return Acting(self.petra.id, self.now, house.SECRET)

    def refused(self, what):
        try:
            self.act(what)
        except PracticumError:
            return
        raise AssertionError("this should have been refused")

    # ---------- what holds after every step ----------

    @invariant()
    def the_rows_are_what_the_model_says(self):
        if not hasattr(self, "tries"):
            return
        with world.APP.app_context():
            session = world.fresh()
            rows = session.scalars(
                select(Attempt).where(Attempt.trainee_id == self.tara.id).order_by(Attempt.id)
            ).all()
            assert [row.public_id for row in rows] == [one["id"] for one in self.tries]
            assert sum(row.state == "open" for row in rows) <= 1
            for row, one in zip(rows, self.tries, strict=True):
                self._same(session, row, one)

    def _same(self, session, row, one):
        assert row.state == one["state"] == moving.rebuilt_state(session, row.id)
        if row.state == "open":
            assert row.deadline == self.end(one)
        if row.state in {"submitted", "graded"}:
            assert row.submitted_at == one["submitted"]
        stored = session.scalars(select(AnswerCurrent).where(AnswerCurrent.attempt_id == row.id))
        now = {a.slot: (a.seq, a.response, a.at) for a in stored}
        events = session.scalars(
            select(AnswerEvent).where(AnswerEvent.attempt_id == row.id).order_by(AnswerEvent.seq)
        )
        assert now == {e.slot: (e.seq, e.response, e.at) for e in events}
        expected = {slot: answer[:2] for slot, answer in one["answers"].items()}
        assert {k: (v[0], v[1]) for k, v in now.items()} == {
            slot: (seq, f'{{"answer":["{option}"]}}') for slot, (seq, option) in expected.items()
        }
        marks = session.execute(
            select(GradeCurrent.slot, GradeCurrent.fraction).where(
                GradeCurrent.attempt_id == row.id
            )
        )
        assert {slot: fraction for slot, fraction in marks} == one["marks"]  # noqa: C416

    def teardown(self):
        if not hasattr(self, "tries"):
            return
        with world.APP.app_context():
            session = world.fresh()
            assert list(audit.broken(session, house.SECRET)) == []
            before = _progress(self.tara.id)
            with db.writing() as session:
                progress.rebuild(session, self.tara.id)
            assert _progress(self.tara.id) == before


def _progress(trainee_id):
    shown = progress.progress(world.fresh(), trainee_id)
    rows = [shown.summary, *shown.modules.values(), *shown.areas.values()]
    return sorted(
        str({c.name: getattr(row, c.name) for c in row.__table__.columns}) for row in rows if row
    )


#: By slot: the question, its current version, the key of that, and when it was made.
KEYS: dict[int, dict] = {}


def remember():
    """Learn the versions of the course that was just loaded."""
    with world.APP.app_context():
        for slot in (1, 2, 3):
            row = (
                db.session()
                .execute(
                    select(Question.id, QuestionVersion.id, QuestionVersion.at)
                    .join(QuestionVersion, QuestionVersion.id == Question.current_version_id)
                    .where(Question.slug == f"q-0{slot}")
                )
                .one()
            )
            KEYS[slot] = {"question": row[0], "id": row[1], "key": world.KEY, "at": row[2]}


def edit(slot, key, now):
    """Make a version of a question with this key, as an instructor's page does."""
    source = items.read_question(world.question(slot, objective="do-one", key=key))
    made = questions.ready(source)
    with world.APP.app_context(), db.writing() as session:
        question = session.get_one(Question, KEYS[slot]["question"])
        version = questions.add_version(session, question, made, "a", now)
        KEYS[slot] |= {"id": version.id, "key": key, "at": now}
