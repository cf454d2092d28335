"""No byte of a key leaves before its release: every state of an attempt, window and person."""

import base64
import datetime as dt
import logging
import shutil
from functools import cache

import pytest
from flask import request
from sqlalchemy import select

from course import clock, db
from course.outbox import service as outbox
from course.people.service.acts import Acting
from course.quizzes import rules
from course.quizzes.models import Attempt
from course.quizzes.service import answers, closing, finish, handling
from tests import conftest as house
from tests.conftest import NOON
from tests.matrix import canaries
from tests.matrix import world as worlds
from tests.matrix.asking import Asker, put
from tests.matrix.sniffing import Sniffer

MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
CLOSES = NOON + DAY
#: When a quiz tells everything.
LATE, AT_ONCE = "after-close", "directly"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A function that gives the cast before a quiz that tells its keys in one window."""

    @cache
    def make(window):
        folder = tmp_path_factory.mktemp("canaries")
        with clock.held(NOON):
            app = house._make(house._settings(folder))
            write = canaries.writer(window, CLOSES)
            asker = Asker(worlds.make(app, tmp_path_factory.mktemp("files"), write), _file(folder))
        shutil.copy(asker.file, folder.with_suffix(".first"))
        return asker

    return make


def _file(folder):
    return folder / "practicum.sqlite"


@pytest.fixture
def sniffing(place):
    """A function that gives a sniffer over a quiz of this window, as all was at noon."""

    def begin(window):
        asker = place(window)
        put(asker.file.parent.with_suffix(".first"), asker.file)
        return Sniffer(asker, asker.file.parent)

    return begin


def _bring(asker, state):
    """Bring Tara's open attempt into a state, at noon, without anybody looking."""
    world = asker.world
    by = Acting(world.people["director"].id, clock.now(), house.SECRET)
    with world.app.app_context(), db.writing() as session:
        public_id = world.attempts["trainee"]
        attempt_id = session.scalars(select(Attempt.id).where(Attempt.public_id == public_id)).one()
        if state == "submitted":
            finish.submit(session, attempt_id, clock.now(), world.people["trainee"].id)
        elif state == "void":
            handling.void(session, by, attempt_id, "a test")
    # What is put back after each act is this state and not the first one.
    shutil.copy(asker.file, asker.saved)


#: When nothing is told: the window of the quiz, the state at noon, and when everybody looks.
#: A graded attempt of Tara, submitted at noon, is looked at in each.
SILENT = [
    (LATE, "open", MINUTE),
    (LATE, "open", 31 * MINUTE),  # overdue: it is submitted and graded by who looks first
    (LATE, "submitted", MINUTE),
    (LATE, "void", 3 * MINUTE),
    (AT_ONCE, "open", 3 * MINUTE),
    (AT_ONCE, "open", 40 * MINUTE),
    (AT_ONCE, "submitted", 3 * MINUTE),
    (AT_ONCE, "void", DAY),
]


@pytest.mark.parametrize(("window", "state", "later"), SILENT)
def test_nobody_is_told_anything_of_a_key_before_its_release(sniffing, window, state, later):
    with sniffing(window) as sniffer:
        _bring(sniffer.asker, state)
        with clock.held(NOON + later):
            sniffer.pages()
            attempts = sniffer.asker.world.attempts
            sniffer.owner(attempts["trainee"])
            if window == LATE:
                sniffer.submits(attempts["trainee"])
            sniffer.works()
            sniffer.behind("all")
    assert sniffer.leaks == []
    assert sniffer.asked > 250


@pytest.mark.parametrize("window", [LATE, AT_ONCE])
def test_no_act_of_anybody_tells_anything_of_a_key(sniffing, window):
    with sniffing(window) as sniffer, clock.held(NOON + 3 * MINUTE):
        sniffer.acts()
    assert sniffer.leaks == []
    assert sniffer.asked > 150


@pytest.mark.parametrize(("window", "later"), [(LATE, DAY), (AT_ONCE, MINUTE)])
def test_what_is_released_is_found_by_the_same_search(sniffing, window, later):
    with sniffing(window) as sniffer, clock.held(NOON + later):
        attempt = sniffer.asker.world.attempts["trainee-graded"]
        sniffer.owner(attempt)
        assert sniffer.leaks == [f"trainee GET /attempts/{attempt}/review"]
        page = sniffer.asker.send("trainee", "GET", f"/attempts/{attempt}/review")
    text = page.get_data(as_text=True)
    for kind in ("short-text", "cloze"):
        assert f"{canaries.WORD} accepts" in text, kind
    assert text.count(f"{canaries.WORD} tells why") >= len(canaries.NAMES)
    assert str(canaries.NUMBER) in text.replace(",", "")


@pytest.mark.parametrize(
    "hide",
    [
        lambda raw: raw,
        base64.b64encode,
        lambda raw: b"a-path/to" + base64.urlsafe_b64encode(raw),
        lambda raw: raw.replace(b"-", b"&#45;"),
        lambda raw: raw.replace(b"-", b"%2D"),
    ],
)
def test_a_canary_is_found_however_it_is_wrapped(hide):
    assert canaries.found(b"before " + hide(b"this is canary-key, is it not") + b" after")
    assert not canaries.found(b"before " + hide(b"this is a stem, is it not") + b" after")


# What would be a leak, each in one place; `flask work`, mail, log and files are looked at as pages.

SECRET = f"{canaries.WORD} tells why"


def _header(app, monkeypatch):
    def hint(response):
        if request.endpoint == "attempts.question":
            response.headers["X-Hint"] = base64.b64encode(SECRET.encode()).decode()
        return response

    monkeypatch.setitem(app.after_request_funcs, None, [*app.after_request_funcs[None], hint])


def _before(monkeypatch, module, name, act):
    plain = getattr(module, name)

    def also(*args, **words):
        act()
        return plain(*args, **words)

    monkeypatch.setattr(module, name, also)


def _mail(_, monkeypatch):
    def send():
        end = clock.now() + DAY
        words = {"recipient": "tara@practicum.test", "subject": "Your result", "body": SECRET}
        with db.writing() as session:
            outbox.queue(session, **words, now=clock.now(), useless_at=end)

    _before(monkeypatch, closing, "close", send)


def _log(_, monkeypatch):
    def tell():
        logging.getLogger("practicum").info("saved", extra={"error": SECRET})

    _before(monkeypatch, answers, "save", tell)


def _export(app, monkeypatch):
    def write():
        folder = app.extensions["practicum.settings"].instance_path
        (folder / "results.csv").write_text(SECRET, encoding="utf-8")

    _before(monkeypatch, closing, "close", write)


def _page(_, monkeypatch):
    monkeypatch.setattr(rules, "released", lambda *_: True)


LEAKS = {"headers": _header, "mail": _mail, "log": _log, "results.csv": _export, "/review": _page}


@pytest.mark.parametrize(("where", "leak"), LEAKS.items())
def test_a_leak_is_found_wherever_it_is(sniffing, monkeypatch, where, leak):
    with sniffing(LATE) as sniffer, clock.held(NOON + MINUTE):
        leak(sniffer.asker.world.app, monkeypatch)
        attempt = sniffer.asker.world.attempts["trainee"]
        sniffer.owner(attempt)
        sniffer.submits(attempt)
        sniffer.behind("all")
    (sniffer.folder / "results.csv").unlink(missing_ok=True)
    assert sniffer.leaks
    assert all(where in name for name in sniffer.leaks), sniffer.leaks
