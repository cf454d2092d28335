"""Modules, lessons and references: read from their files, kept, and written back."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course import yamlfile
from course.curriculum import body, pictures
from course.curriculum.references import ReferencesFile
from course.curriculum.schemas import LessonFront, ModuleFile
from course.digest import canonical, digest
from course.sources.things import Found, Thing, loaded_file, relative, validated
from course.yamlfile import Problem

REFERENCES = "modules/references.yaml"
_FENCE = "---"


@dataclass(frozen=True)
class LessonData:
    """A lesson as its file says it; `pictures` are the bytes of the figures it shows."""

    module: str
    front: LessonFront
    body: str
    #: Name to digest.
    assets: dict[str, str]
    pictures: dict[str, bytes]

    @property
    def text(self) -> str:
        """Canonical text: what who-wins compares and a version keeps."""
        front = self.front.model_dump(mode="json")
        return canonical(
            {"module": self.module, "front": front, "body": self.body, "assets": self.assets}
        )


def read(root: Path) -> Found:
    """Read `modules/` under the root: every thing and every problem at once."""
    found = Found()
    _read_references(root, found)
    for path in sorted((root / "modules").glob("*/module.yaml")):
        _read_module(root, path, found)
    return found


def _read_references(root: Path, found: Found) -> None:
    path = root / REFERENCES
    if not path.is_file():
        return
    loaded = loaded_file(root, path, found)
    file = validated(ReferencesFile, loaded, found) if loaded else None
    if loaded is None or file is None:
        return
    for position, entry in enumerate(file.references):
        line = loaded.line_of(("references", position))
        text = canonical(entry.model_dump(mode="json", exclude_none=True, by_alias=True))
        found.things.append(Thing("reference", entry.id, REFERENCES, position, line, text, entry))


def _read_module(root: Path, path: Path, found: Found) -> None:
    loaded = loaded_file(root, path, found)
    module = validated(ModuleFile, loaded, found) if loaded else None
    if loaded is None or module is None:
        return
    name = relative(root, path)
    found.things.append(Thing("module", module.id, name, 0, 1, module_text(module), module))
    for position, slug in enumerate(module.lessons, start=1):
        lesson = path.parent / f"{slug}.md"
        if lesson.is_file():
            _read_lesson(root, lesson, module.id, position, found)
        else:
            line = loaded.line_of(("lessons", position - 1))
            found.problems.append(Problem(name, line, f"there is no lesson {slug}.md"))


def module_text(module: ModuleFile) -> str:
    """Return the canonical text of a module."""
    return canonical(module.model_dump(mode="json"))


def _read_lesson(root: Path, path: Path, module: str, position: int, found: Found) -> None:
    name = relative(root, path)
    found.read.add(name)
    try:
        head, text, first = split_front(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        found.problems.append(Problem(name, 1, "the file is not UTF-8"))
        return
    if head is None:
        found.problems.append(Problem(name, 1, "the file must begin with --- and front matter"))
        return
    front = _front(name, head, found)
    blocks = _blocks(name, text, first, found)
    if front is None or blocks is None:
        return
    if front.id != path.stem:
        found.problems.append(Problem(name, 2, f"id {front.id} is not the file's name"))
    shown = _pictures(root, path, body.used(blocks).figures, found)
    assets = {picture: digest(content) for picture, content in shown.items()}
    data = LessonData(module, front, tidy(text), assets, shown)
    found.things.append(Thing("lesson", front.id, name, position, first, data.text, data))


def split_front(text: str) -> tuple[str | None, str, int]:
    """Return the front matter, the body, and the line on which the body begins."""
    lines = text.split("\n")
    if lines[0] != _FENCE or _FENCE not in lines[1:]:
        return None, text, 1
    end = lines.index(_FENCE, 1)
    return "\n".join(lines[1:end]) + "\n", "\n".join(lines[end + 1 :]), end + 2


def tidy(text: str) -> str:
    """Return a lesson's body without spaces at line ends and with one newline at its end."""
    lines = [line.rstrip() for line in text.split("\n")]
    return "\n".join(lines).rstrip("\n") + "\n"


def _front(name: str, head: str, found: Found) -> LessonFront | None:
    try:
        loaded = yamlfile.load(head, name, first_line=2)
    except yamlfile.YamlProblem as problem:
        found.problems.append(Problem(name, problem.line, problem.message))
        return None
    front: LessonFront | None = validated(LessonFront, loaded, found)
    return front


def _blocks(name: str, text: str, first: int, found: Found) -> list[Any] | None:
    try:
        return body.parse(text, first)
    except body.BodyError as error:
        found.problems += [Problem(name, line, message) for line, message in error.problems]
        return None


def _pictures(
    root: Path, lesson: Path, names: list[tuple[str, int]], found: Found
) -> dict[str, bytes]:
    shown = {}
    for name, line in names:
        path = lesson.parent / name
        if not path.is_file():
            text = f"there is no figure {name} beside it"
            found.problems.append(Problem(relative(root, lesson), line, text))
            continue
        found.read.add(relative(root, path))
        shown[name] = path.read_bytes()
        if wrong := pictures.fault(name, shown[name]):
            found.problems.append(Problem(relative(root, lesson), line, wrong))
    return shown


def module_file(module: ModuleFile) -> str:
    """Return a module's file in canonical form."""
    return yamlfile.dump(module.model_dump(mode="json"))


def lesson_file(front: LessonFront, text: str) -> str:
    """Return a lesson's file in canonical form: front matter, then the body as it is."""
    head = yamlfile.dump(front.model_dump(mode="json", exclude_none=True))
    return f"{_FENCE}\n{head}{_FENCE}\n{text}"


def references_file(entries: Iterator[dict[str, Any]]) -> str:
    """Return the file of references in canonical form, sorted by id."""
    return yamlfile.dump({"references": sorted(entries, key=lambda entry: str(entry["id"]))})
