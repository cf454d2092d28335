"""Files with one fault each: the message names file, line and what is wrong."""

import pytest

from course.content.checking import check
from course.content.loading import ContentError
from tests.content import small
from tests.content.looking import counts

ONE, TWO = "modules/01-first/one.md", "modules/01-first/two.md"
MODULE, BANK = "modules/01-first/module.yaml", "quizzes/first.yaml"
QUIZ, REFERENCES = "quizzes/modules/first-quiz.yaml", "modules/references.yaml"

#: (file, old text, new text, the whole message)
FAULTS = [
    (MODULE, "title:", "title: [", f"{MODULE}:4: not YAML: did not find expected ',' or ']'"),
    (MODULE, "number: 1\n", "number: 1\nnumber: 2\n", f"{MODULE}:3: the key 'number' stands here"),
    (MODULE, "areas: [a]", "areas: [z]", f"{MODULE}:5: areas.0: must be a letter from a to q"),
    (MODULE, "title: The", "titel: The", f"{MODULE}:3: titel: Extra inputs are not permitted"),
    (MODULE, "[one, two]", "[one, two, three]", f"{MODULE}:6: there is no lesson three.md"),
    (MODULE, "[one, two]", "[one]", f"{TWO}:1: nobody reads this file"),
    (ONE, "---\nid", "id", f"{ONE}:1: the file must begin with --- and front matter"),
    (ONE, "id: one", "id: once", f"{ONE}:2: id once is not the file's name"),
    (ONE, "tier: T2", "tier: T9", f"{ONE}:7: objectives.0.tier: Input should be 'T1', 'T2' or"),
    (ONE, "2027-11-01", "soon", f"{ONE}:10: review.due: Input should be a valid date"),
    (ONE, "@bass2006", "@bass2007", f"{ONE}:13: there is no reference bass2007"),
    (ONE, "check one-practice", "check none", f"{ONE}:15: there is no question none"),
    (
        ONE,
        "check one-practice",
        "check one-mock",
        f"{ONE}:15: the check one-mock is reserved: mock",
    ),
    (ONE, "figure path.svg", "figure way.svg", f"{ONE}:18: there is no figure way.svg beside it"),
    (ONE, "::: figure", "::: picture", f"{ONE}:18: there is no block ::: picture"),
    (ONE, "do-one", "do-two", f"{TWO}:1: the objective do-two stands in {ONE} too"),
    (ONE, "::: check one-practice\n:::", "::: note\nWords", f"{ONE}:"),
    (BANK, "type: choice", "type: quiz", f"{BANK}:4: "),
    (BANK, "do-two", "do-three", f"{BANK}:40: two-practice: there is no objective do-three"),
    (BANK, "[bass2006]", "[who]", f"{BANK}:4: one-practice: there is no reference who"),
    (BANK, "two-practice", "one-mock", f"{BANK}:40: the question one-mock stands twice: "),
    (BANK, "        why: It is first.\n", "", f"{BANK}:8: "),
    (QUIZ, "draw: {bank: first", "draw: {bank: last", f"{QUIZ}:1: there is no bank last"),
    (QUIZ, "module: first-module", "module: last", f"{QUIZ}:1: there is no module last"),
    (
        QUIZ,
        "questions: 2",
        "questions: 3",
        f"{QUIZ}:1: it cannot be drawn: bank first: 3 needed, 2 there",
    ),
    (QUIZ, "questions: 2", "questions: No", f"{QUIZ}:5: draw.questions: Input should be a valid"),
    (REFERENCES, "type: book", "type: blog", f"{REFERENCES}:3: references.0.type: Input should be"),
]


@pytest.mark.parametrize(("name", "old", "new", "message"), FAULTS)
def test_a_fault_is_told_with_file_and_line(root, name, old, new, message):
    small.change(root, name, old, new)
    errors = [str(problem) for problem in check(root).errors]
    assert any(error.startswith(message) for error in errors), errors


def test_the_small_course_has_no_fault(root):
    assert check(root).errors == []


def told(root):
    return [str(problem) for problem in check(root).errors]


def test_an_objective_without_a_question_is_told(root):
    small.change(root, TWO, "id: do-two", "id: do-three")
    assert (
        f"{TWO}:1: the objective do-three is assessed by items, and no question names it"
        in told(root)
    )


def test_two_modules_of_one_number_are_told(root):
    text = small.MODULE.replace("first", "second").replace("[one, two]", "[]")
    small.put(root, "modules/02-second/module.yaml", text)
    assert told(root) == [
        "modules/02-second/module.yaml:1: module first-module has the number 1 too"
    ]


def test_a_lesson_in_two_modules_is_told_with_both_places(root):
    text = small.MODULE.replace("first", "second").replace("[one, two]", "[two]")
    small.put(root, "modules/02-second/module.yaml", text)
    small.put(root, "modules/02-second/two.md", small.lesson("two"))
    found = [line for line in told(root) if "stands twice" in line]
    assert len(found) == 2
    assert all("01-first/two.md:12" in one and "02-second/two.md:12" in one for one in found)


@pytest.mark.parametrize("name", [ONE, MODULE, BANK, QUIZ, REFERENCES])
def test_a_file_that_is_not_utf8_is_told(root, name):
    (root / name).write_bytes(b"\xff\xfe" + (root / name).read_bytes())
    assert f"{name}:1: the file is not UTF-8" in told(root)


@pytest.mark.parametrize("name", ["modules/notes.txt", "modules/01-first/old.md", "quizzes/a.yml"])
def test_a_file_that_nobody_reads_is_told(root, name):
    small.put(root, name, "words")
    (line,) = told(root)
    assert line.startswith(f"{name}:1: nobody reads this file")


@pytest.mark.parametrize("name", ["modules/README.md", "quizzes/.keep", "modules/.cache/one.md"])
def test_readmes_and_hidden_files_are_left_alone(root, name):
    small.put(root, name, "words")
    assert told(root) == []


def test_a_broken_lesson_does_not_make_its_figure_look_unread(root):
    small.change(root, ONE, "tier: T2", "tier: T9")
    assert len(told(root)) == 1


@pytest.mark.parametrize(
    ("spoiled", "why"),
    [
        ("no picture at all", "is not a picture"),
        ("<svg><script>alert(1)</script></svg>", "neither acts nor fetches"),
        ('<svg onload="alert(1)"/>', "neither acts nor fetches"),
        ('<svg><image href="https://elsewhere.example/a.png"/></svg>', "neither acts nor fetches"),
        ("<svg><style>@import 'a.css'</style></svg>", "neither acts nor fetches"),
        ('<svg><rect fill="url(https://elsewhere.example/#a)"/></svg>', "neither acts nor fetches"),
        ("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "neither acts nor fetches"),
    ],
)
def test_a_figure_that_acts_or_fetches_is_refused(root, spoiled, why):
    small.put(root, "modules/01-first/path.svg", spoiled)
    (line,) = told(root)
    assert line.startswith(f"{ONE}:18: path.svg")
    assert why in line


def test_a_figure_may_point_into_itself(root):
    inside = '<svg><use href="#a"/><rect id="a" fill="url(#b)"/></svg>'
    small.put(root, "modules/01-first/path.svg", inside)
    assert told(root) == []


def test_every_fault_of_every_file_is_told_at_once(root):
    small.change(root, MODULE, "areas: [a]", "areas: [y, z]")
    small.change(root, BANK, "level: apply", "level: high")
    small.change(root, QUIZ, "questions: 2", "questions: 0")
    # two areas, one level in each of three questions, one number
    assert len(told(root)) == 6


def test_nothing_is_loaded_while_there_is_a_fault(load, root):
    small.change(root, QUIZ, "questions: 2", "questions: 3")
    before = counts()
    with pytest.raises(ContentError) as caught:
        load()
    assert str(caught.value) == f"{QUIZ}:1: it cannot be drawn: bank first: 3 needed, 2 there"
    assert counts() == before
