"""Files in a request: none anywhere, but for the one page that asks for one, and there streamed to disk within a bound."""

from __future__ import annotations

import tempfile
from typing import IO, Any

from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError

from luoshi.errors import IntakeError

BEYOND = 100 << 20
"""Bytes beyond the bound that are still taken off the line and thrown away, so that the answer is heard; what announces
itself as larger is not listened to."""


class NoFiles(FileUploadHandler):
    """A page that asks for no file takes none: it is passed over on the line and never stands on disk."""

    def new_file(self, *args: Any, **options: Any) -> None:
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None


class ToDisk(FileUploadHandler):
    """The first file of the field `file`, streamed to disk as far as the bound; the rest is passed over."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit
        self._spool: IO[bytes] | None = None
        self.too_big = False

    def new_file(self, field_name: str, file_name: str, *args: Any, **options: Any) -> None:
        if field_name != "file" or self._spool is not None:
            raise SkipFile
        super().new_file(field_name, file_name, *args, **options)
        # Its name says nothing of the file's: that is what a stranger wrote.
        self._spool = tempfile.NamedTemporaryFile(prefix="luoshi-upload-")  # noqa: SIM115

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        assert self._spool is not None
        if start + len(raw_data) > self._limit:
            self.too_big = True
            self._spool.close()  # which deletes it
        elif not self.too_big:
            self._spool.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        if self._spool is None or self.too_big:
            return None
        self._spool.flush()
        self._spool.seek(0)
        return UploadedFile(file=self._spool, name=self.file_name, content_type=self.content_type, size=file_size)


def receive(request: HttpRequest, limit: int) -> None:
    """Take in the form with its file of at most so many bytes. Raises L536 for a larger one, L539 for what is no form."""
    try:
        announced = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        announced = 0
    if announced > limit + BEYOND:
        raise IntakeError("L536", limit=f"{limit >> 20} MB")
    handler = ToDisk(limit)
    request.upload_handlers = [handler]
    try:
        request.POST  # noqa: B018 — this is when the body is read
    except (
        BadRequest, MultiPartParserError, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent, UnreadablePostError,
    ) as error:  # fmt: skip
        raise IntakeError("L539") from error
    if handler.too_big:
        raise IntakeError("L536", limit=f"{limit >> 20} MB")
