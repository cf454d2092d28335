"""The file forms of the kinds beyond choosing."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from course import items, yamlfile
from tests.items import kinds, make

BEYOND = [kinds.ALL[one] for one in ("matching", "ordering", "short-text", "number", "cloze")]
PAGE = Path(__file__).parents[2] / "docs" / "authoring.md"


@pytest.mark.parametrize("kind", BEYOND)
def test_a_question_of_each_kind_is_read_written_back_and_stored(kind):
    data = kind()
    question = make.read(data)
    assert items.to_yaml_data(question) == data
    assert items.parse_source(items.source_text(question)) == question
    one = items.to_item(question)
    assert items.parse(items.canonical_text(one)) == one


@pytest.mark.parametrize("kind", BEYOND)
def test_a_file_of_each_kind_is_the_same_after_writing_and_reading(kind):
    text = yamlfile.dump([items.to_yaml_data(make.read(kind()))])
    (again,) = yamlfile.load(text, "x.yaml").data
    assert yamlfile.dump([items.to_yaml_data(make.read(again))]) == text


def test_numbers_are_written_as_texts_in_their_one_spelling():
    answer = {"value": 16, "low": Decimal("15.50"), "high": "16.5", "why": "Eight of fifty."}
    written = items.to_yaml_data(make.read(kinds.number(answer=answer)))["answer"]
    assert written == {"value": "16", "low": "15.5", "high": "16.5", "why": "Eight of fifty."}


@pytest.mark.parametrize("kind", BEYOND)
def test_a_good_question_of_each_kind_has_no_finding(kind):
    assert items.check_question(make.read(kind())) == []


def _places(data):
    """Return every way to the texts of a kind's own fields, and to the reasons."""
    found = []

    def walk(value, way):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(inner, dict | list):
                walk(inner, (*way, key))
            elif key in {"text", "left", "right", "why"}:
                found.append((*way, key))

    walk({key: data[key] for key in data if isinstance(data[key], dict | list)}, ())
    return found


def _put(data, way, text):
    if not way:
        return text
    key, *rest = way
    inner = _put(data[key], rest, text)
    if isinstance(data, list):
        return [*data[:key], inner, *data[key + 1 :]]
    return {**data, key: inner}


@pytest.mark.parametrize(
    ("data", "way"), [(kind(), way) for kind in BEYOND for way in _places(kind())]
)
def test_a_word_to_avoid_is_found_in_every_text_and_reason(data, way):
    codes = [one.code for one in items.check_question(make.read(_put(data, way, "frigid")))]
    assert codes == ["avoid-word"]


@pytest.mark.parametrize(
    ("data", "way"),
    [(kind(), way) for kind in BEYOND for way in _places(kind()) if way[-1] == "why"],
)
def test_everything_that_can_be_answered_says_why(data, way):
    with pytest.raises(ValidationError, match="why"):
        make.read(_put(data, way, " "))


def _pairs(*rights):
    return [kinds.pair(f"p{n}", f"Left {n}", right) for n, right in enumerate(rights)]


_OPTIONS = kinds.gap_options()
_STEM = "Before it comes [[before]]."


def _gap(**over):
    return kinds.cloze(stem=_STEM, gaps=[{"id": "before", **over}])


def _tempting(**over):
    return kinds.number(tempting=[{"id": "t", "why": "So.", **over}])


_YES = [kinds.known("yes", "Yes")]
BAD = [
    (kinds.matching(pairs=_pairs("One")), "at least 2"),
    (kinds.matching(pairs=_pairs(*"abcdefg")), "at most 6"),
    (kinds.matching(pairs=_pairs("One", " One ")), "two right sides have the same text"),
    (kinds.matching(distractors=[kinds.known("x", "Informed consent")]), "same text"),
    (kinds.matching(distractors=[kinds.known("scope", "Another")]), "same id"),
    (kinds.ordering(steps=[kinds.known(n, n) for n in "ab"]), "at least 3"),
    (kinds.ordering(steps=[kinds.known(n, n) for n in "abcdefg"]), "at most 6"),
    (kinds.ordering(steps=[kinds.known(n, "Same") for n in "abc"]), "same text"),
    (kinds.short_text(accept=[]), "at least 1"),
    (kinds.short_text(tempting=[kinds.known("x", " CONSENT! ")]), "text when compared"),
    (kinds.short_text(accept=[kinds.known("x", "…")]), "nothing to compare"),
    (kinds.number(answer={"value": "1e3", "low": "2000", "why": "So."}), "low is above high"),
    (kinds.number(answer={"value": "5", "low": "6", "high": "7", "why": "So."}), "outside"),
    (kinds.number(answer={"value": "many", "why": "So."}), "decimal"),
    (kinds.number(answer={"value": "NaN", "why": "So."}), "finite"),
    (kinds.number(answer={"value": "9" * 21, "why": "So."}), "digits"),
    (_tempting(value="16"), "overlap"),
    (_tempting(low="10", high="15.5"), "overlap"),
    (_tempting(low="10"), "has a value, or low and high"),
    (_tempting(value="10", low="9", high="11"), "has a value, or low and high"),
    (kinds.cloze(stem="Nothing to fill in."), r"\[\[before\]\] stands there once, and here 0"),
    (kinds.cloze(stem="[[before]] [[end]] [[end]]"), r"\[\[end\]\] stands there once, and here 2"),
    (kinds.cloze(stem="[[before]] [[end]] [[other]]"), "there is no gap 'other'"),
    (kinds.cloze(stem="[[before]] [so]([[end]])"), "plain text, not in a link"),
    (kinds.cloze(stem="[[before]] [so [[end]]](/x)"), "plain text, not in a link"),
    (_gap(), "has options, or it has accept"),
    (_gap(options=_OPTIONS, accept=_YES), "has options, or it has accept"),
    (_gap(options=_OPTIONS, tempting=_YES), "has options, or it has accept"),
    (_gap(options=_OPTIONS[:1]), "at least 2"),
    (_gap(options=_OPTIONS[1:]), "exactly one is correct in a gap, and here 0 are"),
]


@pytest.mark.parametrize(("data", "message"), BAD)
def test_what_does_not_fit_is_refused_in_words(data, message):
    with pytest.raises(ValidationError, match=message):
        make.read(data)


def _examples():
    blocks = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    read = [yamlfile.load(block, "authoring.md").data for block in blocks]
    # A question stands in a list; a quiz or a mock exam is a mapping.
    return [data[0] for data in read if isinstance(data, list)]


def test_the_authoring_page_shows_each_kind_once_and_every_example_is_a_question():
    assert [one["type"] for one in _examples()] == list(items.KINDS)
    common = ("explanation", "objective", "level", "difficulty", "safety", "pool", "references")
    rest = {name: make.choice()[name] for name in common}
    for example in _examples():
        written = items.to_yaml_data(make.read({**example, **rest}))
        assert {name: written[name] for name in example} == example


@pytest.mark.parametrize(
    ("data", "rules", "message"),
    [
        (kinds.ordering(), "match_correct", "does not know the rule"),
        (kinds.matching(), "right_minus_wrong", "does not know the rule"),
        (kinds.cloze(), "pairs_in_order", "does not know the rule"),
    ],
)
def test_an_item_with_a_rule_that_its_interactions_do_not_know_is_refused(data, rules, message):
    one = make.item(data)
    text = items.canonical_text(one)
    with pytest.raises(ValueError, match=message):
        items.parse(text.replace(f'"rules":"{one.scoring.rules}"', f'"rules":"{rules}"'))
