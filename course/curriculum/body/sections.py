"""The sections of a lesson: what stands under each of its headings of the second level."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from course.curriculum.body.blocks import Block, Prose
from course.curriculum.body.marks import LESSON, RESERVED

_LEVEL = 2


@dataclass(frozen=True)
class Section:
    """A heading in plain words, its id on the lesson's page, and the blocks below it.

    What stands before the first heading has neither heading nor id.
    """

    heading: str = ""
    anchor: str = ""
    blocks: list[Block] = field(default_factory=list)


def sections(blocks: Sequence[Block]) -> list[Section]:
    """Return the sections of a lesson from top to bottom; prose is cut where they begin."""
    found = [Section()]
    # As the page gives ids: over all blocks in turn, so that a heading used twice is told apart.
    env = {"ids": set(RESERVED)}
    for block in blocks:
        for begun, piece in _pieces(block, env):
            if begun:
                found.append(begun)
            found[-1].blocks.append(piece)
    return found


def _pieces(block: Block, env: dict[str, Any]) -> Iterator[tuple[Section | None, Block]]:
    """Yield what belongs together, each with the section that it begins, if it begins one."""
    if not isinstance(block, Prose):
        yield None, block
        return
    lines = block.text.split("\n")
    heads = [one for one in LESSON.headings(block.text, env) if one.level == _LEVEL]
    starts = [one.first for one in heads] + [len(lines)]
    yield None, replace(block, text="\n".join(lines[: starts[0]]))
    for head, end in zip(heads, starts[1:], strict=True):
        text = "\n".join(lines[head.end : end])
        yield Section(head.words, head.id), Prose(block.line + head.end, text)
