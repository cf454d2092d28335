"""A course in files with a question of every kind, in one lesson and in one quiz."""

from course import items, yamlfile
from tests.content import small
from tests.items import kinds

KINDS = [kind for kind in kinds.ALL if kind not in {"several", "true-false"}]
_LESSON = """\
---
id: all-kinds
title: All kinds
areas: [a]
objectives:
  - id: {objective}
    tier: T2
    assessed_by: item
    text: Choose what comes first
review: {{status: unreviewed, due: 2027-11-01}}
---

Ask first [@bass2006].
{checks}"""
_QUIZ = """\
quiz: all-kinds-quiz
title: Every kind once
module: first-module
intro: Every kind once.
draw: {{bank: kinds, pool: practice, questions: {count}}}
"""


def questions():
    """Return a question file of each kind."""
    made = [kinds.ALL[kind](references=["bass2006"]) for kind in KINDS]
    return [items.read_question(one) for one in made]


def write(root):
    """Write the course under the root and return the root."""
    ours = questions()
    checks = "".join(f"\n::: check {one.id}\n:::\n" for one in ours)
    bank = [items.to_yaml_data(one) for one in ours]
    module = small.MODULE.replace("[one, two]", "[all-kinds]")
    small.put(root, "modules/references.yaml", small.REFERENCES)
    small.put(root, "modules/01-first/module.yaml", module)
    lesson = _LESSON.format(objective=ours[0].objective, checks=checks)
    small.put(root, "modules/01-first/all-kinds.md", lesson)
    head = {"bank": "kinds", "title": "Every kind"}
    small.put(root, "quizzes/kinds.yaml", yamlfile.dump({**head, "questions": bank}))
    small.put(root, "quizzes/modules/all-kinds-quiz.yaml", _QUIZ.format(count=len(ours)))
    return root
