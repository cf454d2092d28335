"""Writing a line of figures to docs/quality.md, under the heading that it belongs to."""

import datetime as dt
import subprocess

from course.config import ROOT

PAGE = ROOT / "docs" / "quality.md"


def commit():
    """The commit that was measured, short."""
    line = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def write(place, *cells):
    """Put a row first under the mark of this name; the day and the commit come before the cells."""
    mark = f"<!-- {place}: newest first -->"
    text = PAGE.read_text(encoding="utf-8")
    assert mark in text, f"docs/quality.md has no place for {place}"
    today = dt.datetime.now(dt.UTC).date().isoformat()
    row = " | ".join(str(cell) for cell in (today, commit(), *cells))
    PAGE.write_text(text.replace(mark, f"{mark}\n| {row} |", 1), encoding="utf-8")
