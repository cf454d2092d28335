"""Session plans: an id, a title, and seven parts under headings that stay the same."""

import re

from course.curriculum.body.blocks import Plan, PlanPart
from course.curriculum.body.splitting import Fault, Piece, Problems, filled

#: The parts of a plan, in their order.
HEADINGS = (
    "Aim",
    "Not when",
    "Steps",
    "Words to use",
    "Homework and consent",
    "Stop rule",
    "Evidence",
)
#: As long as the ids of all other things of the course.
MAX_ID = 64

_ARGUMENT = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*) (\S.*)")
_SHAPE = "::: plan needs an id and a title: ::: plan sensate-focus Sensate focus"
_PART = re.compile(r"### +(\S.*)")
_GRADE = "[evidence "


def plan(piece: Piece, problems: Problems) -> Plan:
    """Return the plan of a piece, and add what is wrong with its parts to `problems`.

    Raises Fault when its opening line does not fit, or when it holds nothing.
    """
    filled(piece)
    found = _ARGUMENT.fullmatch(piece.argument)
    if not found:
        raise Fault(piece.line, _SHAPE)
    if len(found[1]) > MAX_ID:
        raise Fault(piece.line, f"the plan's id is longer than {MAX_ID} characters")
    parts = _parts(piece, problems)
    _all_there(piece, parts, problems)
    _in_order(parts, problems)
    _filled(parts, problems)
    return Plan(piece.line, found[1], found[2], tuple(parts))


def _parts(piece: Piece, problems: Problems) -> list[PlanPart]:
    heads = [at for at, line in enumerate(piece.lines) if line.startswith("#")]
    ends = [*heads[1:], len(piece.lines)]
    first = heads[0] if heads else len(piece.lines)
    if any(line.strip() for line in piece.lines[:first]):
        problems.append((piece.first, f"a plan begins with ### {HEADINGS[0]}"))
    found = zip(heads, ends, strict=True)
    parts = [part for head, end in found if (part := _part(piece, head, end, problems))]
    return [part for part in parts if part.heading in HEADINGS]


def _part(piece: Piece, head: int, end: int, problems: Problems) -> PlanPart | None:
    line, found = piece.first + head, _PART.fullmatch(piece.lines[head].rstrip())
    if not found or found[1] not in HEADINGS:
        known = ", ".join(HEADINGS)
        problems.append((line, f"a plan has the parts {known}, each begun with ### and its name"))
        return None
    return PlanPart(line, found[1], "\n".join(piece.lines[head + 1 : end]).rstrip())


def _all_there(piece: Piece, parts: list[PlanPart], problems: Problems) -> None:
    there = {part.heading for part in parts}
    problems += [(piece.line, f"the plan has no ### {one}") for one in HEADINGS if one not in there]


def _in_order(parts: list[PlanPart], problems: Problems) -> None:
    """Report each part that stands after one that belongs behind it, or a second time."""
    furthest = -1
    for part in parts:
        place = HEADINGS.index(part.heading)
        if place <= furthest:
            order = ", ".join(HEADINGS)
            problems.append((part.line, f"### {part.heading} is out of order: {order}"))
        furthest = max(furthest, place)


def _filled(parts: list[PlanPart], problems: Problems) -> None:
    for part in parts:
        if not part.text.strip():
            problems.append((part.line, f"### {part.heading} is empty"))
        elif part.heading == HEADINGS[-1] and _GRADE not in part.text:
            problems.append((part.line, "the evidence of a plan has a grade, as [evidence B]"))
