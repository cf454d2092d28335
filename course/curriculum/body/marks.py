"""The signs of lessons: `[@key]`, `[verify]`, `[evidence B]`, and headings one can link to.

They are rules of the parser, so that they never act inside code and never meet unescaped text.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup, escape

from course.curriculum.references import UNVERIFIED
from course.markdown import Dialect

#: What the grades of evidence stand for.
GRADES = {
    "A": "consistent randomized trials or meta-analysis",
    "B": "some randomized trials, with limits",
    "C": "observational studies or consensus",
    "D": "clinical tradition",
}
#: Ids that the page itself uses.
RESERVED = frozenset({"main", "content", "objectives", "references"})
#: With which the ids of references, of dialogues and of plans begin.
_TAKEN = ("ref-", "room-", "plan-")

_SIGN = re.compile(r"\[(?:@(?P<keys>[^\[\]]*)|(?P<verify>verify)|evidence (?P<grade>[^\[\]]*))\]")
_KEYS = re.compile(r"@[a-z0-9]+(?:-[a-z0-9]+)*(?:\s*;\s*@[a-z0-9]+(?:-[a-z0-9]+)*)*")

Cite = Callable[[str], str | None]


def install(parser: MarkdownIt) -> None:
    """Add the signs to a parser."""
    parser.inline.ruler.before("link", "signs", _sign)
    parser.core.ruler.push("heading_ids", _heading_ids)
    parser.add_render_rule("citation", _show_citation)
    parser.add_render_rule("unverified", _show_unverified)
    parser.add_render_rule("grade", _show_grade)
    parser.add_render_rule("fault", _show_fault)


def _sign(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's own shape
    found = _SIGN.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    state.pos = found.end()
    if not silent:
        kind, meta = _meaning(found)
        token = state.push(kind, "", 0)
        token.content, token.meta = found[0], meta
    return True


def _meaning(found: re.Match[str]) -> tuple[str, dict[str, Any]]:
    if found["verify"]:
        return "unverified", {}
    if found["grade"] is not None:
        grades = ", ".join(GRADES)
        fault = f"{found[0]}: there are the grades {grades}"
        return ("grade", {}) if found["grade"] in GRADES else ("fault", {"message": fault})
    keys = f"@{found['keys']}"
    if not _KEYS.fullmatch(keys):
        return "fault", {"message": f"{found[0]}: a citation reads [@key] or [@key1; @key2]"}
    return "citation", {"keys": [key.strip()[1:] for key in keys.split(";")]}


def _show_citation(
    _self: Any, tokens: Sequence[Token], at: int, _options: Any, env: dict[str, Any]
) -> str:
    """Show a citation as APA does: in parentheses, several in the order of the alphabet."""
    cite: Cite = env.get("cite", str)
    cited = [(escape(cite(key) or key), key) for key in tokens[at].meta["keys"]]
    cited.sort(key=lambda one: one[0].striptags().casefold())
    if len(cited) == 1:
        return _cited(Markup("({})").format(cited[0][0]), cited[0][1])
    return Markup("({})").format(Markup("; ").join(_cited(text, key) for text, key in cited))


def _cited(text: Markup, key: str) -> Markup:
    return Markup('<a class="cite" href="#ref-{}">{}</a>').format(key, text)


def _show_unverified(
    _self: Any, _tokens: Sequence[Token], _at: int, _options: Any, _env: Any
) -> str:
    return UNVERIFIED


def _show_grade(_self: Any, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:
    grade = tokens[at].content.removeprefix("[evidence ").removesuffix("]")
    title = f"Evidence grade {grade}: {GRADES[grade]}"
    return Markup('<abbr class="grade" title="{}">{}</abbr>').format(title, grade)


def _show_fault(_self: Any, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:
    return escapeHtml(tokens[at].content)


def _heading_ids(state: StateCore) -> None:
    taken = state.env.setdefault("ids", set(RESERVED))
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type == "heading_open":
            words = "".join(child.content for child in inline.children or [] if _is_word(child))
            opening.attrSet("id", _free(_slug(words), taken))


def _is_word(token: Token) -> bool:
    return token.type in {"text", "code_inline"}


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", ""))) or "section"


def _free(slug: str, taken: set[str]) -> str:
    name, number = slug, 1
    while name in taken or name.startswith(_TAKEN):
        number += 1
        name = f"section-{slug}" if name.startswith(_TAKEN) else f"{slug}-{number}"
    taken.add(name)
    return name


LESSON = Dialect(install)


def faults(source: str, line: int) -> list[tuple[int, str]]:
    """Return what is wrong with the signs of a text whose first line is `line`."""
    return [
        (line + at, token.meta["message"])
        for token, at in LESSON.inlines(source)
        if token.type == "fault"
    ]


def cited(source: str, line: int) -> Iterator[tuple[str, int]]:
    """Yield every key that the text cites, with its line."""
    for token, at in LESSON.inlines(source):
        if token.type == "citation":
            yield from ((key, line + at) for key in token.meta["keys"])
