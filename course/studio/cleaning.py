"""A picture without anything but the picture.

What a camera or a program writes beside the picture (place, owner, comments, whole other files
after its end) is left out; the picture itself is copied as it is, so that nothing gets worse.
"""

import re
import struct
import zlib
from collections.abc import Iterator

from course.curriculum import pictures
from course.errors import Invalid

#: Larger pictures are slow to load in a train.
MOST_BYTES = 2_000_000
_NAME = re.compile(r"[^a-z0-9]+")

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"IDAT", b"IEND"}
_WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}
#: Bits of a WebP's head that say: there is a color profile, EXIF, XMP, an animation.
_WEBP_BITS = 0b0010_1110
#: JFIF and Adobe's color transform; without them colors change.
_JPEG_APPS = {0xE0, 0xEE}


def name_of(filename: str) -> str:
    """Return the name under which an uploaded file is kept: lower case, digits and hyphens.

    Raises Invalid when nothing of it is left, or when it is no kind of picture that lessons show.
    """
    stem, _, ending = filename.rpartition("/")[2].rpartition(".")
    ending = ending.lower().replace("jpeg", "jpg")
    short = _NAME.sub("-", stem.lower()).strip("-")[:60].strip("-")
    if ending not in pictures.MIME or not short:
        kinds = ", ".join(pictures.MIME)
        raise Invalid(f"picture: the file must have a name and end in one of {kinds}.")
    return f"{short}.{ending}"


def cleaned(name: str, body: bytes) -> bytes:
    """Return the picture alone. Raises Invalid for what is no picture of its name's kind."""
    if len(body) > MOST_BYTES:
        raise Invalid(f"picture: {name} has {len(body)} bytes, and {MOST_BYTES} is the most.")
    if wrong := pictures.fault(name, body):
        raise Invalid(f"picture: {wrong}.")
    clean = {"png": _png, "jpg": _jpeg, "webp": _webp}.get(name.rpartition(".")[2])
    if clean is None:
        return body  # an SVG is text that was looked at
    try:
        return b"".join(clean(body))
    except (struct.error, IndexError, ValueError) as error:
        raise Invalid(f"picture: {name} is damaged and cannot be read.") from error


def _png(body: bytes) -> Iterator[bytes]:
    yield _PNG
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        (size,) = struct.unpack_from(">I", body, at)
        kind, end = body[at + 4 : at + 8], at + 12 + size
        (check,) = struct.unpack_from(">I", body, end - 4)
        if zlib.crc32(body[at + 4 : end - 4]) != check:
            raise ValueError("a checksum is wrong")
        if kind in _PNG_KEPT:
            yield body[at:end]
        at = end


def _jpeg(body: bytes) -> Iterator[bytes]:
    yield body[:2]
    at, marker = 2, 0
    while marker != 0xD9:  # the end of the image  # noqa: PLR2004
        if body[at] != 0xFF:  # noqa: PLR2004
            raise ValueError("there is no marker where one must be")
        marker = body[at + 1]
        end = at + 2 if marker == 0xD9 else at + 2 + struct.unpack_from(">H", body, at + 2)[0]  # noqa: PLR2004
        if marker == 0xDA:  # a scan: its data run on to the next marker  # noqa: PLR2004
            end = _after_scan(body, end)
        if marker in _JPEG_APPS or not (0xE0 <= marker <= 0xEF or marker == 0xFE):  # noqa: PLR2004
            yield body[at:end]
        at = end


def _after_scan(body: bytes, at: int) -> int:
    """Return where the data of a scan end: at a marker that is neither a stuffed byte nor RSTn."""
    while True:
        at = body.index(b"\xff", at)
        if body[at + 1] != 0 and not 0xD0 <= body[at + 1] <= 0xD7:  # noqa: PLR2004
            return at
        at += 2


def _webp(body: bytes) -> Iterator[bytes]:
    kept = b"WEBP" + b"".join(_webp_chunks(body))
    yield b"RIFF" + struct.pack("<I", len(kept)) + kept


def _webp_chunks(body: bytes) -> Iterator[bytes]:
    (size,) = struct.unpack_from("<I", body, 4)
    at = 12
    while at < 8 + size:
        kind, (length,) = body[at : at + 4], struct.unpack_from("<I", body, at + 4)
        end = at + 8 + length + length % 2
        if end > len(body):
            raise ValueError("it ends too early")
        if kind == b"VP8X":
            flags = bytes([body[at + 8] & ~_WEBP_BITS & 0xFF])
            yield body[at : at + 8] + flags + body[at + 9 : end]
        elif kind in _WEBP_KEPT:
            yield body[at:end]
        at = end
