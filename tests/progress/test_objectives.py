"""Results by objective: kept by events as the history gives them, and shown with their counts."""

import importlib.util
from decimal import Decimal
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import select

from course import clock, db
from course.content import loading
from course.demo.pace import diligence
from course.demo.work import Worker
from course.people.models import Person
from course.progress import service
from course.progress.models import (
    TraineeArea,
    TraineeModule,
    TraineeObjective,
    TraineeSummary,
)
from course.quizzes.models import GradeCurrent
from course.sources.service import edition
from tests.content import small

(FILL,) = Path("course/db/migrations/versions").glob("*_results_by_objective.py")


@pytest.fixture
def worked(app, tara, tmp_path):
    """A function that lets Tara work through a small course, by chance of a seed."""
    root = small.write(tmp_path / "course-files")
    with app.app_context():
        loading.load(root, clock.now(), say=lambda _: None)

    def run(seed):
        with app.test_request_context(), db.writing() as session:
            how = diligence(seed, 1, clock.now())
            how.modules, how.ability = 1, 0.3
            Worker(session, edition(session), session.get_one(Person, tara.id), how).work()

    return run


def rows():
    db.session().expire_all()
    found = []
    for table in (TraineeSummary, TraineeModule, TraineeArea, TraineeObjective):
        names = [column.name for column in table.__table__.columns]
        found += sorted(
            (table.__tablename__, *map(str, (getattr(row, name) for name in names)))
            for row in db.session().scalars(select(table))
        )
    return found


@pytest.mark.parametrize("seed", ["one", "two", "three"])
def test_the_history_gives_what_the_events_kept(app, tara, worked, seed):
    worked(seed)
    with app.app_context():
        before = rows()
        assert {row[2] for row in before if row[0] == "trainee_objective"} == {"do-one", "do-two"}
        with db.writing() as session:
            service.rebuild(session, tara.id)
        assert rows() == before


def test_each_graded_answer_is_counted_for_its_objective(app, tara, worked):
    worked("three")
    with app.app_context():
        found = service.objectives(db.session(), tara.id)
        given = list(db.session().scalars(select(GradeCurrent.fraction)))
    # A check in each of two lessons, and a quiz of both practice questions.
    assert {name: row.answered for name, row in found.items()} == {"do-one": 2, "do-two": 2}
    assert len(given) == 4
    assert 0 < sum(row.earned for row in found.values()) == sum(given) < 4


def test_an_upgrade_counts_what_was_graded_before(app, tara, worked):
    worked("three")
    spec = importlib.util.spec_from_file_location("the_migration", FILL)
    migration = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(migration)
    with app.app_context():
        before = rows()
        with db.writing() as session:
            connection = session.connection()
            connection.exec_driver_sql("DELETE FROM trainee_objective")
            with Operations.context(MigrationContext.configure(connection)):
                migration._fill()
        assert rows() == before


def test_the_page_shows_counts_and_no_share_below_five_answers(app, tara, signed_in, worked):
    worked("one")
    browser = signed_in(tara)
    page = browser.text("/progress")
    assert "Lesson one" in page.split("Objectives</h2>")[1]
    assert "not enough answers" in page.split("Objectives</h2>")[1]
    with app.app_context(), db.writing() as session:
        row = session.get_one(TraineeObjective, (tara.id, "do-one"))
        row.answered, row.earned = 5, Decimal(4)
    assert "80 %" in browser.text("/progress").split("Objectives</h2>")[1]


def test_without_answers_the_page_says_what_to_do(tara, signed_in, worked):
    page = signed_in(tara).text("/progress")
    assert "Answer checks and quizzes" in page
