"""A kind that is not there: what CONTRIBUTING says is enough to add one, and no more is needed.

Marking what is false in a list: its own interaction and rule, made of controls that pages know.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar, Literal

import pytest

from course import items
from course.items.invalid import InvalidResponse
from course.items.kinds import HANDLERS, KINDS
from course.items.kinds.common import ANSWER, ModelReasoned, Reasoned, make_item, reasoned
from course.items.kinds.shuffling import in_order, shuffled
from course.items.model import Interaction, interaction
from course.items.outcomes import (
    Field,
    Outcome,
    Part,
    Reviewed,
    ReviewedOption,
    ShownOption,
    Taking,
)
from course.items.source import Handler, Kind, Question, clamp
from course.quizzes import shown
from course.quizzes.tokens import to_response, to_wire
from tests.items import make


@interaction("sample-odd-one")
class OddOne(Interaction):
    RULES: ClassVar[frozenset[str]] = frozenset({"sample_rule"})
    type: Literal["sample-odd-one"] = "sample-odd-one"
    parts: tuple[ModelReasoned, ...]
    odd: str


class OddOneHandler(Handler[OddOne]):
    def check(self, one, given):
        if len(given) > 1 or not set(given) <= {part.id for part in one.parts}:
            raise InvalidResponse(f"{one.id}: one of the parts is an answer")

    def order(self, one, seed):
        return shuffled([part.id for part in one.parts], seed, one.id)

    def outcome(self, one, scoring, given):
        parts = tuple(
            Part(one.id, each.id, each.id in given, each.id == one.odd) for each in one.parts
        )
        return Outcome(clamp(Fraction(list(given) == [one.odd]), scoring), parts)

    def taking(self, one, order):
        texts = in_order(one.id, {part.id: part.text.src for part in one.parts}, order)
        pairs = zip(order, texts, strict=True)
        options = tuple(ShownOption(name, text) for name, text in pairs)
        return Taking(one.id, one.type, (Field("select", "The odd one", options),))

    def review(self, one, given, order):
        told = (
            ReviewedOption(
                each.id, each.text.src, each.id in given, each.id == one.odd, each.feedback.src, ""
            )
            for each in in_order(one.id, {part.id: part for part in one.parts}, order)
        )
        return Reviewed(one.id, one.type, tuple(told))

    def shown(self, one):
        return [one.type, sorted([part.id, part.text.src] for part in one.parts)]

    def about(self, one):
        return [one.type, one.odd]

    def key(self, one):
        return [one.odd]

    def guess(self, one, chance):
        return [chance.choice(one.parts).id]


class OddOneQuestion(Question):
    type: Literal["sample-odd-one"]
    parts: tuple[Reasoned, ...]
    odd: str

    def prose(self) -> Sequence[str]:
        return (self.stem, self.explanation)


def _to_item(question):
    answer = OddOne(id=ANSWER, parts=tuple(map(reasoned, question.parts)), odd=question.odd)
    return make_item(question, "sample_rule", [answer])


def _own_yaml(question):
    return {"parts": [part.data() for part in question.parts], "odd": question.odd}


@pytest.fixture
def odd_one(monkeypatch):
    """The item of a question of the sample kind, which is registered for this test."""
    monkeypatch.setitem(HANDLERS, "sample-odd-one", OddOneHandler())
    monkeypatch.setitem(KINDS, "sample-odd-one", Kind(OddOneQuestion, _to_item, _own_yaml))
    data = make.choice(type="sample-odd-one", odd="b")
    del data["options"]
    parts = [{"id": n, "text": f"*Part* {n}", "why": f"Reason {n}."} for n in "abc"]
    question = OddOneQuestion.model_validate({**data, "parts": parts})
    assert items.to_yaml_data(question)["odd"] == "b"
    assert items.check_question(question) == []
    return items.to_item(question)


def _token(interaction, option):
    return f"{interaction}-{option}"


def test_a_sample_kind_is_stored_scored_and_digested(odd_one):
    assert items.parse(items.canonical_text(odd_one)) == odd_one
    assert items.score(odd_one, items.model_answer(odd_one)).fraction == 1
    assert items.score(odd_one, {"answer": ["a"]}).fraction == 0
    assert items.shown_digest(odd_one) != items.about_digest(odd_one)


def test_a_sample_kind_goes_to_the_page_and_back(odd_one):
    response = {"answer": ["b"]}
    sent = to_wire(_token, odd_one, response)
    view = shown.taking(odd_one, {"answer": list("cab")}, _token, sent)
    (field,) = view.fields
    assert (field.control, field.label) == ("select", "The odd one")
    assert [(one.token, one.text, one.chosen) for one in field.options] == [
        ("answer-c", "<em>Part</em> c", False),
        ("answer-a", "<em>Part</em> a", False),
        ("answer-b", "<em>Part</em> b", True),
    ]
    assert to_response(_token, odd_one, sent) == response
    lines = shown.answer_lines(odd_one, {"answer": list("cab")}, response)
    assert lines == ["The odd one: Part b"]


def test_a_sample_kind_is_reviewed(odd_one):
    view = shown.reviewed(odd_one, {"answer": list("cab")}, {"answer": ["a"]})
    (group,) = view.groups
    assert [(one.chosen, one.right) for one in group.options] == [
        (False, False),
        (True, False),
        (False, True),
    ]
