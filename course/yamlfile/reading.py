"""Reading: strict, with the line of every thing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml
from pydantic import ValidationError

from course.yamlfile.scalars import DECIMAL, INTEGER, MAX_NUMBER, WORDS

Location = tuple[str | int, ...]

MAX_CHARACTERS = 2_000_000
MAX_DEPTH = 24

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: What a file may not hold: control characters and what YAML cannot carry.
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Problem:
    """What is wrong, in which file and on which line (1 is the first)."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class YamlProblem(Exception):
    """The text is not YAML as this house reads it."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path, self.line, self.message = path, line, message


@dataclass(frozen=True)
class Loaded:
    """What a file says, and where it says it."""

    data: Any
    path: str
    lines: Mapping[Location, int] = field(repr=False)

    def line_of(self, loc: Location) -> int:
        """Return the line of a place such as `("questions", 3, "stem")`.

        Parts that are not there (a missing key, the tag of a union) are passed over, so that the
        answer is the line of the nearest thing that is.
        """
        here: Location = ()
        for part in loc:
            if (*here, part) in self.lines:
                here = (*here, part)
        return self.lines[here]

    def written(self, loc: Location) -> Location:
        """Return a place as its writer knows it: without the number in a list that was none.

        Where one thing may stand in the place of a list of one, the number is ours.
        """
        here: Location = ()
        kept: Location = ()
        for part in loc:
            there = (*here, part) in self.lines
            here = (*here, part) if there else here
            kept = (*kept, part) if there or isinstance(part, str) else kept
        return kept


class _Builder:
    """Turns the parser's events into plain values, and remembers the lines."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.path, self.first = path, first_line
        self.lines: dict[Location, int] = {(): first_line}
        self.events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)

    def problem(self, event: Any, message: str) -> YamlProblem:
        return YamlProblem(self.path, self.first + event.start_mark.line, message)

    def document(self) -> Any:
        data = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self.problem(event, "only one document may stand in a file")
            elif isinstance(event, yaml.NodeEvent):
                data = self.value(event, ())
        return data

    def value(self, event: Any, loc: Location) -> Any:
        self.check(event, loc)
        self.lines.setdefault(loc, self.first + event.start_mark.line)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(loc)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(loc)
        return self.scalar(event)

    def check(self, event: Any, loc: Location) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise self.problem(event, "anchors and aliases (& and *) are not allowed")
        if event.tag is not None:
            raise self.problem(event, "tags (!) are not allowed")
        if len(loc) > MAX_DEPTH:
            raise self.problem(event, f"nested more than {MAX_DEPTH} deep")

    def mapping(self, loc: Location) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(event, loc)
            if key in found:
                raise self.problem(event, f"the key {key!r} stands here twice")
            self.lines[*loc, key] = self.first + event.start_mark.line
            found[key] = self.value(next(self.events), (*loc, key))
        return found

    def key(self, event: Any, loc: Location) -> str:
        self.check(event, loc)
        key = self.scalar(event) if isinstance(event, yaml.ScalarEvent) else None
        if not isinstance(key, str):
            raise self.problem(event, "a key must be text: put it in quotes")
        return key

    def sequence(self, loc: Location) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self.value(event, (*loc, len(found))))
        return found

    def scalar(self, event: Any) -> Any:
        text = event.value
        if not event.implicit[0]:  # quoted, or a block
            return text
        if text in WORDS:
            return WORDS[text]
        return self.number(event, text) if DECIMAL.fullmatch(text) else text

    def number(self, event: Any, text: str) -> int | Decimal:
        if len(text) > MAX_NUMBER or abs(Decimal(text).adjusted()) > MAX_NUMBER:
            raise self.problem(event, "a number this long cannot be meant: put text in quotes")
        return int(text) if INTEGER.fullmatch(text) else Decimal(text)


def load(text: str, path: str, first_line: int = 1) -> Loaded:
    """Read one YAML document.

    `first_line` is the line of the file on which the text begins. Raises YamlProblem.
    """
    if len(text) > MAX_CHARACTERS:
        raise YamlProblem(path, first_line, f"the file has more than {MAX_CHARACTERS} characters")
    if bad := _UNREADABLE.search(text):
        line = first_line + text.count("\n", 0, bad.start())
        raise YamlProblem(path, line, f"the character U+{ord(bad[0]):04X} is not allowed")
    builder = _Builder(text, path, first_line)
    try:
        return Loaded(builder.document(), path, builder.lines)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise YamlProblem(path, line, f"not YAML: {error.problem or error.context}") from error


def problems_of(error: ValidationError, loaded: Loaded, path: str | None = None) -> list[Problem]:
    """Return every problem that validation found, each with its line; path as loaded by default."""
    return [
        Problem(
            path or loaded.path,
            loaded.line_of(one["loc"]),
            _sentence(loaded.written(one["loc"]), one["msg"]),
        )
        for one in error.errors(include_url=False, include_context=False, include_input=False)
    ]


def _sentence(loc: Location, message: str) -> str:
    place = ".".join(map(str, loc))
    message = message.removeprefix("Value error, ")
    return f"{place}: {message}" if place else message
