"""Whether the files changed since they were loaded, without reading what they say."""

import hashlib
from pathlib import Path

from sqlalchemy.orm import Session

from course.content.reading import FOLDERS
from course.sources.service import edition

_NAME = "content-loaded"


def fingerprint(root: Path) -> str:
    """Return one digest over names and bytes of every file under the content's folders."""
    sum_ = hashlib.sha256()
    for path in sorted(p for name in FOLDERS for p in (root / name).rglob("*") if p.is_file()):
        sum_.update(path.relative_to(root).as_posix().encode() + b"\0")
        sum_.update(hashlib.sha256(path.read_bytes()).digest())
    return sum_.hexdigest()


def is_loaded(folder: Path, session: Session, mark: str) -> bool:
    """Return whether this fingerprint was loaded into the content that the database has now."""
    note = folder / _NAME
    return note.is_file() and note.read_text() == _line(session, mark)


def remember_loaded(folder: Path, session: Session, mark: str) -> None:
    """Note the fingerprint beside the database. Without the note, loading just takes longer."""
    (folder / _NAME).write_text(_line(session, mark))


def _line(session: Session, mark: str) -> str:
    return f"{edition(session)} {mark}\n"
