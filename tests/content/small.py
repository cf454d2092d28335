"""A small course as files, to be broken by tests."""

REFERENCES = """\
references:
  - id: bass-quimby2006
    type: article-journal
    title: Addressing secrets in couples counseling
    author:
      - {family: Bass, given: B. A.}
      - {family: Quimby, given: J. L.}
    issued: 2006
    container-title: The Family Journal
    DOI: 10.1177/1066480705282060
"""

MODULE = """\
id: small-module
number: 1
title: A small module
summary: Two short lessons for tests.
areas: [a, j]
lessons: [first-lesson, second-lesson]
"""

LESSON = """\
---
id: {id}
title: {title}
areas: [a]
objectives:
  - {{id: {id}-goal, tier: T2, assessed_by: item, text: Choose the first step}}
review: {{status: unreviewed, due: 2027-11-01}}
---
Words with a source [@bass-quimby2006].

::: check q-{id}
:::
"""

QUESTION = """\
  - id: {id}
    type: choice
    stem: What does a client hear first about {id}?
    options:
      - id: a
        text: The limits of what stays private
        correct: true
        why: It seems to come too early. It is right to say it before it is needed.
      - id: b
        text: The price of the next ten hours
        why: It is a fair thing to know. It can wait until the limits are clear.
      - id: c
        text: The names of people in the team
        why: It builds trust to know them. It does not protect what is told now.
    explanation: Limits first, since what is said cannot be taken back.
    objective: {objective}
    level: apply
    difficulty: 0.6
    safety: true
    pool: practice
    references: [bass-quimby2006]
"""

QUIZ = """\
quiz: small-quiz
title: A small quiz
module: small-module
intro: Two questions.
draw: {bank: small, pool: practice, questions: 2}
"""


def write(root):
    """Write the course under the root, in canonical form, and return the root."""
    folder = root / "modules" / "01-small"
    folder.mkdir(parents=True)
    (root / "quizzes" / "modules").mkdir(parents=True)
    (root / "modules" / "references.yaml").write_text(REFERENCES)
    (folder / "module.yaml").write_text(MODULE)
    for slug, title in (("first-lesson", "The first"), ("second-lesson", "The second")):
        (folder / f"{slug}.md").write_text(LESSON.format(id=slug, title=title))
    questions = [("q-first-lesson", "first-lesson-goal"), ("q-second-lesson", "second-lesson-goal")]
    bank = "bank: small\ntitle: A small bank\nquestions:\n"
    body = "".join(QUESTION.format(id=one, objective=goal) for one, goal in questions)
    (root / "quizzes" / "small.yaml").write_text(bank + body)
    (root / "quizzes" / "modules" / "small-quiz.yaml").write_text(QUIZ)
    return root


def change(root, path, old, new):
    """Replace a text in a file; the text must be there."""
    file = root / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


LESSON_PATH = "modules/01-small/first-lesson.md"
BANK_PATH = "quizzes/small.yaml"
