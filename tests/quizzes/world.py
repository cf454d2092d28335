"""A small course with a quiz whose settings a test chooses, and people at work in it."""

import functools
import itertools
import re
import tempfile
from pathlib import Path

from flask import has_app_context
from sqlalchemy import select

from course import clock, db, yamlfile
from course.content.loading import load
from course.quizzes.models import Attempt
from course.quizzes.service import closing, planning
from course.quizzes.service import start as starting
from course.quizzes.service.answers import Save, save
from course.quizzes.service.planning import Asking
from course.quizzes.service.read import Head, own_attempt
from course.sources.service import edition

QUIZ = {
    "quiz": "first-quiz",
    "title": "First quiz",
    "intro": "Some questions.",
    "draw": {"bank": "first", "questions": 3},
}
#: The key of every question; c stands first in no file order.
KEY, WRONG = "c", "a"
_ops = itertools.count(1)
#: The app of the running test.
APP = None


def _inside(act):
    """Run in the context of now, or in one of its own when there is none."""

    @functools.wraps(act)
    def run(*args, **words):
        if has_app_context():
            return act(*args, **words)
        with APP.app_context():
            return act(*args, **words)

    return run


def question(number, *, objective="do-one", safety=False, pool="practice", key=KEY):
    name = f"q-{number:02}"
    options = [
        {
            "id": one,
            "text": f"Option {one} of {name}",
            **({"correct": True} if one == key else {}),
            "why": f"canary-why-{name}-{one} is a reason.",
        }
        for one in "abc"
    ]
    return {
        "id": name,
        "type": "choice",
        "stem": f"Stem of {name}?",
        "options": options,
        "explanation": f"canary-explanation-{name} explains.",
        "objective": objective,
        "level": "apply",
        "difficulty": "0.5",
        "safety": safety,
        "pool": pool,
        "references": [],
    }


def questions(count=6):
    """Two objectives in turns, of areas a and b; every third is a safety item."""
    return [
        question(n, objective="do-one" if n % 2 else "do-two", safety=n % 3 == 0)
        for n in range(1, count + 1)
    ]


_LESSON = """---
id: {slug}
title: Lesson {slug}
areas: [{area}]
objectives:
  - {{id: do-{slug}, tier: T2, assessed_by: item, text: Choose what comes first}}
review: {{status: unreviewed, due: 2027-11-01}}
---

Ask first.
"""


def _module(number, slug, title, lessons):
    return (
        f"id: {slug}\nnumber: {number}\ntitle: {title}\n"
        f"summary: What comes first.\nareas: [a, b]\nlessons: [{lessons}]\n"
    )


def _lessons(*, two_modules):
    """Lesson one, and lesson two beside it or in a module of its own."""
    first = "one" if two_modules else "one, two"
    texts = {
        "modules/01-first/module.yaml": _module(1, "first-module", "First", first),
        "modules/01-first/one.md": _LESSON.format(slug="one", area="a"),
    }
    folder = "02-second" if two_modules else "01-first"
    texts[f"modules/{folder}/two.md"] = _LESSON.format(slug="two", area="b")
    if two_modules:
        texts["modules/02-second/module.yaml"] = _module(2, "second-module", "Second", "two")
    return texts


def write(root, *files, bank=None, two_modules=False):
    """Write the course with these quizzes; one with a blueprint goes where exams stand."""
    texts = {
        "modules/references.yaml": "references: []\n",
        **_lessons(two_modules=two_modules),
        "quizzes/first.yaml": yamlfile.dump(
            {"bank": "first", "title": "First bank", "questions": bank or questions()}
        ),
    }
    for file in files:
        slug, folder = file.get("quiz") or file["exam"], "modules" if "quiz" in file else "exams"
        texts[f"quizzes/{folder}/{slug}.yaml"] = yamlfile.dump(file)
    for name, text in texts.items():
        path = Path(root) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Path(root)


@_inside
def put(*files, bank=None, two_modules=False):
    """Load the course with these quizzes into the app of now; a second call changes it."""
    with tempfile.TemporaryDirectory() as folder:
        root = write(folder, *files, bank=bank, two_modules=two_modules)
        load(root, clock.now(), say=lambda _: None)


@_inside
def quiz(slug="first-quiz"):
    return starting.quiz(db.session(), slug)


@_inside
def start(person, slug="first-quiz", *, seed=None):
    """Start an attempt as the page does, and return its public id."""
    session, opened = fresh(), quiz(slug)
    asking = Asking(person.id, opened.file, clock.now())
    plan = planning.plan(session, edition(session), asking, seed)
    with db.writing() as session:
        return starting.start(session, person.id, opened, plan, clock.now())


def fresh():
    """The session, seeing what other requests have written meanwhile."""
    db.session().rollback()
    db.session().expire_all()
    return db.session()


@_inside
def rows(query):
    """Return every row of a query of one entity or column."""
    return list(fresh().scalars(query))


@_inside
def attempt(public_id):
    return fresh().scalar(select(Attempt).where(Attempt.public_id == public_id))


@_inside
def answer(public_id, slot, option, *, seq=None, certainty=None, op_id=None, received=None):
    """Save one answer as the page does."""
    number = next(_ops)
    new = Save(
        op_id or f"operation-{number:06}",
        seq or number,
        {"answer": [option] if option else []},
        certainty,
        received or clock.now(),
    )
    attempt_id = attempt(public_id).id
    with db.writing() as session:
        return save(session, attempt_id, slot, new)


@_inside
def finish(public_id, person=None):
    closing.close(attempt(public_id).id, person.id if person else None)
    return attempt(public_id)


@_inside
def taken(person, *chosen, slug="first-quiz"):
    """Take the quiz from start to grades with these options, and return the attempt."""
    public_id = start(person, slug)
    for slot, option in enumerate(chosen, start=1):
        answer(public_id, slot, option)
    return finish(public_id, person)


@_inside
def head(person, public_id) -> Head:
    class Viewer:
        id = person.id

    found = own_attempt(db.session(), Viewer(), public_id)
    assert found is not None
    return found


def tokens(page):
    """The values of the options on a page, by their text."""
    found = re.findall(r'value="([0-9a-f]{32})"[^>]*>\s*<span>(.*?)</span>', page)
    return {text: token for token, text in found}


def fields(page, prefix=""):
    """The operation id and sequence number that a page's form carries."""
    return {
        f"{prefix}{name}": re.search(rf'name="{re.escape(prefix)}{name}" value="(\w+)"', page)[1]
        for name in ("op_id", "seq")
    }
