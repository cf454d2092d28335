"""`flask person`."""

import pytest

from tests.browse import Browser
from tests.people.helpers import LINK, acts_of


@pytest.fixture
def run(app):
    """A function that runs a command and returns its result."""
    return lambda *words: app.test_cli_runner().invoke(args=["person", *words])


def test_the_first_director_is_invited_from_the_command_line(app, run):
    result = run("invite", "petra@practicum.test", "--name", "Petra Lind", "--role", "director")
    assert result.exit_code == 0, result.output
    guest = Browser(app)
    password = "four walls and a window"
    data = {"password": password, "again": password, "name": "Petra Lind", "zone": "UTC"}
    assert guest.post(LINK.search(result.output).group(1), data).status_code == 303
    assert guest.get("/people").status_code == 200
    assert acts_of(app) == ["person.invited"]


def test_a_link_is_printed_for_who_forgot_the_password(app, run, tara):
    result = run("link", tara.email)
    assert LINK.search(result.output).group(1).startswith("/password-reset/")


def test_the_list_says_how_access_stands(run, tara):
    assert run("list").output == "tara@practicum.test\tTara Okafor\ttrainee\tactive\n"


def test_roles_come_and_go(run, tara):
    assert run("grant", tara.email, "instructor").exit_code == 0
    assert "instructor" in run("list").output
    assert run("revoke", tara.email, "instructor").exit_code == 0
    assert "instructor" not in run("list").output


def test_what_does_not_work_says_why(run, petra):
    assert "last director" in run("revoke", petra.email, "director").output
    assert "Nobody here" in run("link", "nobody@practicum.test").output
    assert run("invite", "no address", "--name", "X", "--role", "trainee").exit_code == 1
