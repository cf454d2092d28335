"""Writing a line of figures to docs/quality.md, under the heading that it belongs to."""

import datetime as dt
import re
import subprocess

from course.config import ROOT

PAGE = ROOT / "docs" / "quality.md"


def commit():
    """The commit that was measured, short."""
    line = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def write(place, *cells):
    """Put a row first under the mark of this name; the day and the commit come before the cells."""
    text = PAGE.read_text(encoding="utf-8")
    # The mark stands above its table; rows follow the head and the rule.
    head = re.search(rf"<!-- {place}: newest first -->\n\n(\|.*\n){{2}}", text)
    assert head, f"docs/quality.md has no place for {place}"
    today = dt.datetime.now(dt.UTC).date().isoformat()
    row = " | ".join(str(cell) for cell in (today, commit(), *cells))
    PAGE.write_text(f"{text[: head.end()]}| {row} |\n{text[head.end() :]}", encoding="utf-8")
