"""Notes hold on to their words through every change of the file, or are adrift; and nobody sees another's."""

# ruff: noqa: F401, F811 (fixtures come from notes_parts)
from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.ledger_parts import TEXT, made
from tests.notes_parts import WORDS, load, noted, people, span

MOVED = TEXT.replace("一、2023年工作回顾", "一、2023年工作回顾\n过去一年极不平凡。")
GONE = TEXT.replace("310亿元", "305亿元")


def quoted(each):
    return each.document.rendition.text[each.start : each.end]


def test_a_note_is_found_again_in_a_changed_file_and_says_so(load, people):
    from luoshi.notes.shown import note_marks, notes_on

    old = load()
    note = noted(old, people["chen"])
    new = load(MOVED)
    (one,), adrift = notes_on(new, people["chen"])
    assert (one.start, one.end) == span(MOVED, WORDS)
    assert (quoted(one), one.document, one.found_again, adrift) == (WORDS, new, True, [])
    assert note_marks(new, people["chen"]) == [(*span(MOVED, WORDS), note.pk)]
    assert note_marks(old, people["chen"]) == [(*span(TEXT, WORDS), note.pk)]


def test_a_note_whose_words_are_gone_is_adrift_and_leads_to_where_they_stood(load, people):
    from luoshi.notes.notebook import notes_of
    from luoshi.notes.shown import notes_on

    old = load()
    noted(old, people["chen"])
    new = load(GONE)
    placed, (one,) = notes_on(new, people["chen"])
    assert placed == []
    assert (one.adrift, one.document, quoted(one)) == (True, old, WORDS)
    (same,) = notes_of(people["chen"]).shown()
    assert (same.adrift, same.document, quoted(same)) == (True, old, WORDS)


def test_it_comes_back_when_the_words_do(load, people):
    from luoshi.notes.shown import notes_on

    noted(load(), people["chen"])
    load(GONE)
    (one,), adrift = notes_on(load(MOVED), people["chen"])
    assert (quoted(one), adrift) == (WORDS, [])


def test_words_that_could_be_any_of_several_are_adrift(load, people):
    from luoshi.notes.shown import notes_on

    noted(load(), people["chen"], words="2024年工作")
    twice = load(TEXT.replace("二、2024年工作安排", "甲2024年工作乙,丙2024年工作丁"))
    placed, adrift = notes_on(twice, people["chen"])
    assert (placed, len(adrift)) == ([], 1)


def test_a_new_reader_moves_no_note(load, people):
    from luoshi.notes.shown import notes_on

    document = load()
    noted(document, people["chen"])
    assert load(read=lambda path: made(reader="reader-2")) == document
    (one,), _ = notes_on(document, people["chen"])
    assert (quoted(one), one.found_again) == (WORDS, False)


TEXTS = st.lists(
    st.sampled_from([*TEXT.splitlines(), "投资310亿元,", "新引进企业42家。", "另起一段", "310亿元", "𬭚"]), min_size=1, max_size=12
).map("\n".join)  # fmt: skip
counter = itertools.count()


@given(TEXTS, TEXTS, st.data())
def test_a_place_is_the_same_words_in_the_document_or_none(old, new, data):
    from luoshi.ledger.models import Anchor, Document, Rendition
    from luoshi.ledger.placing import place

    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    anchor = Anchor(rendition=Rendition(pk=1, text=old), start=start, end=end, words=old[start:end])
    low = data.draw(st.integers(0, len(new)))
    document = Document(rendition=Rendition(pk=2, text=new), start=low, end=data.draw(st.integers(low, len(new))))
    if (span := place(anchor, document)) is not None:
        assert new[slice(*span)] == anchor.words
        assert document.start <= span[0] < span[1] <= document.end


@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.generate],  # each example is a ledger's work: shrinking one would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(TEXTS, TEXTS, TEXTS, st.data())
def test_a_note_never_silently_moves(load, people, first, second, third, data):
    """Whatever becomes of the file, a note stands on words equal to its own, in the document it is shown in; or is adrift."""
    from luoshi.notes.actions import write
    from luoshi.notes.notebook import notes_of
    from luoshi.notes.shown import notes_on

    person, example = people["chen"], next(counter)
    written, now = {}, None
    for text in (first, second, third):
        now = load(f"云岭区2024年政府工作报告\n第{example}例\n{text}", f"报告{example}.txt")
        for _ in range(2):
            start = data.draw(st.integers(now.start, now.end - 1))
            end = data.draw(st.integers(start + 1, now.end))
            if words := now.rendition.text[start:end].strip():
                written[write(now, start, end, "批注", person=person).pk] = words
    placed, adrift = notes_on(now, person)
    assert {each.top.note.pk for each in (*placed, *adrift)} == set(written), "none is lost, none is doubled"
    for each in (*placed, *adrift, *notes_of(person, document=now.pk).shown()):
        assert quoted(each) == each.quotation == written[each.top.note.pk]
        assert each.document.start <= each.start < each.end <= each.document.end
    assert all(each.document == now and not each.adrift for each in placed)
    assert all(each.document != now for each in adrift)
    here = {each.top.note.pk: (each.start, each.end) for each in placed}
    across = {each.top.note.pk: (each.start, each.end) for each in notes_of(person).shown() if each.document == now}
    assert here == across, "the document and the notebook say the same"


def test_notes_of_two_documents_of_one_file_keep_to_their_own(load, people, workspace):
    from luoshi.ledger.models import Document
    from luoshi.notes.shown import notes_on

    document = load()
    note = noted(document, people["chen"])
    half = TEXT.index("二、2024")
    Document.objects.create(  # readers that part the file in another way give other documents of the same text
        rendition=document.rendition, start=half, end=len(TEXT), workspace=workspace, audience="public"
    )
    other = Document.objects.get(start=half)
    assert notes_on(other, people["chen"]) == ([], [])
    assert [each.top.note for each in notes_on(document, people["chen"]).placed] == [note]


SEES = {
    "chen": {"chen 私", "chen 共", "li 共", "里 chen", "里 li 共"},
    "li": {"li 私", "chen 共", "li 共", "里 li 共"},
    "stranger": {"stranger 私", "stranger 共"},
    "lone": {"lone 私"},
}


@pytest.fixture
def written(load, people, workspace):
    """Notes of everyone on a public document, and of the members on an inner one."""
    from luoshi.people.models import Workspace

    elsewhere = Workspace.objects.get(slug="elsewhere")
    public, inner = load(), load(name="内部.txt", audience="workspace")
    for name in SEES:
        noted(public, people[name], f"{name} 私")
    noted(public, people["chen"], "chen 共", workspace=workspace)
    noted(public, people["li"], "li 共", workspace=workspace)
    noted(public, people["stranger"], "stranger 共", workspace=elsewhere)
    noted(inner, people["chen"], "里 chen")
    noted(inner, people["li"], "里 li 共", workspace=workspace)
    return public, inner


@pytest.mark.parametrize("name", SEES)
def test_each_sees_their_own_and_what_is_shared_with_them(written, people, name):
    from luoshi.notes.notebook import notes_of
    from luoshi.notes.shown import notes_on

    person = people[name]
    both = [each.top.words for document in written for each in notes_on(document, person).placed]
    assert set(both) == SEES[name]
    across = {
        whose: {each.top.words for each in notes_of(person, whose=whose).shown()}
        for whose in ("mine", "private", "shared")
    }
    assert across["mine"] == {words for words in SEES[name] if name in words}
    assert across["private"] == {words for words in across["mine"] if "共" not in words}
    assert across["shared"] == {words for words in SEES[name] if "共" in words}


def test_nobody_in_particular_sees_no_note(written, people):
    from django.contrib.auth.models import AnonymousUser

    from luoshi.notes.notebook import notes_of
    from luoshi.notes.shown import notes_on

    for nobody in (None, AnonymousUser()):
        assert notes_on(written[0], nobody) == ([], [])
        assert all(notes_of(nobody, whose=whose).found == () for whose in ("mine", "private", "shared"))


def test_who_leaves_a_workspace_reads_its_documents_no_longer_in_their_own_notes(written, people, workspace):
    from luoshi.notes.notebook import notes_of
    from luoshi.people.models import Membership

    Membership.objects.filter(user=people["chen"], workspace=workspace).delete()
    assert {each.top.words for each in notes_of(people["chen"]).shown()} == {"chen 私"}


def test_what_stands_on_a_source_taken_down_is_hidden_and_comes_back(written, people):
    from luoshi.ledger.actions import put_back, take_down
    from luoshi.notes.notebook import notes_of
    from luoshi.notes.shown import notes_on
    from luoshi.people.access import KEEPER

    public, _ = written
    down = take_down(public.rendition.source, person=people["li"], reason="误发")
    for person in (people["chen"], KEEPER):
        assert notes_on(public, person) == ([], [])
        assert all("里" in each.top.words for each in notes_of(person, whose="shared").shown())
    assert {each.top.words for each in notes_of(people["chen"]).shown()} == {"里 chen"}
    put_back(down, person=people["li"], reason="核对无误")
    assert len(notes_on(public, people["chen"]).placed) == 3


def test_a_note_on_a_version_taken_down_does_not_show_through_the_next(load, people):
    from luoshi.ledger.actions import take_down
    from luoshi.notes.notebook import notes_of
    from luoshi.notes.shown import notes_on

    old = load()
    noted(old, people["chen"])
    new = load(MOVED)
    take_down(old.rendition.source, person=people["li"], reason="误发")
    assert notes_on(new, people["chen"]) == ([], [])
    assert notes_of(people["chen"]).shown() == []


def test_a_notebook_is_narrowed_by_words_tag_and_document(load, people, workspace):
    from luoshi.notes.actions import reply
    from luoshi.notes.notebook import notes_of

    first, second = load(), load(TEXT.replace("云岭区2024", "云岭区2025"), "另一份.txt")
    note = noted(first, people["chen"], "與公報核對GDP", tags=["口径"], workspace=workspace)
    other = noted(second, people["chen"], "明年再看", words="新建口袋公园6个", tags=["民生", "口径"])
    reply(note, "统计局已回函", person=people["li"])
    first = load(MOVED)  # a note is found under its document as it is now

    def found(**asked):
        return list(notes_of(people["chen"], **asked).found)

    assert found() == [other.pk, note.pk]
    assert (
        found(words="与公报") == found(words="ｇｄｐ") == found(words="投资 核对") == found(words="回函") == [note.pk]
    )
    assert (
        found(words="口袋公园") == found(tag="民生") == found(words="民生") == found(document=second.pk) == [other.pk]
    )
    assert found(tag="口径") == [other.pk, note.pk]
    assert found(document=first.pk) == [note.pk]
    assert (
        found(words="没有的词")
        == found(tag="没有")
        == found(document=10**9)
        == found(tag="口径", words="园 核对")
        == []
    )
    notebook = notes_of(people["chen"])
    assert notebook.tags == (("口径", 2), ("民生", 1))
    assert {document.pk for document in notebook.documents} == {first.pk, second.pk}
    assert [each.top.note for each in notebook.shown(1, 2)] == [note]
    assert list(notes_of(people["li"]).found) == [note.pk], "what I replied to is mine too"


def test_what_was_said_before_is_not_found(load, people):
    from luoshi.notes.actions import revise
    from luoshi.notes.notebook import notes_of

    note = noted(load(), people["chen"], "旧话", tags=["旧标"])
    revise(note, "新话", person=people["chen"], tags=["新标"])
    assert notes_of(people["chen"], words="旧").found == ()
    assert notes_of(people["chen"], words="新话", tag="新标").found == (note.pk,)
    assert notes_of(people["chen"]).tags == (("新标", 1),)


def test_many_notes_cost_no_more_queries(load, people, django_assert_max_num_queries):
    from luoshi.notes.notebook import notes_of
    from luoshi.notes.shown import notes_on

    document = load()
    for start in range(30):
        noted(document, people["chen"], f"第{start}条", words=TEXT[start : start + 12])
    with django_assert_max_num_queries(5):
        assert len(notes_on(document, people["chen"]).placed) == 30
    with django_assert_max_num_queries(10):
        assert len(notes_of(people["chen"]).shown()) == 30
    with django_assert_max_num_queries(0):
        notes_on(document, None)


def test_every_table_of_notes_is_guarded_or_hangs_on_one_that_is(db):
    from django.apps import apps

    from luoshi.notes.models import Note
    from luoshi.people.audience import Guarded

    for model in apps.get_app_config("notes").get_models():
        related = {field.related_model for field in model._meta.fields if field.is_relation}
        assert issubclass(model, Guarded) or Note in related
