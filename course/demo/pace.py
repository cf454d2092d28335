"""How one of the demo's trainees works: how able, how far, and how fast. Pure."""

import datetime as dt
import random
from dataclasses import dataclass

_DAY = dt.timedelta(days=1)
#: How long ago everybody began.
BEGAN = 60 * _DAY
#: Modules that are finished, a chance each: many are at the beginning, a few far on.
_MODULES = (0, 1, 1, 2, 2, 3, 4)
#: Days since the last work: mostly few, and now and then many.
_IDLE_MEAN, _IDLE_MOST, _STALLED = 7, 20, 29


@dataclass
class Diligence:
    """A trainee's way of working, and the instant at which they are."""

    chance: random.Random
    #: The share of questions they answer fully right.
    ability: float
    #: Modules read to the end, with their quiz.
    modules: int
    #: Lessons read of the module after these.
    lessons: int
    #: Whether they began with the pre-test, and ended with a mock exam.
    pretest: bool
    mock: bool
    #: Whether the last quiz they started is still open.
    leaves_open: bool
    at: dt.datetime
    until: dt.datetime

    def later(self, passed: dt.timedelta) -> dt.datetime:
        """Let some time pass, never beyond the last of their work."""
        self.at = min(self.at + passed, self.until)
        return self.at

    def minutes(self, least: int, most: int) -> dt.datetime:
        """Let some minutes pass, by chance."""
        return self.later(dt.timedelta(minutes=self.chance.randint(least, most)))

    def certainty(self, *, right: bool) -> int | None:
        """Say how sure they are: more often so when they are right, and sometimes not at all."""
        sure = (1, 2, 3, 3, 3, None) if right else (1, 1, 2, 2, 3, None)
        return self.chance.choice(sure)


def diligence(seed: str, number: int, now: dt.datetime) -> Diligence:
    """Return how the trainee of this number works: the same for the same seed.

    The first one is in the middle of things, so that a visitor sees every state at once; the
    second has a quiz open; one of eight has stopped.
    """
    chance = random.Random(f"{seed}:{number}")
    idle = min(1 + int(chance.expovariate(1 / _IDLE_MEAN)), _IDLE_MOST)
    modules, lessons, ability = (
        chance.choice(_MODULES),
        chance.randint(0, 2),
        chance.uniform(0.6, 0.95),
    )
    if number % 8 == 4:  # noqa: PLR2004 - now and then somebody stalls
        idle = _STALLED
    if number == 0:
        idle, modules, lessons, ability = 1, 1, 2, 0.85
    return Diligence(
        chance,
        ability=ability,
        modules=modules,
        lessons=lessons,
        pretest=number % 3 == 2,  # noqa: PLR2004 - one of three
        mock=modules >= 3,  # noqa: PLR2004 - who is far on
        leaves_open=number == 1,
        at=now - BEGAN + _DAY,
        until=now - idle * _DAY - dt.timedelta(minutes=chance.randint(0, 600)),
    )
