"""`flask person`: the first director, a link when mail does not work, roles by hand."""

from collections.abc import Callable
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select
from sqlalchemy.orm import Session

from course import clock, db
from course.errors import PracticumError
from course.people import letters
from course.people.models import LinkPurpose, Person
from course.people.service import acts, find_by_email, links
from course.people.service.acts import Acting, Invitation
from course.permissions import Role

person = AppGroup("person", help="People: invite, list, roles, links. No mail is sent.")

_ROLE = click.Choice([role.value for role in Role])
_BATCH = 500


def _acting() -> Acting:
    key = current_app.extensions["practicum.settings"].secret_key
    return Acting(None, clock.now(), key)


def _do(act: Callable[[Session], Any]) -> Any:
    try:
        with db.writing() as session:
            return act(session)
    except PracticumError as error:
        raise click.ClickException(str(error)) from error


def _known(session: Session, email: str) -> Person:
    found = find_by_email(session, email)
    if found is None:
        raise click.ClickException(f"Nobody here has the address {email}.")
    return found


@person.command("invite")
@click.argument("email")
@click.option("--name", required=True, help="As pages should show it.")
@click.option("--role", "roles", type=_ROLE, multiple=True, required=True, help="Repeatable.")
@click.option("--zone", default="UTC", show_default=True, help="Such as America/New_York.")
def invite(email: str, name: str, roles: tuple[str, ...], zone: str) -> None:
    """Add a person and print the link by which they join."""
    wanted = Invitation(email, name, frozenset(Role(role) for role in roles), zone)
    link = links.fresh(LinkPurpose.INVITE, clock.now())
    _do(lambda session: acts.invite(session, _acting(), wanted, link))
    click.echo(f"Hand this link over; it works once, for 14 days:\n{letters.url(link)}")


@person.command("link")
@click.argument("email")
def link(email: str) -> None:
    """Print a new link: to join, or to set a new password."""
    purpose = links.purpose_for(_known(db.session(), email))
    made = links.fresh(purpose, clock.now())
    _do(lambda session: acts.new_link(session, _acting(), _known(session, email), made))
    lasts = "14 days" if purpose == LinkPurpose.INVITE else "1 hour"
    click.echo(f"Hand this link over; it works once, for {lasts}:\n{letters.url(made)}")


@person.command("list")
def list_people() -> None:
    """Print everybody: address, name, roles, state."""
    last = 0
    while rows := _after(last):
        for row in rows:
            click.echo("\t".join((row.email, row.name, row.roles or "-", _state(row))))
        last = rows[-1].id


def _after(last: int) -> list[Any]:
    columns = (Person.id, Person.email, Person.name, Person.roles, Person.disabled)
    joined = Person.password_hash.is_not(None).label("joined")
    query = select(*columns, joined).where(Person.id > last).order_by(Person.id).limit(_BATCH)
    return list(db.session().execute(query))


def _state(row: Any) -> str:
    if row.disabled:
        return "disabled"
    return "active" if row.joined else "invited"


@person.command("grant")
@click.argument("email")
@click.argument("role", type=_ROLE)
@click.option("--why", default="by the command line", show_default=True)
def grant(email: str, role: str, why: str) -> None:
    """Give a person a role."""
    _do(lambda s: acts.grant(s, _acting(), _known(s, email), Role(role), why))
    click.echo(f"{email} now holds the role {role}.")


@person.command("revoke")
@click.argument("email")
@click.argument("role", type=_ROLE)
@click.option("--why", default="by the command line", show_default=True)
def revoke(email: str, role: str, why: str) -> None:
    """Take a role back."""
    _do(lambda s: acts.revoke(s, _acting(), _known(s, email), Role(role), why))
    click.echo(f"{email} no longer holds the role {role}.")
