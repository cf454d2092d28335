"""The index: SQLite's FTS5 in memory, made once for an edition and kept.

What is indexed is content, the same for everybody, and follows from it; so the index is no
table of the site's database. One engine then serves a site on SQLite and one on PostgreSQL
with the same hits in the same order.
"""

import re
import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup, escape

#: Characters of a search.
LONGEST = 200
#: Hits of one page.
PAGE = 20
_MAKE = """CREATE VIRTUAL TABLE entry USING fts5(
    title, text, sort UNINDEXED, url UNINDEXED, place UNINDEXED,
    tokenize = 'porter unicode61 remove_diacritics 2')"""
#: A word in a title weighs four times one in a text.
_FIND = """SELECT sort, highlight(entry, 0, char(2), char(3)),
    highlight(entry, 1, char(2), char(3)), url, place FROM entry WHERE entry MATCH ?
    ORDER BY bm25(entry, 4.0, 1.0), rowid LIMIT ? OFFSET ?"""
_OPEN, _CLOSE = "\x02", "\x03"
_SENTENCE = re.compile(r"(?<=[.!?])[\"”]?\s+|\n+")
_WORD = re.compile(r"\w+")
_GAP = re.compile(r" +([.,;:])(?=\s|$)", re.MULTILINE)
_SENTENCE_LONGEST = 320


Sort = Literal["module", "lesson", "objective", "phrase", "plan", "word"]


@dataclass(frozen=True)
class Entry:
    """Something to find, in plain words. `place` says where it stands."""

    sort: Sort
    title: str
    text: str
    url: str
    place: str


@dataclass(frozen=True)
class Hit:
    """Something found: its title and one sentence, with what was looked for marked."""

    sort: str
    title: Markup
    sentence: Markup
    url: str
    place: str


class Index:
    """What can be found in one edition. Safe between threads."""

    def __init__(self, found: Iterable[Entry]) -> None:
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        self._connection.execute(_MAKE)
        rows = ((one.title, tidied(one.text), one.sort, one.url, one.place) for one in found)
        self._connection.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", rows)

    def find(self, sought: str, page: int = 1) -> list[Hit]:
        """Return a page of hits, the best first; one more than PAGE says that there is a next.

        Every word has to occur, in any form of it; the last may be only begun. A search
        without a word finds nothing.
        """
        query = query_of(sought)
        if not query:
            return []
        with self._lock:
            cursor = self._connection.execute(_FIND, (query, PAGE + 1, PAGE * (page - 1)))
            rows = cursor.fetchall()
        return [_hit(*row) for row in rows]


def tidied(text: str) -> str:
    """Return plain words without the gap that a citation, which is no word, left before a stop."""
    return _GAP.sub(r"\1", text)


def query_of(sought: str) -> str:
    """Return a search as FTS5 reads it: each word in quotes, so that none is an operator."""
    words = _WORD.findall(sought.replace("_", " "))
    return " ".join(f'"{word}"' for word in words) + ("*" if words else "")


def _hit(sort: str, title: str, text: str, url: str, place: str) -> Hit:
    return Hit(sort, _marked(title), _marked(sentence_of(text)), url, place)


def sentence_of(text: str) -> str:
    """Return the sentence of a highlighted text that holds most of what was looked for."""
    sentences = [one for one in _SENTENCE.split(text) if one.strip()]
    if not sentences:
        return ""
    best = max(sentences, key=lambda one: one.count(_OPEN))
    return best if len(best) <= _SENTENCE_LONGEST else _cut(best)


def _cut(sentence: str) -> str:
    """Return the part of a long sentence around the first mark, cut at spaces."""
    begin = max(0, sentence.find(_OPEN) - _SENTENCE_LONGEST // 3)
    part = sentence[begin : begin + _SENTENCE_LONGEST]
    words = part.split(" ")
    kept = words[bool(begin) : -1]
    tail = "" if " ".join(kept).count(_OPEN) == " ".join(kept).count(_CLOSE) else _CLOSE
    return ("… " if begin else "") + " ".join(kept) + tail + " …"


def _marked(text: str) -> Markup:
    # The two signs are control characters, which no content can hold.
    safe = str(escape(text)).replace(_OPEN, "<mark>").replace(_CLOSE, "</mark>")
    return Markup(safe)  # noqa: S704 - escaped above
