"""The pages of supervisors and directors."""

from flask import Blueprint

from course.supervision.views import (  # noqa: F401 - importing them puts their routes in place
    absences,
    comments,
    notes,
    roster,
    signing,
    trainee,
)
from course.supervision.views.boards import comments as _comments
from course.supervision.views.boards import signing as _signing
from course.supervision.views.boards import supervision as _supervision

blueprints: list[Blueprint] = [_supervision, _signing, _comments]
