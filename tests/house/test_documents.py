"""The reference pages are the program's own: each is written by it and compared here."""

import pytest

from course import config, items
from course.config import Settings
from course.curriculum.body.parsing import KINDS
from course.home.cli import reference
from course.permissions.policies import POLICIES
from tests.house.walking import ROOT


def _page(name):
    return (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("page", ["settings", "routes", "commands"])
def test_a_reference_page_is_what_the_program_prints(app, page):
    """When it is not: `flask --app wsgi docs PAGE > docs/PAGE.md`."""
    assert _page(page) == reference(app, page)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_route_and_every_policy_is_on_the_page_of_routes(app):
    page = _page("routes")
    assert [rule.rule for rule in app.url_map.iter_rules() if f"`{rule.rule}`" not in page] == []
    assert [name for name in POLICIES if f"`{name}`" not in page] == []


def _commands(group, before=""):
    for name, command in group.commands.items():
        inner = getattr(command, "commands", None)
        yield from (
            _commands(command, f"{before}{name} ") if inner else [(f"{before}{name}", command)]
        )


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_command_is_documented_and_says_what_it_does(app):
    page, found = _page("commands"), list(_commands(app.cli))
    assert len(found) > 10
    assert [name for name, _ in found if f"`{name}`" not in page] == []
    assert [name for name, command in found if not command.help] == []


def test_every_setting_is_documented():
    assert _page("settings") == config.reference()
    assert all(f"`{name.upper()}`" in _page("settings") for name in Settings.model_fields)


def test_every_kind_of_question_is_shown_to_authors():
    page = _page("authoring")
    assert [kind for kind in items.KINDS if f"type: {kind}" not in page] == []


def test_every_block_of_lessons_is_documented():
    page = _page("authoring")
    assert [kind for kind in KINDS if f"::: {kind}" not in page and f"`{kind}`" not in page] == []
