"""An answer saved where 100,000 trainees have answered before, beside the same where 200 have."""

from collections.abc import Callable
from pathlib import Path

from flask import Flask
from sqlalchemy import text

from course import db
from course.bench import exam, site
from course.bench.attempts import Tab, first_option
from course.bench.figures import Figure
from course.bench.rosters import FEW, FIRST, MANY, NUMBERS
from course.bench.statements import counting, signed_in
from course.bench.trainees import JourneyError
from course.bench.turns import compare

_TURNS = 150

# Everybody has taken the quiz once: three answers, each saved, current and graded.
_ROWS = """
CREATE TEMP TABLE slot AS SELECT 1 AS s UNION SELECT 2 UNION SELECT 3;

INSERT INTO person (id, public_id, email, name, zone, theme, roles, disabled, created_at,
                    wants_digest)
SELECT n, printf('%032x', n), 't' || n || '@bench.example', 'Trainee ' || n, 'UTC', 'system',
       'trainee', 0, '2026-01-01 00:00:00', 1
FROM number;

INSERT INTO attempt (id, public_id, trainee_id, kind, quiz_id, quiz_version_id, number, seed,
                     state, started_at, submitted_at)
SELECT n, printf('%032x', n), n, 'quiz', quiz.id, quiz.current_version_id, 1, 'seed', 'graded',
       '2026-11-02 09:00:00', '2026-11-02 09:20:00'
FROM number, quiz WHERE quiz.slug = 'paged-quiz';

INSERT INTO attempt_slot (attempt_id, number, question_version_id, shown_order, points)
SELECT n, s, s, '{"answer":["a","b","c"]}', 10000000 FROM number, slot;

INSERT INTO answer_event (attempt_id, op_id, slot, seq, response, at)
SELECT n, printf('%032x', n * 10 + s), s, 1, '{"answer":["a"]}', '2026-11-02 09:10:00'
FROM number, slot;

INSERT INTO answer_current (attempt_id, slot, seq, response, at)
SELECT attempt_id, slot, seq, response, at FROM answer_event;

INSERT INTO grade_event (attempt_id, slot, number, question_version_id, fraction, at, why)
SELECT n, s, 1, s, 10000000, '2026-11-02 09:20:00', '' FROM number, slot;

INSERT INTO grade_current (attempt_id, slot, fraction, mark)
SELECT n, s, 10000000, 10000000 FROM number, slot;

DROP TABLE slot;

DROP TABLE number;

ANALYZE
"""


def measure(folder: Path) -> dict[str, Figure]:
    """Return a save with many trainees beside the same with few.

    Raises JourneyError when one fails or costs another number of statements.
    """
    few, many = _site(folder / "few", FEW), _site(folder / "many", MANY)
    try:
        saves = [_saver(app) for app in (few, many)]
        counts = [_statements(app, save) for app, save in zip((few, many), saves, strict=True)]
        if counts[0] != counts[1]:
            raise JourneyError(f"a save sends {counts} statements with few and with many trainees")
        return {"save_100k": compare(saves[0], saves[1], _TURNS)}
    finally:
        for app in (few, many):
            with app.app_context():
                db.store().engine.dispose()


def _site(folder: Path, trainees: int) -> Flask:
    app = site.make(folder, "", exam.write(folder / "course"))
    with app.app_context(), db.writing() as session:
        session.execute(text(NUMBERS), {"last": FIRST + trainees - 1})
        for statement in _ROWS.split(";"):
            session.execute(text(statement.replace(":", "\\:")))
    return app


def _saver(app: Flask) -> Callable[[], None]:
    """Return what saves one answer after the other in an open attempt of the first trainee."""
    tab = Tab(signed_in(app, site.email(0)))
    tab.open(f"/quizzes/{exam.PAGED}")
    tab.post(f"/quizzes/{exam.PAGED}/attempts", {})
    option, turn = first_option(tab.page), iter(range(1, 1_000_000))
    return lambda: tab.save(1, next(turn), option)


def _statements(app: Flask, save: Callable[[], None]) -> int:
    save()
    with counting(app) as sent:
        save()
    return len(sent)
