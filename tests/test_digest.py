import hashlib
import json
import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.digest import canonical, digest


def test_keys_are_sorted_without_spaces_and_letters_stay():
    found = canonical({"b": 1, "a": ["é", Decimal("0.10"), None, True]})
    assert found == '{"a":["é","0.10",null,true],"b":1}'


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_has_no_canonical_form(value):
    with pytest.raises(ValueError, match="JSON"):
        canonical([value])


@pytest.mark.parametrize("value", [b"bytes", {1, 2}, object()])
def test_what_json_cannot_carry_has_no_canonical_form(value):
    with pytest.raises(TypeError, match="canonical"):
        canonical({"it": value})


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(PLAIN)
def test_canonical_text_reads_back_as_the_same_and_is_its_own_form(value):
    assert json.loads(canonical(value)) == value
    assert canonical(json.loads(canonical(value))) == canonical(value)


def test_the_digest_is_sha_256():
    # The example of FIPS 180-2, appendix B.1.
    expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert digest("abc") == digest(b"abc") == expected
    assert digest("é") == hashlib.sha256(b"\xc3\xa9").hexdigest()
