"""Opening a file with care, and handing its bytes to the loader of their kind."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

from luoshi.errors import ReadError
from luoshi.reading.facts import Rendition
from luoshi.reading.load.folder import SUFFIXES
from luoshi.reading.load.kind import kind_of

MAX_FILE = 200 << 20
"""Bytes of a file; a report is a few megabytes at most, a scanned one some tens."""
MAX_TEXT = 64 << 20
"""Bytes of its text in UTF-8."""


def load(path: str | Path) -> Rendition:
    """The text of a file. Raises ReadError (L101 to L119), which names the file as given."""
    try:
        data = _bytes_of(path)
        return load_bytes(data, os.path.basename(path))
    except ReadError as error:
        raise ReadError(error.number, str(path), **error.args[2]) from None


def load_bytes(data: bytes, name: str) -> Rendition:
    """The text of a file's bytes. `name` decides only what the bytes leave open (.md or .txt). Raises ReadError."""
    if not data:
        raise ReadError("L105", name)
    try:
        kind = kind_of(data, name)
        if kind in ("text", "markdown", "html"):
            _check_text(len(data))
        rendition = _load_kind(kind, data)
        if 4 * len(rendition.text) > MAX_TEXT:
            _check_text(len(rendition.text.encode("utf-8", "replace")))
        if not rendition.text.strip():
            raise ReadError("L106")
        if "\0" in rendition.text:
            rendition = replace(rendition, text=rendition.text.replace("\0", "\ufffd"))
    except ReadError as error:
        raise ReadError(error.number, name, **error.args[2]) from None
    return rendition


def _load_kind(kind: str, data: bytes) -> Rendition:
    # Each loader is imported when it is first needed: their parsers take most of a start-up.
    if kind == "docx":
        from luoshi.reading.load.docx import load_docx

        return load_docx(data)
    if kind == "pdf":
        from luoshi.reading.load.pdf import load_pdf

        return load_pdf(data)
    if kind == "html":
        from luoshi.reading.load.html import load_html

        return load_html(data)
    if kind == "markdown":
        from luoshi.reading.load.markdown import load_markdown

        return load_markdown(data)
    from luoshi.reading.load.encoding import decode

    text, encoding = decode(data)
    return Rendition(text=text, media_type="text/plain", loader="txt/1", encoding=encoding)


def _check_text(size: int) -> None:
    if size > MAX_TEXT:
        raise ReadError("L107", size=_megabytes(size), limit=_megabytes(MAX_TEXT))


def _bytes_of(path: str | Path) -> bytes:
    try:
        # A pipe or a device would block at opening; the size is asked of the open file, so it cannot be swapped.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            status = os.fstat(handle)
            if stat.S_ISDIR(status.st_mode):
                raise ReadError("L119", suffixes=" ".join(SUFFIXES))
            if not stat.S_ISREG(status.st_mode):
                raise ReadError("L102")
            if status.st_size > MAX_FILE:
                raise ReadError("L104", size=_megabytes(status.st_size), limit=_megabytes(MAX_FILE))
            with open(handle, "rb", closefd=False) as file:
                data = file.read(MAX_FILE + 1)
        finally:
            os.close(handle)
    except (FileNotFoundError, NotADirectoryError):
        raise ReadError("L101") from None
    except (OSError, ValueError) as error:  # ValueError: a null character in the path
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError("L102" if getattr(error, "errno", 0) == 6 else "L103", reason=reason) from None
    if len(data) > MAX_FILE:
        raise ReadError("L104", size=f"> {_megabytes(MAX_FILE)}", limit=_megabytes(MAX_FILE))
    return data


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):.0f} MB"
