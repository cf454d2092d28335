from course.content.formatting import uneven
from course.content.reading import read
from tests.content import small

ONE = "modules/01-first/one.md"


def put_right(root):
    names = uneven(root, read(root))
    for name, text in names.items():
        small.put(root, name, text)
    return set(names)


def test_formatting_once_is_enough(root):
    put_right(root)
    assert put_right(root) == set()


def test_formatting_changes_no_meaning(root):
    before = [(thing.key, thing.text) for thing in read(root).things]
    assert "modules/references.yaml" in put_right(root)
    assert [(thing.key, thing.text) for thing in read(root).things] == before


def test_the_body_of_a_lesson_stays_but_for_spaces_at_line_ends_and_its_last_newline(root):
    put_right(root)
    small.put(root, ONE, (root / ONE).read_text() + "\n*  A list,  kept \t\n\n    as it is\n\n\n")
    assert put_right(root) == {ONE}
    assert (root / ONE).read_text().endswith("\n:::\n\n*  A list,  kept\n\n    as it is\n")


def test_windows_line_ends_are_put_right(root):
    put_right(root)
    kept = (root / ONE).read_bytes()
    (root / ONE).write_bytes(kept.replace(b"\n", b"\r\n"))
    assert put_right(root) == {ONE}
    assert (root / ONE).read_bytes() == kept


def test_references_are_sorted_by_their_ids(root):
    second = "  - {id: annon1976, type: book, title: The model}\n"
    small.put(root, "modules/references.yaml", small.REFERENCES + second)
    put_right(root)
    text = (root / "modules/references.yaml").read_text()
    assert text.index("annon1976") < text.index("bass2006")
