import stat
import subprocess
import sys
from pathlib import Path

import pytest

from course import config
from course.config import SettingsError

SECRET = "k3y-" + "0123456789abcdefghijklmnopqrstuv"
ROOT = Path(__file__).resolve().parent.parent


def read(tmp_path, **words):
    return config.from_environment({"INSTANCE_PATH": str(tmp_path / "instance"), **words})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://host/name"),
        ("DATABASE_URL", "postgresql"),
        ("DATABASE_URL", "postgresql:host/name"),
        ("DATABASE_URL", "postgresql://host:many/name"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("SECRET_KEY", "dev"),
        ("SECRET_KEY", "change-me"),
        ("SECRET_KEY", "0123456789abcdefghijklmnopqrstu"),
        ("SECRET_KEY", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
        ("SECRET_KEY", "abcabcabcabcabcabcabcabcabcabcabcabc"),
        ("SECRET_KEY", "change-me-change-me-change-me-change-me"),
        ("SECRET_KEY", "your-secret-key-your-secret-key-your-secret-key"),
        ("PUBLIC_BASE_URL", "practicum.example.org"),
        ("PUBLIC_BASE_URL", "ftp://practicum.example.org"),
        ("PUBLIC_BASE_URL", "https://"),
        ("PUBLIC_BASE_URL", "https://practicum.example.org?a=b"),
        ("PUBLIC_BASE_URL", "https://practicum.example.org#top"),
        ("PUBLIC_BASE_URL", "https://ada:word@practicum.example.org"),
        ("PUBLIC_BASE_URL", "https://practicum.example.org:99999"),
        ("PUBLIC_BASE_URL", "https://practicum.example.org\nSet-Cookie: a=b"),
        ("PUBLIC_BASE_URL", "https://[half"),
        ("PORT", "0"),
        ("PORT", "70000"),
        ("PORT", "eight"),
        ("TRUSTED_PROXIES", "-1"),
        ("TRUSTED_PROXIES", "6"),
        ("SMTP_URL", "mail.example.org"),
        ("SMTP_URL", "http://mail.example.org"),
        ("SMTP_URL", "smtp://"),
        ("SMTP_URL", "smtp://mail.example.org:many"),
        ("MAIL_FROM", "nobody"),
        ("MAIL_FROM", "a@b@c"),
        ("MAIL_FROM", "a@b.example\nBcc: everybody@b.example"),
        ("ALLOW_UNSAFE_DURABILITY", "perhaps"),
        ("MAX_REQUEST_MEGABYTES", "0"),
        ("MAX_REQUEST_MEGABYTES", "101"),
        ("PASSWORD_HASHING", "none"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_a_value_that_does_not_fit_is_named(tmp_path, name, value):
    with pytest.raises(SettingsError, match=rf"(?m)^{name}: ") as caught:
        read(tmp_path, **{"SECRET_KEY": SECRET, name: value})
    assert len(value) < 12 or name != "SECRET_KEY" or value not in str(caught.value)


def test_all_that_does_not_fit_is_named_at_once(tmp_path):
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, PORT="0", LOG_LEVEL="LOUD", DATABASE_URL="mysql://x")
    assert all(f"\n{name}: " in str(caught.value) for name in ("PORT", "LOG_LEVEL", "DATABASE_URL"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "postgresql://ada:s%40ame@db.example:5432/site?sslmode=require"),
        ("DATABASE_URL", "postgres://db.example/site"),
        ("DATABASE_URL", "postgresql://ada@/site?host=/run/postgresql"),
        ("DATABASE_URL", "sqlite:////srv/practicum/site.sqlite"),
        ("PUBLIC_BASE_URL", "https://practicum.example.org:8443"),
        ("SMTP_URL", "smtps://ada:word@mail.example.org:465"),
        ("LOG_LEVEL", "DEBUG"),
    ],
)
def test_a_value_that_fits_is_taken(tmp_path, name, value):
    found = read(tmp_path, **{"SECRET_KEY": SECRET, name: value})
    assert getattr(found, name.lower()) == value


@pytest.mark.parametrize(
    ("given", "opened"),
    [
        ("postgres://h/n", "postgresql+psycopg://h/n"),
        ("postgresql://h/n", "postgresql+psycopg://h/n"),
        ("sqlite:////srv/x.sqlite", "sqlite:////srv/x.sqlite"),
    ],
)
def test_the_database_is_opened_by_one_driver(tmp_path, given, opened):
    assert read(tmp_path, SECRET_KEY=SECRET, DATABASE_URL=given).sqlalchemy_url == opened


def test_without_a_database_it_is_a_file_in_the_instance_folder(tmp_path):
    found = read(tmp_path, SECRET_KEY=SECRET).sqlalchemy_url
    assert found == f"sqlite:///{tmp_path}/instance/practicum.sqlite"


def test_an_instance_folder_does_not_move_with_the_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = config.from_environment({"INSTANCE_PATH": "here", "SECRET_KEY": SECRET})
    assert found.instance_path == tmp_path / "here"


def test_cheap_hashing_is_refused_on_a_public_site(tmp_path):
    with pytest.raises(SettingsError, match="^PASSWORD_HASHING"):
        read(tmp_path, PASSWORD_HASHING="light", PUBLIC_BASE_URL="https://practicum.example.org")


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    first, second = read(tmp_path), read(tmp_path)
    assert first.secret_key == second.secret_key
    # 48 random bytes are 64 characters in base 64.
    assert len(first.secret_key) == 64
    kept = tmp_path / "instance" / "secret"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    assert read(tmp_path / "other").secret_key != first.secret_key


def test_a_secret_that_was_cut_short_is_made_again_only_when_empty(tmp_path):
    kept = tmp_path / "instance" / "secret"
    kept.parent.mkdir()
    kept.write_text("")
    assert len(read(tmp_path).secret_key) == 64
    kept.write_text("short")
    with pytest.raises(SettingsError, match="^SECRET_KEY: .*too short"):
        read(tmp_path)


_PROGRAM = """
import sys
from course import config
print("ready", flush=True)
sys.stdin.readline()
print(config.from_environment({"INSTANCE_PATH": sys.argv[1]}).secret_key)
"""


def test_processes_that_start_at_once_agree_on_the_secret(tmp_path):
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    line = [sys.executable, "-c", _PROGRAM, str(tmp_path / "instance")]
    started = [subprocess.Popen(line, cwd=ROOT, **pipes) for _ in range(4)]
    for process in started:
        assert process.stdout.readline() == "ready\n"
    for process in started:
        process.stdin.write("\n")
        process.stdin.flush()
    said = {process.communicate(timeout=30)[0].strip() for process in started}
    assert len(said) == 1
    assert len(said.pop()) == 64


def test_a_half_made_secret_is_never_read(tmp_path, monkeypatch):
    import threading

    slow = threading.Event()
    made = config.secrets.token_urlsafe

    def slowly(size):
        slow.set()
        threading.Event().wait(0.3)
        return made(size)

    monkeypatch.setattr(config.secrets, "token_urlsafe", slowly)
    found = []
    first = threading.Thread(target=lambda: found.append(read(tmp_path).secret_key))
    first.start()
    assert slow.wait(10)
    found.append(read(tmp_path).secret_key)
    first.join()
    assert len(set(found)) == 1


def test_a_folder_that_cannot_keep_the_secret_is_named(tmp_path):
    (tmp_path / "instance").write_text("a file")
    with pytest.raises(SettingsError, match="^INSTANCE_PATH: cannot keep the secret") as caught:
        read(tmp_path)
    assert "Make the folder writable, or set SECRET_KEY." in str(caught.value)


def test_secrets_stand_in_no_printed_settings(tmp_path):
    shown = repr(read(tmp_path, SECRET_KEY=SECRET, SMTP_URL="smtp://ada:word@mail.example.org"))
    assert SECRET not in shown
    assert "word@" not in shown


def test_the_page_of_settings_is_what_the_program_says():
    assert (ROOT / "docs" / "settings.md").read_text() == config.reference()


def test_every_setting_is_explained():
    for name, field in config.Settings.model_fields.items():
        assert field.description, name
        assert f"| `{name.upper()}` |" in config.reference()
