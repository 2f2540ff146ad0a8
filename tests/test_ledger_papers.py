"""Papers fetched many at a time: what reckoning looks at is as in the whole reading, people's corrections in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from luoshi.ledger.actions import correct
from luoshi.ledger.corrections import facts_of
from luoshi.ledger.load import load_file
from luoshi.ledger.models import Document, Standing
from luoshi.ledger.papers import fetched
from luoshi.people.access import KEEPER
from luoshi.people.models import Membership, Role, User
from luoshi.reading.facts import Reading, Sentence
from luoshi.reckoning.threads import reckon

CHENGHU = Path(__file__).resolve().parent.parent / "examples" / "chenghu"
pytestmark = pytest.mark.django_db(transaction=True)


def looked_at(reading: Reading) -> Reading:
    """Of a whole reading what is fetched."""
    return Reading(
        reading.document, reading.reader, sentences=tuple(Sentence(each.start, each.end, each.role) for each in reading.sentences),
        measures=reading.measures, targets=reading.targets,
    )  # fmt: skip


def of_all():
    rows = list(Standing.objects.order_by("document").select_related("reading__run", "reading__document__rendition"))
    return [each.paper() for each in fetched(KEEPER, [row.reading for row in rows])]


def whole(document: Document) -> Reading:
    found = facts_of(document, person=KEEPER)
    assert found is not None
    return found.reading


def test_what_is_fetched_is_what_was_read(workspace, django_assert_max_num_queries):
    for name in ("work-report-2022.txt", "work-report-2023.docx", "plan-145.docx", "news-2023-05-26.html"):
        load_file(CHENGHU / name, workspace=workspace)
    with django_assert_max_num_queries(6):
        papers = of_all()
    assert len(papers) == 5
    for paper in papers:
        document = Document.objects.select_related("rendition").get(pk=int(paper.key))
        assert paper.reading == looked_at(whole(document))
        assert paper.text == document.rendition.text
    assert any(isinstance(measure.value, tuple) for paper in papers for measure in paper.reading.measures)
    full = [replace(paper, reading=whole(Document.objects.get(pk=int(paper.key)))) for paper in papers]
    assert [told(each) for each in reckon(papers, papers)] == [told(each) for each in reckon(full, full)]


def told(thread):
    result = thread.result
    return thread.promise.paper.key, thread.promise.start, thread.outcome, thread.gap, thread.why, result and (result.paper.key, result.start)


def test_corrections_are_in_it_and_a_changed_file_keeps_them(workspace, tmp_path):
    editor = User.objects.create_user("editor", password="一个长口令0123456")
    Membership.objects.create(workspace=workspace, user=editor, role=Role.EDITOR)
    path = tmp_path / "report.txt"
    path.write_bytes((CHENGHU / "work-report-2022.txt").read_bytes())
    load_file(path, workspace=workspace)
    (document,) = Document.objects.all()
    (before,) = of_all()
    first, second, *_ = before.reading.measures
    correct(document, first.start, first.end, record="measure", field="value", value=7.5, person=editor, reason="原件有误")
    correct(document, second.start, second.end, record="measure", field="struck", value=True, person=editor, reason="不是指标")
    (after,) = of_all()
    assert after.reading.measures == (replace(first, value=7.5), *before.reading.measures[2:])
    path.write_text(path.read_text("utf-8") + "\n附记：略。\n", "utf-8")
    load_file(path, workspace=workspace)
    (later,) = of_all()
    assert later.key != after.key
    assert later.reading.measures[0].value == 7.5
