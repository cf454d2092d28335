"""What holds for every script of a page."""

import re

import pytest

from tests.house.walking import ROOT, name

SCRIPTS = sorted((ROOT / "course/web/static").rglob("*.js"))
LONGEST_FILE = 250
#: Longer, each for a reason.
LONGER = {
    "course/web/static/worksheet.js": (340, "one form saved as a whole, with all that can fail")
}
#: What makes markup or code of a text, or asks another site.
DANGEROUS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|https?://"
)
IMPORTS = re.compile(r'^import .* from "([^"]+)";$', re.MULTILINE)


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_script_fits_on_a_few_screens(path):
    longest, _ = LONGER.get(name(path), (LONGEST_FILE, ""))
    assert len(path.read_text(encoding="utf-8").splitlines()) <= longest


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_script_makes_no_markup_and_no_code_of_text(path):
    assert DANGEROUS.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_script_imports_only_what_is_there(path):
    for module in IMPORTS.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / module).is_file(), module


def test_the_finders_of_these_tests_find():
    assert DANGEROUS.findall("one.innerHTML = text; eval('1')") == ["innerHTML", "eval("]
    assert IMPORTS.findall('import { a } from "./attempt/queue.js";') == ["./attempt/queue.js"]
