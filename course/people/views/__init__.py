"""The pages about people: `people` (ways in, one's own pages, the director's) and `cohorts`."""

from flask import Blueprint

from course.people.views import (  # noqa: F401 - importing them puts their routes in place
    access,
    charges,
    cohorts,
    directory,
    links,
    own,
    person,
)
from course.people.views.boards import cohorts as _cohorts
from course.people.views.boards import people as _people

blueprints: list[Blueprint] = [_people, _cohorts]
