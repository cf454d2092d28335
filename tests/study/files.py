"""A course with two worksheets and a few dialogues, in files that a test may change."""

LESSON = """---
id: {slug}
title: The lesson {slug}
areas: [a]
objectives:
  - {{id: aim-of-{slug}, tier: T3, assessed_by: rubric, text: "Given a case, decide"}}
content_note: null
review: {{status: unreviewed, due: 2027-11-01}}
---

Words.

{body}"""

SHEET = """::: worksheet my-plan 15 My *plan*
Write for yourself.

? obvious: What seems obvious
? steers: Whom it could steer
:::
"""
ROOMS = """::: room A client asks for a hug
Client: May I?
Therapist: I'd rather *not*, and I'm glad you asked.
Supervisor: Not a therapist's line.
Note: She says no kindly.
:::

::: room Señor Ruiz is late
Therapist Osei: Café time again?
:::
"""


def write(root, lessons):
    """Write one module with these lessons: their bodies by their slugs."""
    folder = root / "modules" / "01-first"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        old.unlink()
    (root / "quizzes").mkdir(exist_ok=True)
    (root / "modules" / "references.yaml").write_text("references: []\n")
    listed = ", ".join(lessons)
    (folder / "module.yaml").write_text(
        f"id: first\nnumber: 1\ntitle: The first\nsummary: What it is.\nareas: [a]\nlessons: [{listed}]\n"
    )
    for slug, body in lessons.items():
        (folder / f"{slug}.md").write_text(LESSON.format(slug=slug, body=body))
    return root
