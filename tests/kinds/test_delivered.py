"""Every question that is delivered can be shown, answered and reviewed as pages do it."""

from collections import Counter
from random import Random

from course import items
from course.questions import content
from course.quizzes import shown
from course.quizzes.tokens import to_response, to_wire


def _token(interaction, option):
    return f"{interaction}|{option}"


def test_every_delivered_question_goes_to_the_page_and_back(content_root):
    found = content.read(content_root)
    questions = [thing.data[1] for thing in found.things if thing.kind == "question"]
    assert not found.problems
    for question in questions:
        item, chance = items.to_item(question), Random(question.id)
        order = items.shown_order(item, question.id)
        for response in ({}, items.model_answer(item), items.guessed(item, chance)):
            sent = to_wire(_token, item, response)
            view = shown.taking(item, order, _token, sent)
            assert bool(view.parts) or bool(view.fields), question.id
            blank = {name: [] for name in item.interactions}
            assert to_response(_token, item, sent) == {**blank, **response}, question.id
            assert len(shown.answer_lines(item, order, response)) == len(sent), question.id
            shown.reviewed(item, order, response)
        assert items.score(item, items.model_answer(item)).fraction == 1, question.id
    assert {"choice", "matching", "ordering", "cloze"} <= set(
        Counter(one.type for one in questions)
    )
