"""The pages of hours: one's own (`hours`), and a trainee's for those in charge."""

from flask import Blueprint

from course.hours.views import (  # noqa: F401 - importing them puts their routes in place
    documents,
    entries,
    reading,
)
from course.hours.views.boards import hours as _hours
from course.hours.views.boards import trainee_hours as _trainee_hours

blueprints: list[Blueprint] = [_hours, _trainee_hours]
