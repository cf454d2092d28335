import pytest

from course import items
from tests.items import make

OBJECTIVE = "hold-no-sexual-contact"
TEXTS = ("Talk it over a bit", "Send it back to her", "Put it on the shelf")


def _row(n, key=None, **over):
    """A question whose stem is like no other's, with the key at place n of three."""
    key = n % 3 if key is None else key
    options = [
        make.option(name, correct=place == key, text=text)
        for place, (name, text) in enumerate(zip("abc", TEXTS, strict=True))
    ]
    stem = " ".join(f"w{n}x{word}" for word in "abcdef")
    return make.choice(**{"id": f"q-{n}", "stem": stem, "options": options, **over})


def _found(rows, objectives=None):
    tiers = {OBJECTIVE: "T3"} if objectives is None else objectives
    return items.check_bank([make.read(row) for row in rows], tiers)


def _codes(rows, objectives=None):
    return {finding.code for finding in _found(rows, objectives)}


def test_a_balanced_bank_has_no_finding():
    assert _codes([_row(n) for n in range(12)]) == set()


def test_an_empty_bank_lacks_what_its_objectives_need():
    assert _codes([]) == {"too-few"}
    assert _codes([], {}) == set()


def test_a_pre_test_s_bank_has_to_cover_nothing():
    rows = [_row(n, pool="diagnostic") for n in range(3)]
    assert "too-few" not in _codes(rows)
    assert "too-few" in _codes([*rows, _row(3)])


def test_findings_of_single_questions_carry_their_ids():
    found = _found([_row(0), _row(1, references=[])])
    assert [(one.code, one.question) for one in found] == [("missing-reference", "q-1")]


@pytest.mark.parametrize(("many", "codes"), [(4, set()), (5, {"key-longest-often"})])
def test_keys_that_are_longest_too_often_are_found(many, codes):
    # Every wrong text is cut to 16 characters; the key to 19 where it is long, else to 15.
    rows = []
    for n in range(10):
        row = _row(n)
        long = n < many
        row["options"] = [
            {**one, "text": one["text"][:15] + ("more" if one.get("correct") is long else "")}
            if one.get("correct")
            else {**one, "text": one["text"][:15] + f"{one['id']}"}
            for one in row["options"]
        ]
        rows.append(row)
    assert _codes(rows) == codes


@pytest.mark.parametrize(("many", "codes"), [(6, set()), (7, {"key-position"})])
def test_a_crowded_key_position_is_found(many, codes):
    rows = [_row(n, key=0 if n < many else 1 + n % 2) for n in range(12)]
    assert _codes(rows) == codes


def test_key_positions_are_not_judged_in_a_small_bank():
    assert _codes([_row(n, key=0) for n in range(11)]) == set()


@pytest.mark.parametrize(("recall", "codes"), [(4, set()), (5, {"level-recall"})])
def test_too_much_recall_is_found(recall, codes):
    rows = [_row(n, level="recall" if n < recall else "apply") for n in range(12)]
    assert _codes(rows) == codes


@pytest.mark.parametrize(("applied", "codes"), [(4, set()), (3, {"level-apply"})])
def test_too_little_application_is_found(applied, codes):
    rows = [_row(n, level="analyze" if n < applied else "understand") for n in range(10)]
    assert _codes(rows) == codes


def _client(gender="woman", couple="mixed"):
    return {"age": 40, "gender": gender, "couple": couple}


@pytest.mark.parametrize(("other", "codes"), [(2, set()), (1, {"couples-unbalanced"})])
def test_too_many_mixed_couples_are_found(other, codes):
    kinds = ["same-gender"] * other + ["mixed"] * (6 - other) + ["none"] * 2
    rows = [_row(n, vignette=_client(couple=couple)) for n, couple in enumerate(kinds)]
    assert _codes(rows) == codes


@pytest.mark.parametrize(("women", "codes"), [(6, set()), (7, {"genders-unbalanced"})])
def test_too_many_clients_of_one_gender_are_found(women, codes):
    genders = ["woman"] * women + ["man"] * (10 - women)
    rows = [_row(n, vignette=_client(one, "none")) for n, one in enumerate(genders)]
    assert _codes(rows) == codes


@pytest.mark.parametrize(("tier", "practice", "mock"), [("T1", 6, 4), ("T2", 4, 2), ("T3", 2, 0)])
def test_each_tier_has_its_least_number_of_questions(tier, practice, mock):
    pools = ["practice"] * practice + ["mock"] * mock
    rows = [_row(n, pool=pool) for n, pool in enumerate(pools)]
    assert _codes(rows, {OBJECTIVE: tier}) == set()
    assert _codes(rows[1:], {OBJECTIVE: tier}) == {"too-few"}
    if mock:
        assert _codes(rows[:-1], {OBJECTIVE: tier}) == {"too-few"}


def test_an_unknown_objective_is_an_error():
    found = _found([_row(0)], {})
    assert [(one.code, one.severity) for one in found] == [("unknown-objective", "error")]


def test_an_id_stands_once():
    assert "id-twice" in _codes([_row(0), _row(1), _row(2, id="q-0")])


def test_near_duplicate_stems_are_found_from_four_fifths_on():
    # 8 shared words of 10 are four fifths; 7 of 9 are less.
    same = "one two three four five six seven"
    near = [_row(0, stem=f"{same} eight nine"), _row(1, stem=f"{same} eight ten")]
    far = [_row(0, stem=f"{same} nine"), _row(1, stem=f"{same} ten")]
    assert _codes(near) == {"near-duplicate"}
    assert _codes(far) == set()


def test_a_near_duplicate_can_be_accepted_with_a_reason():
    allow = {"near-duplicate": "The second asks for the other partner's side."}
    rows = [
        _row(0, stem="One two three?", allow=allow),
        _row(1, stem="One two three?", allow=allow),
    ]
    assert _codes(rows) == set()


def test_every_code_that_can_be_found_is_explained():
    assert all(text.endswith(".") for text in items.CODES.values())
    assert len(items.CODES) == 18
