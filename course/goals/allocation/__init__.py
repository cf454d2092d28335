"""What of a trainee's evidence counts toward a requirement, what does not, and why. Pure."""

from course.goals.allocation.documents import AnyOfRow as AnyOfRow
from course.goals.allocation.documents import DocumentRow as DocumentRow
from course.goals.allocation.evidence import Entry as Entry
from course.goals.allocation.evidence import Evidence as Evidence
from course.goals.allocation.evidence import Held as Held
from course.goals.allocation.hours import HoursRow as HoursRow
from course.goals.allocation.hours import Use as Use
from course.goals.allocation.progress import Progress as Progress
from course.goals.allocation.progress import progress as progress
