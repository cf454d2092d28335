"""The safety gate: one text for every lesson that assigns a task, and for every session plan."""

from pathlib import Path

TITLE = "The gate, before any task"
#: Markdown. Beside the code, and no content of its own: see `docs/architecture.md`.
TEXT = (Path(__file__).parent / "gate.md").read_text(encoding="utf-8").strip()
