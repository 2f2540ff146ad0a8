"""Opening files: what is read, what is refused with which number, and that every refusal is one line with the name."""

from __future__ import annotations

import os
import pickle
import random
import time
from pathlib import Path

import pytest

from luoshi.errors import MESSAGES, ReadError
from luoshi.reading.child import run_in_child
from luoshi.reading.load import load, load_bytes
from luoshi.reading.load.file import MAX_FILE, MAX_TEXT
from tests.load_samples import PROSE, REPORT, docx_bytes, pdf_bytes


def test_a_text_file_is_left_as_it_is(tmp_path: Path) -> None:
    text = f"\u3000\u3000{PROSE}\r\n⼤写\t**不是** Markdown\n\n"
    path = tmp_path / "报告.txt"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    rendition = load(path)
    assert rendition.text == text
    assert (rendition.media_type, rendition.loader, rendition.encoding) == ("text/plain", "txt/1", "utf-8")
    assert load(str(path)) == rendition


@pytest.mark.parametrize("name", ["a.txt", "a.pdf.txt", "无后缀"])
def test_the_bytes_decide_the_kind(tmp_path: Path, name: str) -> None:
    for data, loader in ((REPORT.encode(), "txt/1"), (docx_bytes(REPORT), "docx/1"), (pdf_bytes([PROSE]), "pdf/1")):
        path = tmp_path / name
        path.write_bytes(data)
        assert load(path).loader == loader


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("data", "name", "number"),
    [
        (b"", "a.txt", "L105"),
        (b"", "a.pdf", "L105"),
        (b" \r\n\t\n", "a.txt", "L106"),
        ("\ufeff".encode(), "a.txt", "L106"),
        (random.Random(1).randbytes(5000), "a.txt", "L108|L109"),
        (b"\0" * 5000, "a.docx", "L114"),
        (b"\0" * 5000, "a.txt", "L108"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.doc", "L110"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.docx", "L110"),
        (OLE + "Workbook".encode("utf-16-le"), "a.xls", "L110"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "L113"),
        (OLE, "a.wps", "L110"),
        (rb"{\rtf1\ansi}", "a.doc", "L110"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "a.doc", "L110"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "a.mht", "L110"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a.png", "L112"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a.pdf", "L112"),
        (b"Rar!\x1a\x07\0", "a.rar", "L111"),
        (b"\x1f\x8b\x08\0", "a.gz", "L111"),
        (b"hello", "a.pdf", "L114"),
    ],
    ids=lambda value: "file" if isinstance(value, bytes) else str(value),
)  # fmt: skip
def test_refusals(tmp_path: Path, data: bytes, name: str, number: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError, match=number) as caught:
        load(path)
    line = str(caught.value)
    assert line.startswith(f"{path}: [L1")
    assert "\n" not in line
    assert " / " in line, "Chinese, then English"


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for path, number in (
        (tmp_path / "missing.txt", "L101"), (tmp_path / "pipe.txt", "L102"), (Path("/dev/zero"), "L102"),
        (tmp_path, "L119"), (tmp_path / "pipe.txt" / "x", "L101"), (tmp_path / ("长" * 200), "L103"), (Path("a\0b"), "L103"),
    ):  # fmt: skip
        begun = time.monotonic()
        with pytest.raises(ReadError, match=number):
            load(path)
        assert time.monotonic() - begun < 1, "nothing waits for a pipe or reads a device"


def test_a_file_we_may_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PROSE)
    path.chmod(0)

    def try_it() -> None:
        if os.geteuid() == 0:  # root may read anything
            os.setuid(65534)
        load(path)

    with pytest.raises(ReadError, match="L103"):
        run_in_child(try_it)


def test_a_file_of_two_gigabytes_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(2 << 30)
    begun = time.monotonic()
    with pytest.raises(ReadError, match=r"L104.*2048 MB"):
        load(path)
    assert time.monotonic() - begun < 0.5
    assert MAX_FILE < 2 << 30


def test_too_much_text_is_refused() -> None:
    with pytest.raises(ReadError, match="L107"):
        load_bytes(b"a" * (MAX_TEXT + 1), "a.txt")


def test_an_error_survives_the_way_between_processes_and_odd_names() -> None:
    error = ReadError("L104", "a.txt", size="1 MB", limit="2 MB")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.number, again.subject) == (ReadError, str(error), "L104", "a.txt")
    line = str(ReadError("L105", "坏\x1b[31m名\n字\udce4.txt"))
    assert line.isprintable()
    line.encode()


def test_every_message_has_two_languages_and_one_line() -> None:
    for number, (chinese, english) in MESSAGES.items():
        assert number[0] == "L"
        assert chinese
        assert english.isascii()
        assert "\n" not in chinese + english
