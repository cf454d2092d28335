from datetime import date
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, ValidationError

from course import yamlfile
from course.yamlfile import Problem, YamlProblem, dump, load, problems_of, reading

# What JSON can carry, decimals in place of floats.
TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs", "Cc"]),
        st.sampled_from(" \n\t:#-'\"\\[]{},&*!|>%@`\x85\u2028\ufeff\r\x00"),
    ),
    max_size=120,
)
SENTENCES = st.lists(
    st.sampled_from(["Ask", "consent:", "#1", "- no", "yes", "'quoted'", "", "\n", "a" * 30]),
    max_size=40,
).map(" ".join)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.decimals(-(10**6), 10**6, allow_nan=False, places=4),
    TEXT,
    SENTENCES,
    st.sampled_from(["null", "No", "1:30", "2026-11-24", "007", "1e3", "~", "True", "---", "<<"]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(TEXT.map(lambda t: t[:20]), st.just("id")), inner, max_size=4),
    ),
    max_leaves=12,
)


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def either_parser(request, monkeypatch):
    """PyYAML has two parsers, and a machine may have only the slow one."""
    monkeypatch.setattr(reading, "_LOADER", getattr(yaml, request.param))


@given(VALUES)
def test_what_is_written_is_read_again(value):
    assert load(dump(value), "f.yaml").data == value


@given(VALUES)
def test_the_parser_without_c_reads_the_same(value):
    text = dump(value)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_LOADER", yaml.SafeLoader)
        assert load(text, "f.yaml").data == value


@given(VALUES)
def test_the_canonical_form_of_the_canonical_form_is_itself(value):
    assert dump(load(dump(value), "f.yaml").data) == dump(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("No", "No"),
        ("Yes", "Yes"),
        ("off", "off"),
        ("1:30", "1:30"),
        ("2026-11-24", "2026-11-24"),
        ("007", "007"),
        ("1_000", "1_000"),
        ("=", "="),
        ("true", True),
        ("FALSE", False),
        ("null", None),
        ("~", None),
        ("-12", -12),
        ("0.10", Decimal("0.10")),
        ("1e3", Decimal(1000)),
        ('"true"', "true"),
        ("'5'", "5"),
        ("", None),
    ],
)
@pytest.mark.usefixtures("either_parser")
def test_a_word_means_what_json_would_mean(text, value):
    found = load(text, "f.yaml").data
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "stands here twice"),
        ("a: &x 1\nb: 2\n", 1, "anchors"),
        ("a: 1\nb: *x\n", 2, "anchors"),
        ("a: 1\nb: !!python/name:os.system ''\n", 2, "tags"),
        ("a: 1\n5: 2\n", 2, "a key must be text"),
        ("a: 1\n? [x]\n: 2\n", 2, "a key must be text"),
        ("a: 1\n---\nb: 2\n", 2, "only one document"),
        ("a: 1\nb: [1, 2\n", 3, "not YAML"),
        ("a: 1\nb: x\x07y\n", 2, "U+0007"),
        ("a: 1\nb: " + "9" * 5000, 2, "a number this long"),
        ("a: 1\nb: 1e999999999", 2, "a number this long"),
        ("a: 1\nb: " + "[" * 5000, 2, "deep"),
    ],
)
@pytest.mark.usefixtures("either_parser")
def test_what_is_not_allowed_is_named_with_its_line(text, line, words):
    with pytest.raises(YamlProblem) as caught:
        load(text, "quizzes/x.yaml")
    assert caught.value.line == line
    assert words in caught.value.message
    assert str(caught.value).startswith(f"quizzes/x.yaml:{line}: ")


def test_a_file_that_is_too_big_is_refused():
    with pytest.raises(YamlProblem, match="2000000 characters"):
        load("x" * 2_000_001, "f.yaml")


FILE = """\
questions:
  - id: a
    stem: >-
      one
      two
    options:
      - id: x
        text: no
  - id: b
"""


def test_every_thing_knows_its_line():
    loaded = load(FILE, "f.yaml", first_line=11)
    assert loaded.line_of(()) == 11
    assert loaded.line_of(("questions", 0)) == 12
    assert loaded.line_of(("questions", 0, "stem")) == 13
    assert loaded.line_of(("questions", 0, "options", 0, "text")) == 18
    assert loaded.line_of(("questions", 1, "id")) == 19


def test_the_line_of_what_is_missing_is_that_of_its_parent():
    loaded = load(FILE, "f.yaml")
    assert loaded.line_of(("questions", 1, "stem")) == 9


def test_the_tag_of_a_union_is_passed_over():
    loaded = load(FILE, "f.yaml")
    assert loaded.line_of(("questions", 0, "choice", "options", 0, "text")) == 8


class Choice(BaseModel):
    model_config = ConfigDict(extra="forbid")
    text: str
    correct: bool = False


class Item(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    choices: list[Choice]


def test_every_problem_is_told_at_once_with_its_line():
    loaded = load("choices:\n  - text: a\n    corect: true\n  - {}\n", "quizzes/x.yaml")
    with pytest.raises(ValidationError) as caught:
        Item.model_validate(loaded.data)
    problems = problems_of(caught.value, loaded)
    assert sorted(map(str, problems)) == [
        "quizzes/x.yaml:1: id: Field required",
        "quizzes/x.yaml:3: choices.0.corect: Extra inputs are not permitted",
        "quizzes/x.yaml:4: choices.1.text: Field required",
    ]
    assert problems_of(caught.value, loaded, "other.yaml")[0].path == "other.yaml"


def test_a_problem_reads_as_file_line_and_words():
    assert str(Problem("a.yaml", 3, "no")) == "a.yaml:3: no"


CANONICAL = """\
id: eth-a
issued: 2026-11-24
volume: "14"
areas: [a, j]
vignette: {age: 54, gender: man}
stem: >-
  A client who lives in another state asks whether the session may go on by video from her hotel,
  and adds: nobody needs to know.
note: |-
  One

  Two: two
options:
  - id: a
    correct: true
    why: "No: that is # not a comment"
  - id: b
    why: 'She says: "no"'
empty: []
nothing: null
"""


def test_the_canonical_form_is_easy_to_read():
    data = {
        "id": "eth-a",
        "issued": date(2026, 11, 24),
        "volume": "14",
        "areas": ["a", "j"],
        "vignette": {"age": 54, "gender": "man"},
        "stem": "A client who lives in another state asks whether the session may go on by video"
        " from her hotel, and adds: nobody needs to know.",
        "note": "One\n\nTwo: two",
        "options": [
            {"id": "a", "correct": True, "why": "No: that is # not a comment"},
            {"id": "b", "why": 'She says: "no"'},
        ],
        "empty": [],
        "nothing": None,
    }
    assert dump(data) == CANONICAL


@pytest.mark.parametrize("length", range(80, 110))
def test_a_long_text_keeps_its_own_spaces_wherever_a_line_ends(length):
    text = "x " + "a" * length + "   " + "b" * 60 + " c"
    assert load(dump({"k": text}), "f.yaml").data == {"k": text}


def test_a_whole_decimal_stays_a_decimal():
    assert isinstance(load(dump(Decimal(5)), "f.yaml").data, Decimal)


def test_lists_in_lists_keep_their_shape():
    assert dump([["a b", ["c d"]], {}]) == "- - a b\n  - - c d\n- {}\n"


@pytest.mark.parametrize("value", [1.5, {1, 2}, object(), b"x"])
def test_what_is_not_json_cannot_be_written(value):
    with pytest.raises(TypeError):
        dump({"a": value})


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), 10**50, {"k" * 81: 1}])
def test_what_could_not_be_read_again_cannot_be_written(value):
    with pytest.raises(ValueError, match=r"number|key"):
        dump({"a": value})


def test_unicode_stays_as_it_is():
    assert yamlfile.dump({"a": "Zoë, 北京 … 🙂"}) == "a: Zoë, 北京 … 🙂\n"
