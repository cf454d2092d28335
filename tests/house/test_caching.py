"""What is kept in memory is kept under a name of its own."""

import ast
from collections import Counter

from tests.house import walking
from tests.house.walking import python_files


def _names(path):
    """Yield the first word of every key that is handed to `kept`, or of a key made beside it."""
    for node in ast.walk(walking.tree(path)):
        values = node.args[:1] if isinstance(node, ast.Call) and _is_kept(node) else []
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "key":
            values = [node.value]
        for value in values:
            if isinstance(value, ast.Tuple) and isinstance(value.elts[0], ast.Constant):
                yield value.elts[0].value


def _is_kept(call):
    return ast.unparse(call.func) in {"kept", "cache.kept"}


def test_no_two_things_are_kept_under_one_name():
    counted = Counter(word for path in python_files("course") for word in _names(path))
    assert len(counted) > 8
    assert [word for word, times in counted.items() if times > 1] == []
