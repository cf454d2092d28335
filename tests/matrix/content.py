"""A small curriculum with words that can be found again: a canary for each thing worth hiding."""

from pathlib import Path

from tests.matrix import evidence

LESSON = """---
id: {slug}
title: {title}
areas: [a]
objectives:
  - {{id: aim-of-{slug}, tier: T3, assessed_by: {by}, text: "Given a case, decide"}}
content_note: null
review: {{status: unreviewed, due: 2027-11-01}}
---

canary-lesson-{slug} says what a lesson says.
{extra}"""

FIGURE = """
::: figure path.svg
The path.

A path with two steps, one after the other.
:::

::: check first-one
:::

::: room Asking first
Client: No.
Therapist: canary-phrase, may I ask?
:::

## At a glance

| What | When |
|---|---|
| **Asking** | canary-glance, first |

## Red flags, and when to refer

::: safety Today
- canary-flag: call.
:::

::: gate
:::

::: plan first-plan First plan
### Aim
canary-plan has an aim.
### Not when
- Fear.
### Steps
1. A frame.
### Words to use
- "Shall we stop?"
### Homework and consent
Each says yes.
### Stop rule
Either stops.
### Evidence
Tradition [evidence D].
:::

::: worksheet first-sheet 5 First sheet
For yourself.

? one: What first
? two: What then
? three: Which one
= This one | The other one
> canary-told, once it was answered.
:::
"""

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'

QUESTION = """  - id: first-{name}
    type: choice
    stem: canary-stem-{name} asks what comes first.
    options:
      - {{id: a, text: The right one of {name}, correct: true, why: canary-why-{name} is a reason.}}
      - {{id: b, text: The wrong thing of {name}, why: canary-why-{name} is a reason.}}
      - {{id: c, text: Another thing of {name}, why: canary-why-{name} is a reason.}}
    explanation: canary-explanation-{name} explains it.
    objective: aim-of-first-lesson
    level: apply
    difficulty: 0.65
    safety: {safety}
    pool: {pool}
    references: []
"""

QUIZ = """quiz: first-quiz
title: First quiz
module: first-module
intro: Three questions.
draw: {bank: first, pool: practice, questions: 3}
minutes: 30
attempts: 3
practice_mark: 0.7
"""


RETIRED = QUIZ.replace("first", "retired", 1).replace("module: first-module\n", "")

PRETEST = """exam: first-exam
title: First exam
intro: Two questions.
blueprint:
  pool: diagnostic
  cells:
    - {domain: First things, modules: [first-module], questions: 2, first: true}
"""


def _questions() -> str:
    practice = [question(name) for name in ("one", "two", "three")]
    return "".join([*practice, question("four", "diagnostic"), question("five", "diagnostic")])


def question(name: str, pool: str = "practice") -> str:
    """Return a question; those of the pre-test are safety items."""
    safety = str(pool == "diagnostic").lower()
    return QUESTION.format(name=name, pool=pool, safety=safety)


def _module(slug: str, number: int, lessons: str) -> str:
    return (
        f"id: {slug}\nnumber: {number}\ntitle: The {slug}\nsummary: What it is about.\n"
        f"areas: [a]\nlessons: [{lessons}]\n"
    )


def write(root: Path) -> Path:
    """Write the files under the root and return it."""
    files = {
        "modules/references.yaml": "references: []\n",
        "modules/01-first/module.yaml": _module("first-module", 1, "first-lesson, next-lesson"),
        "modules/01-first/first-lesson.md": LESSON.format(
            slug="first-lesson", title="The first lesson", extra=FIGURE, by="item"
        ),
        "modules/01-first/next-lesson.md": LESSON.format(
            slug="next-lesson", title="The next lesson", extra="", by="rubric"
        ),
        "modules/01-first/path.svg": SVG,
        "modules/02-other/module.yaml": _module("other-module", 2, "other-lesson"),
        "modules/02-other/other-lesson.md": LESSON.format(
            slug="other-lesson", title="The other lesson", extra="", by="rubric"
        ),
        "quizzes/first.yaml": f"bank: first\ntitle: First bank\nquestions:\n{_questions()}",
        "quizzes/exams/first-exam.yaml": PRETEST,
        "quizzes/modules/first-quiz.yaml": QUIZ,
        "quizzes/modules/retired-quiz.yaml": RETIRED,
    }
    for slug in ("first-set", "other-set"):
        files[f"course/goals/requirement_sets/{slug}.yaml"] = evidence.SET.format(slug=slug)
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
