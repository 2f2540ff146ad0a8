"""What stands now: laid out from the ledger's own rows, always as good as laid out afresh."""

from __future__ import annotations

from pathlib import Path

import pytest

from luoshi.ledger import actions, models
from luoshi.ledger.load import load_file
from luoshi.ledger.lookup import Wanted, figures, named, said_of, standing, tasks
from luoshi.ledger.search import Where, every_hit, search
from luoshi.ledger.standing_rows import bring_up_to_date, place_key, refresh
from luoshi.ledger.words.query import parse
from luoshi.people.audience import Audience
from luoshi.people.models import Membership, Role, User
from luoshi.reckoning import series
from tests.ledger_parts import TEXT, made_from

TABLES = (models.Standing, models.Passage, models.Figure, models.Named)


@pytest.fixture
def report(workspace, tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, "utf-8")
    return path


def loaded(path: Path, workspace, audience=Audience.PUBLIC, owner=None):
    return load_file(path, workspace=workspace, audience=audience, owner=owner, read=made_from)


def editor(workspace) -> User:
    person = User.objects.create_user("editor", password="一个长口令0123456")
    Membership.objects.create(workspace=workspace, user=person, role=Role.EDITOR)
    return person


def words(query: str, person=None, **where) -> list[str]:
    return [hit.passage.text for hit in every_hit(person, parse(query), Where(**where))]


def laid_out() -> list[list[tuple]]:
    """Every row but its own keys."""
    keys = {
        models.Standing: ["document", "title", "place_key", "year", "counts", "coverage", "audience"],
        models.Passage: ["standing__document", "ordinal", "start", "end", "text", "role", "office"],
        models.Figure: ["standing__document", "record", "ordinal", "subject__words", "value", "unit", "year"],
        models.Named: ["standing__document", "record", "ordinal", "key", "mentions"],
    }
    return [sorted(map(str, table.objects.values_list(*keys[table]))) for table in TABLES]


def test_a_loaded_file_is_found_by_its_words_and_facts(workspace, report):
    loaded(report, workspace)
    assert words("口袋公园")[0].startswith("我们将") or "口袋公园" in words("口袋公园")[0]
    assert {each.subject.words for each in figures(None)} == {"固定资产投资"}
    assert [each.name for each in named(None, "project")] == ["云岭科创园一期"]
    assert [each.office for each in tasks(None)] == ["发展和改革局"]
    assert [each.place for each in standing(None)] == ["云岭区"]


def test_a_changed_file_leaves_nothing_of_the_old_one_in_the_index(workspace, report):
    loaded(report, workspace)
    assert words("竣工投用")
    report.write_text(TEXT.replace("竣工投用", "全面建成"), "utf-8")
    loaded(report, workspace)
    assert words("竣工投用") == []
    assert len(words("全面建成")) == 1
    assert models.Standing.objects.count() == 1


def test_the_same_file_again_or_worked_out_afresh_gives_the_same_rows(workspace, report):
    loaded(report, workspace)
    once = laid_out()
    loaded(report, workspace)
    assert laid_out() == once
    models.StandingVersion.objects.all().delete()
    told: list[tuple[int, int]] = []
    bring_up_to_date(lambda done, of: told.append((done, of)))
    assert laid_out() == once
    assert told == [(1, 1)]
    assert len(words("口袋公园")) == len(set(words("口袋公园")))


def test_a_correction_and_its_retraction_show_at_once(workspace, report):
    document = models.Document.objects.get(pk=loaded(report, workspace).documents[0])
    person = editor(workspace)
    at = TEXT.index("310亿元")
    said = actions.correct(
        document, at, at + 5, record="measure", field="subject", value="工业投资", person=person, reason="查原件"
    )
    assert "工业投资" in {each.subject.words for each in figures(None)}
    place = actions.correct(
        document, document.start, document.end, record="document", field="place_name", value="新岭区", person=person, reason="x"
    )
    assert [each.place_key for each in standing(None)] == ["000001"]
    assert [each.place for each in standing(None)] == ["新岭区"]
    actions.retract(said, person=person)
    actions.retract(place, person=person)
    assert {each.subject.words for each in figures(None)} == {"固定资产投资"}
    assert [each.place for each in standing(None)] == ["云岭区"]


def test_what_is_taken_down_is_nowhere_and_the_version_before_is_not_shown_instead_of_nothing(workspace, report):
    document = models.Document.objects.get(pk=loaded(report, workspace).documents[0])
    person = editor(workspace)
    down = actions.take_down(document.rendition.source, person=person, reason="误发")
    for table in TABLES:
        assert table.objects.count() == 0
    assert words("口袋公园") == []
    actions.put_back(down, person=person, reason="核实无误")
    assert words("口袋公园")


def test_nobody_finds_what_is_not_theirs_to_see(workspace, report):
    member, stranger = editor(workspace), User.objects.create_user("stranger", password="一个长口令0123456")
    loaded(report, workspace, Audience.WORKSPACE)
    for person, sees in ((member, True), (stranger, False), (None, False)):
        assert bool(words("口袋公园", person)) is sees
        assert search(person, parse("口袋公园")).total == (2 if sees else 0)
        assert figures(person).exists() is sees
        assert tasks(person).exists() is sees
        assert named(person, "project").exists() is sees
        assert bool(said_of(person, subject="固定资产投资")) is sees


def test_filters_narrow(workspace, report):
    loaded(report, workspace)
    key = models.Standing.objects.get().place_key
    assert figures(None, Wanted(places=(key,), words="固定 投资")).count() == figures(None).count() > 0
    assert not figures(None, Wanted(places=("elsewhere",))).exists()
    assert not figures(None, Wanted(words="工业")).exists()
    assert tasks(None, Wanted(words="口袋公园")).count() == 1
    assert not tasks(None, Wanted(words="口袋公园 水库")).exists()
    assert named(None, "policy", Wanted(words="促进消费")).count() == 1


def test_the_series_tells_each_figure_once(workspace, report):
    loaded(report, workspace)
    (found,) = [each for each in series(said_of(None, subject="固定资产投资")) if each.unit == "亿元"]
    assert {one.value for one in found.said} >= {31_000_000_000.0}
    assert len(found.said) == len({(one.start, one.end, one.year) for one in found.said})


def test_words_of_the_file_that_no_document_holds_are_found_when_asked_for(workspace, report):
    from dataclasses import replace

    def read(path: Path):
        made = made_from(path)
        document = replace(made.readings[0].document, start=TEXT.index("一、"))
        return replace(made, readings=(replace(made.readings[0], document=document, sentences=made.readings[0].sentences[1:]),))

    load_file(report, workspace=workspace, audience=Audience.PUBLIC, read=read)
    assert words("云岭区2024年") == []
    assert words("云岭区2024年", roles=("outside",)) == ["云岭区2024年政府工作报告"]


def test_a_place_without_a_code_is_told_by_its_name():
    assert place_key("澄湖区", "", "云陂市") == place_key("澄湖区", "", "") == "澄湖区"
    assert place_key("东西湖区", "420112", "武汉市") == "420112"
    assert place_key("朝阳区", "", "长春市") == "长春市朝阳区"


def test_refreshing_a_file_twice_leaves_one_of_each(workspace, report):
    loaded(report, workspace)
    once = laid_out()
    refresh(models.Lineage.objects.get())
    assert laid_out() == once
