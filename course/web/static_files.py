"""Static files under names that carry their digest, so that browsers keep them for a year."""

import functools
import gzip
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, Response, abort, request, url_for

from course.digest import digest
from course.permissions import policy

FOLDER = Path(__file__).parent / "static"
_YEAR = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class StaticFile:
    """A file as it is served: plain, and compressed when that is smaller."""

    body: bytes
    packed: bytes
    mime: str


def _hashed(name: str, body: bytes) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"{stem}.{digest(body)[:12]}{dot}{ending}"


_IMPORT = re.compile(rb'(?<=from ")(\.{1,2}/[\w./-]+\.js)(?=")')


#: What only people read in a style sheet: comments, and the space before a line.
_FOR_PEOPLE = re.compile(rb"/\*.*?\*/|(?<=\n)\s+", re.DOTALL)


@functools.cache
def _body(path: Path) -> bytes:
    """Return a file's bytes; a script imports its modules under their hashed names."""

    def hashed(found: re.Match[bytes]) -> bytes:
        module = (path.parent / found[0].decode()).resolve()
        return found[0].rpartition(b"/")[0] + b"/" + _hashed(module.name, _body(module)).encode()

    body = path.read_bytes()
    if path.suffix == ".css":
        return _FOR_PEOPLE.sub(b"", body)
    return _IMPORT.sub(hashed, body) if path.suffix == ".js" else body


def _read(path: Path) -> StaticFile:
    mime = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    kind = f"{mime}; charset=utf-8" if mime.startswith("text/") else mime
    return packed(_body(path), kind)


def packed(body: bytes, mime: str) -> StaticFile:
    """Return a file with its compressed form. Only for what is the same for everybody."""
    return StaticFile(body, gzip.compress(body, 9, mtime=0), mime)


def init_app(app: Flask) -> None:
    """Read every static file once, and serve each under its hashed name only."""
    files: dict[str, StaticFile] = {}
    names: dict[str, str] = {}
    for path in sorted(p for p in FOLDER.rglob("*") if p.is_file()):
        name = path.relative_to(FOLDER).as_posix()
        file = _read(path)
        names[name] = _hashed(name, file.body)
        files[names[name]] = file

    @policy("site.public")
    def static_file(name: str) -> Response:
        return answer(files.get(name) or abort(404), _YEAR)

    app.add_url_rule("/static/<path:name>", "static", static_file)
    app.jinja_env.globals["static"] = lambda name: url_for("static", name=names[name])


def answer(file: StaticFile, keep: str) -> Response:
    """Send a file, compressed to browsers that read that; `keep` is its Cache-Control."""
    # `gzip;q=0` names it and refuses it.
    small = request.accept_encodings["gzip"] > 0
    response = Response(file.packed if small else file.body, content_type=file.mime)
    response.headers["Cache-Control"] = keep
    response.headers["Vary"] = "Accept-Encoding"
    if small:
        response.headers["Content-Encoding"] = "gzip"
    return response
