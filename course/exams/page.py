"""What the pages of exams show: the list, the report, the suggested order of modules."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from course.curriculum import service as curriculum
from course.curriculum.service import LessonLine, ModuleLine
from course.exams import rules, service
from course.exams.order import Suggested, suggested
from course.exams.rules import Outcome, Reread, Tally
from course.exams.service import Result, Taken
from course.quizzes.result import more_at
from course.quizzes.service import catalog
from course.quizzes.service.catalog import ExamLine
from course.quizzes.service.read import Head
from course.sources.service import edition

#: The width of the box that intervals are drawn in; a page stretches it to its own.
WIDTH = 1000


@dataclass(frozen=True)
class Line:
    """A domain of a report, and where its interval lies in the plot."""

    tally: Tally
    #: The path of its interval and of its mark; empty where it has none.
    span: str
    point: str


@dataclass(frozen=True)
class ReportPage:
    """The report of an exam, as far as it is told now."""

    whole: Tally | None
    reached: bool
    lines: list[Line]
    safety: list[Outcome]
    safety_asked: int
    reread: list[Reread[tuple[ModuleLine, LessonLine]]]
    order: tuple[Suggested, ...]
    #: When more will be told, if it is known.
    more_at: dt.datetime | None
    tells_questions: bool

    @property
    def is_plotted(self) -> bool:
        """Whether any domain has an interval to draw."""
        return any(line.span for line in self.lines)


def report(session: Session, trainee_id: int, head: Head, now: dt.datetime) -> ReportPage:
    """Return the report of a trainee's graded exam."""
    token = edition(session)
    what = service.released(session, trainee_id, head, now)
    taken = service.result(session, token, head.id) if what.marks else None
    whole = rules.tally(taken.outcomes) if taken else None
    told = taken if what.questions else None
    outcomes = told.outcomes if told else ()
    places = curriculum.lessons_of_objectives(session, token)
    return ReportPage(
        whole=whole,
        reached=bool(whole and whole.share and whole.share >= head.file.practice_mark),
        lines=[_line(one) for one in _domains(head, outcomes)],
        safety=[one for one in outcomes if one.safety and one.is_missed],
        safety_asked=sum(one.safety for one in outcomes),
        reread=rules.to_reread(outcomes, places, lambda place: place[1].slug),
        order=_order(session, token, told) if told and head.file.is_pretest else (),
        more_at=more_at(head, what.told, what.closes_at),
        tells_questions=what.questions,
    )


def domain_lines(session: Session, trainee_id: int, head: Head, now: dt.datetime) -> list[Line]:
    """Return the domains of an exam as far as they are told; none for other quizzes."""
    if not head.file.is_exam or not service.released(session, trainee_id, head, now).questions:
        return []
    taken = service.result(session, edition(session), head.id)
    return [_line(one) for one in _domains(head, taken.outcomes)] if taken else []


def _domains(head: Head, outcomes: Sequence[Outcome]) -> list[Tally]:
    return rules.by_domain(outcomes, [cell.label for cell in head.file.cells])


def _line(one: Tally) -> Line:
    if one.interval is None or one.share is None:
        return Line(one, "", "")
    low, high = (round(WIDTH * end) for end in one.interval)
    return Line(one, f"M{low} 0H{high}", f"M{round(WIDTH * one.share)} 0h0")


def _order(session: Session, token: str, taken: Result) -> tuple[Suggested, ...]:
    modules = [module.slug for module in curriculum.catalog(session, token)]
    return suggested(service.found(taken), modules)


@dataclass(frozen=True)
class Suggestion:
    """The order of modules by a trainee's pre-test, and the attempt it comes from."""

    public_id: str
    order: tuple[Suggested, ...]

    def place(self, module: str) -> Suggested | None:
        """Return the place of a module, None for one that was added since."""
        return next((one for one in self.order if one.module == module), None)

    def arranged(self, modules: Sequence[ModuleLine]) -> tuple[ModuleLine, ...]:
        """Return the modules in the order that is suggested."""
        places = {one.module: number for number, one in enumerate(self.order)}
        return tuple(sorted(modules, key=lambda one: places.get(one.slug, len(places))))


def suggestion(session: Session, token: str, trainee_id: int) -> Suggestion | None:
    """Return the order that a trainee's newest pre-test suggests, None when they took none."""
    taken = service.pretest(session, token, trainee_id, catalog.exams(session, token))
    return Suggestion(taken.public_id, _order(session, token, taken)) if taken else None


@dataclass(frozen=True)
class Listed:
    """An exam in the list, and how the viewer stands with it; None for who takes none."""

    exam: ExamLine
    taken: Taken | None


def listed(session: Session, token: str, trainee_id: int | None, now: dt.datetime) -> list[Listed]:
    """Return every exam of an edition, with how a trainee stands with it."""
    exams = catalog.exams(session, token)
    mine = service.taken(session, trainee_id, exams, now) if trainee_id and exams else {}
    return [Listed(one, mine.get(one.id)) for one in exams]
