"""The words of this house, from the one page that says what they mean."""

import functools
import re
from dataclasses import dataclass

from markupsafe import Markup

from course import markdown
from course.config import ROOT

_ROW = re.compile(r"\| (?P<word>[^|]+) \| (?P<meaning>[^|]+) \|")


@dataclass(frozen=True)
class Word:
    """A word and what it means here."""

    word: str
    meaning: Markup
    plain: str

    @property
    def anchor(self) -> str:
        """Return the word's id on the glossary's page."""
        return "word-" + "-".join(re.findall(r"[a-z0-9]+", self.word.lower()))


@functools.cache
def words() -> tuple[Word, ...]:
    """Return every word of `docs/glossary.md`, in its order."""
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    rows = (found for line in lines if (found := _ROW.fullmatch(line)))
    return tuple(_word(row["word"], row["meaning"]) for row in rows if _is_word(row["word"]))


def _is_word(cell: str) -> bool:
    return cell not in {"word", "---"}


def _word(word: str, meaning: str) -> Word:
    return Word(word, markdown.to_inline(meaning), markdown.to_text(meaning))
