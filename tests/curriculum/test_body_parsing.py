from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.curriculum.body import BodyError, blocks, parse

LESSON = """\
A client asks [@aasect-touch].

## Rules

::: note Who decides
The **board**.
:::

::: law 2026-11-24
Florida names the title; other states differ.
:::

::: room A request
Client: Could you show me?
Ana María: No: I can't, and I can
Note: She says no, and stays.
:::

::: check eth-touch
:::

::: figure path.svg
What to do.

First ask. Then refer.

- Then wait.
:::

::: worksheet my-values 15 My values
You may skip.

? matters: What matters to me
? wont: What I won't do
:::

::: guide
1. Why?
:::
"""


def problems(body, first_line=1):
    with pytest.raises(BodyError) as caught:
        parse(body, first_line)
    return caught.value.problems


def test_a_lesson_is_read_block_by_block_with_its_lines():
    assert [type(block).__name__ for block in parse(LESSON)] == [
        "Prose",
        "Callout",
        "LawNote",
        "Room",
        "CheckPoint",
        "Figure",
        "Worksheet",
        "Guide",
    ]
    assert [block.line for block in parse(LESSON, first_line=101)] == [
        *(101, 105, 109, 113, 119, 122, 130, 137),
    ]


def test_each_kind_keeps_what_it_says():
    _, note, law, room, check, figure, sheet, guide = parse(LESSON)
    assert note == blocks.Callout(5, "note", "Who decides", "The **board**.")
    assert (law.as_of, law.text[:7]) == (date(2026, 11, 24), "Florida")
    assert room.turns == (
        blocks.Turn(14, "Client", "Could you show me?"),
        blocks.Turn(15, "Ana María", "No: I can't, and I can"),
    )
    assert room.note == blocks.Turn(16, "Note", "She says no, and stays.")
    assert check.question == "eth-touch"
    assert figure.caption == "What to do."
    assert figure.description == "First ask. Then refer.\n\n- Then wait."
    assert (sheet.minutes, guide.text) == (15, "1. Why?")


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("::: box\nx\n:::", 1, "there is no block ::: box"),
        ("a\n\n::: note\nx", 3, "never closed"),
        ("::: note\na\n::: check b\n:::\n:::", 3, "stands inside ::: note of line 1"),
        ("a\n:::\nb", 2, "none is open"),
        ("::: law soon\nx\n:::", 1, "::: law needs the day"),
        ("::: law 2026-02-30\nx\n:::", 1, "::: law needs the day"),
        ("::: law 20261124\nx\n:::", 1, "::: law needs the day"),
        ("::: room A\nClient: a\nand so on\n:::", 3, "begins with its speaker"),
        ("::: room A\nshe said: a\nClient: b\n:::", 2, "begins with its speaker"),
        ("::: room A\nNote: why\nClient: a\n:::", 2, "Note: comes last"),
        ("::: room A\nNote: why\n:::", 1, "no line such as"),
        ("::: figure a.svg\n:::", 1, "no caption"),
        ("::: figure a.svg\nOnly this.\n:::", 1, "no description"),
        ("::: figure ../a.svg\nA.\n\nB.\n:::", 1, "a file beside the lesson"),
        ("::: figure a.html\nA.\n\nB.\n:::", 1, "a file beside the lesson"),
        ("::: check\n:::", 1, "the id of one question"),
        ("::: check a b\n:::", 1, "the id of one question"),
        ("::: check a\nb\n:::", 1, "holds nothing"),
        ("::: worksheet\n? a: b\n:::", 1, "needs an id, its minutes and a title"),
        (f"::: worksheet {'a' * 65} 5 Plan\n? a: b\n:::", 1, "longer than 64"),
        ("::: worksheet plan 0 Plan\n? a: b\n:::", 1, "1 to 120 minutes"),
        ("::: worksheet plan 121 Plan\n? a: b\n:::", 1, "1 to 120 minutes"),
        ("::: worksheet plan soon Plan\n? a: b\n:::", 1, "needs an id"),
        ("::: worksheet plan 5\n? a: b\n:::", 1, "needs an id"),
        ("::: worksheet plan 5 Plan\nwords\n:::", 1, "has no line such as ? client"),
        ("::: worksheet plan 5 Plan\n? a: b\nwords\n:::", 3, "each line is ? field-id: prompt"),
        ("::: worksheet plan 5 Plan\n? a: b\n? a: c\n:::", 3, "two prompts of this worksheet"),
        ("::: worksheet plan 5 Plan\n? a: b [@]\n:::", 2, ""),
        ("::: guide Title\na\n:::", 1, "has no title"),
        ("::: safety Care\n\n:::", 1, "is empty"),
        ("a\n\n```\n::: note\n", 3, "code block is never closed"),
        ("a\nb [@x, p. 3]", 2, "[@x, p. 3]: a citation reads"),
        ("[evidence Z]", 1, "[evidence Z]: there are the grades A, B, C, D"),
        ("| a |\n|---|\n| b [@] |\n", 3, "a citation reads"),
        ("::: note\n\na\nb [@x,y]\n:::", 4, "a citation reads"),
        ("::: figure a.svg\nA.\n\nB [@x y].\n:::", 4, "a citation reads"),
        ("::: room A\nClient: b [@X]\n:::", 2, "a citation reads"),
    ],
)
def test_a_fault_is_named_with_its_line(body, line, words):
    found = problems(body)
    assert len(found) == 1
    assert found[0][0] == line
    assert words in found[0][1]


def test_all_faults_are_told_at_once_in_order():
    body = "::: law x\na\n:::\n\n[@a,b]\n\n::: box\n:::\n\n::: check\n:::\n"
    assert [line for line, _ in problems(body, first_line=11)] == [11, 15, 17, 20]


def test_a_mark_in_a_code_block_is_only_text():
    body = "```\n::: note\n[@a,b]\n:::\n```\n\n`[@a,b]` \\[@a,b]"
    assert [type(block) for block in parse(body)] == [blocks.Prose]


def test_lines_may_end_as_a_browser_sends_them():
    assert parse(LESSON.replace("\n", "\r\n")) == parse(LESSON)


def test_an_empty_body_has_no_blocks():
    assert parse("\n\n") == []


@given(st.lists(st.sampled_from([*LESSON.split("\n"), "~~~", "````", "::: x"])).map("\n".join))
def test_any_order_of_lines_gives_blocks_or_faults_within_the_file(body):
    try:
        found = [block.line for block in parse(body, 10)]
    except BodyError as error:
        found = [line for line, _ in error.problems]
    assert all(10 <= line <= 10 + body.count("\n") for line in found)
    assert found == sorted(found)
