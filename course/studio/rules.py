"""What is wrong with a question, in one plain sentence, by how trainees answered it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from course.psychometrics.rules import ENOUGH, ENOUGH_FOR_A_LOOK


class Reason(IntEnum):
    """Why somebody should look at a question; the worst has the lowest number."""

    AGAINST_THE_STRONGER = 1
    BELOW_CHANCE = 2
    FLAT = 3
    LEFT_BLANK = 4
    HARDER_THAN_MEANT = 5
    EASIER_THAN_MEANT = 6
    KNOWN_TO_ALL = 7


SENTENCES: dict[Reason, str] = {
    Reason.AGAINST_THE_STRONGER: "More of the weaker trainees got it right than of the stronger. "
    "Is the key right?",
    Reason.BELOW_CHANCE: "Fewer got it right than guessing would give. Is the key right, or does "
    "the stem mislead?",
    Reason.FLAT: "It hardly tells the stronger trainees from the weaker ones.",
    Reason.LEFT_BLANK: "Many left it blank. Is it clear what is asked?",
    Reason.HARDER_THAN_MEANT: "It is much harder than its writer expected.",
    Reason.EASIER_THAN_MEANT: "It is much easier than its writer expected.",
    Reason.KNOWN_TO_ALL: "Nearly everybody gets it right, so it tells little.",
}

TOO_FEW = "Too few answers to say anything yet."

#: Below this correlation a question that enough have answered hardly tells anybody apart.
_FLAT = 0.15
#: From this share on nearly everybody has it right.
_ALL = Fraction(95, 100)
#: A share of blanks that is more than haste.
_BLANK = Fraction(1, 5)
#: How far the writer's guess may be off.
_OFF = Fraction(3, 10)


@dataclass(frozen=True)
class Seen:
    """How a question was answered."""

    #: How often it was put, and how often something was answered.
    n: int
    answered: int
    facility: Fraction | None
    #: In -1 to 1; None when it cannot be told.
    discrimination: float | None
    #: The writer's guess of the facility.
    expected: Fraction
    #: What guessing gives; 0 where it gives next to nothing.
    chance: Fraction


def reasons(seen: Seen) -> list[Reason]:
    """Return why a question should be looked at, the worst first; nothing from few answers."""
    if seen.n < ENOUGH_FOR_A_LOOK or seen.facility is None:
        return []
    return sorted(_reasons(seen, seen.facility))


def _reasons(seen: Seen, facility: Fraction) -> Iterator[Reason]:
    told = seen.discrimination
    if told is not None and told < 0:
        yield Reason.AGAINST_THE_STRONGER
    elif told is not None and told < _FLAT and seen.n >= ENOUGH:
        yield Reason.FLAT
    if facility < seen.chance:
        yield Reason.BELOW_CHANCE
    if Fraction(seen.n - seen.answered, seen.n) >= _BLANK:
        yield Reason.LEFT_BLANK
    if facility >= _ALL:
        yield Reason.KNOWN_TO_ALL
    elif facility >= seen.expected + _OFF:
        yield Reason.EASIER_THAN_MEANT
    if facility <= seen.expected - _OFF:
        yield Reason.HARDER_THAN_MEANT
