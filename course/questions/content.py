"""Banks and their questions: read from `quizzes/*.yaml`, kept, and written back."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from course import items, yamlfile
from course.digest import canonical
from course.questions import service
from course.questions.models import Bank, Question, QuestionVersion
from course.sources.things import Found, Thing, loaded_file, relative, validated


class BankFile(BaseModel):
    """A bank's file; its questions are checked one by one, so that all errors come at once."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bank: Annotated[
        str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=2, max_length=64)
    ]
    title: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    questions: list[dict[str, Any]]


def read(root: Path) -> Found:
    """Read the banks under the root: every thing and every problem at once."""
    found = Found()
    for path in sorted((root / "quizzes").glob("*.yaml")):
        loaded = loaded_file(root, path, found)
        file: BankFile | None = validated(BankFile, loaded, found) if loaded else None
        if loaded is not None and file is not None:
            name = relative(root, path)
            found.things.append(Thing("bank", file.bank, name, 0, 1, bank_text(file), file))
            for position in range(len(file.questions)):
                _read_question(loaded, file, position, found)
    return found


def bank_text(file: BankFile) -> str:
    """Return the canonical text of a bank: what stands above its questions."""
    return canonical({"bank": file.bank, "title": file.title})


def _read_question(loaded: yamlfile.Loaded, file: BankFile, position: int, found: Found) -> None:
    place = ("questions", position)
    try:
        question = items.read_question(file.questions[position])
    except ValidationError as error:
        found.problems += [
            yamlfile.Problem(loaded.path, loaded.line_of((*place, *one["loc"])), _words(one))
            for one in error.errors(include_url=False, include_context=False, include_input=False)
        ]
        return
    text = canonical({"bank": file.bank, "question": items.to_yaml_data(question)})
    line = loaded.line_of(place)
    found.things.append(
        Thing("question", question.id, loaded.path, position, line, text, (file.bank, question))
    )


def _words(error: Any) -> str:
    place = ".".join(map(str, error["loc"]))
    return f"{place}: {error['msg'].removeprefix('Value error, ')}"


def stored(session: Session) -> dict[tuple[str, str], tuple[str, Any]]:
    """Return text and data of every bank and question in use, by kind and key."""
    found: dict[tuple[str, str], tuple[str, Any]] = {}
    for bank in session.scalars(select(Bank).where(Bank.retired_at.is_(None))):
        file = BankFile(bank=bank.slug, title=bank.title, questions=[])
        found["bank", bank.slug] = (bank_text(file), file)
    rows = session.execute(
        select(Question.slug, Bank.slug, QuestionVersion.source)
        .join(QuestionVersion, QuestionVersion.id == Question.current_version_id)
        .join(Bank, Bank.id == Question.bank_id)
        .where(Question.retired_at.is_(None))
    )
    for slug, bank_slug, source in rows:
        question = items.parse_source(source)
        text = canonical({"bank": bank_slug, "question": items.to_yaml_data(question)})
        found["question", slug] = (text, (bank_slug, question))
    return found


def save_bank(session: Session, file: BankFile) -> None:
    """Write a bank as its file says it."""
    row = session.scalar(select(Bank).where(Bank.slug == file.bank))
    if row is None:
        row = Bank(slug=file.bank)
        session.add(row)
    row.title, row.retired_at = file.title, None
    session.flush()


def save_question(
    session: Session, thing: Thing, made: service.Ready, areas: str, now: dt.datetime
) -> None:
    """Write the next version of a question, in its bank."""
    bank, source = thing.data
    row = session.scalar(select(Question).where(Question.slug == source.id))
    if row is None:
        row = Question(slug=source.id)
        session.add(row)
    row.bank_id = session.execute(select(Bank.id).where(Bank.slug == bank)).scalar_one()
    row.position, row.kind, row.pool = thing.position, source.type, source.pool
    row.objective, row.level, row.safety = source.objective, source.level, source.safety
    row.retired_at = None
    session.flush()
    service.add_version(session, row, made, areas, now)
    session.flush()


def place(session: Session, places: dict[str, int]) -> int:
    """Put questions into the order of their files; return how many moved.

    Only the order counts: where it is right already, a gap that a retired question left stays.
    """
    query = select(Question).where(Question.retired_at.is_(None))
    here = session.scalars(query.order_by(Question.bank_id, Question.position))
    rows = [row for row in here if row.slug in places]
    if rows == sorted(rows, key=lambda row: (row.bank_id, places[row.slug])):
        return 0
    moved = 0
    for row in rows:
        if places[row.slug] != row.position:
            row.position = places[row.slug]
            moved += 1
    session.flush()
    return moved


def follow_areas(session: Session, areas: dict[str, str], now: dt.datetime) -> int:
    """Give questions a new version where their objective's lesson teaches other areas now.

    `areas` gives the letters by objective. Returns how many there were.
    """
    rows = session.execute(
        select(Question.id, Question.objective, QuestionVersion.id, QuestionVersion.areas)
        .join(QuestionVersion, QuestionVersion.id == Question.current_version_id)
        .where(Question.retired_at.is_(None))
    ).all()
    changed = [row for row in rows if areas.get(row[1], row[3]) != row[3]]
    for question_id, objective, version_id, _ in changed:
        question = session.get_one(Question, question_id)
        old = session.get_one(QuestionVersion, version_id)
        made = service.Ready(old.item, old.source, old.shown_digest, old.about_digest)
        service.add_version(session, question, made, areas[objective], now)
    session.flush()
    return len(changed)


def retire(session: Session, kind: str, key: str, now: dt.datetime) -> None:
    """Take a bank or a question out of use; its slug stays reserved."""
    if kind == "bank":
        bank = session.scalar(select(Bank).where(Bank.slug == key))
        if bank is not None:
            bank.retired_at = now
        return
    question = session.scalar(select(Question).where(Question.slug == key))
    if question is not None:
        question.retired_at = now


def bank_file(file: BankFile, questions: Iterable[items.Source]) -> str:
    """Return a bank's file in canonical form."""
    data = [items.to_yaml_data(question) for question in questions]
    return yamlfile.dump({"bank": file.bank, "title": file.title, "questions": data})
