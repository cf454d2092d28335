"""The requirement sets that can be chosen, each read once and kept."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from course.goals.models import RequirementSet, RequirementSetVersion
from course.goals.rules import Candidate
from course.goals.schemas import SetFile
from course.web.cache import kept


@dataclass(frozen=True)
class SetLine:
    """A set that can be chosen, with every version of it, the newest first."""

    id: int
    slug: str
    versions: tuple[Candidate, ...]
    #: What each version asks for, by its id.
    files: dict[int, SetFile]

    @property
    def newest(self) -> SetFile:
        """What the body asks for now, as far as is known here."""
        return self.files[self.versions[0].id]


def parsed(version_id: int, text: str) -> SetFile:
    """Return a version's content, parsed once: a version never changes."""
    key = ("requirement-set-version", version_id)
    return kept(key, lambda: SetFile.model_validate_json(text))


def catalog(session: Session, edition: str) -> dict[str, SetLine]:
    """Return every set in use by its slug, in the order of bodies and titles."""
    return kept(("requirement-sets", edition), lambda: _catalog(session))


def _catalog(session: Session) -> dict[str, SetLine]:
    rows = session.execute(
        select(RequirementSet.id, RequirementSet.slug, RequirementSetVersion)
        .join(RequirementSetVersion, RequirementSetVersion.set_id == RequirementSet.id)
        .where(RequirementSet.retired_at.is_(None))
    )
    by_set: dict[tuple[int, str], list[RequirementSetVersion]] = {}
    for set_id, slug, version in rows:
        by_set.setdefault((set_id, slug), []).append(version)
    lines = [_line(*key, versions) for key, versions in by_set.items()]
    lines.sort(key=lambda line: (line.newest.body, line.newest.title, line.slug))
    return {line.slug: line for line in lines}


def _line(set_id: int, slug: str, versions: list[RequirementSetVersion]) -> SetLine:
    candidates = [Candidate(one.id, one.number, one.label, one.as_of) for one in versions]
    candidates.sort(key=lambda one: (one.first_day, one.number), reverse=True)
    return SetLine(
        set_id, slug, tuple(candidates), {one.id: parsed(one.id, one.text) for one in versions}
    )
