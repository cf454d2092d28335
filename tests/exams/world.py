"""A course of two modules with a mock exam and a pre-test, and people who take them."""

import re

from sqlalchemy import select

from course.questions.models import Question, QuestionVersion
from course.quizzes.models import AttemptSlot
from tests.quizzes import world
from tests.quizzes.world import KEY, WRONG

#: Ten of the first module, so that its domain has a mark; three of the second.
CELLS = [
    {"domain": "Second things", "modules": ["second-module"], "questions": 3},
    {"domain": "First things", "modules": ["first-module"], "questions": 10},
]
EXAM = {
    "exam": "form-x",
    "title": "Form X",
    "intro": "Thirteen questions.",
    "blueprint": {"pool": "mock", "exclude_seen_days": 90, "cells": CELLS},
    "minutes": 30,
}
PRETEST = {
    "exam": "pre-test",
    "title": "The pre-test",
    "intro": "Where do you stand?",
    "blueprint": {
        "pool": "diagnostic",
        "cells": [
            {"domain": "First things", "modules": ["first-module"], "questions": 2},
            {"domain": "Second things", "modules": ["second-module"], "questions": 2},
        ],
    },
    "attempts": 1,
}


def bank():
    """Odd questions are of the first module and even ones of the second; every third on safety.

    1 to 39 are reserved, 41 to 46 diagnostic.
    """
    return [
        world.question(
            n,
            objective="do-one" if n % 2 else "do-two",
            safety=n % 3 == 0,
            pool="mock" if n < 40 else "diagnostic",
        )
        for n in [*range(1, 40), *range(41, 47)]
    ]


def put(*files):
    # An objective needs no practice question here: what a lesson checks is not looked at.
    world.put(*(files or (EXAM, PRETEST)), bank=bank(), two_modules=True)


def slots(public_id):
    """The question of each slot in order."""
    return world.rows(
        select(Question.slug)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .join(AttemptSlot, AttemptSlot.question_version_id == QuestionVersion.id)
        .where(AttemptSlot.attempt_id == world.attempt(public_id).id)
        .order_by(AttemptSlot.number)
    )


def number_of(slug):
    return int(slug[2:])


def take(person, slug="form-x", *, right=lambda _: True):
    """Take an exam, right where `right` says so of a question's number; return its public id."""
    public_id = world.start(person, slug)
    for slot, name in enumerate(slots(public_id), start=1):
        world.answer(public_id, slot, KEY if right(number_of(name)) else WRONG)
    world.finish(public_id, person)
    return public_id


def plain(page):
    """A page's main part as words."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def row(page, domain):
    """The cells of a domain's row in the table."""
    found = re.search(rf'<th scope="row">{domain}</th>(.*?)</tr>', page, re.DOTALL)[1]
    return [one.strip() for one in re.findall(r"<td[^>]*>(.*?)</td>", found, re.DOTALL)]
