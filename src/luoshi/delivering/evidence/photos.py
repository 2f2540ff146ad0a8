"""Photos without what they say besides the picture: place, time, device, thumbnails, remarks. Pure.

The picture itself is copied as it is, not compressed again. Which way up a photo is stands in its EXIF data as well: that
one tag is written anew and nothing else of them. What follows the end of a picture (a clip of a "moving photo") goes too.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from luoshi.errors import DeliverError

MOST_PIXELS = 150_000_000
LONGEST_SIDE = 30_000
PNG = b"\x89PNG\r\n\x1a\n"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""JPEG markers of a frame, which say how large the picture is."""
_PNG_KEPT = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"})
_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"})
_WEBP_EXIF, _WEBP_XMP, _WEBP_ANIMATED = 0x08, 0x04, 0x02


def jpeg(data: bytes) -> bytes:
    """The picture alone. Raises L743 for one that is damaged or huge."""
    kept, way_up, seen = [], 1, False
    for marker, body, scan in _segments(data):
        if marker == 0xE1 and body.startswith(b"Exif\0\0"):
            way_up = _way_up(body[6:])
        elif marker in _FRAMES:
            if len(body) < 5:
                raise _damaged()
            height, width = struct.unpack(">HH", body[1:5])
            _bounded(width, height)
            seen = True
        if marker == 0xE0 and body.startswith(b"JFIF\0") and len(body) >= 14:
            body = body[:12] + b"\0\0"  # without a thumbnail
        elif marker == 0xFE or (0xE0 <= marker <= 0xEF and not _of_colour(marker, body)):
            continue
        kept.append(struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body + scan)
    if not seen:
        raise _damaged()
    exif = b"Exif\0\0" + _tiff(way_up)
    first = struct.pack(">BBH", 0xFF, 0xE1, len(exif) + 2) + exif if way_up != 1 else b""
    return b"\xff\xd8" + first + b"".join(kept) + b"\xff\xd9"


def png(data: bytes) -> bytes:
    """As `jpeg`."""
    kept, way_up, names = [], 1, []
    for name, body in _chunks(data, len(PNG), ">I4s", crc=True):
        names.append(name)
        if name == b"IHDR" and len(body) >= 8:
            _bounded(*struct.unpack(">II", body[:8]))
        elif name == b"eXIf":
            way_up = _way_up(body)
        if name in _PNG_KEPT:
            kept.append(_png_chunk(name, body))
        if name == b"IEND":
            break
    if names[:1] != [b"IHDR"] or names[-1:] != [b"IEND"] or b"IDAT" not in names:
        raise _damaged()
    if way_up != 1:
        kept.insert(1, _png_chunk(b"eXIf", _tiff(way_up)))
    return PNG + b"".join(kept)


def webp(data: bytes) -> bytes:
    """As `jpeg`. A moving picture is refused too."""
    kept: list[tuple[bytes, bytes]] = []
    way_up, pictures = 1, 0
    end = 8 + struct.unpack("<I", data[4:8])[0]
    if end > len(data):
        raise _damaged()
    for name, body in _chunks(data[:end], 12, "<4sI"):
        if name == b"EXIF":
            way_up = _way_up(body.removeprefix(b"Exif\0\0"))
        if name in (b"VP8 ", b"VP8L", b"VP8X"):
            _bounded(*_webp_size(name, body))
            pictures += name != b"VP8X"
        if name == b"VP8X" and body[0] & _WEBP_ANIMATED:
            raise DeliverError("L743", what="是动图", english="it moves")
        if name in _WEBP_KEPT:
            kept.append((name, body))
    if pictures != 1:
        raise _damaged()
    extended = kept[0][0] == b"VP8X"
    if extended:
        body = kept[0][1]
        flags = body[0] & ~(_WEBP_EXIF | _WEBP_XMP) | (_WEBP_EXIF if way_up != 1 else 0)
        kept[0] = (b"VP8X", bytes([flags]) + body[1:])
        if way_up != 1:
            kept.append((b"EXIF", _tiff(way_up)))
    parts = b"".join(name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2) for name, body in kept)
    return b"RIFF" + struct.pack("<I", len(parts) + 4) + b"WEBP" + parts


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Marker, body, and for a scan the coded picture after it, up to the end of the picture."""
    at = 2
    while True:
        while data[at : at + 2] == b"\xff\xff":  # markers may be padded
            at += 1
        if at + 2 > len(data) or data[at] != 0xFF:
            raise _damaged()
        marker = data[at + 1]
        if marker == 0xD9:
            return
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        body = data[at + 4 : at + 2 + size]
        if size < 2 or len(body) != size - 2 or marker < 0xC0 or 0xD0 <= marker <= 0xD8:
            raise _damaged()
        at += 2 + size
        start = at
        if marker == 0xDA:
            at = _after_scan(data, at)
        yield marker, body, data[start:at]


def _after_scan(data: bytes, at: int) -> int:
    """Where the next marker stands that is neither a byte of the picture nor a mark within it."""
    while (at := data.find(b"\xff", at)) >= 0:
        following = data[at + 1] if at + 1 < len(data) else 0xD9
        if following == 0xFF:
            at += 1
        elif following == 0 or 0xD0 <= following <= 0xD7:
            at += 2
        else:
            return at
    raise _damaged()


def _of_colour(marker: int, body: bytes) -> bool:
    """Without these the colours are wrong."""
    return (marker == 0xE2 and body.startswith(b"ICC_PROFILE\0")) or (marker == 0xEE and body.startswith(b"Adobe"))


def _chunks(data: bytes, at: int, head: str, *, crc: bool = False) -> Iterator[tuple[bytes, bytes]]:
    """Name and body of each chunk of a PNG (size first, a check after it) or WebP (name first, bodies padded to even)."""
    while at + 8 <= len(data):
        one, other = struct.unpack(head, data[at : at + 8])
        size, name = (one, other) if crc else (other, one)
        body = data[at + 8 : at + 8 + size]
        if len(body) != size:
            raise _damaged()
        yield name, body
        at += 8 + size + (4 if crc else size % 2)


def _png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _webp_size(name: bytes, body: bytes) -> tuple[int, int]:
    if len(body) < 10:
        raise _damaged()
    if name == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if name == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", body[6:10])
    return width & 0x3FFF, height & 0x3FFF


def _way_up(tiff: bytes) -> int:
    """Tag 0x0112 of the first directory: 1 to 8, and 1 where it says nothing that makes sense."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 10:
        return 1
    at = struct.unpack(f"{order}I", tiff[4:8])[0]
    count = struct.unpack(f"{order}H", tiff[at : at + 2])[0] if at + 2 <= len(tiff) else 0
    for entry in range(at + 2, min(at + 2 + 12 * count, len(tiff) - 11), 12):
        tag, _, _, value = struct.unpack(f"{order}HHIH", tiff[entry : entry + 10])
        if tag == 0x0112:
            return value if 1 <= value <= 8 else 1
    return 1


def _tiff(way_up: int) -> bytes:
    """EXIF data that say which way up the picture is and nothing else."""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, way_up, 0, 0)


def _bounded(width: int, height: int) -> None:
    if not width or not height:
        raise _damaged()
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise DeliverError("L743", what=f"{width}×{height} 像素，过大", english=f"{width} by {height} pixels are too many")


def _damaged() -> DeliverError:
    return DeliverError("L743", what="文件不完整", english="damaged")
