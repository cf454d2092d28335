"""What a program can find in content that is right in form: the writing check, lessons' parts."""

import re
from collections import defaultdict
from collections.abc import Iterator

from course import items
from course.content.crosscheck import Course
from course.curriculum import body
from course.curriculum.body.blocks import Plan
from course.curriculum.body.texts import texts
from course.curriculum.content import LessonData
from course.items.writing_check import Tier
from course.items.writing_check.words import AVOID
from course.sources.things import Thing, problem_order
from course.yamlfile import Problem

FEWEST_WORDS, MOST_WORDS = 900, 1800
PLAN_FEWEST, PLAN_MOST = 350, 600
#: Headings that every lesson has, by the standard of content.
SECTIONS = ("In the room", "Red flags", "Common mistakes", "Summary")


def warnings(course: Course) -> list[Problem]:
    """Return every warning with its file and line."""
    found = [*_banks(course), *(one for thing in course.of("lesson") for one in _lesson(thing))]
    return sorted(found, key=problem_order)


def _banks(course: Course) -> Iterator[Problem]:
    places = {thing.key: thing for thing in course.of("question")}
    banks: dict[str, list[items.Source]] = defaultdict(list)
    for thing in course.of("question"):
        banks[thing.data[0]].append(thing.data[1])
    for bank in course.of("bank"):
        questions = banks[bank.key]
        for finding in items.check_bank(questions, _tiers(course, questions)):
            place = places.get(finding.question or "", bank)
            name = f"{finding.question}: " if finding.question else ""
            yield Problem(place.path, place.line, f"{name}{finding.message} [{finding.code}]")


def _tiers(course: Course, questions: list[items.Source]) -> dict[str, Tier]:
    """Return the tiers of the objectives that the bank has to cover: its modules' all."""
    objectives = course.objectives()
    modules = {
        objectives[one.objective][0].data.module for one in questions if one.objective in objectives
    }
    return {
        key: part.tier for key, (thing, part) in objectives.items() if thing.data.module in modules
    }


def _lesson(thing: Thing) -> Iterator[Problem]:
    data: LessonData = thing.data
    blocks = body.parse(data.body, thing.line)
    yield from (Problem(thing.path, thing.line, text) for text in _parts(data, blocks))
    for plan in blocks:
        if isinstance(plan, Plan):
            yield from (Problem(thing.path, plan.line, text) for text in _plan(plan))
    for line, source in texts(blocks):
        yield from (Problem(thing.path, line + at, text) for at, text in _avoided(source))


def _plan(plan: Plan) -> Iterator[str]:
    length = body.words([plan])
    if not PLAN_FEWEST <= length <= PLAN_MOST:
        name = f"the plan {plan.id} has {length} words"
        yield f"{name}; a plan has {PLAN_FEWEST} to {PLAN_MOST}"
    if not body.used([plan]).citations:
        yield f"the plan {plan.id} cites nothing"


def _avoided(source: str) -> Iterator[tuple[int, str]]:
    for pattern, instead in AVOID:
        for match in pattern.finditer(source):
            at = source.count("\n", 0, match.start())
            yield at, f"avoid “{match.group()}”; prefer: {instead}"


def _parts(data: LessonData, blocks: list[body.Block]) -> Iterator[str]:
    # A plan is no part of the lesson's text: it is taken along, and has a length of its own.
    length = body.words([block for block in blocks if not isinstance(block, Plan)])
    if not FEWEST_WORDS <= length <= MOST_WORDS:
        yield f"{length} words; a lesson has {FEWEST_WORDS} to {MOST_WORDS}"
    headings = re.findall(r"^## +(.+)$", data.body, flags=re.MULTILINE)
    for section in SECTIONS:
        if not any(heading.startswith(section) for heading in headings):
            yield f"there is no section {section!r}"
    kinds = {type(block).__name__ for block in blocks}
    if "CheckPoint" not in kinds:
        yield "there is no knowledge check"
    if "Guide" not in kinds:
        yield "there is no discussion guide"
    if "Figure" not in kinds and not re.search(r"^\|.*\|$", data.body, flags=re.MULTILINE):
        yield "there is nothing to look at: no table and no figure"
    if "LawNote" in kinds and data.front.as_of is None:
        yield "it states law, and as_of is missing"
