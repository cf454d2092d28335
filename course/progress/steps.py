"""The next step in the modules. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from course.curriculum.service import LessonLine, ModuleLine
from course.progress.models import TraineeModule


@dataclass(frozen=True)
class NextStep:
    """The one thing to do now: a lesson, or a module's quiz."""

    module: ModuleLine
    lesson: LessonLine | None

    @property
    def is_quiz(self) -> bool:
        """True when every lesson of the module is read and its quiz waits."""
        return self.lesson is None


def next_step(
    modules: Sequence[ModuleLine], read: set[str], done: dict[str, TraineeModule]
) -> NextStep | None:
    """Return the first lesson that is not read, or a quiz not yet taken; None when all is done."""
    for module in modules:
        unread = next((lesson for lesson in module.lessons if lesson.slug not in read), None)
        if unread is not None:
            return NextStep(module, unread)
        row = done.get(module.slug)
        if row is None or row.attempts == 0:
            return NextStep(module, None)
    return None
