"""What this feature does when it hears of grades: count what is new, make anew what changed."""

from sqlalchemy.orm import Session

from course.progress import handlers, service
from course.progress.models import TraineeSummary
from course.quizzes.events import AttemptGraded, GradesChanged


def attempt_graded(session: Session, event: AttemptGraded) -> None:
    """Count a graded attempt; one that comes out of its order (after a crash) is put into it."""
    summary = session.get(TraineeSummary, event.trainee_id)
    if summary is not None and summary.last_at is not None and event.at < summary.last_at:
        service.rebuild(session, event.trainee_id)
    else:
        handlers.attempt_graded(session, event)


def grades_changed(session: Session, event: GradesChanged) -> None:
    """Make a trainee's rows anew: sums can take something back, a best mark cannot."""
    service.rebuild(session, event.trainee_id)
