"""The director's pages: cohorts in numbers, the export, a cohort's program, the log."""

import csv
import datetime as dt
import io
import tracemalloc

import pytest
from sqlalchemy import select, text

from course import clock, db
from course.audit.models import Audit
from course.curriculum.models import ProgramPart
from course.people.models import Person
from course.supervision.service import overview
from course.supervision.views.audit import in_words
from tests.conftest import NOON
from tests.people.helpers import acts_of
from tests.supervision import world
from tests.supervision.test_roster import FIRST, many


def test_a_cohort_stands_in_numbers(app, petras, tara, cohort):
    world.enter(app, tara)
    with app.app_context():
        since = NOON - dt.timedelta(days=14)
        (row,) = overview.numbers(db.session(), world.TODAY, since)
    assert row[1:] == ("Spring", 2, 1, 10, 2, 1)
    assert row.lessons_each == 5
    assert "Spring" in petras.text("/overview")


def test_who_has_no_supervisor_today_is_counted_and_named(app, petras, tara, cohort, charge):
    with app.app_context():
        (row,) = overview.numbers(db.session(), world.TODAY, NOON)
    assert (row.trainees, row.alone) == (2, 1)
    page = petras.text(f"/cohorts/{cohort.public_id}")
    mine = page.partition(f"/people/{tara.public_id}")[2].partition("</tr>")[0]
    assert "Sam Reyes" in mine
    assert page.count(">Assign one<") == 1


def exported(browser):
    answer = browser.get("/overview/trainees.csv")
    assert answer.mimetype == "text/csv"
    return list(csv.reader(io.StringIO(answer.get_data(as_text=True))))


def test_the_export_holds_every_trainee_of_today_and_no_formula(app, petras, cohort, tara):
    with app.app_context(), db.writing() as session:
        session.get_one(Person, tara.id).name = '=HYPERLINK("x")'
    head, *rows = exported(petras)
    assert head[:3] == ["cohort", "trainee", "e-mail"]
    assert rows[0][:3] == ["Spring", '\'=HYPERLINK("x")', "tara@practicum.test"]
    assert rows[0][4:] == ["2026-11-23", "5", "0"]
    assert len(rows) == 2


def test_the_export_reads_on_after_a_chunk_and_keeps_no_row(app, petras, sam, cohort, monkeypatch):
    many(app, sam, 1, 499)
    with app.app_context(), db.writing() as session:
        session.execute(
            text(
                "INSERT INTO enrollment (trainee_id, cohort_id, from_day) "
                "SELECT p.id, c.id, '2026-01-01' FROM person p, cohort c WHERE p.id >= :first"
            ),
            {"first": FIRST},
        )
    monkeypatch.setattr(overview, "CHUNK", 100)
    assert len(exported(petras)) == 1 + 2 + 500
    with app.app_context():
        chunks = overview.csv_chunks(db.session(), world.TODAY)
        next(chunks), next(chunks)
        tracemalloc.start()
        for _ in chunks:
            pass
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 1_000_000


def program(cohort):
    return f"/cohorts/{cohort.public_id}/program"


def test_what_belongs_to_a_program_comes_first_on_the_page_of_modules(
    app, petras, signed_in, tara, ines, cohort, course
):
    url = program(cohort)
    sent = {"part": "module:other-module", "from_day": "2026-11-24"}
    assert petras.post(url, sent).status_code == 303
    page = signed_in(tara).text("/modules")
    assert page.index("The other-module") < page.index("The first-module")
    assert page.count("part of your program") == 1
    page = signed_in(ines).text("/modules")
    assert page.index("The first-module") < page.index("The other-module")
    assert (
        petras.post(f"{url}/remove", {"part": "module:other-module"}, form_at=url).status_code
        == 303
    )
    assert "part of your program" not in signed_in(tara).text("/modules")
    assert acts_of(app)[-2:] == ["program.added", "program.removed"]


def test_a_part_counts_from_its_day_on(petras, signed_in, tara, cohort, course):
    sent = {"part": "module:other-module", "from_day": "2026-12-01"}
    petras.post(program(cohort), sent)
    browser = signed_in(tara)
    assert "part of your program" not in browser.text("/modules")
    with world.later(6):
        assert "part of your program" not in browser.text("/modules")
    # Later than a sign-in lasts.
    with world.later(7.1):
        assert "part of your program" in signed_in(tara).text("/modules")


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"part": "module:first-module"}, 422),
        ({"part": "module:no-such", "from_day": "2026-11-24"}, 422),
        ({"part": "x", "from_day": "2026-11-24"}, 422),
        ({"part": "quiz:first-quiz", "from_day": "2026-11-24"}, 303),
        ({"part": "requirement-set:other-set", "from_day": "2026-11-24"}, 303),
    ],
)
def test_only_what_there_is_becomes_part_of_a_program(app, petras, cohort, course, sent, code):
    assert petras.post(program(cohort), sent).status_code == code
    with app.app_context():
        assert len(db.session().scalars(select(ProgramPart)).all()) == (code == 303)


def test_twice_the_same_part_is_refused(petras, cohort, course):
    sent = {"part": "quiz:first-quiz", "from_day": "2026-11-24"}
    petras.post(program(cohort), sent)
    answer = petras.post(program(cohort), sent)
    assert answer.status_code == 409
    assert "part of the program already" in answer.text


def test_the_log_is_listed_filtered_and_its_chain_checked(app, petras, cohort, course):
    petras.post(program(cohort), {"part": "quiz:first-quiz", "from_day": "2026-11-24"})
    petras.post("/cohorts", {"name": "Winter"})
    page = petras.text("/log")
    assert "program.added" in page
    assert "Petra Lind" in page
    page = petras.text("/log?act=cohort&check=chain")
    assert "program.added" not in page
    assert "The chain holds" in page


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_broken_chain_is_said_with_its_rows(app, petras, tmp_path):
    for name in ("One", "Two", "Three"):
        petras.post("/cohorts", {"name": name})
    with app.app_context(), db.writing() as session:
        session.connection().exec_driver_sql("DROP TRIGGER audit_no_UPDATE")
        session.connection().exec_driver_sql("UPDATE audit SET act = 'cohort.other' WHERE id = 2")
    assert "broken at these rows: 2" in petras.text("/log?check=chain")


def test_the_log_goes_on_page_by_page(app, petras):
    for number in range(60):
        with app.app_context(), db.writing() as session:
            from course.audit import service as audit

            key = app.config["SECRET_KEY"]
            audit.record(session, key, "x.y", subject=f"s{number}", actor_id=None, at=clock.now())
    page = petras.text("/log")
    assert "s59" in page
    assert "s9<" not in page
    assert "s9<" in petras.text("/log?before=11")
    with app.app_context():
        assert len(db.session().scalars(select(Audit)).all()) == 60


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ('{"minutes":120,"version":1}', "minutes 120, version 1"),
        ('{"roles":["trainee"]}', 'roles ["trainee"]'),
        ("bent by hand", "bent by hand"),
        ("[1]", "[1]"),
    ],
)
def test_a_row_of_the_log_is_told_in_words_also_when_somebody_bent_it(detail, words):
    assert in_words(detail) == words
