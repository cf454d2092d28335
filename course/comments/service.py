"""Writing and reading comments: a thread is a trainee, a kind and a subject."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import Session

from course.comments import rules
from course.comments.models import Comment, CommentMark, SubjectKind
from course.errors import Refused
from course.people.models import Assignment, Person
from course.people.service.seeing import runs_on

#: A page of threads.
PAGE = 50
#: The newest comments of a thread that its page shows.
SHOWN = 200


@dataclass(frozen=True)
class Thread:
    """What comments are about."""

    trainee_id: int
    kind: SubjectKind
    subject: str


@dataclass(frozen=True)
class Words:
    """A comment before it is kept, under the id that its form carried."""

    op_id: str
    author_id: int
    text: str


def add(
    session: Session, thread: Thread, words: Words, readers: Iterable[int], now: dt.datetime
) -> Comment:
    """Append a comment and mark it unseen for its readers; the same form twice is one.

    Who writes has seen what stands. Raises Invalid for a text that does not fit, and Refused
    when the form's id stands for another comment.
    """
    text = rules.normal_text(words.text)
    known = session.scalar(select(Comment).where(Comment.op_id == words.op_id))
    if known is not None:
        return _same(known, thread, words, text)
    made = Comment(
        op_id=words.op_id,
        trainee_id=thread.trainee_id,
        kind=thread.kind,
        subject=thread.subject,
        author_id=words.author_id,
        at=now,
        text=text,
    )
    session.add(made)
    session.flush()
    for person_id in sorted(set(readers) - {words.author_id}):
        session.add(CommentMark(comment_id=made.id, person_id=person_id, seen_at=None))
    session.flush()
    mark_seen(session, thread, words.author_id, now)
    return made


def _same(known: Comment, thread: Thread, words: Words, text: str) -> Comment:
    theirs = Thread(known.trainee_id, known.kind, known.subject)
    if (theirs, known.author_id, known.text) != (thread, words.author_id, text):
        raise Refused("This form was sent before with another text. Open a new one.")
    return known


def readers(session: Session, trainee_id: int, on: dt.date) -> list[int]:
    """Return who reads comments on a trainee's work: the trainee, and who is in charge then."""
    supervisors = session.scalars(
        select(Assignment.supervisor_id).where(
            Assignment.trainee_id == trainee_id,
            runs_on(on),
        )
    )
    return [trainee_id, *supervisors]


def mark_seen(session: Session, thread: Thread, person_id: int, now: dt.datetime) -> None:
    """Keep that the person saw every comment of the thread that stands now."""
    of_thread = select(Comment.id).where(*_in(thread))
    session.execute(
        update(CommentMark)
        .where(
            CommentMark.person_id == person_id,
            CommentMark.seen_at.is_(None),
            CommentMark.comment_id.in_(of_thread),
        )
        .values(seen_at=now)
        .execution_options(synchronize_session=False)
    )


def _in(thread: Thread) -> tuple[ColumnElement[bool], ...]:
    return (
        Comment.trainee_id == thread.trainee_id,
        Comment.kind == thread.kind,
        Comment.subject == thread.subject,
    )


class Line(NamedTuple):
    """A comment as its readers see it."""

    author_id: int
    author: str
    at: dt.datetime
    text: str
    #: Whether it is new to the viewer.
    is_new: bool
    #: When another reader saw it first; None while nobody has.
    seen_at: dt.datetime | None


def lines(session: Session, thread: Thread, viewer_id: int) -> list[Line]:
    """Return the newest comments of a thread, the oldest of them first."""
    mine = (
        select(CommentMark.comment_id)
        .where(
            CommentMark.comment_id == Comment.id,
            CommentMark.person_id == viewer_id,
            CommentMark.seen_at.is_(None),
        )
        .exists()
    )
    seen = (
        select(func.min(CommentMark.seen_at))
        .where(CommentMark.comment_id == Comment.id)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Comment.author_id, Person.name, Comment.at, Comment.text, mine, seen)
        .join(Person, Person.id == Comment.author_id)
        .where(*_in(thread))
        .order_by(Comment.id.desc())
        .limit(SHOWN)
    ).all()
    return [Line(*row) for row in reversed(rows)]


def visible_to(person_id: int, on: dt.date) -> ColumnElement[bool]:
    """Return the condition that a comment is about the person or somebody in their charge."""
    charges = select(Assignment.trainee_id).where(
        Assignment.supervisor_id == person_id,
        runs_on(on),
    )
    return or_(Comment.trainee_id == person_id, Comment.trainee_id.in_(charges))


def unseen(person_id: int, on: dt.date) -> Any:
    """Return, as a scalar subquery, how many comments the person has not seen."""
    return (
        select(func.count(CommentMark.comment_id))
        .join(Comment, Comment.id == CommentMark.comment_id)
        .where(
            CommentMark.person_id == person_id,
            CommentMark.seen_at.is_(None),
            visible_to(person_id, on),
        )
        .scalar_subquery()
    )


class ThreadLine(NamedTuple):
    """A thread in a list."""

    newest_id: int
    trainee_id: int
    trainee: str
    trainee_name: str
    kind: SubjectKind
    subject: str
    comments: int
    unseen: int


def threads(
    session: Session,
    person_id: int,
    on: dt.date,
    *,
    of_trainee: int | None = None,
    before: int | None = None,
    most: int = PAGE,
) -> list[ThreadLine]:
    """Return the threads that a person may read, the one with the newest comment first."""
    newest = func.max(Comment.id)
    query = (
        select(
            newest,
            Comment.trainee_id,
            Person.public_id,
            Person.name,
            Comment.kind,
            Comment.subject,
            func.count(Comment.id),
            func.count(CommentMark.comment_id),
        )
        .join(Person, Person.id == Comment.trainee_id)
        .outerjoin(
            CommentMark,
            (CommentMark.comment_id == Comment.id)
            & (CommentMark.person_id == person_id)
            & CommentMark.seen_at.is_(None),
        )
        .where(visible_to(person_id, on))
        .group_by(Comment.trainee_id, Person.public_id, Person.name, Comment.kind, Comment.subject)
        .order_by(newest.desc())
        .limit(most)
    )
    if of_trainee is not None:
        query = query.where(Comment.trainee_id == of_trainee)
    if before is not None:
        query = query.having(newest < before)
    return [ThreadLine(*row) for row in session.execute(query)]
