"""What is said of a question, from numbers alone."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.studio.rules import SENTENCES, Reason, Seen, reasons

#: Sixty answers as a good question gets them.
GOOD = Seen(60, 60, Fraction(65, 100), 0.4, Fraction(65, 100), Fraction(1, 4))


def test_nothing_is_said_of_a_good_question():
    assert reasons(GOOD) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"discrimination": -0.01}, [Reason.AGAINST_THE_STRONGER]),
        ({"discrimination": 0.1}, [Reason.FLAT]),
        ({"discrimination": None}, []),
        ({"answered": 48}, [Reason.LEFT_BLANK]),
        ({"answered": 49}, []),
        ({"facility": Fraction(95, 100)}, [Reason.KNOWN_TO_ALL]),
        ({"facility": Fraction(35, 100)}, [Reason.HARDER_THAN_MEANT]),
        ({"facility": Fraction(36, 100)}, []),
        ({"facility": Fraction(94, 100), "expected": Fraction(6, 10)}, [Reason.EASIER_THAN_MEANT]),
        (
            {"facility": Fraction(24, 100)},
            [Reason.BELOW_CHANCE, Reason.HARDER_THAN_MEANT],
        ),
    ],
)
def test_each_sign_has_its_reason(changed, said):
    assert reasons(replace(GOOD, **changed)) == said


def test_the_sign_is_said_from_thirty_answers_on_and_flatness_from_fifty():
    bad, flat = {"discrimination": -0.5}, {"discrimination": 0.1}
    thirty = replace(GOOD, n=30, answered=30)
    assert reasons(replace(thirty, **bad)) == [Reason.AGAINST_THE_STRONGER]
    assert reasons(replace(thirty, **flat)) == []
    assert reasons(replace(thirty, n=29, answered=29, **bad)) == []


SHARES = st.sampled_from([Fraction(part, 20) for part in range(21)])


@given(
    st.builds(
        Seen,
        n=st.integers(1, 200),
        answered=st.integers(0, 1),
        facility=SHARES,
        discrimination=st.none() | st.floats(-1, 1),
        expected=SHARES,
        chance=SHARES,
    )
)
def test_every_reason_has_a_sentence_and_the_worst_comes_first(seen):
    found = reasons(seen)
    assert found == sorted(set(found))
    assert all(SENTENCES[reason] for reason in found)
