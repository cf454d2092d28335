"""The pages of supervisors and directors."""

from flask import Blueprint

from course.supervision.views import (  # noqa: F401 - importing them puts their routes in place
    absences,
    audit,
    comments,
    notes,
    overview,
    program,
    roster,
    signing,
    trainee,
)
from course.supervision.views.boards import auditing as _auditing
from course.supervision.views.boards import comments as _comments
from course.supervision.views.boards import program as _program
from course.supervision.views.boards import signing as _signing
from course.supervision.views.boards import supervision as _supervision

blueprints: list[Blueprint] = [_supervision, _signing, _comments, _program, _auditing]
