"""What the files say of each other: everything that is named must be there."""

import datetime as dt
import functools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from course import items
from course.curriculum import body, references
from course.curriculum.content import LessonData
from course.curriculum.schemas import ModuleFile, ObjectivePart
from course.quizzes.draw import Candidate, fill
from course.quizzes.schemas import QuizFile
from course.sources.things import Thing, problem_order
from course.yamlfile import Problem


@dataclass(frozen=True)
class Course:
    """All things of a course, as they would stand together."""

    things: tuple[Thing, ...]

    def of(self, kind: str) -> list[Thing]:
        """Return the things of a kind in order."""
        return [thing for thing in self.things if thing.kind == kind]

    def keys(self, kind: str) -> set[str]:
        """Return the keys of a kind."""
        return {thing.key for thing in self.of(kind)}

    def objectives(self) -> dict[str, tuple[Thing, ObjectivePart]]:
        """Return every objective with the lesson that teaches it."""
        return {
            part.id: (thing, part)
            for thing in self.of("lesson")
            for part in thing.data.front.objectives
        }

    def questions(self) -> dict[str, items.Source]:
        """Return every question by its key."""
        return {thing.key: thing.data[1] for thing in self.of("question")}


def cross_check(course: Course) -> list[Problem]:
    """Return every name that leads nowhere, with its file and line."""
    checks = (_modules, _listed, _lessons, _named_once, _objectives, _questions, _quizzes)
    found = [problem for check in checks for problem in check(course)]
    return sorted(found, key=problem_order)


def _modules(course: Course) -> Iterator[Problem]:
    numbers: dict[int, str] = {}
    for thing in course.of("module"):
        file: ModuleFile = thing.data
        if file.number in numbers:
            text = f"module {numbers[file.number]} has the number {file.number} too"
            yield Problem(thing.path, thing.line, text)
        numbers[file.number] = file.id
        for slug in sorted(set(file.lessons) - course.keys("lesson")):
            yield Problem(thing.path, thing.line, f"there is no lesson {slug}")


def _listed(course: Course) -> Iterator[Problem]:
    """Look for lessons that stand in no module's list, or in another one's."""
    modules = {thing.key: thing.data for thing in course.of("module")}
    for thing in course.of("lesson"):
        module = modules.get(thing.data.module)
        if module is None:
            yield Problem(thing.path, 1, f"there is no module {thing.data.module}")
        elif thing.key not in module.lessons:
            text = f"the module {module.id} does not list the lesson {thing.key}"
            yield Problem(thing.path, 1, text)


def _lessons(course: Course) -> Iterator[Problem]:
    library = {thing.key: references.in_text(thing.data) for thing in course.of("reference")}
    questions, cited = course.questions(), frozenset(library.items())
    for thing in course.of("lesson"):
        data: LessonData = thing.data
        faults = _rendered(data.body, thing.line, cited)
        yield from (Problem(thing.path, line, message) for line, message in faults)
        for key, line in _used(data.body, thing.line).checks:
            if key not in questions:
                yield Problem(thing.path, line, f"there is no question {key}")
            elif questions[key].pool != "practice":
                text = f"the check {key} is reserved: {questions[key].pool}"
                yield Problem(thing.path, line, text)


# Publishing on the web looks at the whole course, and of its lessons all but one are as they were.
@functools.lru_cache(500)
def _used(text: str, line: int) -> body.Used:
    return body.used(body.parse(text, line))


@functools.lru_cache(500)
def _rendered(
    text: str, line: int, cited: frozenset[tuple[str, str]]
) -> tuple[tuple[int, str], ...]:
    """Render as the page does; on which day decides what is stale, and nothing here."""
    try:
        cite = dict(cited).get
        body.render(body.parse(text, line), cite=cite, asset_url=str, today=dt.date.min)
    except body.BodyError as error:
        return tuple(error.problems)
    return ()


def _named_once(course: Course) -> Iterator[Problem]:
    """Look for ids used twice: what somebody typed is kept under its sheet's, links are plans'."""
    seen: dict[tuple[str, str], Thing] = {}
    for thing in course.of("lesson"):
        used = _used(thing.data.body, thing.line)
        named = [("worksheet", *one) for one in used.worksheets]
        named += [("plan", *one) for one in used.plans]
        for kind, key, line in named:
            if seen.setdefault((kind, key), thing) is not thing:
                text = f"the {kind} {key} stands in {seen[kind, key].path} too"
                yield Problem(thing.path, line, text)


def _objectives(course: Course) -> Iterator[Problem]:
    seen: dict[str, Thing] = {}
    asked = Counter(question.objective for question in course.questions().values())
    for thing in course.of("lesson"):
        for part in thing.data.front.objectives:
            if part.id in seen:
                text = f"the objective {part.id} stands in {seen[part.id].path} too"
                yield Problem(thing.path, 1, text)
            seen[part.id] = thing
            if part.assessed_by == "item" and not asked[part.id]:
                text = f"the objective {part.id} is assessed by items, and no question names it"
                yield Problem(thing.path, 1, text)


def _questions(course: Course) -> Iterator[Problem]:
    references, objectives = course.keys("reference"), course.objectives()
    banks = course.keys("bank")
    for thing in course.of("question"):
        bank, question = thing.data
        if bank not in banks:
            yield Problem(thing.path, thing.line, f"{thing.key}: there is no bank {bank}")
        if question.objective not in objectives:
            text = f"{thing.key}: there is no objective {question.objective}"
            yield Problem(thing.path, thing.line, text)
        for key in question.references:
            if key not in references:
                yield Problem(thing.path, thing.line, f"{thing.key}: there is no reference {key}")


def _quizzes(course: Course) -> Iterator[Problem]:
    found = candidates(course)
    for thing in course.of("quiz"):
        file: QuizFile = thing.data
        words = [*_unknown_names(course, file)] or [*_short(course, file, found)]
        yield from (Problem(thing.path, thing.line, text) for text in words)


def candidates(course: Course) -> list[Candidate]:
    """Return every question as somebody who has met none may draw it."""
    lessons = {key: thing.data for key, (thing, _) in course.objectives().items()}
    areas = {key: lesson.front.areas for key, lesson in lessons.items()}
    modules = {key: lesson.module for key, lesson in lessons.items()}
    return [
        Candidate(
            version_id=number,
            objective=question.objective,
            question=question.id,
            bank=bank,
            pool=question.pool,
            areas="".join(areas.get(question.objective, ())),
            safety=question.safety,
            level=question.level,
            module=modules.get(question.objective, ""),
        )
        for number, (bank, question) in enumerate(one.data for one in course.of("question"))
    ]


def _unknown_names(course: Course, file: QuizFile) -> Iterator[str]:
    if file.of_module is not None and file.of_module not in course.keys("module"):
        yield f"there is no module {file.of_module}"
    for cell in file.cells:
        yield from (
            f"there is no bank {one}" for one in cell.banks if one not in course.keys("bank")
        )
        yield from (
            f"there is no module {one}" for one in cell.modules if one not in course.keys("module")
        )
        if cell.objective is not None and cell.objective not in course.objectives():
            yield f"there is no objective {cell.objective}"
        if cell.pin is not None and cell.pin not in course.questions():
            yield f"there is no question {cell.pin}"


def _short(course: Course, file: QuizFile, found: list[Candidate]) -> Iterator[str]:
    """Draw it once, as for somebody who has met nothing yet."""
    for cell in file.cells:
        if cell.pin is not None and course.questions()[cell.pin].pool == "mock":
            yield f"the pinned question {cell.pin} is reserved: mock"
    yield from (f"it cannot be drawn: {one}" for one in fill(found, file.cells, "").short)
