"""The database: one session a request, one place that commits, exact column types."""

from course.db.base import Base as Base
from course.db.base import PublicId as PublicId
from course.db.base import Slug as Slug
from course.db.base import new_public_id as new_public_id
from course.db.session import init_app as init_app
from course.db.session import session as session
from course.db.session import store as store
from course.db.session import writing as writing
from course.db.types import Mark as Mark
from course.db.types import UtcDateTime as UtcDateTime
from course.db.types import enum_column as enum_column
