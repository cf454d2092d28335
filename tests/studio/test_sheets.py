"""What an author typed, read strictly: every fault has its line and its field."""

import pytest

from course import items
from course.studio import guide, sheets
from tests.items import kinds, make

SHEET = """\
id: a-question
type: choice
stem: What comes first?
options:
  - {id: a, text: Ask, correct: true, why: It is first.}
  - {id: b, text: Wait, why: It comes later.}
explanation: Ask first.
objective: do-one
level: apply
difficulty: 0.5
safety: false
pool: practice
references: [bass2006]
"""


def faults(text):
    return [(fault.line, fault.place) for fault in sheets.question(text).faults]


def test_a_sheet_gives_its_question():
    sheet = sheets.question(SHEET)
    assert sheet.faults == ()
    assert (sheet.thing.id, len(sheet.thing.options)) == ("a-question", 2)


def test_all_faults_come_at_once_with_line_and_field():
    spoiled = SHEET.replace("text: Wait, ", "").replace("level: apply", "level: high")
    assert faults(spoiled) == [(6, "options.1.text"), (9, "level")]


def test_a_field_that_there_is_not_is_named():
    assert faults(SHEET + "color: red\n") == [(14, "color")]


def test_text_that_is_not_yaml_has_the_line_where_it_stops_being_it():
    ((line, _),) = faults(SHEET.replace("level: apply", 'level: "apply'))
    assert line >= 9


def test_a_key_that_stands_twice_is_refused_at_the_second():
    assert faults(SHEET + "level: recall\n") == [(14, "")]


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "words\n", "12\n", "null\n"])
def test_what_is_no_question_at_all_says_what_is_asked_for(text):
    (fault,) = sheets.question(text).faults
    assert (fault.line, "the fields of one question" in fault.words) == (1, True)


@pytest.mark.parametrize("kind", ["essay", "[1]", "", "{a: 1}"])
def test_an_unknown_kind_is_answered_with_the_known_ones(kind):
    (fault,) = sheets.question(SHEET.replace("type: choice", f"type: {kind}")).faults
    assert (fault.line, fault.place) == (2, "type")
    assert all(known in fault.words for known in items.KINDS)


def test_a_sheet_beyond_the_longest_is_refused_before_it_is_read():
    (fault,) = sheets.question("id: " + "a" * sheets.LONGEST).faults
    assert str(sheets.LONGEST) in fault.words


def test_line_ends_of_browsers_become_those_of_files():
    assert sheets.typed("a\r\nb\rc\0\n\n\n") == "a\nb\nc\n"


ALL = {**kinds.ALL, "choice": make.choice}


@pytest.mark.parametrize("kind", ALL)
def test_the_sheet_of_a_question_gives_the_same_question(kind):
    question = items.read_question(ALL[kind]())
    assert sheets.question(sheets.question_text(question)).thing == question


@pytest.mark.parametrize("kind", items.KINDS)
def test_every_kind_has_a_reference_and_a_sheet_to_begin_with(kind):
    assert items.read_question({**_common(), **_example(kind)}).type == kind
    begun = sheets.question(guide.blank(kind))
    assert begun.thing is None
    assert {fault.place for fault in begun.faults} >= {"id", "explanation", "objective"}


def _common():
    data = make.choice()
    return {name: data[name] for name in data if name not in {"id", "type", "stem", "options"}}


def _example(kind):
    from course import yamlfile

    return yamlfile.load(guide.guides()[kind].example, kind).data


LESSON = """\
---
id: one
title: One
areas: [a, z]
objectives: []
review: {status: unreviewed, due: 2027-11-01}
---

Text.

::: nothing
:::
"""


def test_front_matter_and_body_of_a_lesson_tell_their_faults_together():
    found = [(fault.line, fault.place) for fault in sheets.lesson(LESSON).faults]
    assert found == [(4, "areas.1"), (5, "objectives"), (11, "")]


def test_a_lesson_without_front_matter_says_so():
    assert [fault.line for fault in sheets.lesson("Text.\n").faults] == [1]


def test_the_id_is_found_in_a_sheet_that_cannot_be_read():
    assert sheets.id_in("type: [\nid: a-question\n") == "a-question"
    assert sheets.id_in("id: Not a slug\n") == ""
