"""In which order to take the modules, from what a pre-test showed. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Found:
    """What a pre-test showed of one domain."""

    title: str
    #: Slugs of the modules that its questions come from.
    modules: tuple[str, ...]
    items: int
    missed: int
    #: How many of the missed ones are safety items.
    safety: int
    #: Whether its modules come first for everybody.
    first: bool

    @property
    def rank(self) -> tuple[bool, bool, Fraction]:
        """Where its modules stand: lower comes earlier."""
        share = Fraction(self.missed, self.items) if self.items else Fraction(0)
        return not self.first, not self.safety, -share


@dataclass(frozen=True)
class Suggested:
    """A place in the order: which module, the domain that put it there, and why in words."""

    module: str
    domain: str
    why: str


def suggested(found: Sequence[Found], modules: Sequence[str]) -> tuple[Suggested, ...]:
    """Return every module once, in the order in which to take them, with the reason.

    Ethics and safety come first for everybody (`first` in the exam's file): they are what nobody
    may see a client without. Then domains in which a safety item was missed, as a report names
    those first; then the larger share of missed questions. What is alike keeps the order of the
    curriculum, `modules`, in which later modules build on earlier ones. The rule is this
    program's own. No study ranks domains by two or three questions, and a score of so few adds
    little to the total (Haberman 2008, J. Educ. Behav. Stat. 33(2), 204-229), so that the page
    calls the order a suggestion.
    """
    ranked = sorted(found, key=lambda one: one.rank)
    of = {module: one for one in reversed(ranked) for module in one.modules}
    asked = [module for module in modules if module in of]
    asked.sort(key=lambda module: of[module].rank)
    places = [Suggested(module, of[module].title, why(of[module])) for module in asked]
    rest = [Suggested(one, "", "The pre-test asks nothing of it.") for one in modules]
    return (*places, *(one for one in rest if one.module not in of))


def why(one: Found) -> str:
    """Return in words why the modules of a domain stand where they stand."""
    before = "First for everybody. " if one.first else ""
    if not one.missed:
        return f"{before}None of {one.items} missed."
    return f"{before}{one.missed} of {one.items} missed{_safety(one)}."


def _safety(one: Found) -> str:
    if not one.safety:
        return ""
    if one.missed == 1:
        return ", a safety item"
    if one.safety == one.missed:
        return ", all safety items"
    return ", one a safety item" if one.safety == 1 else f", {one.safety} of them safety items"
