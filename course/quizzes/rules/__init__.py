"""When an attempt ends, what may be saved into it, what it earned and what of it may be seen."""

from course.quizzes.rules.accommodating import Given as Given
from course.quizzes.rules.accommodating import accommodated as accommodated
from course.quizzes.rules.accommodating import check_given as check_given
from course.quizzes.rules.calendar import add_days as add_days
from course.quizzes.rules.calendar import instant as instant
from course.quizzes.rules.marks import Earned as Earned
from course.quizzes.rules.marks import total as total
from course.quizzes.rules.release import DIRECTLY as DIRECTLY
from course.quizzes.rules.release import Finished as Finished
from course.quizzes.rules.release import Review as Review
from course.quizzes.rules.release import Told as Told
from course.quizzes.rules.release import When as When
from course.quizzes.rules.release import released as released
from course.quizzes.rules.timing import GRACE as GRACE
from course.quizzes.rules.timing import Clocked as Clocked
from course.quizzes.rules.timing import Terms as Terms
from course.quizzes.rules.timing import check_attempts_left as check_attempts_left
from course.quizzes.rules.timing import check_open as check_open
from course.quizzes.rules.timing import check_place as check_place
from course.quizzes.rules.timing import check_window as check_window
from course.quizzes.rules.timing import effective_deadline as effective_deadline
from course.quizzes.rules.timing import is_overdue as is_overdue
from course.quizzes.rules.timing import latest as latest
from course.quizzes.rules.timing import no_time_left as no_time_left
from course.quizzes.rules.timing import remaining_ms as remaining_ms
from course.quizzes.rules.timing import submitted_at as submitted_at
