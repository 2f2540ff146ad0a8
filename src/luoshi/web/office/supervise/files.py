"""A paper as a file: written whole to disk before it is sent, gone once it was."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from typing import IO

from django.http import FileResponse

from luoshi.web.media import DOCX, XLSX

TYPES = {"docx": DOCX, "xlsx": XLSX}


def file(name: str, ending: str, write: Callable[[IO[bytes]], None]) -> FileResponse:
    """The file `name.ending` as `write` writes it; a name typed on two lines is put on one. `ending`: a key of TYPES."""
    stream = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    write(stream)
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename=f"{' '.join(name.split())}.{ending}", content_type=TYPES[ending])
