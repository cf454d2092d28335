import pytest
from sqlalchemy.engine import make_url

from course.db import pgtools


def test_the_password_stands_in_no_argument(monkeypatch, tmp_path):
    calls = []

    def run(line, *, env, **_):
        calls.append((line, env))
        raise FileNotFoundError

    monkeypatch.setattr(pgtools.subprocess, "run", run)
    url = make_url("postgresql+psycopg://ada:open%40sesame@db.example/site?sslmode=require")
    for act in (pgtools.dump, pgtools.restore):
        with pytest.raises(pgtools.ToolError, match="not installed"):
            act(url, tmp_path / "file")
    for line, environment in calls:
        assert line[1] == "--dbname=postgresql://ada@db.example/site?sslmode=require"
        assert not any("sesame" in word or "***" in word for word in line)
        assert environment["PGPASSWORD"] == "open@sesame"
    assert len(calls) == 2
