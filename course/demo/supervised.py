"""What the demo's trainees bring to their supervisors: hours to sign, a question, a leave."""

import datetime as dt
import random
from dataclasses import dataclass

from sqlalchemy.orm import Session

from course.comments import service as comments
from course.comments.models import SubjectKind
from course.comments.service import Thread, Words
from course.hours.kinds import Category, Mode
from course.hours.rules import Draft
from course.hours.service import entries
from course.hours.service.entries import By, Seen
from course.hours.service.signing import Word, sign_off
from course.hours.states import SignOffKind
from course.people.models import Person
from course.people.service.acts import Acting
from course.supervision.rules import Away
from course.supervision.service import leaves

_DONE = (
    (Category.SUPERVISION, Mode.INDIVIDUAL, 60),
    (Category.SUPERVISION, Mode.GROUP, 120),
    (Category.CLINICAL, Mode.IN_PERSON, 50),
    (Category.CLINICAL, Mode.TELEHEALTH, 50),
    (Category.CORE, Mode.LIVE_ONLINE, 90),
)
_ASKED = (
    (
        "When a client asks me what I would do in their place, I hear myself giving advice. "
        "Could we talk about that next time?"
    ),
    (
        "I read the part on first sessions twice. How do you open when two people come and only "
        "one of them wanted to?"
    ),
)
_SAID = "Thank you for saying so. Bring one moment from this week, as exact as you can."


@dataclass(frozen=True)
class Pair:
    """A trainee and their supervisor, at the demo's instant, with a chance of their own."""

    trainee: Person
    supervisor: Person
    now: dt.datetime
    key: str
    seed: str

    @property
    def today(self) -> dt.date:
        """The day of the demo."""
        return self.now.date()


def bring(session: Session, pair: Pair, number: int) -> None:
    """Give the trainee of this number hours, and some of them a question or a leave."""
    chance = random.Random(f"{pair.seed}:supervised:{number}")
    for turn in range(chance.randint(1, 4)):
        _entry(session, pair, chance, turn)
    if number % 4 == 0:
        _talk(session, pair, chance, answered=number % 8 == 4)  # noqa: PLR2004 - every other one
    if number % 6 == 2:  # noqa: PLR2004 - one of six
        away = Away(pair.today - dt.timedelta(days=9), pair.today + dt.timedelta(days=20))
        leaves.add(session, pair.trainee.id, away, pair.trainee.id, pair.today, pair.now)


def _entry(session: Session, pair: Pair, chance: random.Random, turn: int) -> None:
    category, mode, minutes = chance.choice(_DONE)
    day = pair.today - dt.timedelta(days=chance.randint(1, 40))
    area = "a" if category == Category.CORE else None
    draft = Draft(category, mode, area, day, minutes, provider=pair.supervisor.name)
    public_id = f"{chance.getrandbits(128):032x}"
    entries.add(
        session, pair.trainee.id, public_id, draft, By(pair.trainee.id, pair.now, pair.today)
    )
    by = Acting(pair.supervisor.id, pair.now, pair.key)
    if turn == 1:
        sign_off(session, by.actor_id or 0, Word(Seen(public_id, 1), SignOffKind.SIGNED), by)
    if turn == 3:  # noqa: PLR2004 - the fourth
        word = Word(Seen(public_id, 1), SignOffKind.RETURNED, "Was this one to one or in a group?")
        sign_off(session, by.actor_id or 0, word, by)


def _talk(session: Session, pair: Pair, chance: random.Random, *, answered: bool) -> None:
    thread = Thread(pair.trainee.id, SubjectKind.TRAINING, "whole")
    readers = [pair.trainee.id, pair.supervisor.id]
    op_id = f"{chance.getrandbits(128):032x}"
    asked = Words(op_id, pair.trainee.id, chance.choice(_ASKED))
    comments.add(session, thread, asked, readers, pair.now - dt.timedelta(hours=20))
    if answered:
        said = Words(op_id[::-1], pair.supervisor.id, _SAID)
        comments.add(session, thread, said, readers, pair.now - dt.timedelta(hours=2))
