"""The coverage as lines of text for the terminal."""

from collections.abc import Iterator

from course.content.coverage import Found


def lines(found: Found) -> Iterator[str]:
    """Return the coverage as text: one line each, what is missing at the end."""
    yield from _objectives(found)
    for area, row in found["areas"].items():
        yield f"area {area}: {len(row['lessons'])} lessons, {row['questions']} questions"
    for topic, lessons in found["seeds"].items():
        yield f"topic {topic}: {', '.join(lessons) or 'no lesson'}"
    for module, minutes in found["minutes"].items():
        yield f"{module}: {minutes} minutes"
    for exam in found["exams"]:
        yield from _exam(exam)
    totals = found["totals"]
    yield f"{totals['questions']} questions, {totals['reserved']} of them reserved"
    yield from (f"missing: {text}" for text in found["missing"])


def _objectives(found: Found) -> Iterator[str]:
    for row in found["objectives"]:
        sign = "ok     " if row["enough"] else "too few"
        counts = f"{row['practice']:>3} practice {row['mock']:>3} reserved"
        yield f"{sign} {row['tier']} {counts}  {row['objective']} ({row['lesson']})"


def _exam(exam: Found) -> Iterator[str]:
    yield f"exam {exam['exam']}: {exam['questions']} questions"
    for cell in exam["cells"]:
        numbers = f"{cell['needed']:>3} of {cell['there']:>3}, {cell['ratio']:>5.2f} times"
        asks = f" ({cell['asks']})" if cell["asks"] != cell["domain"] else ""
        yield f"  {'ok     ' if cell['enough'] else 'too few'} {numbers}  {cell['domain']}{asks}"
    yield f"  {exam['exact']} of {exam['draws']} draws meet the blueprint"
    if overlap := exam["overlap"]:
        yield f"  two draws share {overlap['mean']:.0%} on average, {overlap['max']:.0%} at most"
