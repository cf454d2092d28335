"""References: their shape, and how APA style shows them."""

from course.curriculum.references.apa import UNVERIFIED as UNVERIFIED
from course.curriculum.references.apa import apa as apa
from course.curriculum.references.apa import in_text as in_text
from course.curriculum.references.apa import letters as letters
from course.curriculum.references.schema import Name as Name
from course.curriculum.references.schema import Reference as Reference
from course.curriculum.references.schema import ReferencesFile as ReferencesFile
