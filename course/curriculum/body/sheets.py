"""Worksheets: an introduction, then a line `? id: prompt` for each field.

Below a prompt may stand a line `= one | another` with its choices, and lines `> words` that are
told once its answer was saved.
"""

import re
from collections.abc import Sequence

from course.curriculum.body.blocks import Feedback, Prompt, Worksheet
from course.curriculum.body.splitting import Fault, Piece, Problems, filled

MAX_MINUTES = 120
#: As long as the ids of all other things of the course.
MAX_ID = 64

_SHAPE = "::: worksheet needs an id, its minutes and a title: ::: worksheet my-plan 15 My plan"
_ARGUMENT = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*) ([0-9]{1,3}) (\S.*)")
_LINES = (
    "after the first prompt, each line is ? field-id: prompt, or below one its choices as"
    " = one | another, or > what is told once it was answered"
)
MAX_CHOICES, MAX_CHOICE = 12, 200
_CHOICES = f"a line of choices holds 2 to {MAX_CHOICES} different ones: = one | another"
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
    heads = [n for n, line in enumerate(piece.lines) if line.startswith("?")]
    if not heads:
        raise Fault(piece.line, "::: worksheet has no line such as ? client: Who is the client?")
    intro = "\n".join(piece.lines[: heads[0]]).rstrip()
    groups = zip(heads, [*heads[1:], len(piece.lines)], strict=True)
    asked = [_prompt(piece.first + at, piece.lines[at:end], problems) for at, end in groups]
    prompts = [one for one in asked if one]
    _once_each(prompts, problems)
    return Worksheet(piece.line, found[1], int(found[2]), found[3], intro, tuple(prompts))


def _prompt(number: int, lines: Sequence[str], problems: Problems) -> Prompt | None:
    """Return a prompt with what stands below it, until the next."""
    found = _PROMPT.fullmatch(lines[0].rstrip())
    below = [(at, one.rstrip()) for at, one in enumerate(lines[1:], number + 1) if one.strip()]
    problems += [(at, _LINES) for at, one in below if one[0] not in "=>"]
    if not found:
        problems.append((number, _LINES))
        return None
    offered = [(at, one) for at, one in below if one.startswith("=")]
    told = [(at, one) for at, one in below if one.startswith(">")]
    if len(offered) > 1 or (offered and offered != below[:1]):
        problems.append((offered[-1][0], "one line of choices stands right below its prompt"))
    choices = _choices(*offered[0], problems) if offered else ()
    return Prompt(number, found[1], found[2], choices, _feedback(told))


def _choices(number: int, line: str, problems: Problems) -> tuple[str, ...]:
    choices = tuple(one.strip() for one in line[1:].split("|"))
    different = {one.casefold() for one in choices if one}
    if len(different) != len(choices) or not 2 <= len(choices) <= MAX_CHOICES:  # noqa: PLR2004
        problems.append((number, _CHOICES))
    if any(len(one) > MAX_CHOICE for one in choices):
        problems.append((number, f"a choice is longer than {MAX_CHOICE} characters"))
    return choices


def _feedback(told: Sequence[tuple[int, str]]) -> Feedback | None:
    """Return what is told, so that line n of it stays line n of the file."""
    if not told:
        return None
    first, lines = told[0][0], dict(told)
    text = [lines.get(at, ">")[1:].removeprefix(" ") for at in range(first, told[-1][0] + 1)]
    return Feedback(first, "\n".join(text)) if any(one.strip() for one in text) else None


def _once_each(prompts: list[Prompt], problems: Problems) -> None:
    seen: set[str] = set()
    for one in prompts:
        if one.id in seen:
            problems.append((one.line, f"two prompts of this worksheet are called {one.id}"))
        seen.add(one.id)
