"""The one place where the parts are wired: routes, commands, navigation, who hears which event."""

import click
from flask import Blueprint, Flask

from course import config, db, events, permissions, web
from course.config import Settings
from course.content.cli import content
from course.db.cli import backup, database, restore
from course.demo.cli import demo
from course.events import Handler
from course.goals.views import blueprints as goals
from course.home.cli import docs, doctor
from course.home.views import bp as home
from course.hours.views import blueprints as hours
from course.outbox.cli import work_command
from course.outbox.views import bp as outbox
from course.people.cli import person
from course.people.service import viewer_of
from course.people.views import blueprints as people
from course.permissions import Role
from course.permissions.policies import EVERYONE
from course.progress import following, handlers
from course.progress.views import bp as progress_pages
from course.quizzes.events import AttemptGraded, GradesChanged
from course.quizzes.service.closing import sweep
from course.quizzes.views import blueprints as quizzes
from course.search.views import bp as search
from course.study.events import LessonMarked
from course.study.phrases.views import bp as phrases
from course.study.views import bp as study
from course.study.worksheets.shared import bp as worksheets
from course.web.templating import NavEntry

NAV: list[NavEntry] = [
    ("Home", "home.show", EVERYONE),
    ("Modules", "study.modules", EVERYONE),
    ("What can I say?", "phrases.index", EVERYONE),
    ("Progress", "progress.show", frozenset({Role.TRAINEE})),
    ("Goals", "goals.index", frozenset({Role.TRAINEE})),
    ("Hours", "hours.index", frozenset({Role.TRAINEE})),
    ("Trainees", "progress.trainees", frozenset({Role.SUPERVISOR})),
    ("People", "people.directory", frozenset({Role.DIRECTOR})),
    ("Cohorts", "cohorts.index", frozenset({Role.DIRECTOR})),
    ("Outbox", "outbox.index", frozenset({Role.DIRECTOR})),
]

#: In this order; a handler writes only its own feature's tables.
HANDLERS: list[tuple[type, Handler]] = [
    (LessonMarked, handlers.lesson_marked),
    (AttemptGraded, following.attempt_graded),
    (GradesChanged, following.grades_changed),
]


def blueprints() -> list[Blueprint]:
    """Return the routes of every feature."""
    studied = [study, worksheets, phrases]
    return [home, *people, outbox, *studied, *quizzes, *hours, progress_pages, *goals, search]


def commands() -> list[click.Command]:
    """Return the commands of every feature."""
    work = work_command({"Attempts closed or graded": sweep})
    return [content, database, backup, restore, demo, doctor, docs, work, person]


def wire(settings: Settings | None, *, pooled: bool) -> Flask:
    """Return the application over these settings; see `course.create_app`."""
    settings = settings or config.from_environment()
    app = Flask("course", static_folder=None, template_folder=str(config.ROOT / "templates"))
    web.configure(app, settings)
    db.init_app(app, settings, pooled=pooled)
    permissions.init_app(app, viewer_of)
    web.init_app(app, settings, NAV)
    for blueprint in blueprints():
        app.register_blueprint(blueprint)
    for command in commands():
        app.cli.add_command(command)
    events.wire(HANDLERS)
    permissions.require_policies(app)
    return app
