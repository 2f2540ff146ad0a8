"""Writing, replying, revising and withdrawing: who may, what is refused, and that nothing is overwritten."""

# ruff: noqa: F401, F811 (fixtures come from notes_parts)
from __future__ import annotations

import pytest

from luoshi.errors import LuoshiError
from tests.ledger_parts import TEXT
from tests.notes_parts import WORDS, load, noted, people, span


def shown(document, person):
    from luoshi.notes.shown import notes_on

    return notes_on(document, person).placed


def test_a_note_holds_on_to_its_words(load, people):
    note = noted(load(), people["chen"], "与上年公报不一致\r\n请核", tags=["口径", "#投资,口径"])
    (one,) = shown(note.anchor.rendition.documents.get(), people["chen"])
    assert (one.start, one.end) == span(TEXT, WORDS)
    assert (one.quotation, one.top.words, one.top.tags) == (WORDS, "与上年公报不一致\n请核", ("口径", "投资"))
    assert (one.adrift, one.found_again, one.top.revised_at) == (False, False, None)


def test_white_space_around_the_words_is_left_out(load, people):
    from luoshi.notes.actions import write

    document = load()
    start, end = span(TEXT, "一、2023年工作回顾")
    note = write(document, start - 1, end + 1, "标题", person=people["chen"])
    assert (note.anchor.start, note.anchor.end, note.anchor.words) == (start, end, "一、2023年工作回顾")


@pytest.mark.parametrize(
    ("wrong", "number"),
    [
        ({"said": " \n"}, "L501"),
        ({"said": "字" * 10_001}, "L502"),
        ({"said": "好\x00"}, "L511"),
        ({"said": "好\ud800"}, "L511"),
        ({"tags": [f"标签{n}" for n in range(11)]}, "L503"),
        ({"tags": ["长" * 21]}, "L504"),
        ({"tags": ["坏\x00"]}, "L511"),
    ],
)
def test_what_cannot_be_held_is_refused_and_nothing_is_kept(load, people, wrong, number):
    from luoshi.notes.models import Note

    with pytest.raises(LuoshiError) as error:
        noted(load(), people["chen"], **wrong)
    assert error.value.number == number
    assert not Note.objects.exists()


@pytest.mark.parametrize(
    ("start", "end", "number"),
    [(0, 0, "L505"), (9, 4, "L209"), (0, 10**8, "L209"), (len(TEXT) - 1, len(TEXT), "L505")],
)
def test_there_must_be_words_to_hold_on_to(load, people, start, end, number):
    from luoshi.notes.actions import write

    with pytest.raises(LuoshiError) as error:
        write(load(), start, end, "批注", person=people["chen"])
    assert error.value.number == number


def test_no_more_of_a_document_than_a_note_can_stand_on(load, people):
    from luoshi.notes.actions import LONGEST, LONGEST_QUOTATION, write

    document = load(TEXT * 40)
    write(document, 0, LONGEST_QUOTATION, "字" * LONGEST, person=people["chen"])
    with pytest.raises(LuoshiError, match="L506"):
        write(document, 0, LONGEST_QUOTATION + 1, "批注", person=people["chen"])


def test_the_same_note_twice_is_one(load, people):
    document = load()
    first = noted(document, people["chen"])
    assert noted(document, people["chen"]) == first
    assert noted(document, people["chen"], "另一条") != first
    assert noted(document, people["li"]) != first


def test_a_note_is_shared_no_further_than_its_document_is_seen(load, people, workspace):
    from luoshi.notes.actions import workspaces_for
    from luoshi.people.models import Workspace

    elsewhere = Workspace.objects.get(slug="elsewhere")
    public, inner = load(), load(name="内部.txt", audience="workspace")
    private = load(name="本人.txt", audience="private", owner=people["chen"])
    assert workspaces_for(public, people["chen"]) == [workspace]
    assert workspaces_for(public, people["stranger"]) == [elsewhere]
    assert workspaces_for(inner, people["chen"]) == [workspace]
    assert workspaces_for(private, people["chen"]) == workspaces_for(public, people["lone"]) == []
    with pytest.raises(LuoshiError, match="L203"):
        noted(public, people["chen"], workspace=elsewhere)
    with pytest.raises(LuoshiError, match="L203"):
        noted(public, people["lone"], workspace=workspace)
    with pytest.raises(LuoshiError, match="L510"):
        noted(private, people["chen"], workspace=workspace)
    with pytest.raises(LuoshiError, match="L207"):
        noted(inner, people["stranger"])
    with pytest.raises(LuoshiError, match="L207"):
        noted(private, people["li"])


def test_a_reply_is_seen_by_whoever_sees_the_note(load, people, workspace):
    from luoshi.notes.actions import reply

    document = load()
    note = noted(document, people["chen"], workspace=workspace)
    answer = reply(note, "已与统计局核对", person=people["li"])
    again = reply(answer, "收到", person=people["chen"])
    assert (answer.under, again.under) == (note, note)
    assert (answer.audience, answer.workspace, answer.anchor) == ("workspace", workspace, note.anchor)
    (one,) = shown(document, people["li"])
    assert [(each.words, str(each.note.owner)) for each in one.replies] == [
        ("已与统计局核对", "李同事"),
        ("收到", "陈批注"),
    ]
    assert shown(document, people["stranger"]) == []
    with pytest.raises(LuoshiError, match="L203"):
        reply(note, "路过", person=people["stranger"])
    with pytest.raises(LuoshiError, match="L203"):
        reply(noted(document, people["chen"], "私下"), "路过", person=people["li"])


def test_only_the_author_revises_and_withdraws(load, people, workspace):
    from luoshi.notes.actions import reply, revise, withdraw

    document = load()
    note = noted(document, people["chen"], workspace=workspace)
    for act in (lambda: revise(note, "改", person=people["li"]), lambda: withdraw(note, person=people["li"])):
        with pytest.raises(LuoshiError, match="L507"):
            act()
    revise(note, "已核,无误", person=people["chen"], tags=["已核"])
    assert revise(note, "已核,无误", person=people["chen"], tags=["已核"]).note.revisions.count() == 2
    (one,) = shown(document, people["li"])
    assert (one.top.words, one.top.tags) == ("已核,无误", ("已核",))
    assert one.top.revised_at is not None
    withdraw(note, person=people["chen"])
    for act in (
        lambda: revise(note, "再改", person=people["chen"]),
        lambda: withdraw(note, person=people["chen"]),
        lambda: reply(note, "回", person=people["li"]),
    ):
        with pytest.raises(LuoshiError, match="L508"):
            act()
    assert shown(document, people["chen"]) == []


def test_a_withdrawn_note_leaves_the_replies_of_others(load, people, workspace):
    from luoshi.notes.actions import reply, withdraw

    document = load()
    note = noted(document, people["chen"], "收回的话", workspace=workspace)
    answer = reply(note, "留着的话", person=people["li"])
    withdraw(note, person=people["chen"])
    (one,) = shown(document, people["chen"])
    assert (one.top.withdrawn, one.top.words, [each.words for each in one.replies]) == (True, "", ["留着的话"])
    withdraw(answer, person=people["li"])
    assert shown(document, people["chen"]) == []


def test_nothing_of_a_note_can_be_changed_or_deleted(load, people):
    from luoshi.ledger.appended import WrittenOnce
    from luoshi.notes.models import Note, Revision

    note = noted(load(), people["chen"])
    note.audience = "workspace"
    with pytest.raises(WrittenOnce):
        note.save()
    for rows in (Note.objects.all(), Revision.objects.all()):
        with pytest.raises(WrittenOnce):
            rows.delete()
        with pytest.raises(WrittenOnce):
            rows.update(recorded_at=None)


def test_a_person_may_not_fill_the_ledger(load, people, monkeypatch):
    from luoshi.notes import actions

    monkeypatch.setattr(actions, "MOST_EACH", 2)
    document = load()
    note = noted(document, people["chen"])
    actions.revise(note, "二", person=people["chen"])
    for act in (
        lambda: noted(document, people["chen"], "三"),
        lambda: actions.revise(note, "三", person=people["chen"]),
        lambda: actions.reply(note, "三", person=people["chen"]),
    ):
        with pytest.raises(LuoshiError, match="L509"):
            act()
    noted(document, people["li"])
