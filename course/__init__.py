"""Practicum: training and certification prep for sex therapists."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from course.config import Settings


def create_app(settings: "Settings | None" = None, *, pooled: bool = True) -> "Flask":
    """Return the application over these settings (by default the environment's).

    Raises SettingsError when a setting does not fit, and RuntimeError when a route has no policy.
    """
    # Imported here, so that importing one pure rule does not import the whole house.
    from course import wiring  # noqa: PLC0415

    return wiring.wire(settings, pooled=pooled)
