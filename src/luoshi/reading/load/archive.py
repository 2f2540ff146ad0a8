"""Reading the parts of an office file (a zip of XML) safely: every bound is checked before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from luoshi.errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAX_PARTS = 5_000
_MAX_TOTAL = 500 << 20
"""Bytes of all parts together, pictures included."""
_MAX_PART = 100 << 20
"""Bytes of one part that is parsed. A report's is one or two megabytes."""
_MAX_RATIO = 200
"""How far a part of more than `_RATIO_FROM` bytes may expand: office XML does 5 to 40 times, deflate at most 1032."""
_RATIO_FROM = 4 << 20


class Archive:
    """The parts of an office file by name. Raises ReadError L113 to L115."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            parts = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise ReadError("L114", reason="zip") from error
        self._parts = {part.filename.lstrip("/").lower(): part for part in parts}
        if len(parts) > _MAX_PARTS:
            raise ReadError("L115", reason=f"{len(parts)} parts")
        if sum(part.file_size for part in parts) > _MAX_TOTAL:
            raise ReadError("L115", reason=f"> {_MAX_TOTAL >> 20} MB")
        for part in parts:
            if part.file_size > _RATIO_FROM and part.file_size > _MAX_RATIO * max(1, part.compress_size):
                raise ReadError("L115", reason=f"{part.file_size // max(1, part.compress_size)}:1")
            if part.flag_bits & 1:
                raise ReadError("L113")

    def xml(self, name: str) -> _Element | None:
        """The root element of a part, or None where there is no such part."""
        from lxml import etree

        part = self._parts.get(name.lstrip("/").lower())
        if part is None:
            return None
        if part.file_size > _MAX_PART:
            raise ReadError("L115", reason=f"> {_MAX_PART >> 20} MB")
        try:
            data = self._zip.read(part)  # stops at the size declared, which was checked
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise ReadError("L114", reason=name) from error
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise ReadError("L114", reason=name) from error
        if root.getroottree().docinfo.internalDTD is not None:  # office files have none; entities are an attack
            raise ReadError("L115", reason="DTD")
        return root
