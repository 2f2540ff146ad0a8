"""Corrections outlive readings, or are shown adrift; and the ledger as it stood on a day."""

from __future__ import annotations

from pathlib import Path

import pytest

from luoshi.errors import LedgerError
from luoshi.reading.facts import Place
from tests.ledger_parts import TEXT, made, made_from


@pytest.fixture
def editor(workspace):
    from luoshi.people.models import Membership, Role, User

    person = User.objects.create(username="editor", full_name="陈编辑")
    Membership.objects.create(workspace=workspace, user=person, role=Role.EDITOR)
    return person


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, "utf-8")
    return path


def load(path: Path, workspace: object, **options: object):
    """The document the file holds now."""
    from luoshi.ledger.load import load_file
    from luoshi.ledger.models import Document

    result = load_file(path, workspace=workspace, audience="public", **{"read": made_from, **options})
    return Document.objects.get(pk=result.documents[0])


def correct_first_measure(document, person, **options):
    from luoshi.ledger.actions import correct

    start = document.rendition.text.index("310亿元")
    return correct(
        document,
        start,
        start + 5,
        **{"record": "measure", "field": "modality", "value": "estimated", "person": person, **options},
    )


def first_measure(document, **options):
    from luoshi.ledger.corrections import facts_of

    return facts_of(document, **{"person": None, **options}).reading.measures[0]


def test_a_correction_is_laid_over_the_reading(workspace, report, editor):
    from luoshi.ledger.corrections import facts_of

    document = load(report, workspace)
    statement = correct_first_measure(document, editor, reason="原文为“预计”")
    found = facts_of(document, person=None)
    assert found.reading.measures[0].modality == "estimated"
    (correction,) = found.corrections
    assert (correction.statement, correction.was) == (statement, "actual")


def test_it_survives_a_new_reader(workspace, report, editor):
    document = load(report, workspace)
    correct_first_measure(document, editor)
    again = load(report, workspace, read=lambda path: made(reader="reader-2"))
    assert again == document
    assert first_measure(again).modality == "estimated"


def test_it_is_found_again_in_a_changed_file(workspace, report, editor):
    document = load(report, workspace)
    correct_first_measure(document, editor)
    report.write_text(TEXT.replace("一、2023年工作回顾", "一、2023年工作回顾\n过去一年极不平凡。"), "utf-8")
    changed = load(report, workspace)
    assert changed != document
    assert first_measure(changed).modality == "estimated"
    assert first_measure(document).modality == "estimated"


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("310亿元", "305亿元"),  # the words are gone
        TEXT.replace("全年完成固定资产投资310亿元,", "") + "另有310亿元。",  # the same words, said of something else
    ],
)
def test_it_is_adrift_where_its_words_are_lost_and_never_moved(workspace, report, editor, text):
    from luoshi.ledger.corrections import facts_of

    statement = correct_first_measure(load(report, workspace), editor)
    report.write_text(text, "utf-8")
    found = facts_of(load(report, workspace), person=None)
    assert {measure.modality for measure in found.reading.measures} == {"actual"}
    assert (found.corrections, found.adrift) == ((), (statement,))


def test_a_later_correction_wins_and_a_retracted_one_is_gone(workspace, report, editor):
    from luoshi.ledger.actions import retract

    document = load(report, workspace)
    correct_first_measure(document, editor)
    second = correct_first_measure(document, editor, value="target")
    assert first_measure(document).modality == "target"
    retract(second, person=editor)
    assert first_measure(document).modality == "estimated"
    with pytest.raises(LedgerError, match="L211"):
        retract(second, person=editor)


def test_a_fact_that_is_none_is_struck(workspace, report, editor):
    from luoshi.ledger.corrections import facts_of

    document = load(report, workspace)
    correct_first_measure(document, editor, field="struck", value=True)
    values = [measure.value for measure in facts_of(document, person=None).reading.measures]
    assert values == [measure.value for measure in made().readings[0].measures[1:]]


def test_what_the_document_is_can_be_corrected(workspace, report, editor):
    from luoshi.ledger.actions import correct
    from luoshi.ledger.corrections import facts_of

    document = load(report, workspace)
    for field, value in (("title", "云岭区政府工作报告"), ("place_name", "云岭新区")):
        correct(document, document.start, document.end, record="document", field=field, value=value, person=editor)
    about = facts_of(document, person=None).reading.document
    assert (about.title, about.place.name) == ("云岭区政府工作报告", "云岭新区")
    report.write_text(TEXT + "附件略。", "utf-8")  # the changed file still says what was corrected
    about = facts_of(load(report, workspace), person=None).reading.document
    assert (about.title, about.place) == ("云岭区政府工作报告", Place("云岭新区", "district", "000001", "云州市"))


@pytest.mark.parametrize(
    ("wrong", "number"),
    [
        ({"field": "start", "value": 3}, "L210"),
        ({"field": "colour", "value": "red"}, "L210"),
        ({"field": "modality", "value": "perhaps"}, "L212"),
        ({"field": "value", "value": "三百一十亿"}, "L212"),
        ({"field": "value", "value": True}, "L212"),
        ({"record": "project", "field": "name", "value": "某项目"}, "L213"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(workspace, report, editor, wrong, number):
    with pytest.raises(LedgerError) as error:
        correct_first_measure(load(report, workspace), editor, **wrong)
    assert error.value.number == number


def test_a_range_is_a_value(workspace, report, editor):
    document = load(report, workspace)
    correct_first_measure(document, editor, field="value", value=[300, 310])
    assert first_measure(document).value == (300, 310)


def test_a_reader_of_the_workspace_may_not_correct(workspace, report):
    from luoshi.people.models import Membership, User

    reader = User.objects.create(username="reader")
    Membership.objects.create(workspace=workspace, user=reader)
    with pytest.raises(LedgerError, match="L203"):
        correct_first_measure(load(report, workspace), reader)


def test_the_ledger_as_of_a_moment(workspace, report, editor):
    from django.utils import timezone

    from luoshi.ledger.corrections import facts_of
    from luoshi.ledger.shelf import current_readings

    before = timezone.now()
    document = load(report, workspace)
    loaded = timezone.now()
    correct_first_measure(document, editor)
    corrected = timezone.now()
    load(report, workspace, read=lambda path: made(reader="reader-2"))
    read_again = timezone.now()
    report.write_text(TEXT + "补充一句。", "utf-8")
    changed = load(report, workspace)

    assert facts_of(document, person=None, as_of=before) is None
    assert first_measure(document, as_of=loaded).modality == "actual"
    assert first_measure(document, as_of=corrected).modality == "estimated"
    assert facts_of(document, person=None, as_of=corrected).reading.reader == "reader-1"
    assert facts_of(document, person=None, as_of=read_again).reading.reader == "reader-2"
    then = [row.document_id for row in current_readings(None, as_of=read_again)]
    assert (then, [row.document_id for row in current_readings(None)]) == ([document.pk], [changed.pk])
    assert not current_readings(None, as_of=before).exists()
