import pytest

from course import items
from tests.items import make


def _codes(data):
    return [finding.code for finding in items.check_question(make.read(data))]


def _with(*texts, key=0, **over):
    options = [
        make.option(name, correct=place == key, text=text)
        for place, (name, text) in enumerate(zip("abcde", texts, strict=False))
    ]
    return make.choice(options=options, **over)


@pytest.mark.parametrize("data", [make.choice(), make.several(), make.true_false()])
def test_a_good_question_has_no_finding(data):
    assert _codes(data) == []


@pytest.mark.parametrize(("length", "codes"), [(25, []), (26, ["key-longest"])])
def test_a_key_over_a_quarter_longer_is_found(length, codes):
    assert _codes(_with("k" * length, "o" * 20, "p" * 12)) == codes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("All of the above", True),
        ("none of these", True),
        ("A and B", True),
        ("Both a and b", True),
        ("Answers B or C fit", True),
        ("Talk and then pause it", False),
        ("The letter and a note", False),
    ],
)
def test_options_that_point_at_other_options_are_found(text, found):
    codes = _codes(_with("Talk about its meaning", "Return it the next day", text))
    assert ("forbidden-phrase" in codes) is found


@pytest.mark.parametrize("word", ["always", "Never", "sometimes", "only", "ALL", "none", "must"])
def test_absolute_words_in_options_are_found(word):
    texts = ("Talk about its meaning", f"{word} return it", "Leave it be for now")
    assert "absolute-word" in _codes(_with(*texts))


def test_a_word_that_holds_an_absolute_one_is_no_finding():
    assert _codes(_with("Talk about meaning", "Mustard in the hall", "Lonely and small")) == []


@pytest.mark.parametrize(
    ("stem", "found"),
    [
        ("Which step is not right here?", True),
        ("Which of these fits least?", True),
        ("Which step isn't right here?", True),
        ("Each fits except which one?", True),
        ("Which step is NOT right here?", False),
        ("Bao says he does not sleep. What do you ask?", False),
        ("What should at least be said first?", False),
        ("“Why not?” asks Bao. What do you say", True),
    ],
)
def test_a_negative_question_is_found_unless_in_capitals(stem, found):
    assert ("negative-stem" in _codes(make.choice(stem=stem))) is found


def test_a_telling_stem_word_in_the_key_alone_is_found():
    stem = "Bao asks for a prescription. What do you do?"
    assert _codes(_with("A prescription talk", "A rest of a week", key=0, stem=stem)) == [
        "repeated-word"
    ]
    assert _codes(_with("A prescription talk", "No prescription yet", stem=stem)) == []
    assert _codes(_with("A prescription talk", "A rest of a week", key=1, stem=stem)) == []


def test_a_question_without_reference_is_an_error():
    findings = items.check_question(make.read(make.choice(references=[])))
    assert [(one.code, one.severity, one.question) for one in findings] == [
        ("missing-reference", "error", "eth-gift")
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He fears impotence", True),
        ("An Addict", True),
        ("He committed suicide", True),
        ("a non-compliant client", True),
        ("His addiction worries him", False),
        ("They are in a committed bond", False),
        ("A cleaner came", False),
    ],
)
@pytest.mark.parametrize("place", ["stem", "explanation"])
def test_words_of_the_avoid_list_are_found_as_whole_words(place, text, found):
    assert ("avoid-word" in _codes(make.choice(**{place: f"{text}. What now?"}))) is found


def test_words_to_avoid_are_found_in_reasons_too():
    options = make.true_false()["options"]
    options = [options[0], {**options[1], "why": "Frigid is a slur."}]
    assert _codes(make.true_false(options=options)) == ["avoid-word"]


def test_a_written_reason_accepts_a_warning_and_no_error():
    allow = {"avoid-word": "It is the client's own word.", "missing-reference": "There is none."}
    data = make.choice(stem="“I am frigid.” What do you say?", references=[], allow=allow)
    assert _codes(data) == ["missing-reference"]


def test_a_reason_for_an_unknown_code_is_an_error():
    assert _codes(make.choice(allow={"key-longst": "The short form would mislead."})) == [
        "allow-unknown"
    ]
