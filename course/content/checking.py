"""The whole check of the files: form, names, rendering, and what the writing check finds."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.content.crosscheck import Course, cross_check
from course.content.reading import read
from course.content.warnings import warnings
from course.yamlfile import Problem


@dataclass(frozen=True)
class Report:
    """What the check found, with how much there is of each."""

    course: Course
    errors: list[Problem]
    warnings: list[Problem]

    def as_json(self) -> dict[str, Any]:
        """Return the report in the form that other programs rely on."""
        kinds = Counter(thing.kind for thing in self.course.things)
        pools = Counter(question.pool for question in self.course.questions().values())
        return {
            "modules": kinds["module"],
            "lessons": kinds["lesson"],
            "objectives": len(self.course.objectives()),
            "questions": kinds["question"],
            "mock_questions": pools["mock"],
            "references": kinds["reference"],
            "errors": [str(problem) for problem in self.errors],
            "warnings": [str(problem) for problem in self.warnings],
        }


def check(root: Path) -> Report:
    """Check the files under the root. Names are looked at when the form is right."""
    found = read(root)
    course = Course(tuple(found.things))
    errors = found.problems or cross_check(course)
    return Report(course, errors, [] if errors else warnings(course))
