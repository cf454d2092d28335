"""A course as small as one can be, in files that a test may then spoil."""

from pathlib import Path

REFERENCES = """\
references:
  - id: bass2006
    type: book
    title: Couples and secrets
    author:
      - {family: Bass, given: B. A.}
    issued: 2006
"""

MODULE = """\
id: first-module
number: 1
title: The first module
summary: What comes first.
areas: [a]
lessons: [one, two]
"""

FIGURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A</title></svg>\n'

QUIZ = """\
quiz: first-quiz
title: The first quiz
module: first-module
intro: Two questions.
draw: {bank: first, pool: practice, questions: 2}
"""

_LESSON = """\
---
id: {slug}
title: Lesson {slug}
areas: [a]
objectives:
  - id: do-{slug}
    tier: T2
    assessed_by: item
    text: Choose what comes first
review: {{status: unreviewed, due: 2027-11-01}}
---

Ask first [@bass2006].

::: check {slug}-practice
:::
"""

_QUESTION = """\
  - id: {slug}
    type: choice
    stem: What comes first in {slug}?
    options:
      - id: a
        text: Ask
        correct: true
        why: It is first.
      - id: b
        text: Wait
        why: It comes later.
    explanation: Ask first.
    objective: do-{lesson}
    level: apply
    difficulty: 0.5
    safety: false
    pool: {pool}
    references: [bass2006]
"""


def lesson(slug: str, more: str = "") -> str:
    return _LESSON.format(slug=slug) + more


def question(slug: str, lesson: str, pool: str = "practice") -> str:
    return _QUESTION.format(slug=slug, lesson=lesson, pool=pool)


def bank(*more: str) -> str:
    head = "bank: first\ntitle: The first bank\nquestions:\n"
    ours = [
        question("one-practice", "one"),
        question("one-mock", "one", "mock"),
        question("two-practice", "two"),
    ]
    return head + "".join([*ours, *more])


def write(root: Path) -> Path:
    """Write the course under the root and return the root."""
    figure = "\n::: figure path.svg\nA path.\n\nFrom here to there.\n:::\n"
    put(root, "modules/references.yaml", REFERENCES)
    put(root, "modules/01-first/module.yaml", MODULE)
    put(root, "modules/01-first/one.md", lesson("one", figure))
    put(root, "modules/01-first/two.md", lesson("two"))
    put(root, "modules/01-first/path.svg", FIGURE)
    put(root, "quizzes/first.yaml", bank())
    put(root, "quizzes/modules/first-quiz.yaml", QUIZ)
    return root


def put(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def change(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text()
    assert old in text
    put(root, name, text.replace(old, new))
