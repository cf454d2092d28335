"""Every text of a body with its line, and which of it a trainee reads."""

from collections.abc import Iterable, Iterator

from course.curriculum.body import gate
from course.curriculum.body.blocks import (
    Block,
    Callout,
    CheckPoint,
    Figure,
    Gate,
    Guide,
    LawNote,
    Plan,
    Prose,
    Room,
    Worksheet,
)

Source = tuple[int, str]


def texts(blocks: Iterable[Block]) -> Iterator[Source]:
    """Yield (line, Markdown) of all that is written."""
    for block in blocks:
        if isinstance(block, Guide):
            yield block.line + 1, block.text
        elif isinstance(block, Worksheet):
            yield from _sheet(block)
        else:
            yield from read(block)
            yield from _aside(block)


def read(block: Block) -> Iterator[Source]:
    """Yield (line, Markdown) of what a trainee reads, whose time is counted by words.

    A worksheet has its own minutes, a check has one, the guide is not for trainees, and the
    description of a figure says again what the figure shows.
    """
    match block:
        case Prose(line, text):
            yield line, text
        case Callout(line, _, title, text):
            yield line, title
            yield line + 1, text
        case LawNote(line, _, text):
            yield line + 1, text
        case Room():
            yield from _dialogue(block)
        case Gate(line, text):
            yield from ((line, gate.TITLE), (line, gate.TEXT), (line + 1, text))
        case Plan():
            yield from _plan(block)
        case Figure(line, _, caption):
            yield line + 1, caption
        case CheckPoint() | Worksheet() | Guide():
            return


def _dialogue(room: Room) -> Iterator[Source]:
    yield room.line, room.title
    for turn in room.turns:
        yield turn.line, turn.words
    if room.note:
        yield room.note.line, room.note.words


def _plan(plan: Plan) -> Iterator[Source]:
    yield plan.line, plan.title
    for part in plan.parts:
        yield part.line, part.heading
        yield part.line + 1, part.text


def _sheet(sheet: Worksheet) -> Iterator[Source]:
    yield sheet.line, sheet.title
    yield sheet.line + 1, sheet.text
    for prompt in sheet.prompts:
        yield prompt.line, prompt.text
        yield from ((prompt.line + 1, choice) for choice in prompt.choices)
        if prompt.feedback:
            yield prompt.feedback.line, prompt.feedback.text


def _aside(block: Block) -> Iterator[Source]:
    if isinstance(block, Figure):
        yield block.line + 2 + len(block.caption.split("\n")), block.description
