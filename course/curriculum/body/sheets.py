"""Worksheets: an introduction, then a line `? id: prompt` for each field."""

import re

from course.curriculum.body.blocks import Prompt, Worksheet
from course.curriculum.body.splitting import Fault, Piece, Problems, filled

MAX_MINUTES = 120
#: As long as the ids of all other things of the course.
MAX_ID = 64

_SHAPE = "::: worksheet needs an id, its minutes and a title: ::: worksheet my-plan 15 My plan"
_ARGUMENT = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*) ([0-9]{1,3}) (\S.*)")
_PROMPT = re.compile(r"\? ([a-z0-9]+(?:-[a-z0-9]+)*): (\S.*)")


def worksheet(piece: Piece, problems: Problems) -> Worksheet:
    """Return the worksheet of a piece, and add what is wrong with single lines to `problems`.

    Raises Fault when its opening line does not fit, or when it asks for nothing.
    """
    filled(piece)
    found = _ARGUMENT.fullmatch(piece.argument)
    if not found or not 0 < int(found[2]) <= MAX_MINUTES:
        raise Fault(piece.line, f"{_SHAPE} (1 to {MAX_MINUTES} minutes)")
    if len(found[1]) > MAX_ID:
        raise Fault(piece.line, f"the worksheet's id is longer than {MAX_ID} characters")
    first = next((n for n, line in enumerate(piece.lines) if line.startswith("?")), None)
    if first is None:
        raise Fault(piece.line, "::: worksheet has no line such as ? client: Who is the client?")
    intro = "\n".join(piece.lines[:first]).rstrip()
    asked = enumerate(piece.lines[first:], piece.first + first)
    prompts = [one for at, line in asked if line.strip() and (one := _prompt(at, line, problems))]
    _once_each(prompts, problems)
    return Worksheet(piece.line, found[1], int(found[2]), found[3], intro, tuple(prompts))


def _prompt(number: int, line: str, problems: Problems) -> Prompt | None:
    found = _PROMPT.fullmatch(line.rstrip())
    if not found:
        problems.append((number, "after the first prompt, each line is ? field-id: prompt"))
        return None
    return Prompt(number, found[1], found[2])


def _once_each(prompts: list[Prompt], problems: Problems) -> None:
    seen: set[str] = set()
    for one in prompts:
        if one.id in seen:
            problems.append((one.line, f"two prompts of this worksheet are called {one.id}"))
        seen.add(one.id)
