"""What holds for every file of Python."""

import ast
import re
import statistics

import pytest

from tests.house import walking
from tests.house.walking import name, python_files

LONGEST_FILE = 250
#: Longer, each for a reason.
LONGER = {
    "tests/curriculum/test_references.py": (300, "one example for each rule of a style guide"),
    "tests/test_yamlfile.py": (300, "one example for each way in which YAML surprises"),
}
#: Lines of a function between its name and its end, docstring and all.
MEDIAN_FUNCTION = 7


@pytest.mark.parametrize("path", python_files("course", "tests"), ids=name)
def test_a_file_fits_on_a_few_screens(path):
    longest, _ = LONGER.get(name(path), (LONGEST_FILE, ""))
    assert len(path.read_text(encoding="utf-8").splitlines()) <= longest


def _body_lines(function):
    body = function.body
    if ast.get_docstring(function) is not None:
        body = body[1:]
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def test_functions_are_short():
    lengths = [
        _body_lines(node)
        for path in python_files("course")
        for node in ast.walk(walking.tree(path))
        if isinstance(node, ast.FunctionDef)
    ]
    assert statistics.median(lengths) <= MEDIAN_FUNCTION
    assert len(lengths) > 300


def _found(files, fits):
    return sorted(f"{name(path)}:{line}" for path in files for line in fits(path))


def _lines_of_calls(pattern):
    return lambda path: [n.lineno for n, what in walking.calls(path) if re.search(pattern, what)]


def _elsewhere(*allowed):
    return [p for p in python_files("course") if not name(p).startswith(allowed)]


def test_only_the_database_s_own_folder_commits():
    assert _found(_elsewhere("course/db/", "course/bench/"), _lines_of_calls(r"\.commit$")) == []
    assert _found(python_files("course/db"), _lines_of_calls(r"\.commit$"))


def test_only_the_clock_asks_for_the_time():
    asks = r"(\bdatetime\.(now|utcnow|today)|\bdate\.today|^time\.time)$"
    assert _found(_elsewhere("course/clock.py", "course/bench/"), _lines_of_calls(asks)) == []
    assert _found(python_files("course"), _lines_of_calls(asks))


def _compared_deadlines(path):
    for node in ast.walk(walking.tree(path)):
        parts = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
        if isinstance(node, ast.BinOp):
            parts = [node.left, node.right]
        for part in parts:
            if isinstance(part, ast.Attribute) and part.attr in {"deadline", "closes_at"}:
                yield node.lineno


def _is_sql(path):
    return name(path) == "course/quizzes/service/finish.py"


def test_only_the_rules_of_quizzes_decide_by_a_deadline():
    # The sweeper's query finds candidates by the column; each is then decided by the rules.
    others = [p for p in _elsewhere("course/quizzes/rules/") if not _is_sql(p)]
    assert _found(others, _compared_deadlines) == []


def test_nothing_imports_the_content():
    files = python_files("course", "tests")
    wrong = {(name(p), what) for p in files for what in walking.imports(p)}
    assert [one for one in wrong if one[1].split(".")[0] in {"modules", "quizzes"}] == []


def test_the_application_imports_no_test():
    wrong = {(name(p), w) for p in python_files("course") for w in walking.imports(p)}
    assert [one for one in wrong if one[1].split(".")[0] == "tests"] == []


def test_every_test_s_name_is_a_sentence():
    short = [
        f"{name(path)}: {node.name}"
        for path in python_files("tests")
        for node in ast.walk(walking.tree(path))
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and node.name.count("_") < 2
    ]
    assert short == []


def test_the_finders_of_these_tests_find(tmp_path):
    bad = tmp_path / "bad.py"
    bad.write_text("if now > attempt.deadline:\n    s.commit()\nx = dt.datetime.now()\n")
    assert list(_compared_deadlines(bad)) == [1]
    assert _lines_of_calls(r"\.commit$")(bad) == [2]
    assert _lines_of_calls(r"\bdatetime\.now$")(bad) == [3]
