"""The one place where the parts are wired: routes, commands, navigation, who hears which event."""

from collections.abc import Callable
from typing import Any

import click
from flask import Blueprint, Flask

from course import config, db, events, permissions, web
from course.config import Settings
from course.content.cli import content
from course.content.looking import problems_after
from course.db.cli import backup, database, restore
from course.demo.cli import demo
from course.events import Handler
from course.exams.views import bp as exams
from course.goals.views import blueprints as goals
from course.home import views as home
from course.home.cli import docs, doctor
from course.hours.views import blueprints as hours
from course.outbox.cli import work_command
from course.outbox.views import bp as outbox
from course.people.cli import person
from course.people.service import viewer_of
from course.people.views import blueprints as people
from course.permissions import Role
from course.permissions.policies import EVERYONE
from course.progress import following, handlers
from course.quizzes.events import AttemptGraded, GradesChanged
from course.quizzes.service.closing import sweep
from course.quizzes.views import blueprints as quizzes
from course.search.views import bp as search
from course.studio import publishing
from course.studio.service import drafts, looks
from course.studio.views import bp as studio
from course.study.events import LessonMarked
from course.study.phrases.views import bp as at_hand
from course.study.views import bp as study
from course.study.worksheets.shared import bp as worksheets
from course.supervision.service.digests import queue_digests
from course.supervision.views import blueprints as supervision
from course.supervision.views.boards import navigation_counts
from course.web.templating import Counting, NavEntry

NAV: list[NavEntry] = [
    ("Home", "home.show", EVERYONE),
    ("Modules", "study.modules", EVERYONE),
    ("At hand", "at_hand.index", EVERYONE),
    ("Progress", "progress.show", frozenset({Role.TRAINEE})),
    ("Goals", "goals.index", frozenset({Role.TRAINEE})),
    ("Hours", "hours.index", frozenset({Role.TRAINEE})),
    ("Studio", "studio.index", frozenset({Role.INSTRUCTOR, Role.DIRECTOR})),
    ("Trainees", "supervision.roster", frozenset({Role.SUPERVISOR})),
    ("To sign", "signing.queue", frozenset({Role.SUPERVISOR})),
    ("Comments", "comments.index", frozenset({Role.TRAINEE, Role.SUPERVISOR})),
    ("People", "people.directory", frozenset({Role.DIRECTOR})),
    ("Cohorts", "cohorts.index", frozenset({Role.DIRECTOR})),
    ("Overview", "program.overview", frozenset({Role.DIRECTOR})),
    ("Outbox", "outbox.index", frozenset({Role.DIRECTOR})),
    ("Log", "auditing.log", frozenset({Role.DIRECTOR})),
]

#: One statement more, on the pages where one looks for what waits; never on a lesson.
COUNTING = Counting(
    navigation_counts, frozenset({"home", "supervision", "signing", "comments", "program"})
)

#: In this order; a handler writes only its own feature's tables.
HANDLERS: list[tuple[type, Handler]] = [
    (LessonMarked, handlers.lesson_marked),
    (AttemptGraded, following.attempt_graded),
    (GradesChanged, following.grades_changed),
]


def blueprints() -> list[Blueprint]:
    """Return the routes of every feature."""
    studied = [study, worksheets, at_hand, exams]
    mine = [*hours, *goals]
    return [home.bp, *people, outbox, *studied, *quizzes, *mine, *supervision, search, studio]


def commands() -> list[click.Command]:
    """Return the commands of every feature."""
    work = work_command(
        {
            "Attempts closed or graded": sweep,
            "Digests queued": queue_digests,
            "Quizzes looked at": looks.look_again,
        }
    )
    return [content, database, backup, restore, demo, doctor, docs, work, person]


class Practicum(Flask):
    """Flask without coroutines: none of our functions is one, so none is looked at for it."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function itself, twelve times a request."""
        return func


def wire(settings: Settings | None, *, pooled: bool) -> Flask:
    """Return the application over these settings; see `course.create_app`."""
    settings = settings or config.from_environment()
    app = Practicum("course", static_folder=None, template_folder=str(config.ROOT / "templates"))
    web.configure(app, settings)
    db.init_app(app, settings, pooled=pooled)
    permissions.init_app(app, viewer_of)
    web.init_app(app, settings, NAV, COUNTING)
    home.init_app(app, home.OfStudio(drafts.count, looks.looks))
    publishing.init_app(app, problems_after)
    for blueprint in blueprints():
        app.register_blueprint(blueprint)
    for command in commands():
        app.cli.add_command(command)
    events.wire(HANDLERS)
    permissions.require_policies(app)
    return app
