"""What is kept in memory has a name of its own: two features under one name get each other's."""

import re
from collections import Counter

from tests.house.walking import python_files

NAME = re.compile(r"(?:kept\(|\bkey = )\(\"([a-z-]+)\",")


def test_no_two_places_keep_something_under_the_same_name():
    names = Counter(
        name for path in python_files("course") for name in NAME.findall(path.read_text("utf-8"))
    )
    assert len(names) > 5
    assert [name for name, times in names.items() if times > 1] == []
