"""What an author typed, read strictly: the thing behind it, or every fault with its line."""

import re
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from course import items, yamlfile
from course.curriculum import body
from course.curriculum.body import Block
from course.curriculum.content import lesson_file, split_front, tidy
from course.curriculum.schemas import LessonFront
from course.quizzes.content import quiz_file
from course.quizzes.schemas import ExamFile, PracticeFile, QuizFile
from course.yamlfile import Loaded, Location

T = TypeVar("T")

#: The most characters of a sheet; a long lesson has a tenth of it.
LONGEST = 200_000


@dataclass(frozen=True)
class Fault:
    """What is wrong, on which line of the sheet (1 is the first) and in which field."""

    line: int
    words: str
    loc: Location = ()

    @property
    def place(self) -> str:
        """The field as the sheet's YAML has it, such as `options.1.why`; empty for the whole."""
        return ".".join(map(str, self.loc))

    def __str__(self) -> str:
        return f"{self.place}: {self.words}" if self.loc else self.words


@dataclass(frozen=True)
class Sheet(Generic[T]):
    """A text and what it says; with faults there is no thing."""

    text: str
    thing: T | None
    faults: tuple[Fault, ...] = ()


def typed(text: str) -> str:
    r"""Return a text as a form sent it with the line ends of files: browsers send \r\n."""
    # No file and no PostgreSQL holds a NUL.
    plain = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    return plain.rstrip() + "\n"


def question(text: str) -> Sheet[items.Source]:
    """Read the YAML of one question."""
    loaded, faults = _loaded(text)
    if loaded is None:
        return Sheet(text, None, faults)
    if wrong := _no_kind(loaded):
        return Sheet(text, None, (wrong,))
    try:
        return Sheet(text, items.read_question(loaded.data))
    except ValidationError as error:
        return Sheet(text, None, _faults(error, loaded))


def _no_kind(loaded: Loaded) -> Fault | None:
    """Return the fault of a text that says of no kind what it is: a union has no words for it."""
    if not isinstance(loaded.data, dict):
        return Fault(1, "the text must be the fields of one question, such as `id:` and `stem:`")
    kind = loaded.data.get("type")
    if not isinstance(kind, str) or kind not in items.KINDS:
        known = ", ".join(items.KINDS)
        return Fault(loaded.line_of(("type",)), f"must be one of {known}", ("type",))
    return None


def quiz(text: str) -> Sheet[QuizFile]:
    """Read the YAML of a quiz or of a mock exam."""
    loaded, faults = _loaded(text)
    is_exam = loaded is not None and isinstance(loaded.data, dict) and "exam" in loaded.data
    shape = ExamFile if is_exam else PracticeFile
    found: Sheet[QuizFile] = _model(shape, text, loaded, faults)
    return found


@dataclass(frozen=True)
class LessonText:
    """A lesson's front matter and body; its body begins on `first` of the sheet."""

    front: LessonFront
    body: str
    first: int
    blocks: tuple[Block, ...]


def lesson(text: str) -> Sheet[LessonText]:
    """Read a lesson: front matter between `---` and `---`, then its body."""
    head, rest, first = split_front(text)
    if head is None:
        return Sheet(text, None, (Fault(1, "it must begin with --- and front matter"),))
    loaded, faults = _loaded(head, first_line=2)
    front: Sheet[LessonFront] = _model(LessonFront, text, loaded, faults)
    try:
        blocks = tuple(body.parse(rest, first))
    except body.BodyError as error:
        inside = tuple(Fault(line, words) for line, words in error.problems)
        return Sheet(text, None, (*front.faults, *inside))
    if front.thing is None:
        return Sheet(text, None, front.faults)
    return Sheet(text, LessonText(front.thing, tidy(rest), first, blocks))


def _loaded(text: str, first_line: int = 1) -> tuple[Loaded | None, tuple[Fault, ...]]:
    if len(text) > LONGEST:
        return None, (Fault(1, f"it has {len(text)} characters, and {LONGEST} is the most"),)
    try:
        return yamlfile.load(text, "sheet", first_line), ()
    except yamlfile.YamlProblem as problem:
        return None, (Fault(problem.line, problem.message),)


def _model(
    shape: type[BaseModel], text: str, loaded: Loaded | None, faults: tuple[Fault, ...]
) -> Sheet[Any]:
    if loaded is None:
        return Sheet(text, None, faults)
    try:
        return Sheet(text, shape.model_validate(loaded.data))
    except ValidationError as error:
        return Sheet(text, None, _faults(error, loaded))


def _faults(error: ValidationError, loaded: Loaded) -> tuple[Fault, ...]:
    found = [
        Fault(loaded.line_of(one["loc"]), _words(one["msg"]), _place(one["loc"]))
        for one in error.errors(include_url=False, include_context=False, include_input=False)
    ]
    told = [fault for fault in found if not _is_consequence(fault, found)]
    return tuple(sorted(told, key=lambda fault: fault.line))


def _is_consequence(fault: Fault, others: list[Fault]) -> bool:
    """Return whether a list is only called too short because something in it is wrong."""
    size = len(fault.loc)
    inside = any(one.loc[:size] == fault.loc and len(one.loc) > size for one in others)
    return inside and fault.words.startswith("at least")


#: What is said of a list that has too few.
_FEW = r"at least \1 needed, and here are \2"
#: Where the library's words are those of a programmer.
_PLAINER = {
    r"String should match pattern '\S'": "must not be empty",
    "String should have at least 1 character": "must not be empty",
    "String should match pattern '^[a-z0-9]+(-[a-z0-9]+)*$'": (
        "must be lower-case letters and digits, with single hyphens between them"
    ),
    "Input should be a valid decimal": "must be a number",
    "Field required": "is missing",
    "Extra inputs are not permitted": "there is no such field here",
}


#: The same, where a number stands in them.
_PATTERNS = (
    (r"Input should be a valid integer.*", "must be a whole number"),
    (r"String should have at least (\d+) characters?", r"must have at least \1 characters"),
    (r"String should have at most (\d+) characters?", r"must have at most \1 characters"),
    (r"\w+ should have at least (\d+) items? after validation, not (\d+)", _FEW),
    (r"\w+ should have at most (\d+) items? after validation, not (\d+)", r"at most \1 fit"),
    (
        r"Input should be (greater|less) than( or equal to)? (?:Decimal\('([^']+)'\)|(.+))",
        r"must be \1 than\2 \3\4",
    ),
    (r"Value error, (.*)", r"\1"),
)


def _words(message: str) -> str:
    if plain := _PLAINER.get(message):
        return plain
    for pattern, words in _PATTERNS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return found.expand(words)
    return message


def _place(loc: Location) -> Location:
    """Return the field without the kind that a union of kinds puts before it."""
    return loc[1:] if loc and loc[0] in items.KINDS else loc


def question_text(source: items.Source) -> str:
    """Return the sheet of a question, in canonical form."""
    return yamlfile.dump(items.to_yaml_data(source))


def quiz_text(file: QuizFile) -> str:
    """Return the sheet of a quiz, in canonical form."""
    return quiz_file(file)


def lesson_text(front: LessonFront, text: str) -> str:
    """Return the sheet of a lesson, in canonical form."""
    return lesson_file(front, text)


_QUIZ = re.compile(r"^(?:quiz|exam): *[\"']?([a-z0-9]+(?:-[a-z0-9]+)*)[\"']? *$", re.MULTILINE)


def slug_in(text: str) -> str:
    """Return the id that the sheet of a quiz gives, also when the rest cannot be read."""
    found = _QUIZ.search(text)
    return found[1][:64] if found else ""


_ID = re.compile(r"^id: *[\"']?([a-z0-9]+(?:-[a-z0-9]+)*)[\"']? *$", re.MULTILINE)


def id_in(text: str) -> str:
    """Return the id that a sheet gives, also when the rest of it cannot be read; or nothing."""
    found = _ID.search(text)
    return found[1][:64] if found else ""
