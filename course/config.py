"""Settings from the environment: each checked at the start, each with a clear message.

The reference page `docs/settings.md` is written from this class (`flask docs settings`).
"""

import fcntl
import os
import re
import secrets
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

ROOT = Path(__file__).resolve().parent.parent

#: Secrets that stand in tutorials; a signature made with one of them proves nothing.
KNOWN_SECRETS = frozenset(
    {"dev", "secret", "changeme", "change-me", "password", "practicum", "your-secret-key"}
)
_SHORTEST_SECRET = 32


_TUTORIAL_WORDS = re.compile("|".join(sorted(KNOWN_SECRETS, key=len, reverse=True)))


class SettingsError(Exception):
    """A setting has a value that cannot be used. The message names it and says what fits."""


def _with_a_port(address: str) -> str:
    """Return the address as it is; raises ValueError when its port is no port."""
    try:
        urlsplit(address).port  # noqa: B018 - reading it is the check
    except ValueError:
        raise ValueError("has a port that is not a number from 0 to 65535") from None
    return address


class Settings(BaseModel):
    """Everything a site can set. The name in the environment is the name in capitals."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    instance_path: Path = Field(
        ROOT / "instance", description="The folder for the database, the secret and backups."
    )
    database_url: str = Field(
        "",
        description="`postgresql://user:password@host/name`. "
        "Empty: a SQLite file `practicum.sqlite` in the instance folder.",
    )
    secret_key: str = Field(
        "",
        repr=False,
        description="At least 32 random characters. Empty: made once and kept in the instance "
        "folder, readable by its owner only.",
    )
    public_base_url: str = Field(
        "",
        description="The address people use, such as `https://practicum.example.org`. Links in "
        "mail are built from it; with it set, cookies are sent over HTTPS only and demo people "
        "are refused. Empty: this machine only.",
    )
    port: Annotated[int, Field(ge=1, le=65535)] = Field(
        8000, description="Where `make run` serves."
    )
    trusted_proxies: Annotated[int, Field(ge=0, le=5)] = Field(
        0, description="How many reverse proxies stand before the server and set X-Forwarded-For."
    )
    smtp_url: str = Field(
        "",
        repr=False,
        description="`smtp://user:password@host:587` (STARTTLS) or `smtps://…:465`. Empty: mail "
        "stays in the outbox, where a director sees it.",
    )
    mail_from: str = Field("practicum@localhost", description="The sender's address of every mail.")
    allow_unsafe_durability: bool = Field(
        False,
        description="Start although PostgreSQL has `fsync` or `synchronous_commit` off. Answers "
        "that were called saved can then be lost.",
    )
    max_request_megabytes: Annotated[int, Field(ge=1, le=100)] = Field(
        4, description="The largest request that is read."
    )
    password_hashing: Literal["strong", "light"] = Field(
        "strong",
        description="Cost of a password's hash (Argon2id). `light` is for tests and demo people "
        "on this machine; it is refused together with a public address.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="The least serious entry that is written to the log."
    )

    @field_validator("database_url")
    @classmethod
    def _a_database_we_know(cls, value: str) -> str:
        scheme, mark, rest = value.partition("://")
        kind = scheme.partition("+")[0]
        if value and (not mark or kind not in {"postgresql", "postgres", "sqlite"}):
            raise ValueError("must start with postgresql:// or sqlite:///")
        if kind == "sqlite" and rest.strip("/") in {"", ":memory:"}:
            raise ValueError("SQLite needs a file: sqlite:////path/to/file")
        return _with_a_port(value)

    @field_validator("secret_key")
    @classmethod
    def _a_secret_nobody_knows(cls, value: str) -> str:
        if value and (value.lower() in KNOWN_SECRETS or len(value) < _SHORTEST_SECRET):
            raise ValueError(f"must be at least {_SHORTEST_SECRET} characters that nobody knows")
        left = _TUTORIAL_WORDS.sub("", value.lower())
        if value and (len(set(value)) < 8 or len(left) < len(value) / 2):  # noqa: PLR2004
            raise ValueError("must be random, not a repeated pattern or words of a tutorial")
        return value

    @field_validator("public_base_url")
    @classmethod
    def _a_bare_address(cls, value: str) -> str:
        parts = urlsplit(value)
        more = parts.query or parts.fragment or parts.username or re.search(r"[\s\\?#]", value)
        if value and (parts.scheme not in {"http", "https"} or not parts.hostname or more):
            raise ValueError("must look like https://practicum.example.org")
        return _with_a_port(value).rstrip("/")

    @field_validator("smtp_url")
    @classmethod
    def _a_mail_server(cls, value: str) -> str:
        if value and urlsplit(value).scheme not in {"smtp", "smtps"}:
            raise ValueError("must start with smtp:// or smtps://")
        if value and not urlsplit(value).hostname:
            raise ValueError("must name the mail server: smtp://user:password@host:587")
        return _with_a_port(value)

    @field_validator("mail_from")
    @classmethod
    def _a_sender(cls, value: str) -> str:
        if value.count("@") != 1 or not value.isprintable():
            raise ValueError("must be one address such as practicum@example.org")
        return value

    @field_validator("instance_path")
    @classmethod
    def _wherever_we_stand(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @property
    def sqlalchemy_url(self) -> str:
        """The database as SQLAlchemy names it: psycopg 3 for PostgreSQL, a file otherwise."""
        if not self.database_url:
            return f"sqlite:///{self.instance_path / 'practicum.sqlite'}"
        scheme, _, rest = self.database_url.partition("://")
        if scheme.startswith("sqlite"):
            return f"sqlite://{rest}"
        return f"postgresql+psycopg://{rest}"

    @property
    def is_public(self) -> bool:
        """True when people reach the site from elsewhere."""
        return bool(self.public_base_url)

    @property
    def has_https(self) -> bool:
        """True when the public address is served over HTTPS."""
        return self.public_base_url.startswith("https://")


def _words(error: ValidationError) -> str:
    lines = [
        f"{str(e['loc'][0]).upper()}: {e['msg'].removeprefix('Value error, ')}"
        for e in error.errors()
    ]
    return "Practicum cannot start with these settings:\n" + "\n".join(lines)


def from_environment(environ: dict[str, str] | None = None, **overrides: Any) -> Settings:
    """Read the settings, make the secret when there is none, and return them.

    Raises SettingsError naming every setting that does not fit.
    """
    source = dict(os.environ) if environ is None else environ
    names = {name: name.upper() for name in Settings.model_fields}
    given = {name: source[key] for name, key in names.items() if source.get(key)}
    try:
        settings = Settings.model_validate({**given, **overrides})
    except ValidationError as error:
        raise SettingsError(_words(error)) from None
    if settings.is_public and settings.password_hashing != "strong":  # noqa: S105 - a cost
        raise SettingsError("PASSWORD_HASHING: light is refused on a site with a public address")
    return settings if settings.secret_key else _with_kept_secret(settings)


def _with_kept_secret(settings: Settings) -> Settings:
    path = settings.instance_path / "secret"
    try:
        settings.instance_path.mkdir(mode=0o700, parents=True, exist_ok=True)
        secret = _kept_secret(path)
    except OSError as error:
        raise SettingsError(
            f"INSTANCE_PATH: cannot keep the secret in {path}: {error.strerror}. "
            "Make the folder writable, or set SECRET_KEY."
        ) from error
    if len(secret) < _SHORTEST_SECRET:
        raise SettingsError(f"SECRET_KEY: {path} is too short; delete it to have a new one made")
    return settings.model_copy(update={"secret_key": secret})


def _kept_secret(path: Path) -> str:
    """Return the secret in the file; two processes that make it at once agree on one."""
    if path.exists() and (kept := path.read_text().strip()):
        return kept
    with os.fdopen(os.open(path, os.O_CREAT | os.O_RDWR, 0o600), "r+") as file:
        # Locked, so that nobody reads the file between its making and its filling.
        fcntl.flock(file, fcntl.LOCK_EX)
        kept = file.read().strip()
        if not kept:
            kept = secrets.token_urlsafe(48)
            file.write(kept)
            file.flush()
            os.fsync(file.fileno())
    return kept


def reference() -> str:
    """Return the reference page of all settings in Markdown."""
    rows = [
        f"| `{name.upper()}` | {_default(field.default)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join([*_HEAD, *rows, ""])


_HEAD = (
    "# Settings",
    "",
    "Read from the environment at the start; a value that does not fit stops it with a message.",
    "",
    "| setting | default | meaning |",
    "| --- | --- | --- |",
)


def _default(value: Any) -> str:
    if isinstance(value, Path):
        return "`instance`"
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    return f"`{shown}`" if shown else "empty"
