"""Floors and rooms: a feature imports from below, a rule knows no web, database or clock."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.walking import ROOT, name, python_files

CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]
LAYERS, ROOMS = CONFIG["contracts"][0], CONFIG["contracts"][1]


def _lint(config, folder):
    words = [str(Path(sys.executable).with_name("lint-imports")), "--config", config, "--no-cache"]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)


def test_floors_and_rooms_hold():
    done = _lint("pyproject.toml", ROOT)
    assert done.returncode == 0, done.stdout


def test_a_broken_floor_turns_the_contract_red(tmp_path):
    for folder in ("low", "high"):
        (tmp_path / "house" / folder).mkdir(parents=True)
        (tmp_path / "house" / folder / "__init__.py").touch()
    (tmp_path / "house" / "__init__.py").touch()
    (tmp_path / "house" / "low" / "rules.py").write_text("from house.high import thing\n")
    (tmp_path / "house" / "high" / "thing.py").touch()
    (tmp_path / "lint.toml").write_text(
        '[tool.importlinter]\nroot_package = "house"\n[[tool.importlinter.contracts]]\n'
        'name = "floors"\ntype = "layers"\ncontainers = ["house"]\nlayers = ["high", "low"]\n'
    )
    assert "BROKEN" in _lint("lint.toml", tmp_path).stdout


def test_every_feature_stands_on_a_floor():
    named = {one.strip() for layer in LAYERS["layers"] for one in layer.split("|")}
    there = {p.name for p in (ROOT / "course").iterdir() if (p / "__init__.py").exists()}
    assert there - named == set()


def test_no_feature_stands_on_two_floors():
    named = [one.strip() for layer in LAYERS["layers"] for one in layer.split("|")]
    assert len(named) == len(set(named))


RULES = [p for p in python_files("course") if p.name == "rules.py" and "markdown" not in p.parts]


@pytest.mark.parametrize("path", RULES, ids=name)
def test_every_room_of_rules_is_under_the_contract(path):
    module = name(path).removesuffix(".py").replace("/", ".")
    assert module in ROOMS["source_modules"]


def test_the_contract_of_rooms_forbids_the_web_the_database_and_the_clock():
    forbidden = {"flask", "sqlalchemy", "wtforms", "course.clock", "course.db", "course.web"}
    assert set(ROOMS["forbidden_modules"]) >= forbidden
    assert not ROOMS.get("ignore_imports")
