"""Drawing questions: unseen first, then least seen, spread over objectives, from a seed."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from course.errors import Refused


@dataclass(frozen=True)
class Candidate:
    """A question that may be drawn, and how often this trainee had it before."""

    version_id: int
    objective: str
    seen: int


def draw(candidates: Iterable[Candidate], wanted: int, seed: str) -> list[Candidate]:
    """Return `wanted` different candidates in the order in which they are shown.

    What this trainee saw least comes first; among those, objectives take turns, and chance from
    the seed breaks ties. The same candidates and seed give the same draw on every machine.

    Raises Refused with the numbers when there are too few.
    """
    pool = list(candidates)
    if len(pool) < wanted:
        raise Refused(
            f"This quiz draws {wanted} questions, and its bank has {len(pool)}. "
            "Please tell your instructor."
        )
    chosen = _in_turns(pool, seed)[:wanted]
    return sorted(chosen, key=lambda one: _chance(f"{seed}:shown", one.version_id))


def _in_turns(pool: list[Candidate], seed: str) -> list[Candidate]:
    by_objective: dict[str, list[Candidate]] = defaultdict(list)
    for one in sorted(pool, key=lambda c: (c.seen, _chance(seed, c.version_id))):
        by_objective[one.objective].append(one)
    ranked = [
        ((one.seen, turn, _chance(seed, objective)), one)
        for objective, members in by_objective.items()
        for turn, one in enumerate(members)
    ]
    return [one for _, one in sorted(ranked, key=lambda entry: entry[0])]


def _chance(seed: str, key: object) -> bytes:
    return hashlib.sha256(f"{seed}:{key}".encode()).digest()
