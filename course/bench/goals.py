"""What the figures should be, and how they are told."""

from dataclasses import dataclass

from course.bench.figures import Figure


@dataclass(frozen=True)
class Goal:
    """What a measure's ratio should reach, or should not exceed."""

    title: str
    goal: float
    stretch: float
    at_most: bool = False

    def holds(self, ratio: float, wanted: float) -> bool:
        """Return whether the ratio is as good as wanted."""
        return ratio <= wanted if self.at_most else ratio >= wanted

    def verdict(self, ratio: float) -> str:
        """Return `stretch`, `holds` or `MISSED`."""
        if self.holds(ratio, self.stretch):
            return "stretch"
        return "holds" if self.holds(ratio, self.goal) else "MISSED"

    def wanted(self, value: float) -> str:
        """Return a wanted ratio in words."""
        return f"<= {value:g}" if self.at_most else f">= {value:.0%}"


#: By the key of `bench/latest.json`, in the order of the table.
GOALS: dict[str, Goal] = {
    "lesson_page_sqlite": Goal("lesson page, 10 connections, SQLite", 0.40, 0.55),
    "lesson_page_postgresql": Goal("lesson page, 10 connections, PostgreSQL", 0.40, 0.55),
    "answer_save_sqlite": Goal("answer saved, 10 connections, SQLite", 0.30, 0.45),
    "answer_save_postgresql": Goal("answer saved, 10 connections, PostgreSQL", 0.25, 0.35),
    "lesson_statements": Goal("SQL statements of a lesson page", 4, 3, at_most=True),
    "save_statements": Goal("SQL statements of a save", 5, 4, at_most=True),
    "roster_statements": Goal("SQL statements of a supervisor's roster", 8, 6, at_most=True),
    "roster_100k": Goal("roster, 100,000 trainees by 200", 1.25, 1.1, at_most=True),
    "save_100k": Goal("answer saved, 100,000 trainees by 200", 1.25, 1.1, at_most=True),
    "attempt_requests": Goal("requests, 20 questions, a page each", 23, 22, at_most=True),
    "attempt_requests_whole": Goal("requests, 20 questions, one page", 23, 22, at_most=True),
    "csv_rows": Goal("CSV of all trainees, of 50,000 rows/s", 1.0, 1.5),
    "save_tail": Goal("save on SQLite: p99 by p50", 3, 2.2, at_most=True),
    "mixed_load": Goal("5 + 5 at once: p99 by p99 alone", 3, 1.5, at_most=True),
}


def table(figures: dict[str, Figure]) -> str:
    """Return the figures as a table in plain text; what was not measured is left out."""
    head = _line("figure", "ours", "reference", "ratio", "goal", "stretch", "")
    lines = [_row(GOALS[key], figures[key]) for key in GOALS if key in figures]
    return "\n".join([head, "-" * len(head), *lines])


def _row(goal: Goal, figure: Figure) -> str:
    ratio = f"{figure.ratio:.2f}" if goal.at_most else f"{figure.ratio:.1%}"
    return _line(
        goal.title,
        f"{figure.ours:.4g}",
        f"{figure.baseline:.4g} {figure.unit}",
        ratio,
        goal.wanted(goal.goal),
        goal.wanted(goal.stretch),
        goal.verdict(figure.ratio),
    )


def _line(*cells: str) -> str:
    widths = (42, 8, 18, 8, 8, 8, 8)
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def missed(figures: dict[str, Figure]) -> list[str]:
    """Return the keys of the figures that do not reach their goal."""
    return [key for key, one in figures.items() if GOALS[key].verdict(one.ratio) == "MISSED"]
