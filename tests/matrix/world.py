"""The people, their work and every value that an address can hold."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from course import clock, db
from course.content.loading import load
from course.curriculum.models import Asset
from course.people import passwords
from course.people import service as people
from course.people.models import Assignment, LinkPurpose, Person
from course.people.service import acts, links
from course.people.service.acts import Acting
from course.permissions import Role
from course.quizzes import content as quizzes
from course.quizzes.models import Attempt
from course.quizzes.service import closing, planning
from course.quizzes.service import start as starting
from course.quizzes.service.planning import Asking
from course.sources.service import edition
from course.studio.service import drafts
from course.studio.service.drafts import Picture
from course.study.worksheets import service as worksheets
from course.study.worksheets.rules import Entry
from course.study.worksheets.service import Save
from tests.browse import Browser
from tests.matrix import content as files
from tests.matrix import evidence, supervised

TODAY = dt.date(2026, 11, 24)
DAY = dt.timedelta(days=1)
NOBODY = "f" * 32
Days = tuple[dt.date, dt.date | None]

#: Name and roles. The role of a row in expected.yaml is the key.
CAST = {
    "trainee": ("Tara Okafor", [Role.TRAINEE]),
    "instructor": ("Ines Duarte", [Role.INSTRUCTOR]),
    "supervisor": ("Sam Reyes", [Role.SUPERVISOR]),
    "former": ("Fay Moreau", [Role.SUPERVISOR]),
    "both": ("Bo Lindqvist", [Role.TRAINEE, Role.SUPERVISOR]),
    "director": ("Petra Castellan", [Role.DIRECTOR]),
    "disabled": ("Dora Vance", [Role.TRAINEE]),
    "mia": ("Mia Tanaka", [Role.TRAINEE]),
    "otto": ("Otto Brandt", [Role.TRAINEE]),
}
ROLES = (
    "anonymous",
    "trainee",
    "instructor",
    "supervisor",
    "former",
    "both",
    "director",
    "disabled",
)
PASSWORD = "quiet river under stone"


#: Who keeps which worksheet with which words; `first-sheet` stands in a lesson, others do no more.
#: Those of the second group are shared.
SHEETS = {
    ("trainee", "gone-sheet"): "sheet-canary-tara-private",
    ("mia", "first-sheet"): "sheet-canary-mia-private",
    ("mia", "gone-mia"): "sheet-canary-mia-private",
    ("both", "first-sheet"): "sheet-canary-bo-private",
}
SHARED_SHEETS = {
    ("trainee", "first-sheet"): "sheet-canary-tara-shared",
    ("otto", "first-sheet"): "sheet-canary-otto-shared",
}


@dataclass
class World:
    """Who is there, what is theirs, and which words would give them away."""

    app: Any
    people: dict[str, Person] = field(default_factory=dict)
    attempts: dict[str, str] = field(default_factory=dict)
    cohorts: dict[str, str] = field(default_factory=dict)
    assignments: dict[str, str] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)
    leaves: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    figure: str = ""
    browsers: dict[str, Browser] = field(default_factory=dict)
    csrf: dict[str, str] = field(default_factory=dict)


def make(app: Any, folder: Any, write: Any = files.write) -> World:
    """Fill the app's empty database with what `write` writes, and sign everybody in."""
    world = World(app)
    with app.app_context():
        load(write(folder), clock.now(), say=lambda _: None)
        _retire_a_quiz()
        _people(world)
        _groups(world)
        for name in ("trainee", "mia", "otto", "disabled"):
            world.attempts[f"{name}-graded"] = _attempt(world, name, graded=True)
            world.attempts[name] = _attempt(world, name, graded=False)
        world.attempts["trainee-exam"] = _attempt(world, "trainee", graded=True, slug="first-exam")
        _links(world)
        _pictures(world)
        evidence.make(world)
        supervised.fill(world)
        _sheets(world)
        world.figure = str(db.session().scalar(select(Asset.digest)))
    _sign_in(world)
    _disable(world)
    return world


def _retire_a_quiz() -> None:
    with db.writing() as session:
        quizzes.retire(session, "retired-quiz", clock.now())


def _people(world: World) -> None:
    hashed = passwords.hash_password(PASSWORD)
    with db.writing() as session:
        for key, (name, roles) in CAST.items():
            first = name.split()[0].lower()
            world.people[key] = people.create_person(
                session,
                email=f"{first}.canary@practicum.test",
                name=name,
                roles=roles,
                zone="UTC",
                password_hash=hashed,
                now=clock.now(),
                actor_id=None,
            )
        for person in world.people.values():
            session.expunge(person)


def _groups(world: World) -> None:
    with db.writing() as session:
        cohorts = {
            key: people.add_cohort(session, name=f"Cohort of {key}", now=clock.now())
            for key in ("trainee", "otto")
        }
        for name, cohort in (("trainee", "trainee"), ("mia", "trainee"), ("otto", "otto")):
            person = session.get_one(Person, world.people[name].id)
            people.enroll(session, person, cohorts[cohort], from_day=TODAY - 60 * DAY)
        charges = {"supervisor": None, "both": None, "former": TODAY - DAY}
        # Fay's charge of Otto begins tomorrow: not yet is not now.
        made = {
            key: _assign(session, world, ("trainee", key), (TODAY - 30 * DAY, until))
            for key, until in charges.items()
        }
        _assign(session, world, ("otto", "former"), (TODAY + DAY, None))
        world.cohorts = {key: one.public_id for key, one in cohorts.items()}
        world.assignments = {key: one.public_id for key, one in made.items()}


def _assign(session: Any, world: World, pair: tuple[str, str], days: Days) -> Assignment:
    trainee, supervisor = (session.get_one(Person, world.people[key].id) for key in pair)
    return people.assign(
        session, trainee=trainee, supervisor=supervisor, from_day=days[0], until_day=days[1]
    )


def _attempt(world: World, name: str, *, graded: bool, slug: str = "first-quiz") -> str:
    session, person = db.session(), world.people[name]
    quiz = starting.quiz(session, slug)
    plan = planning.plan(session, edition(session), Asking(person.id, quiz.file, clock.now()))
    with db.writing() as session:
        public_id = starting.start(session, person.id, quiz, plan, clock.now())
    if graded:
        found = db.session().scalar(select(Attempt.id).where(Attempt.public_id == public_id))
        closing.close(found, person.id)
    return public_id


def _pictures(world: World) -> None:
    """A picture of Ines that waits for a lesson, and one of somebody else."""
    for name, role in (("ines", "instructor"), ("petra", "director")):
        picture = Picture(f"of-{name}.svg", files.SVG.encode())
        with db.writing() as session:
            author = world.people[role].id
            drafts.keep_picture(session, author, "first-lesson", picture, clock.now())


def _links(world: World) -> None:
    now = clock.now()
    with db.writing() as session:
        for key, purpose, at in (
            ("invite", LinkPurpose.INVITE, now),
            ("invite-expired", LinkPurpose.INVITE, now - 30 * DAY),
            ("reset", LinkPurpose.RESET, now),
            ("reset-expired", LinkPurpose.RESET, now - DAY),
        ):
            link = links.fresh(purpose, at)
            links.keep(session, link, world.people["mia"].id, at)
            world.tokens[key] = link.token


def _sheets(world: World) -> None:
    with db.writing() as session:
        for (key, sheet), words in {**SHEETS, **SHARED_SHEETS}.items():
            owner, entry = world.people[key].id, Entry("one", "What first", words)
            save = Save(sheet, "first-lesson", f"The {sheet}", [entry], f"made-{sheet}", 1)
            worksheets.save(session, owner, save, clock.now())
            if (key, sheet) in SHARED_SHEETS:
                worksheets.share(session, owner, sheet, clock.now())


def _sign_in(world: World) -> None:
    world.browsers["anonymous"] = Browser(world.app)
    for role in ROLES[1:]:
        browser = Browser(world.app)
        browser.sign_in(world.people[role].email, PASSWORD)
        world.browsers[role] = browser
    world.csrf = {
        role: browser.token("/sign-in" if role == "anonymous" else "/profile")
        for role, browser in world.browsers.items()
    }


def _disable(world: World) -> None:
    with world.app.app_context(), db.writing() as session:
        dora = session.get_one(Person, world.people["disabled"].id)
        by = Acting(world.people["director"].id, clock.now(), world.app.config["SECRET_KEY"])
        acts.disable(session, by, dora, "left the program")
