"""A write that two requests may make at once."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from course import db

T = TypeVar("T")


def once(act: Callable[[Session], T]) -> T:
    """Run the act in one write; when another request made its row first, run it over that.

    On PostgreSQL a request that waited at the attempt's row still has the sight of before its
    wait. The unique constraints then stop it, and a second run sees what the other one wrote.
    """
    try:
        with db.writing() as session:
            return act(session)
    except IntegrityError:
        with db.writing() as session:
            return act(session)
