"""From lines to pieces: where blocks open and close, before anybody asks what they hold."""

import re
from dataclasses import dataclass, field

_MARK = ":::"
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")

Problems = list[tuple[int, str]]


class Fault(Exception):
    """What makes a block unreadable, and its line."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.at = (line, message)


@dataclass
class Piece:
    """Some lines: prose when `kind` is None, else what stands in a block.

    `line` is that of the block's opening, or of the first line of prose.
    """

    line: int
    kind: str | None
    argument: str = ""
    lines: list[str] = field(default_factory=list)

    @property
    def first(self) -> int:
        """The line of the file on which `lines` begin."""
        return self.line + (self.kind is not None)

    @property
    def text(self) -> str:
        """The lines as they stand, so that line n of the text is line `first` + n of the file."""
        return "\n".join(self.lines).rstrip()


def filled(piece: Piece) -> str:
    """Return what stands in the block. Raises Fault when nothing does."""
    if not piece.text:
        raise Fault(piece.line, f"::: {piece.kind} is empty")
    return piece.text


class Splitter:
    """Reads line by line; `pieces` and `problems` are what came of it."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.problems: Problems = []
        self._open: Piece | None = None
        self._fence = ""
        self._fence_line = 0
        self._nested = 0  # closings that belong to blocks already reported

    def read(self, body: str, first_line: int) -> None:
        """Read the whole body."""
        for number, line in enumerate(body.replace("\r\n", "\n").split("\n"), first_line):
            self._line(number, line)
        if self._fence:
            self._report(self._fence_line, f"the code block is never closed with {self._fence}")
        elif self._open:
            self._report(self._open.line, f"::: {self._open.kind} is never closed with :::")
        self._close()

    def _line(self, number: int, line: str) -> None:
        rest = line.removeprefix(_MARK).strip()
        if self._fence or not line.startswith(_MARK):
            self._track_fence(number, line)
            self._add(number, line)
        elif rest:
            self._opening(number, rest)
        elif self._open:
            self._close()
        elif self._nested:
            self._nested -= 1
        else:
            self._report(number, "::: closes a block, and none is open")

    def _track_fence(self, number: int, line: str) -> None:
        """Remember whether we are inside a code block, where ::: is only text."""
        found = _FENCE.fullmatch(line)
        if not found:
            return
        if not self._fence:
            self._fence, self._fence_line = found[1], number
        elif found[1].startswith(self._fence) and not found[2].strip():
            self._fence = ""

    def _add(self, number: int, line: str) -> None:
        if self._open:
            self._open.lines.append(line)
            return
        if not self.pieces or self.pieces[-1].kind is not None:
            self.pieces.append(Piece(number, None))
        self.pieces[-1].lines.append(line)

    def _opening(self, number: int, rest: str) -> None:
        kind, _, argument = rest.partition(" ")
        if self._open:
            outer = f"::: {self._open.kind} of line {self._open.line}"
            self._report(number, f"::: {kind} stands inside {outer}: blocks do not nest")
            self._close()
            self._nested += 1
        self._open = Piece(number, kind, argument.strip())

    def _close(self) -> None:
        if self._open:
            self.pieces.append(self._open)
        self._open = None

    def _report(self, line: int, message: str) -> None:
        self.problems.append((line, message))
