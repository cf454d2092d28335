"""What may be a figure: a picture of a kind that browsers know, and nothing that acts."""

import re

#: Media types by a file's ending.
MIME = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}

_STARTS = {"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "webp": b"RIFF"}
#: An SVG is a document of its own when it is opened by itself: it must neither act nor fetch.
_ACTS = re.compile(
    r"<script|<foreignObject|<!ENTITY|\son[a-z]+\s*=|javascript:"
    r"|(?:href|src)\s*=\s*[\"']\s*[^#\"'\s]|url\(\s*[\"']?[^#\"'\s]|@import",
    re.IGNORECASE,
)


def fault(name: str, content: bytes) -> str | None:
    """Return why these bytes cannot be the figure of this name, None when they can."""
    ending = name.rpartition(".")[2]
    if ending == "svg":
        return _svg(name, content)
    start = _STARTS.get(ending)
    return None if start and content.startswith(start) else f"{name} is not a picture"


def _svg(name: str, content: bytes) -> str | None:
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return f"{name} is not a picture: it is not UTF-8"
    if "<svg" not in text:
        return f"{name} is not a picture: there is no <svg in it"
    found = _ACTS.search(text)
    return (
        f"{name} holds “{found[0].strip()}”: a figure neither acts nor fetches" if found else None
    )
