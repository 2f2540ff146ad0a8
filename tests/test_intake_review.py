"""What becomes of a thing sent: every step there is, none that is not, and all of it undone or none."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from luoshi.errors import IntakeError, LedgerError, LuoshiError
from luoshi.intake.states import STEPS, State, Way, step_between, steps_from
from tests.intake_parts import PAGE, REPORT, member, send, serving, state, visitor

DOCS = Path(__file__).parent.parent / "docs" / "intake.md"


@pytest.fixture
def editor(workspace: Any) -> Any:
    from luoshi.people.workspaces import main_workspace

    return member(main_workspace(), "editor", "editor")


def documents(event: Any) -> list[Any]:
    from luoshi.ledger.models import Document

    return list(Document.objects.filter(rendition__source=event.source).order_by("pk"))


def facts(document: Any, person: Any = None) -> Any:
    from luoshi.ledger.corrections import facts_of

    return facts_of(document, person=person)


def correct_first_measure(document: Any, person: Any, value: Any = 321 * 10**8) -> Any:
    from luoshi.ledger.actions import correct

    start = document.rendition.text.index("312亿元")
    return correct(
        document, start, start + 5, record="measure", field="value", value=value, person=person, reason="以原件为准"
    )


def public_titles() -> list[str]:
    from luoshi.ledger.models import Standing
    from luoshi.people.access import visible_to

    return list(visible_to(None, Standing.objects.all()).values_list("title", flat=True))


@pytest.mark.parametrize("way", Way)
def test_the_table_allows_what_it_says_and_nothing_else(way):
    allowed = {(step.before, step.after) for step in STEPS if way in step.ways}
    for before, after in product(["", *State], State):
        assert (step_between(way, before, after) is not None) == ((before, after) in allowed)
    reached, frontier = {""}, {""}
    while frontier:
        frontier = {after for before, after in allowed if before in frontier} - reached
        reached |= frontier
    assert {before for before, _ in allowed} <= reached, "no step begins where nothing ever stands"


def test_every_step_is_in_the_docs():
    said = DOCS.read_text("utf-8")
    for step in STEPS:
        before = State(step.before).label if step.before else "（送来）"
        assert f"| {before} | {step.after.label} |" in said, step


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.before}-{step.after}")
def test_each_step_can_be_made_by_whom_it_should_and_by_nobody_else(workspace, step):
    """Each step, from rows that stand where it begins: with the right to it, without, and without a reason."""
    from luoshi.intake.events import make_step
    from luoshi.intake.models import Event, Submission
    from luoshi.people.audience import Audience

    way = sorted(step.ways)[0]
    submission = Submission.objects.create(
        way=way, token="t", sender="s", workspace=workspace, audience=Audience.WORKSPACE
    )
    if step.before:
        Event.objects.create(submission=submission, number=1, state=step.before)
    reader, one = member(workspace, "reader", "reader"), member(workspace, "editor", "editor")
    if step.permission:
        for nobody in (reader, None):
            with pytest.raises(LedgerError, match="L203"):
                make_step(submission, step.after, person=nobody, reason="理由")
    if step.reasoned:
        with pytest.raises(IntakeError, match="L552"):
            make_step(submission, step.after, person=one, reason=" ")
    event = make_step(submission, step.after, person=one, reason="理由")
    assert event.state == step.after
    for after in State:
        if step_between(way, step.after, after) is None:
            with pytest.raises(IntakeError, match="L551"):
                make_step(submission, after, person=one, reason="理由")
    assert state(submission) == step.after


def test_what_waits_is_nowhere_but_in_the_queue(client, workspace, editor):
    from luoshi.ledger.models import Document, Source, Standing

    submission = send(title="送来的标题")
    assert not Source.objects.exists()
    assert not Document.objects.exists()
    assert not Standing.objects.exists()
    assert submission.receipts.get().documents[0]["title"] == "云岭区2024年政府工作报告"
    client.force_login(editor)
    for address in ("/", "/search/?q=政府工作报告", "/measures/", "/commitments/", "/documents/1/"):
        page = client.get(address).content.decode()
        assert "送来的标题" not in page
        assert "云岭区2024年政府工作报告" not in page


def test_from_sent_to_public_with_its_corrections_and_undone_afterwards(workspace, editor):
    from luoshi.intake.review import publish, take_up
    from luoshi.ledger.actions import correct, retract
    from luoshi.ledger.models import Statement

    submission = send()
    (working,) = documents(take_up(submission, person=editor, where_from="区政府网站"))
    assert working.audience == "workspace"
    assert working.rendition.source.where_from == f"报送 {submission.pk}：区政府网站"
    assert public_titles() == []
    correct_first_measure(working, editor)
    correct(
        working, working.start, working.end, record="document", field="title", value="云岭区工作报告", person=editor
    )
    second = correct_first_measure(working, editor, 333 * 10**8)
    retract(second, person=editor, reason="看错了")
    target = facts(working, editor).reading.measures[1]
    correct(working, target.start, target.end, record="measure", field="struck", value=True, person=editor)
    (public,) = documents(publish(submission, person=editor))
    assert state(submission) == State.PUBLISHED
    assert (public.audience, public.rendition.text) == ("public", working.rendition.text)
    assert public_titles() == ["云岭区工作报告"]
    seen = facts(public)
    assert seen.reading.measures[0].value == 321 * 10**8
    assert seen.reading.document.title == "云岭区工作报告"
    assert all((each.start, each.end) != (target.start, target.end) for each in seen.reading.measures)
    first = seen.corrections[0].statement
    assert (first.person, first.reason, first.audience) == (editor, "以原件为准", "public")
    assert facts(working, editor).corrections == (), "the working copy is hidden with all on it"
    # Undone after it was published: the reader's word stands again.
    for correction in seen.corrections:
        retract(correction.statement, person=editor, reason="不对")
    assert facts(public).reading.measures[0].value == 312 * 10**8
    assert public_titles() == ["云岭区2024年政府工作报告"]
    assert Statement.objects.filter(audience="public", retracts__isnull=True).count() == 3


def test_what_is_published_is_the_reading_that_was_reviewed(workspace, editor, monkeypatch):
    from luoshi.intake import receiving
    from luoshi.intake.review import publish, take_up
    from luoshi.ledger.models import Reading
    from luoshi.ledger.rows import rebuild

    submission = send()
    (working,) = documents(take_up(submission, person=editor))
    monkeypatch.setattr(receiving, "_read", lambda *arguments: pytest.fail("read again"))
    (public,) = documents(publish(submission, person=editor))
    readings = [Reading.objects.select_related("run", "document").get(document=each) for each in (working, public)]
    before, after = map(rebuild, readings)
    assert before == after
    assert before.measures


def test_publishing_is_all_or_nothing(workspace, editor, monkeypatch):
    from luoshi.intake import review
    from luoshi.ledger.models import Source

    submission = send()
    review.take_up(submission, person=editor)

    def fails(*arguments: Any, **options: Any) -> None:
        raise LuoshiError("L205", reason="gone")

    monkeypatch.setattr(review, "take_down", fails)
    with pytest.raises(LuoshiError, match="L205"):
        review.publish(submission, person=editor)
    assert state(submission) == State.TAKEN_UP
    assert not Source.objects.filter(audience="public").exists()
    assert public_titles() == []
    monkeypatch.undo()


def test_taken_down_it_is_gone_at_once_and_put_back_it_is_there(client, workspace, editor):
    from luoshi.intake.review import publish, take_up
    from luoshi.ledger.actions import put_back, take_down

    submission = send()
    take_up(submission, person=editor)
    event = publish(submission, person=editor)
    (public,) = documents(event)
    address = f"/documents/{public.pk}/"
    assert client.get(address).status_code == 200
    down = take_down(event.source, person=editor, reason="误发")
    assert client.get(address).status_code == 404
    assert public_titles() == []
    assert "公开后已经撤下" in client.get(f"/send/{submission.token}/").content.decode()
    put_back(down, person=editor, reason="核对无误")
    assert client.get(address).status_code == 200


def test_declined_while_in_hand_the_working_copy_goes_and_comes_again(workspace, editor):
    from luoshi.intake.review import decline, open_again, publish, take_up
    from luoshi.ledger.shelf import documents as seen_by

    submission = send()
    (working,) = documents(take_up(submission, person=editor))
    correct_first_measure(working, editor)
    decline(submission, person=editor, reason="不是政府文件")
    assert not seen_by(editor).filter(pk=working.pk).exists()
    with pytest.raises(IntakeError, match="L551"):
        publish(submission, person=editor)
    open_again(submission, person=editor, reason="再看看")
    (again,) = documents(take_up(submission, person=editor))
    assert again == working
    assert facts(again, editor).reading.measures[0].value == 321 * 10**8
    assert documents(publish(submission, person=editor))
    assert public_titles() == ["云岭区2024年政府工作报告"]


def test_the_same_bytes_are_not_taken_in_twice(workspace, editor):
    from luoshi.intake.review import publish, take_up

    one, two = send(), send(title="又一次")
    take_up(one, person=editor)
    with pytest.raises(IntakeError, match="L554"):
        take_up(two, person=editor)
    publish(one, person=editor)
    with pytest.raises(IntakeError, match="L555"):
        take_up(two, person=editor)
    assert state(two) == State.WAITING


def test_what_was_taken_down_is_not_brought_in_by_the_back_door(workspace, editor):
    from luoshi.intake.review import publish, take_up
    from luoshi.ledger.actions import take_down

    one = send()
    take_up(one, person=editor)
    take_down(publish(one, person=editor).source, person=editor, reason="涉密")
    with pytest.raises(IntakeError, match="涉密") as error:
        take_up(send(), person=editor)
    assert error.value.number == "L556"


def test_a_document_made_public_meanwhile_is_not_published_again(workspace, editor, tmp_path):
    from luoshi.intake.review import publish, take_up
    from luoshi.ledger.load import load_file
    from luoshi.people.workspaces import main_workspace

    submission = send()
    take_up(submission, person=editor)
    path = tmp_path / "同一份.txt"
    path.write_text(REPORT, "utf-8")
    load_file(path, workspace=main_workspace(), audience="public")
    with pytest.raises(IntakeError, match="L555"):
        publish(submission, person=editor)
    assert state(submission) == State.TAKEN_UP


def test_bytes_on_a_private_shelf_are_nobody_elses_business(workspace, editor, tmp_path):
    from luoshi.intake.review import publish, take_up
    from luoshi.ledger.load import load_file
    from luoshi.people.workspaces import main_workspace

    path = tmp_path / "私存.txt"
    path.write_text(REPORT, "utf-8")
    owner = member(main_workspace(), "owner", "reader")
    load_file(path, workspace=main_workspace(), audience="private", owner=owner)
    submission = send()
    take_up(submission, person=editor)
    publish(submission, person=editor)
    assert public_titles() == ["云岭区2024年政府工作报告"]


def test_a_reader_may_neither_take_up_nor_publish_nor_decline(workspace, editor):
    from luoshi.intake import review
    from luoshi.people.workspaces import main_workspace

    reader = member(main_workspace(), "reader", "reader")
    stranger = member(workspace, "stranger", "administrator")
    submission = send()
    for person in (reader, stranger):
        for verb, more in ((review.take_up, {}), (review.decline, {"reason": "不要"})):
            with pytest.raises(LedgerError, match="L203"):
                verb(submission, person=person, **more)
    review.take_up(submission, person=editor)
    for person in (reader, stranger):
        with pytest.raises(LedgerError, match="L203"):
            review.publish(submission, person=person)
    assert state(submission) == State.TAKEN_UP


def address_of(server: Any, path: str = "page") -> str:
    return f"http://report.example:{server.port}/{path}"


@pytest.fixture
def sent_address(workspace: Any, editor: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An address on a server of this machine, sent and waiting, with the guards that let it be fetched."""
    from luoshi.intake import addresses
    from luoshi.intake.fetch import Guards
    from luoshi.intake.sending import send_address

    with serving() as server:
        guards = Guards(
            ports=frozenset({server.port}), allowed=frozenset({"127.0.0.1"}), resolve=lambda host, port: ["127.0.0.1"]
        )
        real = addresses.checked
        monkeypatch.setattr(addresses, "checked", lambda written: real(written, ports=guards.ports))

        def made(path: str = "page") -> Any:
            return send_address(address_of(server, path), sender=visitor())

        yield made, guards, server


def test_an_address_is_fetched_only_when_an_editor_agrees(editor, sent_address):
    from luoshi.intake.review import agree_to_fetch, publish, take_up
    from luoshi.ledger.files import stored

    made, guards, server = sent_address
    submission = made()
    assert server.seen == [], "nothing is asked of it before"
    with pytest.raises(IntakeError, match="L553"):
        take_up(submission, person=editor)
    event = agree_to_fetch(submission, person=editor, guards=guards)
    assert (event.state, event.reason) == (State.WAITING, "")
    receipt = submission.receipts.get()
    assert receipt.address == submission.address
    assert receipt.documents[0]["plan"] == "2024"
    take_up(submission, person=editor, where_from="别处")
    (public,) = documents(publish(submission, person=editor))
    assert public.rendition.source.where_from == submission.address, "an address is where it is from"
    assert stored(receipt.sha256).read_bytes() == PAGE.encode()


def test_what_cannot_be_fetched_waits_with_the_reason_and_may_be_tried_again(editor, sent_address):
    from luoshi.intake.review import agree_to_fetch, decline

    made, guards, _ = sent_address
    submission = made("picture")
    event = agree_to_fetch(submission, person=editor, guards=guards)
    assert event.state == State.WAITING
    assert "L549" in event.reason
    assert not submission.receipts.exists()
    assert agree_to_fetch(submission, person=editor, guards=guards).number == 5
    decline(submission, person=editor, reason="不是文件")


def test_a_fetch_that_was_killed_may_be_made_again(editor, sent_address):
    from luoshi.intake.events import make_step
    from luoshi.intake.review import agree_to_fetch

    made, guards, _ = sent_address
    submission = made()
    make_step(submission, State.FETCHING, person=editor)  # and then the process was gone
    assert {step.after for step in steps_from(Way.ADDRESS, State.FETCHING)} == {State.FETCHING}
    assert agree_to_fetch(submission, person=editor, guards=guards).state == State.WAITING


def test_the_same_address_next_year_is_the_next_version(editor, sent_address):
    from luoshi.intake.review import agree_to_fetch, publish, take_up
    from luoshi.ledger.models import Standing

    made, guards, server = sent_address
    published = []
    for _ in range(2):
        submission = made()
        agree_to_fetch(submission, person=editor, guards=guards)
        take_up(submission, person=editor)
        published += documents(publish(submission, person=editor))
        server.page = server.page.replace("2024", "2025").replace("2023", "2024")
    old, new = published
    assert new.follows == old
    assert [row.document for row in Standing.objects.filter(audience="public")] == [new]
    again = made()
    server.page = PAGE.replace("2024", "2025").replace("2023", "2024")
    agree_to_fetch(again, person=editor, guards=guards)
    with pytest.raises(IntakeError, match="L555"):
        take_up(again, person=editor)


def test_the_last_file_counts(workspace, editor, tmp_path):
    from luoshi.intake.queue import receipt_of
    from luoshi.intake.receiving import record_receipt, take

    submission = send()
    path = tmp_path / "二.txt"
    path.write_text(REPORT + "新增一句。", "utf-8")
    record_receipt(submission, take(path, "二.txt"))
    assert receipt_of(submission).name == "二.txt"
