"""From pieces to blocks: each kind has a shape, and every fault is told at once."""

import datetime as dt
import re
from collections.abc import Callable
from functools import partial

from course.curriculum.body import marks
from course.curriculum.body.blocks import (
    Block,
    BodyError,
    Callout,
    CheckPoint,
    Figure,
    Gate,
    Guide,
    LawNote,
    Plan,
    Prose,
    Room,
    Turn,
    Worksheet,
)
from course.curriculum.body.plans import plan
from course.curriculum.body.sheets import worksheet
from course.curriculum.body.splitting import Fault, Piece, Problems, Splitter, filled
from course.curriculum.body.texts import texts

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PICTURE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.(?:svg|png|jpg|webp)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
#: One to four words with a capital first: `Client`, `Ana`, `Dr. Osei`.
_SPEAKER = re.compile(r"([^\W\d_][\w.'\u2019-]*(?: [\w.'\u2019-]+){0,3}):\s+(\S.*)")
_NOTE = "Note"


def parse(body: str, first_line: int = 1) -> list[Block]:
    """Return the blocks of a lesson's body, which begins on `first_line` of its file.

    Raises BodyError with every problem.
    """
    splitter = Splitter()
    splitter.read(body, first_line)
    problems = splitter.problems
    found = [
        _block(piece, problems) for piece in splitter.pieces if piece.kind or piece.text.strip()
    ]
    blocks = [block for block in found if block]
    problems += _twice(blocks)
    for line, source in texts(blocks):
        problems += marks.faults(source, line)
    if problems:
        raise BodyError(problems)
    return blocks


def _twice(blocks: list[Block]) -> Problems:
    """Return every sheet and plan whose id an earlier one of the body has."""
    named = [one for one in blocks if isinstance(one, Worksheet | Plan)]
    ids = [(type(one), one.id) for one in named]
    return [
        (one.line, f"two blocks of this kind are called {one.id}")
        for at, one in enumerate(named)
        if ids[at] in ids[:at]
    ]


def _block(piece: Piece, problems: Problems) -> Block | None:
    if piece.kind is None:
        return Prose(piece.first, piece.text)
    if piece.kind not in KINDS:
        known = ", ".join(sorted(KINDS))
        problems.append((piece.line, f"there is no block ::: {piece.kind}; there are {known}"))
        return None
    try:
        return KINDS[piece.kind](piece, problems)
    except Fault as fault:
        problems.append(fault.at)
        return None


def _callout(kind: str, piece: Piece, _problems: Problems) -> Block:
    return Callout(piece.line, kind, piece.argument, filled(piece))  # type: ignore[arg-type]


def _law(piece: Piece, _problems: Problems) -> Block:
    shape = "::: law needs the day on which the law was looked at: ::: law 2026-11-24"
    if not _DAY.fullmatch(piece.argument):
        raise Fault(piece.line, shape)
    try:
        return LawNote(piece.line, dt.date.fromisoformat(piece.argument), filled(piece))
    except ValueError as error:
        raise Fault(piece.line, f"{shape} ({error})") from error


def _check(piece: Piece, _problems: Problems) -> Block:
    if not _SLUG.fullmatch(piece.argument):
        raise Fault(piece.line, "::: check needs the id of one question")
    if piece.text:
        raise Fault(piece.line, "::: check holds nothing: the question is in its bank")
    return CheckPoint(piece.line, piece.argument)


def _figure(piece: Piece, _problems: Problems) -> Block:
    if not _PICTURE.fullmatch(piece.argument):
        raise Fault(piece.line, "::: figure needs a file beside the lesson: ::: figure name.svg")
    caption, _, rest = piece.text.lstrip("\n").partition("\n\n")
    if not caption.strip():
        raise Fault(piece.line, "the figure has no caption: write it as the first paragraph")
    if not rest.strip():
        raise Fault(piece.line, "the figure has no description: write it after the caption")
    return Figure(piece.line, piece.argument, caption, rest.strip("\n"))


def _gate(piece: Piece, _problems: Problems) -> Block:
    if piece.argument:
        raise Fault(piece.line, "::: gate has no title; what it adds stands inside")
    return Gate(piece.line, piece.text)


def _guide(piece: Piece, _problems: Problems) -> Block:
    if piece.argument:
        raise Fault(piece.line, "::: guide has no title")
    return Guide(piece.line, filled(piece))


def _room(piece: Piece, problems: Problems) -> Block:
    filled(piece)
    lines = [(at, line.strip()) for at, line in enumerate(piece.lines, piece.first)]
    turns = [turn for at, line in lines if line and (turn := _turn(at, line, problems))]
    note = turns.pop() if turns and turns[-1].speaker == _NOTE else None
    problems += [(turn.line, "Note: comes last") for turn in turns if turn.speaker == _NOTE]
    if not turns:
        raise Fault(piece.line, "::: room has no line such as Client: words")
    return Room(piece.line, piece.argument, tuple(turns), note)


def _turn(number: int, line: str, problems: Problems) -> Turn | None:
    found = _SPEAKER.fullmatch(line)
    if not found or found[1][0].islower():
        problems.append((number, "a line of dialogue begins with its speaker: Client: words"))
        return None
    return Turn(number, found[1], found[2])


KINDS: dict[str, Callable[[Piece, Problems], Block]] = {
    **{kind: partial(_callout, kind) for kind in ("note", "care", "safety", "support")},
    "law": _law,
    "room": _room,
    "check": _check,
    "figure": _figure,
    "worksheet": worksheet,
    "gate": _gate,
    "plan": plan,
    "guide": _guide,
}
