from datetime import date

import pytest

from course.curriculum.body import BodyError, blocks, parse, render, used

SHEET = """\
::: worksheet my-review 15 My review
Read the source.

? comparator: Was there a comparison group?
= Yes | No | The source does not *say*
> We found none [@a].
>
> So it is no proof.

? notes: What else?
> Look again.

? free: And now?
:::
"""


def _problems(below):
    with pytest.raises(BodyError) as caught:
        parse(f"::: worksheet my-review 15 My review\n? one: Which?\n{below}\n:::")
    return caught.value.problems


def test_a_prompt_may_offer_choices_and_tell_something():
    (sheet,) = parse(SHEET)
    first, second, third = sheet.prompts
    assert first == blocks.Prompt(
        4,
        "comparator",
        "Was there a comparison group?",
        ("Yes", "No", "The source does not *say*"),
        blocks.Feedback(6, "We found none [@a].\n\nSo it is no proof."),
    )
    assert (second.choices, second.feedback) == ((), blocks.Feedback(11, "Look again."))
    assert third == blocks.Prompt(13, "free", "And now?")


def test_the_lesson_shows_the_choices_and_never_what_is_told_after():
    given = {"cite": str, "asset_url": str, "today": date(2026, 12, 1)}
    (segment,) = render(parse(SHEET), **given)
    assert "<li>Yes</li>\n<li>No</li>\n<li>The source does not <em>say</em></li>" in segment.html
    assert "found none" not in segment.html
    assert "Look again" not in segment.html


def test_a_citation_in_what_is_told_is_used_and_looked_for():
    assert used(parse(SHEET)).citations == [("a", 6)]


@pytest.mark.parametrize(
    ("below", "line", "words"),
    [
        ("= Yes", 3, "2 to 12 different ones"),
        ("= Yes | ", 3, "2 to 12 different ones"),
        ("= Yes | No | yes", 3, "2 to 12 different ones"),
        ("= " + " | ".join(map(str, range(13))), 3, "2 to 12 different ones"),
        (f"= Yes | {'n' * 201}", 3, "longer than 200"),
        ("= Yes | No\n= Or | And", 4, "one line of choices"),
        ("> Told.\n= Yes | No", 4, "one line of choices"),
        ("= Yes | No\nWords", 4, "each line is ? field-id: prompt"),
        ("= Yes | No\n>\n> b [@x y]", 5, "a citation reads"),
    ],
)
def test_a_fault_is_named_with_its_line(below, line, words):
    ((at, text),) = _problems(below)
    assert (at, words in text) == (line, True), text


def test_choices_before_any_prompt_belong_to_the_introduction():
    (sheet,) = parse("::: worksheet a 5 A\n= Yes | No\n? one: Which?\n:::")
    assert sheet.text == "= Yes | No"
