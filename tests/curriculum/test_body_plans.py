from datetime import date

import pytest

from course.curriculum.body import BodyError, blocks, minutes, parse, render, used, words
from tests.curriculum.plans import PARTS, plan


def _problems(body):
    with pytest.raises(BodyError) as caught:
        parse(body)
    return caught.value.problems


def _html(body, **more):
    given = {"cite": str, "asset_url": str, "today": date(2026, 12, 1), **more}
    return "".join(one.html for one in render(parse(body), **given))


def _with(**parts):
    return plan({**PARTS, **{name.replace("_", " "): text for name, text in parts.items()}})


def test_a_plan_has_an_id_a_title_and_seven_parts_with_their_lines():
    (found,) = parse(plan())
    assert isinstance(found, blocks.Plan)
    assert (found.id, found.title) == ("first-steps", "First *steps*")
    assert [(one.line, one.heading, one.text) for one in found.parts] == [
        (2 + 2 * place, heading, text) for place, (heading, text) in enumerate(PARTS.items())
    ]


def test_a_part_may_hold_lists_and_several_paragraphs():
    (found,) = parse(_with(Steps="\n1. One\n2. Two\n\nThen talk.\n"))
    assert found.parts[2].text == "\n1. One\n2. Two\n\nThen talk."


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("::: plan\n:::", 1, "::: plan is empty"),
        (plan(opening="::: plan"), 1, "needs an id and a title"),
        (plan(opening="::: plan first-steps"), 1, "needs an id and a title"),
        (plan(opening="::: plan First steps"), 1, "needs an id and a title"),
        (plan(opening=f"::: plan {'a' * 65} First"), 1, "longer than 64"),
        (plan({k: v for k, v in PARTS.items() if k != "Steps"}), 1, "the plan has no ### Steps"),
        (_with(Steps=" "), 6, "### Steps is empty"),
        (_with(Steps="1. One\n#### More"), 8, "a plan has the parts Aim, Not when"),
        (_with(More="More"), 16, "a plan has the parts Aim, Not when"),
        (plan().replace("### Aim", "Words.\n### Aim"), 2, "a plan begins with ### Aim"),
        (_with(Evidence="Some trials [@b]."), 14, "has a grade, as [evidence B]"),
        (_with(Evidence="[evidence B]\n[@b, p. 3]"), 16, "a citation reads"),
        (plan() + "\n" + plan(), 18, "two blocks of this kind are called first-steps"),
    ],
)
def test_a_fault_of_a_plan_is_named_with_its_line(body, line, message):
    ((at, text),) = _problems(body)
    assert (at, message in text) == (line, True), text


def test_a_part_out_of_order_and_a_part_told_twice_are_named():
    names = ["Not when", "Aim", *list(PARTS)[2:]]
    ((line, text),) = _problems(plan({name: PARTS[name] for name in names}))
    assert (line, text[:26]) == (4, "### Aim is out of order: A")
    ((line, text),) = _problems(plan().replace(":::\n", "### Evidence\n[evidence C]\n:::\n"))
    assert (line, text[:16]) == (16, "### Evidence is ")


def test_the_gate_stands_before_the_aim():
    html = _html(plan())
    assert html.startswith('<section class="block plan" id="plan-first-steps">')
    places = [html.index(text) for text in ("First <em>steps", "The gate, before", ">Aim</h4>")]
    assert places == sorted(places)
    assert html.count('<p class="label">The gate, before any task</p>') == 1


def test_a_plan_links_to_its_own_page():
    html = _html(plan(), plan_url=lambda slug: f"/plans?a=1&b={slug}")
    assert 'href="/plans?a=1&amp;b=first-steps">This plan by itself' in html
    assert "This plan by itself" not in _html(plan())


def test_no_heading_takes_the_place_of_a_plan():
    assert '<h2 id="section-plan-first-steps">' in _html(f"# Plan first steps\n\n{plan()}")


def test_the_words_of_a_plan_take_time_and_its_sources_are_used():
    long = _with(Steps="word " * 300)
    assert words(parse(long)) - words(parse(plan())) == 298
    assert minutes(parse(long)) == 3
    assert used(parse(plan())).plans == [("first-steps", 1)]
    assert [key for key, _ in used(parse(plan())).citations] == ["a", "b"]
