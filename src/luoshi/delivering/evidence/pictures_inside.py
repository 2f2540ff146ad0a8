"""Photos in a Word or Excel file, freed of what they say of place and time as those sent alone are. Pure."""

from __future__ import annotations

import io
import zipfile
import zlib

from luoshi.delivering.evidence import photos
from luoshi.errors import DeliverError


def freed(data: bytes) -> bytes:
    """The file with its photos stripped; the very bytes where none of them says anything. Its bounds have been checked (`Archive`).

    Raises L743 for a damaged or huge photo, L740 for a damaged archive.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            stripped = {part.filename: bare for part in source.infolist() if (bare := _bare(source, part)) is not None}
            return _with(source, stripped) if stripped else data
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError) as error:
        raise DeliverError("L740", what="文件损坏", english="damaged") from error


def _bare(source: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes | None:
    """A photo without the rest; None for what is no photo, or is bare already."""
    with source.open(part) as stream:
        head = stream.read(12)
    strip = (
        photos.jpeg if head.startswith(b"\xff\xd8\xff") else photos.png if head.startswith(photos.PNG)
        else photos.webp if head[:4] == b"RIFF" and head[8:] == b"WEBP" else None
    )  # fmt: skip
    if strip is None:
        return None
    body = source.read(part)
    bare = strip(body)
    return bare if bare != body else None


def _with(source: zipfile.ZipFile, stripped: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for part in source.infolist():
            made.writestr(part, stripped.get(part.filename) or source.read(part), compress_type=part.compress_type)
    return stream.getvalue()
