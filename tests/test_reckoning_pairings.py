"""People's word on a pairing: the last one holds, it is dated, and it costs no more the more of it there is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from luoshi.errors import LedgerError
from luoshi.ledger import actions, pairings
from luoshi.ledger.models import Document, Statement
from luoshi.ledger.reckoned import threads_of_place
from luoshi.people.models import Membership, Role, User
from luoshi.reckoning.threads import Thread
from luoshi.reckoning.threads.thread import Saying
from tests.facts_parts import load
from tests.test_reckoning_pages import BULLETIN, FIRST, LATER

pytestmark = pytest.mark.django_db
GROWTH = "地区生产总值"


@pytest.fixture
def editor(workspace: Any, tmp_path: Path) -> User:
    for name, text in (("a", FIRST), ("b", LATER), ("c", BULLETIN)):
        load(tmp_path, workspace, text, f"{name}.txt")
    person = User.objects.create_user("编辑甲", password="一个长口令0123456")
    Membership.objects.create(workspace=workspace, user=person, role=Role.EDITOR)
    return person


def thread(person: Any, **more: Any) -> Thread:
    return next(each for each in threads_of_place(person, "澄湖区", 2022, **more) if each.promise.subject == GROWTH)


def place(said: Saying) -> tuple[Document, int, int]:
    return Document.objects.get(pk=int(said.paper.key)), said.start, said.end


def say(person: User, verdict: Any, answer: Saying) -> Statement:
    return pairings.say(place(thread(person).promise), verdict, place(answer), person=person, reason="核过")


def test_of_several_words_on_one_promise_the_last_holds(editor: User) -> None:
    first, second = (each.result for each in thread(editor).pairings[:2])
    say(editor, "confirm", first)
    say(editor, "pair", second)
    assert thread(editor).result.low == second.low != first.low
    say(editor, "pair", first)
    assert thread(editor).result.low == first.low
    say(editor, "reject", first)
    assert thread(editor).result.low == second.low


def test_rejecting_all_leaves_silence(editor: User) -> None:
    for each in thread(editor).pairings:
        say(editor, "reject", each.result)
    told = thread(editor)
    assert (told.outcome, told.result, told.confirmed) == ("silent", None, "编辑甲")


def test_a_word_that_was_taken_back_says_nothing(editor: User) -> None:
    before = thread(editor)
    actions.retract(say(editor, "reject", before.result), person=editor, reason="误")
    assert thread(editor).result.low == before.result.low
    assert thread(editor).confirmed == ""


def test_as_of_a_time_only_what_was_said_by_then_counts(editor: User) -> None:
    before, moment = thread(editor), timezone.now()
    said = say(editor, "reject", before.result)
    assert thread(editor, as_of=moment).result.low == before.result.low
    assert thread(editor).result.low != before.result.low
    between = timezone.now()
    actions.retract(said, person=editor, reason="误")
    assert thread(editor).result.low == before.result.low
    assert thread(editor, as_of=between).result.low != before.result.low, "it had not been taken back yet"
    assert thread(editor, as_of=timezone.now() + timedelta(days=1)).result.low == before.result.low


def test_only_an_editor_says_so(editor: User, workspace: Any) -> None:
    reader = User.objects.create_user("读者乙", password="一个长口令0123456")
    Membership.objects.create(workspace=workspace, user=reader, role=Role.READER)
    with pytest.raises(LedgerError) as refused:
        say(reader, "reject", thread(reader).result)
    assert refused.value.number == "L203"
    assert Statement.objects.count() == 0


def test_a_reason_may_quote_an_internal_paper_so_it_is_as_internal(editor: User, workspace: Any, tmp_path: Path) -> None:
    load(tmp_path, workspace, FIRST.replace("2022", "2023"), "next.txt")
    load(tmp_path, workspace, LATER.replace("2022", "2023").replace("4.6", "4.2"), "inside.txt", audience="workspace")
    told = next(each for each in threads_of_place(editor, "澄湖区", 2023) if each.promise.subject == GROWTH)
    assert told.result is not None
    made = pairings.say(place(told.promise), "reject", place(told.result), person=editor, reason="内部口径")
    assert made.audience == "workspace"
    assert say(editor, "reject", thread(editor).result).audience == "public"


def test_a_word_on_an_answer_that_is_gone_says_nothing(editor: User, workspace: Any, tmp_path: Path) -> None:
    before = thread(editor)
    say(editor, "reject", before.result)
    load(tmp_path, workspace, BULLETIN.replace("4.5", "4.4"), "c.txt")
    told = thread(editor)
    assert told.result.low == 4.4
    assert told.confirmed == ""


def test_a_named_work_has_an_answer_to_speak_of(workspace: Any, tmp_path: Path) -> None:
    load(tmp_path, workspace, FIRST.replace("改造老旧小区36个。", "开工建设东湖大桥。"), "a.txt")
    load(tmp_path, workspace, LATER.replace("改造老旧小区36个。", "东湖大桥开工建设。"), "b.txt")
    person = User.objects.create_user("编辑甲", password="一个长口令0123456")
    Membership.objects.create(workspace=workspace, user=person, role=Role.EDITOR)

    def bridge() -> Thread:
        return next(each for each in threads_of_place(person, "澄湖区", 2022) if each.promise.form == "act")

    told = bridge()
    assert told.outcome == "met"
    (only,) = pairings.weighed(told)
    pairings.say(place(told.promise), "confirm", place(only.result), person=person, reason="看过现场")
    assert (bridge().outcome, bridge().confirmed) == ("met", "编辑甲")
    pairings.say(place(told.promise), "reject", place(only.result), person=person, reason="是另一座桥")
    assert bridge().result is None


def test_a_statement_on_a_pairing_corrects_no_fact(editor: User) -> None:
    from luoshi.ledger.corrections import facts_of

    promise = thread(editor).promise
    say(editor, "reject", thread(editor).result)
    facts = facts_of(place(promise)[0], person=editor)
    assert facts is not None
    assert (facts.corrections, facts.adrift) == ((), ())


def test_more_words_cost_no_more_queries(editor: User) -> None:
    first, second = (each.result for each in thread(editor).pairings[:2])
    say(editor, "confirm", first)
    with CaptureQueriesContext(connection) as one:
        thread(editor)
    for _ in range(4):
        say(editor, "pair", second)
        say(editor, "confirm", first)
    with CaptureQueriesContext(connection) as many:
        thread(editor)
    assert len(many) == len(one)


def test_words_that_no_rule_found_answer_because_a_person_says_so(editor: User, workspace: Any, tmp_path: Path) -> None:
    load(tmp_path, workspace, FIRST.replace("2022", "2023").replace("地区生产总值增长", "新建公园绿地"), "next.txt")
    load(tmp_path, workspace, "澄湖区2024年政府工作报告\n\n一、2023年工作回顾\n城市更绿，口袋公园又多了8%以上。全区上下共同努力。\n", "later.txt")

    def green() -> Thread:
        return next(each for each in threads_of_place(editor, "澄湖区", 2023) if each.promise.subject == "新建公园绿地")

    told = green()
    assert told.outcome == "silent"
    (paper,) = told.looked
    for words, outcome, result in (("口袋公园又多了8%以上", "met", True), ("全区上下共同努力", "not_comparable", True)):
        at = paper.text.index(words)
        where = Document.objects.get(pk=int(paper.key)), at, at + len(words)
        made = pairings.say(place(told.promise), "pair", where, person=editor, reason="核过台账")
        now = green()
        assert (now.outcome, now.result is not None, now.confirmed) == (outcome, result, "编辑甲"), now
        assert now.result.text == words
        assert "由编辑甲指认：核过台账" in now.why
        actions.retract(made, person=editor, reason="误")
    assert green().outcome == "silent"


def test_an_act_is_answered_by_the_stage_that_the_words_pointed_at_name(editor: User, workspace: Any, tmp_path: Path) -> None:
    load(tmp_path, workspace, FIRST.replace("2022", "2023").replace("城镇新增就业9000人以上", "建成投用东湖大桥"), "next.txt")
    load(tmp_path, workspace, "澄湖区2024年政府工作报告\n\n一、2023年工作回顾\n过湖新桥已建成通车。过湖新桥延期建成。过湖新桥很美。\n", "later.txt")

    def bridge() -> Thread:
        return next(each for each in threads_of_place(editor, "澄湖区", 2023) if each.promise.form == "act")

    told = bridge()
    assert told.outcome == "silent"
    (paper,) = told.looked
    for words, outcome in (("过湖新桥已建成通车", "met"), ("过湖新桥延期建成", "missed"), ("过湖新桥很美", "not_comparable")):
        at = paper.text.index(words)
        made = pairings.say(place(told.promise), "pair", (Document.objects.get(pk=int(paper.key)), at, at + len(words)), person=editor, reason="同一座桥")
        assert (bridge().outcome, bridge().result.text) == (outcome, words)
        actions.retract(made, person=editor, reason="误")
