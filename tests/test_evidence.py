"""Evidence: known by content, freed of what a photo says besides the picture, kept once, handed out to be saved."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest

from luoshi.errors import DeliverError
from tests.office_parts import DAY, Office, begun, issued, set_up

GPS = b"GPS 31.2304 N"


def picture(form: str, way_up: int = 6) -> bytes:
    """A small picture with a place, a remark and the way up."""
    image = pytest.importorskip("PIL.Image").new("RGB", (40, 20), (200, 30, 30))
    exif = image.getexif()
    exif[0x0112], exif[0x010E] = way_up, GPS.decode()
    stream = io.BytesIO()
    image.save(stream, form, exif=exif, **({"comment": GPS} if form == "JPEG" else {}))
    return stream.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_keeps_its_picture_and_way_up_and_nothing_else(form: str) -> None:
    from PIL import Image

    from luoshi.delivering.evidence.kinds import taken

    before = picture(form)
    kind, after = taken(before)
    assert GPS in before
    assert GPS not in after
    was, now = Image.open(io.BytesIO(before)), Image.open(io.BytesIO(after))
    assert was.tobytes() == now.tobytes()
    assert dict(now.getexif()) == {0x0112: 6}
    assert taken(after) == (kind, after), "what is kept stays as it is"
    assert taken(after + b"clip " + GPS)[1] == after, "what follows the picture goes"


def test_photos_in_a_document_and_a_workbook_are_freed_too() -> None:
    from docx import Document
    from openpyxl import Workbook, load_workbook
    from openpyxl.drawing.image import Image as Drawing
    from PIL import Image

    from luoshi.delivering.evidence.kinds import DOCX, XLSX, taken

    paper, sheet = io.BytesIO(), io.BytesIO()
    document = Document()
    document.add_paragraph("现场照片")
    for form in ("JPEG", "PNG"):
        document.add_picture(io.BytesIO(picture(form, 1)))
    document.save(paper)
    book = Workbook()
    book.active["A1"] = "现场照片"
    book.active.add_image(Drawing(io.BytesIO(picture("JPEG", 1))), "A2")
    book.save(sheet)
    kind, after = taken(paper.getvalue())
    assert kind == DOCX
    assert Document(io.BytesIO(after)).paragraphs[0].text == "现场照片"
    with zipfile.ZipFile(io.BytesIO(after)) as parts:
        photos = [parts.read(name) for name in parts.namelist() if "/media/" in name]
        assert len(photos) == 2
        assert not any(GPS in parts.read(name) for name in parts.namelist())
    assert all(Image.open(io.BytesIO(each)).size == (40, 20) for each in photos)
    kind, after = taken(sheet.getvalue())
    assert kind == XLSX
    assert load_workbook(io.BytesIO(after)).active["A1"].value == "现场照片"
    with zipfile.ZipFile(io.BytesIO(after)) as parts:
        assert not any(GPS in parts.read(name) for name in parts.namelist())
    assert taken(after) == (kind, after), "what says nothing stays byte for byte"


def test_a_damaged_photo_in_a_document_is_refused() -> None:
    from docx import Document

    from luoshi.delivering.evidence.kinds import taken

    whole, broken = io.BytesIO(), io.BytesIO()
    document = Document()
    document.add_picture(io.BytesIO(picture("JPEG")))
    document.save(whole)
    with zipfile.ZipFile(whole) as parts, zipfile.ZipFile(broken, "w") as made:
        for name in parts.namelist():
            made.writestr(name, parts.read(name)[: 60 if "/media/" in name else None])
    with pytest.raises(DeliverError, match="L743"):
        taken(broken.getvalue())


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_cut_photo_is_refused_and_never_a_traceback(form: str) -> None:
    from luoshi.delivering.evidence.kinds import taken

    data = picture(form)
    for length in range(13, len(data) - 2, 7):
        with pytest.raises(DeliverError, match="L74"):
            taken(data[:length])


def test_what_is_huge_old_or_unknown_is_refused() -> None:
    from luoshi.delivering.evidence.kinds import taken

    bomb = bytearray(picture("PNG"))
    bomb[16:24] = struct.pack(">II", 60_000, 60_000)
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100
    for data, number in ((bytes(bomb), "L743"), (old, "L744"), (b"<html><script>", "L740"), (b"PK\x03\x04zip", "L740"), (b"", "L740")):
        with pytest.raises(DeliverError, match=number):
            taken(data)


@pytest.fixture
def office(workspace: Any, tmp_path: Path) -> Office:
    return issued(begun(set_up(workspace), tmp_path))


@pytest.mark.django_db
def test_attached_listed_opened_and_withdrawn(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    from luoshi.delivering import evidence, working
    from luoshi.delivering.evidence import keeping
    from luoshi.ledger.journal import JournalEntry

    school = office.task("第二小学")
    report = working.save_report(school, "2024Q1", words="封顶1栋", person=office["sun"], on=DAY)
    pdf = b"%PDF-1.4 /JS"
    row = evidence.attach(school, io.BytesIO(pdf), "..\\现场\n.html", report=report, person=office["sun"], on=DAY)
    assert (row.name, row.media_type) == ("现场.html.pdf", "application/pdf")
    assert evidence.attach(school, io.BytesIO(pdf), "again.pdf", report=report, person=office["sun"], on=DAY) == row
    monkeypatch.setattr(keeping, "MOST", 1)
    with pytest.raises(DeliverError, match="L742"):
        evidence.attach(school, io.BytesIO(pdf + b"2"), "b.pdf", report=report, person=office["sun"], on=DAY)
    found = evidence.opened(row.pk, person=office["li"], on=DAY)
    assert (found.path.read_bytes(), found.name) == (pdf, row.name)
    school.joiners.clear()
    for other in ("zhou", "nobody"):
        assert not evidence.listed(school, person=office[other], on=DAY).exists()
        with pytest.raises(DeliverError, match="L714"):
            evidence.opened(row.pk, person=office[other], on=DAY)
    with pytest.raises(DeliverError, match="L710"):
        evidence.attach(school, io.BytesIO(pdf), "x.pdf", person=office["zhou"], on=DAY)
    working.submit(report, version=report.version, person=office["chen"], on=DAY)
    with pytest.raises(DeliverError, match="L711"):
        evidence.detach(row, "传错了", person=office["sun"], on=DAY)
    evidence.detach(row, "不是本项目", person=office["li"], on=DAY)
    with pytest.raises(DeliverError, match="L714"):
        evidence.opened(row.pk, person=office["li"], on=DAY)
    assert [each.removed_why for each in evidence.listed(school, person=office["sun"], on=DAY)] == ["不是本项目"]
    assert JournalEntry.objects.filter(action__in=["attach", "detach"]).count() == 2
