"""Words that have no place in the project's files."""

import re

import pytest

from tests.house.walking import name, text_files

_SELF = "tests/house/test_words.py"
FORBIDDEN = {
    "a path of somebody's machine": re.compile(r"(?<![\w.])/(work|root|home/\w+|Users/\w+)/"),
    "a package index": re.compile(r"--(extra-)?index-url|\bpypi\.org/simple|files\.pythonhosted"),
    "an unfinished place": re.compile(r"\b(TODO|FIXME|XXX)\b"),
    "a secret key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b"),
    "a conflict": re.compile(r"^(<{7}|>{7}) ", re.MULTILINE),
}


@pytest.mark.parametrize(("what", "pattern"), FORBIDDEN.items(), ids=list(FORBIDDEN))
def test_no_file_holds(what, pattern):
    found = []
    for path in text_files():
        text = path.read_text(encoding="utf-8")
        found += [
            f"{name(path)}:{text.count(chr(10), 0, match.start()) + 1}: {match.group()}"
            for match in pattern.finditer(text)
            if name(path) != _SELF
        ]
    assert found == [], what


def test_every_text_file_is_utf8_with_one_newline_at_its_end():
    wrong = []
    for path in text_files():
        content = path.read_bytes()
        if content and (not content.endswith(b"\n") or b"\r" in content):
            wrong.append(name(path))
    assert wrong == []


def test_the_finders_of_these_tests_find():
    assert FORBIDDEN["a path of somebody's machine"].search("see /" + "work/main/x")
    assert FORBIDDEN["an unfinished place"].search("# " + "TODO: later")
    assert FORBIDDEN["a package index"].search("--" + "index-url https://x")
