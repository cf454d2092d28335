"""Making the demo: staff, two cohorts, trainees, and what they did."""

import datetime as dt
import random
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from course import clock, db
from course.demo import cast
from course.demo.cast import DOMAIN, STAFF, Member
from course.demo.evidence import Life, evidence
from course.demo.pace import BEGAN, diligence
from course.demo.supervised import Pair, bring
from course.demo.work import Worker
from course.people import passwords
from course.people import service as people
from course.people.models import Cohort, Person
from course.permissions import Role
from course.sources.service import edition


@dataclass(frozen=True)
class SignInLine:
    """A row of the table that the command prints."""

    role: str
    email: str
    password: str


def has_people(session: Session) -> bool:
    """Return whether anybody is here."""
    return bool(session.scalar(select(func.count()).select_from(Person)))


def make(trainees: int, seed: str, progress: object = None) -> None:
    """Make the demo's people and their work: the same for the same seed and content."""
    hashed = passwords.hash_password(cast.PASSWORD)
    now = clock.now()
    with db.writing() as session:
        staff = [_person(session, member, hashed, now) for member in STAFF]
        cohorts = [people.add_cohort(session, name=name, now=now) for name in _COHORTS]
    supervisors = [person for person in staff if Role.SUPERVISOR.value in person.roles.split()]
    token, key = edition(db.session()), str(current_app.config["SECRET_KEY"])
    for number in range(trainees):
        with db.writing() as session:
            person = _person(session, cast.trainee(number), hashed, now)
            supervisor = supervisors[number % 2]
            began = _place(session, person, cohorts[number % 2], supervisor, now)
            Worker(session, token, person, diligence(seed, number, now)).work()
            chance = random.Random(f"{seed}:{number}:evidence")
            life = Life(session, person, supervisor, began, now, chance, is_first=number == 0)
            evidence(life, token)
            pair = Pair(person, supervisors[number % 2], now, key, seed)
            bring(session, pair, number)
        if callable(progress):
            progress(number + 1)


_COHORTS = ("Spring cohort", "Autumn cohort")


def _person(session: Session, member: Member, hashed: str, now: dt.datetime) -> Person:
    return people.create_person(
        session,
        email=member.email,
        name=member.name,
        roles=member.roles,
        zone=member.zone,
        password_hash=hashed,
        now=now,
        actor_id=None,
    )


def _place(
    session: Session, person: Person, cohort: Cohort, supervisor: Person, now: dt.datetime
) -> dt.date:
    began = (now - BEGAN).date()
    people.enroll(session, person, cohort, from_day=began)
    people.assign(
        session, trainee=person, supervisor=supervisor, from_day=began, contract_day=began
    )
    return began


def sign_ins(session: Session, most: int = 3) -> list[SignInLine]:
    """Return how to sign in as each role: all staff, and the first few trainees."""
    query = select(Person.email, Person.roles).where(
        Person.email.endswith(f"@{DOMAIN}"), Person.disabled.is_(False)
    )
    rows = session.execute(query.order_by(Person.id)).all()
    staff = [row for row in rows if row.roles != Role.TRAINEE]
    shown = [*[row for row in rows if row.roles == Role.TRAINEE][:most], *staff]
    return [SignInLine(row.roles, row.email, cast.PASSWORD) for row in shown]
