"""A worksheet's words are in its own table and on its owner's pages, and nowhere else."""

import io
import logging
import shutil

import pytest
from sqlalchemy import text

from course import db
from course.db.base import Base
from course.study.worksheets import service
from course.web.log import JsonLines
from tests.matrix import expected
from tests.study.conftest import SHEET

MARKER = "marker-of-a-private-word"
#: It holds an identifier, so that warnings are made of it as well.
WORDS = f"{MARKER} 212-555-0199"


@pytest.fixture
def log():
    """All that the log writes, in the form in which a site writes it, at its most talkative."""
    lines, logger = io.StringIO(), logging.getLogger("practicum")
    handler, level = logging.StreamHandler(lines), logger.level
    handler.setFormatter(JsonLines())
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    yield lines
    logger.removeHandler(handler)
    logger.setLevel(level)


@pytest.fixture
def filled(course, fill, tara):
    """Tara's browser, after she wrote her words."""
    return fill(tara, WORDS)


def _tables_with(app, marker):
    with app.app_context():
        found = set()
        for name in Base.metadata.tables:
            rows = db.session().execute(text(f'SELECT * FROM "{name}"')).all()
            if any(marker in repr(row) for row in rows):
                found.add(name)
        return found


def test_no_other_table_holds_it_whatever_is_done_with_it(app, filled, assign, tara, sam):
    assign(tara, sam)
    for act in ("share", "take-back", "share"):
        filled.post(f"/worksheets/my-plan/{act}", form_at=SHEET)
    assert _tables_with(app, MARKER) == {"worksheet"}
    filled.post("/worksheets/my-plan/delete")
    assert _tables_with(app, MARKER) == set()


def test_the_log_does_not_hold_it_even_when_saving_breaks(course, log, fill, tara, monkeypatch):
    browser = fill(tara, WORDS)
    browser.text(SHEET)

    def broken(*_args, **_words):
        raise ValueError(WORDS)

    sent = {"op_id": "operation-2", "seq": "2", "field-obvious": WORDS}
    too_long = {**sent, "field-obvious": WORDS * 400}
    assert browser.post("/worksheets/my-plan", too_long, form_at=SHEET).status_code == 422
    stale = {**sent, "seq": "9"}
    assert browser.post("/worksheets/my-plan", stale, form_at=SHEET).status_code == 409
    monkeypatch.setattr(service, "save", broken)
    answer = browser.post("/worksheets/my-plan", sent, form_at=SHEET)
    assert answer.status_code == 500
    assert MARKER not in answer.get_data(as_text=True)
    assert '"error": "ValueError"' in log.getvalue()
    assert MARKER not in log.getvalue()
    assert "my-plan" not in log.getvalue()


def test_an_error_page_of_the_form_does_not_repeat_it(filled):
    sent = {"op_id": "operation-2", "seq": "2", f"field-{MARKER}": WORDS}
    answer = filled.post("/worksheets/my-plan", {**sent, "seq": "none"}, form_at=SHEET)
    assert answer.status_code == 422
    assert MARKER not in answer.get_data(as_text=True)


def test_no_command_prints_it_and_the_dump_of_content_does_not_hold_it(
    app, filled, tmp_path, database
):
    runner = app.test_cli_runner()
    # A backup needs PostgreSQL's own programs; tests/db/test_backup.py says when they are missing.
    can_back_up = database == "sqlite" or shutil.which("pg_dump")
    commands = [
        ["doctor"],
        *([["backup"]] if can_back_up else []),
        ["work", "--once"],
        ["content", "dump", str(tmp_path / "dumped")],
        *(["docs", page] for page in ("settings", "routes", "commands")),
    ]
    for words in commands:
        done = runner.invoke(args=words)
        assert done.exit_code == 0, (words, done.output)
        assert MARKER not in done.output, words
    dumped = [one for one in (tmp_path / "dumped").rglob("*") if one.is_file()]
    assert len(dumped) > 2
    assert [one for one in dumped if MARKER.encode() in one.read_bytes()] == []


#: Her own pages; one more is the supervisor's once she shares.
OWN = {"worksheets.fill_in"}


def _pages(app, tara):
    """Return every address of the site that is opened by GET, with her and her worksheet in it."""
    ids = {"public_id": tara.public_id, "module": "first", "slug": "plan", "sheet": "my-plan"}
    more = {"name": "x.svg", "digest": "0" * 64}
    modules = {"study.module", "quizzes.show"}
    addresses, found = app.url_map.bind("localhost"), []
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods:
            # What is nothing of hers gets any value: the page is then most likely a 404.
            words = {name: (ids | more).get(name, 1) for name in rule.arguments}
            words |= {"slug": "first"} if rule.endpoint in modules else {}
            found.append((rule.endpoint, addresses.build(rule.endpoint, words)))
    return found


@pytest.mark.parametrize("sharing", [False, True], ids=["private", "shared"])
def test_no_page_of_anybody_else_shows_it(
    app, filled, assign, signed_in, tara, sam, ines, petra, otto, sharing
):
    assign(tara, sam)
    if sharing:
        filled.post("/worksheets/my-plan/share", form_at=SHEET)
    people = {"tara": tara, "sam": sam, "ines": ines, "petra": petra, "otto": otto}
    browsers = {name: signed_in(person) for name, person in people.items()}
    broken, shown = set(), set()
    for endpoint, url in _pages(app, tara):
        for name, browser in browsers.items():
            # Read to its end at once: some answers are streamed.
            with browser.get(url) as answer:
                if MARKER in answer.get_data(as_text=True):
                    shown.add((name, endpoint))
                if answer.status_code >= 500:
                    broken.add((name, endpoint))
    assert broken == set()
    wanted = {("tara", endpoint) for endpoint in OWN}
    assert shown == wanted | ({("sam", "worksheets.read")} if sharing else set())


def test_the_walk_knows_every_address_of_the_matrix(app, course, tara):
    walked = {endpoint for endpoint, _ in _pages(app, tara)}
    assert {cell.endpoint for cell in expected.cells() if cell.method == "GET"} <= walked
