"""What threads are about, in words, and where it is."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from course.comments.models import SubjectKind
from course.comments.service import Thread
from course.curriculum import service as curriculum
from course.hours.models import HoursEntry
from course.quizzes.models import Attempt, Quiz
from course.quizzes.states import AttemptKind, AttemptState
from course.sources.service import edition

#: The one subject of the kind `training`.
WHOLE = "whole"


@dataclass(frozen=True)
class Subject:
    """What a thread is about: its title, and for a lesson its module."""

    thread: Thread
    title: str
    module: str | None = None


def subjects(session: Session, threads: Iterable[Thread]) -> dict[Thread, Subject]:
    """Return what each thread is about; one that is about nothing of the trainee's is left out.

    At most three statements, whatever the number of threads.
    """
    by_kind: dict[SubjectKind, list[Thread]] = {kind: [] for kind in SubjectKind}
    for thread in threads:
        by_kind[thread.kind].append(thread)
    found = [
        *_trainings(by_kind[SubjectKind.TRAINING]),
        *_lessons(session, by_kind[SubjectKind.LESSON]),
        *_entries(session, by_kind[SubjectKind.ENTRY]),
        *_attempts(session, by_kind[SubjectKind.ATTEMPT]),
    ]
    return {one.thread: one for one in found}


def _trainings(threads: list[Thread]) -> list[Subject]:
    return [Subject(one, "The training as a whole") for one in threads if one.subject == WHOLE]


def _lessons(session: Session, threads: list[Thread]) -> list[Subject]:
    if not threads:
        return []
    places = {
        lesson.slug: (module.slug, f"Lesson “{lesson.title}”")
        for module in curriculum.catalog(session, edition(session))
        for lesson in module.lessons
    }
    return [
        Subject(one, places[one.subject][1], places[one.subject][0])
        for one in threads
        if one.subject in places
    ]


def _entries(session: Session, threads: list[Thread]) -> list[Subject]:
    if not threads:
        return []
    rows = session.execute(
        select(HoursEntry.trainee_id, HoursEntry.public_id, HoursEntry.day).where(
            HoursEntry.public_id.in_([one.subject for one in threads])
        )
    )
    days = {(trainee_id, public_id): day for trainee_id, public_id, day in rows}
    return [
        Subject(one, _of_day(days[one.trainee_id, one.subject]))
        for one in threads
        if (one.trainee_id, one.subject) in days
    ]


def _of_day(day: dt.date) -> str:
    return f"Hours of {day:%-d %b %Y}"


def _attempts(session: Session, threads: list[Thread]) -> list[Subject]:
    if not threads:
        return []
    rows = session.execute(
        select(Attempt.trainee_id, Attempt.public_id, Quiz.title, Attempt.number)
        .join(Quiz, Quiz.id == Attempt.quiz_id)
        .where(
            Attempt.public_id.in_([one.subject for one in threads]),
            Attempt.kind == AttemptKind.QUIZ,
            Attempt.state == AttemptState.GRADED,
        )
    )
    titles = {(row[0], row[1]): f"Quiz “{row[2]}”, attempt {row[3]}" for row in rows}
    return [
        Subject(one, titles[one.trainee_id, one.subject])
        for one in threads
        if (one.trainee_id, one.subject) in titles
    ]
