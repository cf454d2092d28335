"""A picture alone: nothing that a camera wrote beside it, nothing after its end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.errors import Invalid
from course.studio.cleaning import MOST_BYTES, cleaned, name_of
from tests.studio import pictures

WITH_WORDS = {
    "a.png": (pictures.PNG_WITH_WORDS, pictures.PNG),
    "a.jpg": (pictures.JPEG_WITH_WORDS, pictures.JPEG),
    "a.webp": (pictures.WEBP_WITH_WORDS, pictures.WEBP),
}


@pytest.mark.parametrize("name", WITH_WORDS)
def test_what_stands_beside_the_picture_is_taken_out_and_the_picture_stays(name):
    given_, wanted = WITH_WORDS[name]
    assert pictures.SECRET in given_
    assert cleaned(name, given_) == wanted
    assert cleaned(name, wanted) == wanted


@pytest.mark.parametrize("name", WITH_WORDS)
def test_a_picture_that_was_cut_off_is_refused(name):
    whole = WITH_WORDS[name][1]
    for end in range(12, len(whole)):
        with pytest.raises(Invalid):
            cleaned(name, whole[:end])


@given(st.binary(max_size=300), st.sampled_from(["a.png", "a.jpg", "a.webp"]))
def test_any_bytes_are_cleaned_or_refused_in_words(rest, name):
    start = {"a.png": b"\x89PNG\r\n\x1a\n", "a.jpg": b"\xff\xd8\xff", "a.webp": b"RIFF"}[name]
    try:
        once = cleaned(name, start + rest)
    except Invalid:
        return
    assert cleaned(name, once) == once


def test_a_wrong_checksum_is_damage():
    with pytest.raises(Invalid, match="damaged"):
        cleaned("a.png", pictures.PNG[:-1] + b"!")


def test_a_picture_that_is_too_large_is_refused():
    with pytest.raises(Invalid, match=str(MOST_BYTES)):
        cleaned("a.png", pictures.PNG + b"\0" * MOST_BYTES)


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("Path.SVG", "path.svg"),
        ("../../etc/Üben 2.jpeg", "ben-2.jpg"),
        ("C:\\pictures\\a b.png", "c-pictures-a-b.png"),
        ("x" * 300 + ".png", "x" * 60 + ".png"),
    ],
)
def test_a_name_is_made_to_fit_a_lesson(given_, kept):
    assert name_of(given_) == kept
