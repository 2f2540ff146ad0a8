"""What a file is, by its content and never by its name. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from luoshi.delivering.evidence import photos, pictures_inside
from luoshi.errors import DeliverError, ReadError
from luoshi.reading.load.archive import Archive

_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is kept."""

    media_type: str
    suffixes: tuple[str, ...]
    """The endings its name may have; the first where it has another."""


JPEG = Kind("image/jpeg", (".jpg", ".jpeg"))
PNG = Kind("image/png", (".png",))
WEBP = Kind("image/webp", (".webp",))
PDF = Kind("application/pdf", (".pdf",))
DOCX = Kind(f"{_OFFICE}wordprocessingml.document", (".docx",))
XLSX = Kind(f"{_OFFICE}spreadsheetml.sheet", (".xlsx",))
MEDIA_TYPES = frozenset(kind.media_type for kind in (JPEG, PNG, WEBP, PDF, DOCX, XLSX))


def taken(data: bytes) -> tuple[Kind, bytes]:
    """What the file is, and its bytes as they are to be kept: a photo, also one in an Office file, without what it says of
    place, time and device.

    Raises L740 for another kind, L743 for a damaged or huge picture, L744 for an old or encrypted Office file.
    """
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG, photos.jpeg(data)
    if data.startswith(photos.PNG):
        return PNG, photos.png(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP, photos.webp(data)
    if data.startswith(b"%PDF-"):
        return PDF, data
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise DeliverError("L744")
    if data.startswith(b"PK\x03\x04"):
        return _office(data), pictures_inside.freed(data)
    raise DeliverError("L740", what="认不出的类型", english="not known")


def _office(data: bytes) -> Kind:
    """DOCX or XLSX, by the main part that the package declares. What holds macros declares another."""
    try:
        types = Archive(data).xml("[Content_Types].xml")
    except ReadError as error:
        raise DeliverError("L740", what=error.chinese, english=error.english) from error
    declared = {str(each.get("ContentType", "")) for each in types} if types is not None else set()
    if any("macro" in each.lower() or "vba" in each.lower() for each in declared):
        raise DeliverError("L740", what="含有宏", english="it holds macros")
    for kind in (DOCX, XLSX):
        if f"{kind.media_type}.main+xml" in declared:
            return kind
    raise DeliverError("L740", what="压缩包", english="an archive")
