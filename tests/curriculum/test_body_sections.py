from course.curriculum.body import blocks, parse, sections

BODY = """\
Before.

## One

Text.

::: note A
Aside.
:::

Below it.

## Two
At once.
### Within two
> ## No section

## Two

::: check a
:::
"""


def test_a_lesson_is_cut_at_its_headings_of_the_second_level():
    found = sections(parse(BODY, 11))
    assert [(one.heading, one.anchor) for one in found] == [
        ("", ""),
        ("One", "one"),
        ("Two", "two"),
        ("Two", "two-2"),
    ]
    assert [type(one).__name__ for one in found[1].blocks] == ["Prose", "Callout", "Prose"]
    (text,) = found[2].blocks
    assert text == blocks.Prose(24, "At once.\n### Within two\n> ## No section\n")
    assert isinstance(found[3].blocks[-1], blocks.CheckPoint)


def test_nothing_is_lost_between_sections():
    found = sections(parse(BODY))
    texts = [one.text for part in found for one in part.blocks if isinstance(one, blocks.Prose)]
    kept = [line for text in texts for line in text.split("\n") if line]
    assert kept == [
        "Before.",
        "Text.",
        "Below it.",
        "At once.",
        "### Within two",
        "> ## No section",
    ]


def test_a_text_without_headings_is_one_section():
    (only,) = sections(parse("Only this."))
    assert (only.heading, only.anchor) == ("", "")
