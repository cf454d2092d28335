"""Whether each objective has the questions its tier needs."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from course.items.source import Question
from course.items.writing_check.findings import Finding

Tier = Literal["T1", "T2", "T3"]

#: The least number of questions by tier and pool: safety-critical, core, attitude or skill.
NEEDED: dict[str, dict[str, int]] = {
    "T1": {"practice": 6, "mock": 4},
    "T2": {"practice": 4, "mock": 2},
    "T3": {"practice": 2},
}


def counts(bank: Sequence[Question], objectives: Mapping[str, Tier]) -> Iterator[Finding]:
    """Yield objectives with too few questions, and questions of objectives nobody knows."""
    for question in bank:
        if question.objective not in objectives:
            message = f"There is no objective {question.objective} here."
            yield Finding("unknown-objective", message, question.id)
    have = Counter[tuple[str, str]]((question.objective, question.pool) for question in bank)
    if have and all(pool == "diagnostic" for _, pool in have):
        return  # a pre-test's bank asks all over the course, and has to cover nothing
    for objective, tier in objectives.items():
        yield from _short(objective, tier, have)


def _short(objective: str, tier: Tier, have: Counter[tuple[str, str]]) -> Iterator[Finding]:
    for pool, least in NEEDED[tier].items():
        if (there := have[objective, pool]) < least:
            message = f"{objective} ({tier}) has {there} {pool} questions of {least}."
            yield Finding("too-few", message)
