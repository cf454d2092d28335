"""A course of one lesson with a quiz of twenty questions, in both layouts."""

from pathlib import Path

QUESTIONS = 20
#: A page for each question, as quizzes are unless they say otherwise; and all on one page.
PAGED, WHOLE = "paged-quiz", "whole-quiz"

_FILES = {
    "modules/references.yaml": "references: []\n",
    "modules/01-first/module.yaml": (
        "id: first-module\nnumber: 1\ntitle: The first\nsummary: What it is about.\n"
        "areas: [a]\nlessons: [first-lesson]\n"
    ),
    "modules/01-first/first-lesson.md": """---
id: first-lesson
title: The first lesson
areas: [a]
objectives:
  - {id: first-aim, tier: T2, assessed_by: item, text: "Given a case, decide"}
content_note: null
review: {status: unreviewed, due: 2027-11-01}
---

Ask first.
""",
}
_QUESTION = """  - id: question-{number}
    type: choice
    stem: What comes first in case {number}?
    options:
      - {{id: a, text: The first way of {number}, correct: true, why: It is what comes first.}}
      - {{id: b, text: The second way of {number}, why: It is what comes second.}}
      - {{id: c, text: The third way of {number}, why: It is what comes third.}}
    explanation: First things come first.
    objective: first-aim
    level: apply
    difficulty: 0.65
    safety: false
    pool: practice
    references: []
"""
_QUIZ = """quiz: {slug}
title: The {slug}
intro: Twenty questions.
draw: {{bank: first, pool: practice, questions: {count}}}
practice_mark: 0.7
{more}"""


def write(root: Path) -> Path:
    """Write the course under the root and return it."""
    questions = "".join(_QUESTION.format(number=n) for n in range(1, QUESTIONS + 1))
    texts = _FILES | {"quizzes/first.yaml": f"bank: first\ntitle: First\nquestions:\n{questions}"}
    for slug, more in ((PAGED, ""), (WHOLE, "pages: all\n")):
        text = _QUIZ.format(slug=slug, count=QUESTIONS, more=more)
        texts[f"quizzes/modules/{slug}.yaml"] = text
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
