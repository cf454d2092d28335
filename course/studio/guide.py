"""The reference beside the form: what each kind has for fields, from the authors' page itself."""

import functools
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from course import items, markdown, yamlfile
from course.config import ROOT

_SECTION = re.compile(
    r"^### `type: (?P<kind>[a-z-]+)`\n(?P<words>.*?)^```yaml\n(?P<example>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_GAP = re.compile(r"\[\[[^\[\]]*\]\]")

#: Fields that hold a text of the author's.
_TEXTS = {"stem", "text", "why", "left", "right", "unit"}


@dataclass(frozen=True)
class KindGuide:
    """What a kind asks for, in words and by an example."""

    kind: str
    words: Markup
    example: str


@functools.cache
def guides() -> dict[str, KindGuide]:
    """Return what `docs/authoring.md` says of every kind; nothing of kinds that it leaves out."""
    page = ROOT / "docs" / "authoring.md"
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    return {
        found["kind"]: KindGuide(
            found["kind"], markdown.to_html(found["words"]), _one(found["example"])
        )
        for found in _SECTION.finditer(text)
        if found["kind"] in items.KINDS
    }


def _one(example: str) -> str:
    """Return the question of a list of one, as a sheet has it."""
    lines = [line[2:] for line in example.rstrip("\n").split("\n")]
    return "\n".join(lines) + "\n"


def blank(kind: str) -> str:
    """Return the sheet of a new question: the fields of its kind with nothing in them yet."""
    guide = guides().get(kind)
    own = yamlfile.load(guide.example, kind).data if guide else {}
    fields = {
        "id": "",
        "type": kind,
        "stem": "",
        **{name: _emptied(name, value) for name, value in own.items() if name != "id"},
        **_SHARED,
    }
    return yamlfile.dump(fields)


#: The sheet of a new quiz.
BLANK_QUIZ = """\
quiz: ""
title: ""
intro: ""
draw: {bank: "", pool: practice, questions: 15}
practice_mark: 0.7
"""

_SHARED: dict[str, Any] = {
    "explanation": "",
    "objective": "",
    "level": "apply",
    "difficulty": Decimal("0.6"),
    "safety": False,
    "pool": "practice",
    "references": [],
}


def _emptied(name: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _emptied(key, one) for key, one in value.items()}
    if isinstance(value, list):
        return [_emptied(name, one) for one in value]
    if name == "stem":
        return " ".join(_GAP.findall(value))
    return "" if name in _TEXTS else value
