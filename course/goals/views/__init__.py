"""The pages of goals: one's own (`goals`), and a trainee's for those in charge."""

from flask import Blueprint

from course.goals.views import (  # noqa: F401 - importing them puts their routes in place
    changing,
    choosing,
    own,
    reading,
)
from course.goals.views.boards import goals as _goals
from course.goals.views.boards import trainee_goals as _trainee_goals
from course.goals.views.whole import bp as _whole

blueprints: list[Blueprint] = [_whole, _goals, _trainee_goals]
