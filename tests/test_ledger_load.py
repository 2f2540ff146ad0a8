"""Loading through `load_file`: what each kind of repetition and change leaves in the tables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from luoshi.errors import LuoshiError
from luoshi.reading.facts import FileReading
from tests.ledger_parts import TEXT, made, made_from


def loaded(path: Path, workspace: object, **options: object):
    from luoshi.ledger.load import load_file

    return load_file(path, workspace=workspace, **{"read": made_from, **options})


def rows() -> dict[str, int]:
    """How many rows each table of the ledger holds."""
    from django.apps import apps

    return {model.__name__: model.objects.count() for model in apps.get_app_config("ledger").get_models()}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_what_is_written_comes_back(workspace, report):
    from luoshi.ledger.rows import rebuild
    from luoshi.ledger.shelf import current_readings
    from luoshi.people.access import KEEPER

    result = loaded(report, workspace)
    assert result.outcome == "new"
    (row,) = current_readings(KEEPER)
    assert rebuild(row) == made().readings[0]
    assert row.document_id == result.documents[0]


def test_every_kind_of_fact_is_written(workspace, report):
    from luoshi.ledger.models import FACT_TABLES

    loaded(report, workspace)
    assert [table.__name__ for table in FACT_TABLES if not table.objects.exists()] == []


def test_ranges_and_fractions_come_back(workspace, report):
    from luoshi.ledger.rows import rebuild
    from luoshi.ledger.shelf import current_readings
    from luoshi.people.access import KEEPER

    reading = made().readings[0]
    wanted = tuple(
        replace(reading.measures[0], value=value) for value in ((100, 300), (1.5, 2), 5.8, -29.6, 0.1, 190000000000)
    )
    loaded(report, workspace, read=lambda path: replace(made(), readings=(replace(reading, measures=wanted),)))
    assert rebuild(current_readings(KEEPER).get()).measures == wanted


def test_hundreds_of_digits_do_not_stop_a_file(workspace, report):
    reading = made().readings[0]
    huge = (replace(reading.measures[0], value=10**400), replace(reading.measures[0], value=(10**30, 10**31)))
    result = loaded(report, workspace, read=lambda path: replace(made(), readings=(replace(reading, measures=huge),)))
    assert result.outcome == "new"


def test_the_real_reader_s_facts_come_back_and_are_exported_as_it_prints_them(workspace, report):
    from luoshi.ledger.export import export
    from luoshi.ledger.rows import rebuild
    from luoshi.ledger.shelf import current_readings
    from luoshi.people.access import KEEPER
    from luoshi.reading import read
    from luoshi.reading.records import records

    loaded(report, workspace, read=None)
    wanted = read(report)
    assert [rebuild(row) for row in current_readings(KEEPER)] == list(wanted.readings)
    printed = [
        record
        for position, reading in enumerate(wanted.readings)
        for record in records(reading, wanted.rendition.text, "all", file=report.name, position=position)
    ]
    exported = list(export(KEEPER, "all"))
    numbers = {record.pop("ledger") for record in exported}
    assert exported == printed
    assert numbers == {row.document_id for row in current_readings(KEEPER)}


def test_the_same_file_twice_changes_nothing(workspace, report):
    loaded(report, workspace)
    before = rows()
    assert loaded(report, workspace).outcome == "unchanged"
    assert rows() == before


def test_a_copy_under_another_name_changes_nothing(workspace, report, tmp_path):
    first = loaded(report, workspace)
    before = rows()
    copy = tmp_path / "副本.txt"
    copy.write_bytes(report.read_bytes())
    assert loaded(copy, workspace) == replace(first, path=copy, outcome="unchanged")
    assert rows() == before


def test_a_changed_file_is_a_new_rendition_and_the_old_one_stays(workspace, report):
    from luoshi.ledger.models import Document, Source
    from luoshi.ledger.shelf import current_readings, successor
    from luoshi.people.access import KEEPER

    (old,) = loaded(report, workspace).documents
    report.write_text(TEXT.replace("310亿元", "305亿元"), "utf-8")
    result = loaded(report, workspace)
    (new,) = result.documents
    assert (result.outcome, new != old) == ("new rendition", True)
    assert [row.document_id for row in current_readings(KEEPER)] == [new]
    assert "310亿元" in Document.objects.get(pk=old).rendition.text
    assert Document.objects.get(pk=new).follows_id == old
    assert successor(KEEPER, Document.objects.get(pk=old)).pk == new
    assert list(Source.objects.order_by("version").values_list("version", flat=True)) == [1, 2]


def test_a_file_changed_back_is_current_again(workspace, report):
    from luoshi.ledger.shelf import current_readings
    from luoshi.people.access import KEEPER

    for text in (TEXT, TEXT + "补充一句。", TEXT):
        report.write_text(text, "utf-8")
        assert loaded(report, workspace).outcome != "unchanged"
    assert current_readings(KEEPER).get().document.rendition.text == TEXT


def test_a_new_loader_makes_a_new_rendition_of_the_same_source(workspace, report):
    from luoshi.ledger.models import Rendition, Source

    loaded(report, workspace)
    assert loaded(report, workspace, read=lambda path: made(loader="txt/2")).outcome == "new rendition"
    assert (Source.objects.count(), Rendition.objects.count()) == (1, 2)


def test_a_new_reader_makes_a_new_reading_of_the_same_document(workspace, report):
    from luoshi.ledger.models import Reading
    from luoshi.ledger.shelf import current_readings
    from luoshi.people.access import KEEPER

    first = loaded(report, workspace)
    again = loaded(report, workspace, read=lambda path: made(reader="reader-2"))
    assert (again.outcome, again.documents) == ("new reading", first.documents)
    assert Reading.objects.count() == 2
    assert current_readings(KEEPER).get().run.reader == "reader-2"


def test_two_files_of_one_name_in_different_folders_are_two(workspace, tmp_path):
    from luoshi.ledger.models import Lineage

    for year in ("2023", "2024"):
        path = tmp_path / year / "报告.txt"
        path.parent.mkdir()
        path.write_text(TEXT.replace("2024", year), "utf-8")
        assert loaded(path, workspace).outcome == "new"
    assert Lineage.objects.count() == 2


def test_the_bytes_are_kept_under_their_hash(workspace, report):
    from luoshi.ledger.files import digest, stored
    from luoshi.ledger.models import Source

    loaded(report, workspace)
    source = Source.objects.get()
    assert stored(source.sha256).read_bytes() == report.read_bytes()
    assert (source.sha256, source.size) == digest(report)
    assert (source.name, source.media_type) == ("报告.txt", "text/plain")


@pytest.mark.parametrize(
    ("what", "number"),
    [
        (lambda folder: folder / "没有.txt", "L101"),
        (lambda folder: folder, "L119"),
    ],
)
def test_what_cannot_be_read_leaves_nothing(workspace, tmp_path, what, number):
    from luoshi.reading.load import load

    def read(path: Path) -> FileReading:
        return replace(made(), rendition=load(path))

    with pytest.raises(LuoshiError) as error:
        loaded(what(tmp_path), workspace, read=read)
    assert error.value.number == number
    assert not any(rows().values())


def test_a_batch_goes_on_past_a_file_that_fails(workspace, report, tmp_path):
    from luoshi.ledger.load import load_files

    bad = tmp_path / "坏.txt"
    bad.write_bytes(b"\xff\xfe\xff")
    results = dict(load_files([bad, report], workspace=workspace, read=made_from))
    assert isinstance(results[bad], LuoshiError)
    assert results[report].outcome == "new"


def test_a_file_that_changes_while_it_is_read_is_refused(workspace, report):
    from luoshi.errors import LedgerError

    def read(path: Path) -> FileReading:
        path.write_text("换了内容", "utf-8")
        return made()

    with pytest.raises(LedgerError, match="L204"):
        loaded(report, workspace, read=read)
    assert not any(rows().values())


def test_a_failure_half_way_leaves_nothing(workspace, report, monkeypatch):
    from luoshi.ledger import rows as ledger_rows
    from luoshi.ledger.models import Table

    insert = ledger_rows.insert

    def failing(model, fields, values):
        if model is Table:
            raise RuntimeError("the disk is full")
        insert(model, fields, values)

    monkeypatch.setattr(ledger_rows, "insert", failing)
    with pytest.raises(RuntimeError):
        loaded(report, workspace)
    assert not any(rows().values())


def test_rows_are_written_once(workspace, report):
    from luoshi.ledger.appended import WrittenOnce
    from luoshi.ledger.models import Document, Measure

    loaded(report, workspace)
    document = Document.objects.get()
    with pytest.raises(WrittenOnce):
        document.save()
    with pytest.raises(WrittenOnce):
        document.delete()
    with pytest.raises(WrittenOnce):
        Measure.objects.update(value=1)
    with pytest.raises(WrittenOnce):
        Measure.objects.all().delete()
