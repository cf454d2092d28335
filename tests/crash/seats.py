"""A place with a course of typed answers, and trainees who have begun their attempt at it."""

from contextlib import contextmanager

from course import clock, db
from course.content.loading import load
from course.people import passwords
from course.people import service as people
from course.permissions import Role
from course.quizzes.tokens import tokens
from tests import conftest as house
from tests.browse import Browser
from tests.browser import typed
from tests.crash.trainees import Seat
from tests.quizzes import world


@contextmanager
def _app(place):
    app = house._make(house._settings(place.folder, place.url))
    try:
        yield app
    finally:
        with app.app_context():
            db.store().engine.dispose()
            if db.store().lock:
                db.store().lock.close()


def taken(place, count):
    """Fill the place, and seat so many trainees before open attempts."""
    with _app(place) as app:
        world.APP = app
        with app.app_context():
            load(typed.write(place.folder.with_name("course")), clock.now(), say=lambda _: None)
            hashed = passwords.hash_password(house.PASSWORD)
        return [_seat(app, number, hashed) for number in range(count)]


def _seat(app, number, hashed):
    with app.app_context(), db.writing() as session:
        person = people.create_person(
            session,
            email=f"trainee-{number}@practicum.test",
            name=f"Trainee {number}",
            roles=[Role.TRAINEE],
            zone="UTC",
            password_hash=hashed,
            now=clock.now(),
            actor_id=None,
        )
        session.expunge(person)
    attempt, browser = world.start(person, "typed-quiz"), Browser(app)
    browser.sign_in(person.email, house.PASSWORD)
    csrf = browser.token(f"/attempts/{attempt}/overview")
    cookie = browser.client.get_cookie("practicum").value
    with app.app_context():
        boxes = {n: tokens(attempt, n)("answer", "") for n in range(1, typed.QUESTIONS + 1)}
    return Seat(attempt, cookie, csrf, boxes)
