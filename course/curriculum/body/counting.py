"""What a body uses, and how long it takes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from course.curriculum.body import marks
from course.curriculum.body.blocks import Block, CheckPoint, Figure, Plan, Worksheet
from course.curriculum.body.texts import read, texts

WORDS_A_MINUTE = 150
MINUTES_A_CHECK = 1

Mention = tuple[str, int]


@dataclass(frozen=True)
class Used:
    """Names with the line where each comes first, in the order of the text."""

    checks: list[Mention]
    citations: list[Mention]
    figures: list[Mention]
    worksheets: list[Mention]
    plans: list[Mention]


def used(blocks: Sequence[Block]) -> Used:
    """Return the questions, references and figure files that the body names."""
    cited = [one for line, source in texts(blocks) for one in marks.cited(source, line)]
    return Used(
        checks=_first((one.question, one.line) for one in blocks if isinstance(one, CheckPoint)),
        citations=_first(cited),
        figures=_first((one.file, one.line) for one in blocks if isinstance(one, Figure)),
        worksheets=_first((one.id, one.line) for one in blocks if isinstance(one, Worksheet)),
        plans=_first((one.id, one.line) for one in blocks if isinstance(one, Plan)),
    )


def words(blocks: Sequence[Block]) -> int:
    """Return the number of words that a trainee reads."""
    return sum(marks.LESSON.words(source) for block in blocks for _, source in read(block))


def minutes(blocks: Sequence[Block]) -> int:
    """Return whole minutes, rounded up: words / 150, one a check, a worksheet's own estimate."""
    checks = sum(MINUTES_A_CHECK for block in blocks if isinstance(block, CheckPoint))
    sheets = sum(block.minutes for block in blocks if isinstance(block, Worksheet))
    return -(-words(blocks) // WORDS_A_MINUTE) + checks + sheets


def _first(mentions: Iterable[Mention]) -> list[Mention]:
    found: dict[str, int] = {}
    for name, line in mentions:
        found.setdefault(name, line)
    return list(found.items())
