"""What a file said of a thing when it was last loaded: the base for who wins."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from course.db import Base


class ContentSource(Base):
    """One row for each thing a file holds: a module, a lesson, a question, a reference."""

    __tablename__ = "content_source"

    #: `module`, `lesson`, `reference`, `bank`, `question`, `quiz` or `requirement-set`.
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    #: Relative to the content's root, with forward slashes.
    path: Mapped[str] = mapped_column(String(300))
    #: The order within the file.
    position: Mapped[int]
    #: Of the thing's canonical text as loaded.
    digest: Mapped[str] = mapped_column(String(64))


class Edition(Base):
    """One row: a token that changes with every change of content. Caches are kept under it."""

    __tablename__ = "content_edition"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(32))
