"""Pictures as small as they can be, and what cameras write beside them."""

import struct
import zlib


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


_HEAD = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
_DATA = chunk(b"IDAT", zlib.compress(b"\0\0"))
SECRET = b"GPS 52.52 13.40 owner Tara"

#: One black dot.
PNG = b"\x89PNG\r\n\x1a\n" + _HEAD + _DATA + chunk(b"IEND", b"")
PNG_WITH_WORDS = (
    b"\x89PNG\r\n\x1a\n"
    + _HEAD
    + chunk(b"tEXt", b"Comment\0" + SECRET)
    + chunk(b"eXIf", SECRET)
    + _DATA
    + chunk(b"IEND", b"")
    + SECRET
)


def segment(marker, data):
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


_SCAN = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
_TABLE = segment(0xDB, b"\x00" * 65)
JPEG = b"\xff\xd8" + segment(0xE0, b"JFIF\0") + _TABLE + _SCAN + _SCAN + b"\xff\xd9"
JPEG_WITH_WORDS = (
    b"\xff\xd8"
    + segment(0xE0, b"JFIF\0")
    + segment(0xE1, b"Exif\0\0" + SECRET)
    + segment(0xFE, SECRET)
    + _TABLE
    + _SCAN
    + segment(0xED, SECRET)
    + _SCAN
    + b"\xff\xd9"
    + SECRET
)


def _riff(*chunks):
    data = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(data)) + data


def _webp_chunk(kind, data):
    return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


_EXTENDED = b"\0\0\0" + b"\0\0\0" + b"\0\0\0"
WEBP = _riff(_webp_chunk(b"VP8X", b"\x10" + _EXTENDED), _webp_chunk(b"VP8L", b"odd"))
WEBP_WITH_WORDS = (
    _riff(
        _webp_chunk(b"VP8X", b"\x1c" + _EXTENDED),
        _webp_chunk(b"VP8L", b"odd"),
        _webp_chunk(b"EXIF", SECRET),
        _webp_chunk(b"XMP ", SECRET),
    )
    + SECRET
)
