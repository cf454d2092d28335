"""A course whose quiz is answered by typing: for faults while somebody writes."""

from tests.matrix import content

QUESTIONS = 12
QUESTION = """  - id: typed-{number}
    type: short-text
    stem: Which word belongs to number {number}?
    accept:
      - {{id: word, text: Word {number}, why: It is the word of this number.}}
    tempting:
      - {{id: other, text: Other {number}, why: It is the word of another number.}}
    explanation: Each number has one word.
    objective: aim-of-first-lesson
    level: apply
    difficulty: 0.65
    safety: false
    pool: practice
    references: []
"""
WHOLE = """quiz: whole-quiz
title: Whole quiz
module: other-module
intro: Words to type, all on one page.
draw: {bank: typed, pool: practice, questions: 4}
minutes: 30
practice_mark: 0.7
pages: all
"""
QUIZ = f"""quiz: typed-quiz
title: Typed quiz
module: other-module
intro: Words to type.
draw: {{bank: typed, pool: practice, questions: {QUESTIONS}}}
practice_mark: 0.7
"""


def write(root):
    """Write the course under the root and return it."""
    content.write(root)
    questions = "".join(QUESTION.format(number=n) for n in range(1, QUESTIONS + 1))
    bank = f"bank: typed\ntitle: Typed bank\nquestions:\n{questions}"
    (root / "quizzes/typed.yaml").write_text(bank, encoding="utf-8")
    (root / "quizzes/modules/typed-quiz.yaml").write_text(QUIZ, encoding="utf-8")
    (root / "quizzes/modules/whole-quiz.yaml").write_text(WHOLE, encoding="utf-8")
    return root
