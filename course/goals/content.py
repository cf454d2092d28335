"""Requirement sets: read from `course/goals/requirement_sets/*.yaml`, kept, and written back."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from course import yamlfile
from course.digest import canonical, digest
from course.goals.models import RequirementSet, RequirementSetVersion
from course.goals.schemas import SetFile
from course.sources.things import Found, Thing, loaded_file, relative, validated
from course.yamlfile import Loaded, Problem

KIND = "requirement-set"
FOLDER = "course/goals/requirement_sets"
#: How sure a value is stands behind the value itself.
_LAST = ("confidence", "verify", "as_of", "note")


def read(root: Path) -> Found:
    """Read the sets under the root: every thing and every problem at once."""
    found = Found()
    for path in sorted((root / FOLDER).glob("*.yaml")):
        loaded = loaded_file(root, path, found)
        file: SetFile | None = validated(SetFile, loaded, found) if loaded else None
        if loaded is not None and file is not None:
            name = relative(root, path)
            found.things.append(Thing(KIND, file.set, name, 0, 1, set_text(file), file))
            found.problems += _misnamed(file, path.stem, loaded)
    return found


def _misnamed(file: SetFile, stem: str, loaded: Loaded) -> Iterator[Problem]:
    if file.set != stem:
        text = f"the set {file.set} stands in a file of its own name: {file.set}.yaml"
        yield Problem(loaded.path, loaded.line_of(("set",)), text)


def set_text(file: SetFile) -> str:
    """Return the canonical text of a set: what has its default is left out."""
    return canonical(file.model_dump(mode="json", exclude_defaults=True))


def stored(session: Session) -> dict[tuple[str, str], tuple[str, Any]]:
    """Return text and data of every set in use, by kind and key."""
    rows = session.execute(
        select(RequirementSet.slug, RequirementSetVersion.text)
        .join(RequirementSetVersion, RequirementSetVersion.id == RequirementSet.current_version_id)
        .where(RequirementSet.retired_at.is_(None))
    )
    return {(KIND, slug): (text, SetFile.model_validate_json(text)) for slug, text in rows}


def save(session: Session, thing: Thing, now: dt.datetime) -> None:
    """Write the next version of a set as its file says it. Goals stay with the one they pin."""
    file: SetFile = thing.data
    row = session.scalar(select(RequirementSet).where(RequirementSet.slug == file.set))
    if row is None:
        row = RequirementSet(slug=file.set)
        session.add(row)
    row.title, row.retired_at = file.title, None
    session.flush()
    version = _version(session, row.id, file, thing.text, now)
    session.add(version)
    session.flush()
    row.current_version_id = version.id


def _version(
    session: Session, set_id: int, file: SetFile, text: str, now: dt.datetime
) -> RequirementSetVersion:
    latest = select(func.max(RequirementSetVersion.number)).where(
        RequirementSetVersion.set_id == set_id
    )
    return RequirementSetVersion(
        set_id=set_id,
        number=1 + (session.scalar(latest) or 0),
        label=file.version,
        as_of=file.as_of,
        text=text,
        digest=digest(text),
        at=now,
    )


def retire(session: Session, key: str, now: dt.datetime) -> None:
    """Take a set out of choice; its slug stays reserved, and goals that pin it stay."""
    row = session.scalar(select(RequirementSet).where(RequirementSet.slug == key))
    if row is not None:
        row.retired_at = now


def set_file(file: SetFile) -> str:
    """Return a set's file in canonical form; what has its default is left out."""
    return yamlfile.dump(_data(file))


def _data(part: BaseModel) -> dict[str, Any]:
    fields = type(part).model_fields
    names = sorted(fields, key=lambda name: _LAST.index(name) if name in _LAST else -1)
    if isinstance(part, SetFile):
        names = list(fields)
    return {
        name: _plain(value)
        for name in names
        if (value := getattr(part, name)) != fields[name].default
    }


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return _data(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Decimal):
        whole = value == value.to_integral_value()
        return int(value) if whole else value.normalize()
    return value
