"""What kind of file some bytes are, told from the bytes; what cannot be read is refused with what to do instead."""

from __future__ import annotations

import re
from typing import Literal

from luoshi.errors import ReadError

Kind = Literal["text", "markdown", "html", "docx", "pdf"]

_WORD_NAMES = (".docx", ".docm", ".dotx")
_PICTURES = (
    (b"\x89PNG\r\n", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"II*\0", "TIFF"), (b"MM\0*", "TIFF"),
    (b"BM", "BMP"), (b"RIFF", "WebP"),
)  # fmt: skip
_ARCHIVES = (
    (b"Rar!\x1a\x07", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"), (b"\x28\xb5\x2f\xfd", "zstd"),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("WordDocument", "旧版 Word/WPS 文字文档(.doc、.wps)", "an old Word or WPS document (.doc, .wps)"),
    ("Workbook", "旧版 Excel 表格(.xls、.et)", "an old Excel sheet (.xls, .et)"),
    ("PowerPoint Document", "旧版演示文稿(.ppt、.dps)", "an old slide show (.ppt, .dps)"),
)
_ZIP_PARTS = (
    (b"xl/", "Excel 表格(.xlsx)", "an Excel sheet (.xlsx)"),
    (b"ppt/", "演示文稿(.pptx)", "a slide show (.pptx)"),
    (b"OFD.xml", "OFD 版式文件(.ofd)", "an OFD document (.ofd)"),
    (b"mimetypeapplication/vnd.oasis", "开放文档(.odt 等)", "an OpenDocument file (.odt and others)"),
    (b"mimetypeapplication/epub", "电子书(.epub)", "an e-book (.epub)"),
)
_HTML_START = re.compile(
    r"\s{0,999}(?:<\?xml[^>]{0,200}>\s{0,99}|<!--.{0,4000}?-->\s{0,99}){0,9}"
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|link|script|style|div|p|br|table|article|section|main|span|font"
    r"|center|h[1-6])\b)",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG = re.compile(r"<(?:p|br|div|td|tr|span|a|h[1-6]|body)\b[^<>]{0,999}>", re.IGNORECASE)


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of file. Raises ReadError L108, L110 to L114 for those that are known but not read."""
    name = name.lower()
    head = data[:1024]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if start.startswith(b"%PDF-") or (b"%PDF-" in head and b" obj" in data[:65536]):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _kind_of_zip(data, name)
    if data.startswith(_OLE):
        _refuse_ole(data)
    if data.startswith(b"{\\rtf"):
        raise ReadError("L110", chinese="RTF 文档", english="an RTF document")
    _refuse_known(data)
    if name.endswith((".pdf", *_WORD_NAMES)) and (b"\0" in head or len(data) < 64):
        raise ReadError("L114", reason="no PDF or Word header")
    shown = data[:8192].replace(b"\0", b"").decode("latin-1").removeprefix("ï»¿").removeprefix("ÿþ").removeprefix("þÿ")
    if 'progid="Word.Document"' in shown:
        raise ReadError("L110", chinese="Word 2003 XML 文档", english="a Word 2003 XML document")
    if _HTML_START.match(shown) or (name.endswith((".html", ".htm", ".shtml", ".xhtml")) and _HTML_TAG.search(shown)):
        return "html"
    if (
        re.match(r"(?:From|MIME-Version|Date|Subject|Snapshot-Content-Location):", shown)
        and "multipart/related" in shown
    ):
        raise ReadError("L110", chinese="单文件网页存档(.mht)", english="a web archive (.mht)")
    return "markdown" if name.endswith((".md", ".markdown")) else "text"


def _kind_of_zip(data: bytes, name: str) -> Kind:
    """Told by the names of the parts, which stand uncompressed; also where the file is cut short."""
    if b"word/" in data:
        return "docx"
    for part, chinese, english in _ZIP_PARTS:
        if part in data:
            raise ReadError("L110", chinese=chinese, english=english)
    if name.endswith(_WORD_NAMES) or b"[Content_Types].xml" in data[:100]:
        raise ReadError("L114", reason="no document in it")
    raise ReadError("L111", what="zip")


def _refuse_ole(data: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ReadError("L113")
    for stream, chinese, english in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            raise ReadError("L110", chinese=chinese, english=english)
    raise ReadError(
        "L110", chinese="旧版办公文档(.doc、.wps、.xls 等)", english="an old office file (.doc, .wps, .xls)"
    )


def _refuse_known(data: bytes) -> None:
    for start, what in _PICTURES:
        if data.startswith(start) and b"\0" in data[:64]:  # “BM…” and “RIFF…” also begin texts
            raise ReadError("L112", what=what)
    for start, what in _ARCHIVES:
        if data.startswith(start):
            raise ReadError("L111", what=what)
    if data[257:262] == b"ustar":
        raise ReadError("L111", what="tar")
