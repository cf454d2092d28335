"""Every kind in a quiz: by plain forms and by our script's JSON, until the review."""

import json
import re

import pytest

from tests.items import kinds
from tests.kinds.files import KINDS
from tests.kinds.forms import PARTS, RIGHT, Form, fill, shown

#: What the pages may not hold before release, beyond the options of a choice.
_IDS = re.compile(r'(?:value|id|name|for)="([^"]*)"')
STORED = {
    "choice": '{"answer":["a"]}',
    "matching": '{"answer":["limits:limits","consent:consent","scope:scope"]}',
    "ordering": '{"answer":["ask","plan","tell","note"]}',
    "short-text": '{"answer":["consent!"]}',
    "number": '{"answer":["16"]}',
    "cloze": '{"before":["consent"],"end":["Either partner"]}',
}


def test_an_answer_by_a_plain_form_is_stored_and_shown_again(attempt):
    for kind in KINDS:
        assert attempt.post(fill(attempt.form(kind), RIGHT[kind]), kind).status_code == 303
        assert attempt.stored(kind) == STORED[kind]
        again = shown(attempt.form(kind), RIGHT[kind])
        assert again == {**RIGHT[kind], **({"Your answer": "16"} if kind == "number" else {})}


def test_an_answer_by_our_script_is_stored_and_shown_again(attempt):
    for kind in KINDS:
        answer = PARTS[kind]
        reply = attempt.save(fill(attempt.form(kind), answer).wire(), kind, 1)
        assert (reply.status_code, reply.json["saved_seq"]) == (200, 1)
        assert shown(attempt.form(kind), answer) == answer


def test_an_answer_that_is_taken_back_is_blank(attempt):
    for kind in KINDS:
        blank = attempt.form(kind)
        attempt.save(fill(attempt.form(kind), RIGHT[kind]).wire(), kind, 1)
        assert attempt.save(blank.wire(), kind, 2).status_code == 200
        assert not any(json.loads(attempt.stored(kind)).values())
        assert "not answered" in attempt.browser.text(f"{attempt.url}/overview")


def test_a_stale_window_shows_both_answers_and_keeps_the_one_that_is_chosen(attempt):
    for kind in KINDS:
        mine = fill(attempt.form(kind), PARTS[kind])
        attempt.save(fill(attempt.form(kind), RIGHT[kind]).wire(), kind, 1)
        answer = attempt.post(mine, kind)
        page = answer.get_data(as_text=True)
        assert answer.status_code == 409
        for words in (*_words(PARTS[kind]), *_words(RIGHT[kind])):
            assert words.removesuffix(",0 %") in page
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]+)"', page)
        data = {name: [v for n, v in hidden if n == name] for name, _ in hidden}
        kept = attempt.browser.client.post(attempt.address(kind), data={**data, "go": "stay"})
        assert kept.status_code == 303
        assert shown(attempt.form(kind), PARTS[kind]) == PARTS[kind]


def _words(answers):
    return [label if answer is True else answer for label, answer in answers.items()]


def test_a_stale_script_hears_what_is_stored_in_words_and_as_it_would_send_it(attempt):
    for kind in KINDS:
        form = fill(attempt.form(kind), RIGHT[kind])
        attempt.save(form.wire(), kind, 1)
        reply = attempt.save(attempt.form(kind).wire(), kind, 1, "other")
        assert (reply.status_code, reply.json["error"]) == (409, "stale")
        lines = [
            label if answer is True else f"{label}: {answer}"
            for label, answer in RIGHT[kind].items()
        ]
        expected = {"short-text": ["consent!"], "number": ["16 percent"]}.get(kind, lines)
        assert sorted(reply.json["saved_answer"]) == sorted(expected)
        sent = [one.replace("16,0 %", "16") for one in form.wire()]
        assert sorted(reply.json["saved_sent"]) == sorted(sent)


def test_every_kind_is_graded_and_reviewed_with_its_reasons(attempt):
    for kind in KINDS:
        attempt.post(fill(attempt.form(kind), PARTS[kind]), kind)
    page = attempt.submit()
    # A third for one pair of three, a third for 2 of 6 pairs of steps, a half for one gap of two.
    assert "1.17 of 6" in page
    assert [page.count(share) for share in ("33 %", "50 %")] == [2, 1]
    for kind in KINDS:
        for why in re.findall(r'"why": "([^"]+)"', json.dumps(kinds.ALL[kind](), default=str)):
            assert why in page, (kind, why)
    for words in ("Your answer, not right", "Right, and not answered", "Not placed"):
        assert words in page


def test_right_answers_of_every_kind_earn_all_marks(attempt):
    for kind in KINDS:
        attempt.post(fill(attempt.form(kind), RIGHT[kind]), kind)
    assert "6 of 6" in attempt.submit()


def test_ids_on_the_page_say_nothing(attempt):
    for kind in KINDS:
        page = attempt.page(kind)
        fieldset = page[page.index('<fieldset class="question"') : page.index("</fieldset>")]
        ids = [one.removeprefix("answer-") for one in _IDS.findall(fieldset)]
        assert ids
        assert [one for one in ids if not re.fullmatch(r"|answer|[0-9a-f]{32}(-unit)?", one)] == []


def test_no_reason_is_on_the_page_before_release(attempt):
    for kind in KINDS:
        page = attempt.page(kind)
        for why in re.findall(r'"why": "([^"]+)"', json.dumps(kinds.ALL[kind](), default=str)):
            assert why not in page


def test_every_control_has_a_label(attempt):
    for kind in KINDS:
        assert all(one.label for one in attempt.form(kind).controls)


BAD = [
    ("number", {"Your answer": "1,234"}, "answer: write the number without separators"),
    ("number", {"Your answer": "<b>12"}, "answer: write a number in digits"),
    ("short-text", {"Your answer": "x" * 201}, "answer: 201 characters, and 200 is the most"),
    ("short-text", {"Your answer": "a\x07b"}, "answer: the text holds a control character"),
    ("cloze", {"Gap 1": "consent", "Gap 2": "y" * 201}, "gap 2: 201 characters"),
]


@pytest.mark.parametrize(("kind", "answer", "message"), BAD)
def test_what_cannot_be_read_is_said_beside_the_answer_and_nothing_is_lost(
    attempt, kind, answer, message
):
    reply = attempt.post(fill(attempt.form(kind), answer), kind)
    page = reply.get_data(as_text=True)
    assert reply.status_code == 422
    assert message in page
    assert 'aria-invalid="true"' in page
    assert shown(Form(page), answer) == answer
    assert attempt.stored(kind) is None


@pytest.mark.parametrize(("kind", "answer", "message"), BAD)
def test_our_script_hears_in_words_what_cannot_be_read(attempt, kind, answer, message):
    reply = attempt.save(fill(attempt.form(kind), answer).wire(), kind, 1)
    assert reply.status_code == 422
    assert reply.json["message"].startswith(message)


def test_what_is_foreign_to_the_question_is_refused(attempt):
    for kind in KINDS:
        other = "matching" if kind != "matching" else "ordering"
        foreign = fill(attempt.form(other), RIGHT[other])
        own = attempt.form(kind)
        reply = attempt.save(foreign.wire(), kind, 1)
        assert reply.status_code == 422
        assert "do not belong to this question" in reply.json["message"]
        box = next((one.name[7:] for one in own.controls if one.kind == "text"), None)
        bad = [f"{'0' * 32}=words", "=", "words", *([box] if box else [])]
        for one in bad:
            assert attempt.save([one], kind, 1).status_code == 422


def test_one_left_side_or_step_is_not_answered_twice(attempt):
    for kind in ("matching", "ordering"):
        select = attempt.form(kind).controls[0]
        answer = [value for value in select.options.values() if value][:2]
        assert attempt.save(answer, kind, 1).status_code == 422


def test_what_is_written_is_shown_sign_by_sign(attempt):
    words = "*a* [x](https://example.org) <b>&amp;"
    attempt.post(fill(attempt.form("short-text"), {"Your answer": words}), "short-text")
    attempt.post(fill(attempt.form("cloze"), {"Gap 2": words}), "cloze")
    page = attempt.submit()
    shown_as = "*a* [x](https://example.org) &lt;b&gt;&amp;amp;"
    assert page.count(shown_as) == 3  # in the note of the text, in the gap, in the gap's note
    assert 'example.org"' not in page
