"""What an editor may do with what was sent: have it fetched, take it up, publish it, decline it, open it again.

Taking up loads the file on the workspace's own shelf: the working copy, an ordinary document on which ordinary corrections
are made. Publishing writes the very reading that was looked at on the public shelf, carries the corrections over to the
same words, and puts the working copy away, all in one transaction.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from luoshi.errors import IntakeError, LuoshiError
from luoshi.intake import receiving, twins
from luoshi.intake.carrying import as_reviewed, carry
from luoshi.intake.events import last_event, make_step
from luoshi.intake.fetch import GUARDS, Guards, fetch
from luoshi.intake.models import Event, Receipt, Submission
from luoshi.intake.names import clean_line
from luoshi.intake.queue import receipt_of
from luoshi.intake.states import State, Way
from luoshi.ledger.actions import put_back, take_down
from luoshi.ledger.database import writing
from luoshi.ledger.files import stored
from luoshi.ledger.load import LoadResult, keep_and_record
from luoshi.ledger.models import Document, Source
from luoshi.ledger.record import Received, Shelf
from luoshi.people.access import require
from luoshi.people.audience import Audience
from luoshi.people.models import User


def agree_to_fetch(submission: Submission, *, person: User, guards: Guards = GUARDS) -> Event:
    """Fetch the address now and read what it gives; it then waits again, with the file or with why there is none.

    Raises L203, L551; what goes wrong with the address is no error of the step, but the reason of the one that follows.
    """
    make_step(submission, State.FETCHING, person=person)
    with tempfile.TemporaryDirectory(prefix="luoshi-fetch-") as folder:
        try:
            fetched = fetch(submission.address, Path(folder) / "fetched", guards=guards)
            taken = receiving.take(fetched.path, fetched.name)
        except LuoshiError as error:
            return make_step(
                submission, State.WAITING, person=person, reason=f"抓取不成：{error.chinese}（{error.number}）"
            )
        with writing(f"workspace {submission.workspace_id}"):
            receiving.record_receipt(submission, taken, address=fetched.address)
            return make_step(submission, State.WAITING, person=person)


def take_up(submission: Submission, *, person: User, where_from: str = "") -> Event:
    """Load the file as the workspace's working copy. `where_from` is what readers will see of where a sent file is from.

    Raises L203, L551, L553 where nothing was fetched yet, L554 to L556 where the ledger holds the bytes already.
    """
    require(person, "review", submission.workspace)
    receipt = _receipt(submission)
    reading = receiving.reading_of(receipt)
    with writing(f"workspace {submission.workspace_id}"):
        known = twins.twins(submission.workspace, receipt)
        twins.refuse_twins(known)
        shelf = Shelf(submission.workspace, Audience.WORKSPACE)
        loaded = keep_and_record(_received(receipt, _origin(submission, where_from)), reading, shelf)
        for twin in known:
            if twin.down is not None:  # put away when it was declined, or published and since replaced
                put_back(twin.down, person=person, reason=f"报送 {submission.pk} 受理")
        return make_step(submission, State.TAKEN_UP, person=person, source=_source(loaded))


def publish(submission: Submission, *, person: User) -> Event:
    """Make the working copy public as it stands, corrections and all. Raises L203, L551, L555, L556."""
    require(person, "publish", submission.workspace)
    with writing(f"workspace {submission.workspace_id}"):
        last = last_event(submission)
        working, receipt = last.source, _receipt(submission)
        if last.state != State.TAKEN_UP or working is None:
            return make_step(submission, State.PUBLISHED, person=person)  # which says why not
        twins.refuse_public(twins.twins(submission.workspace, receipt))
        reviewed = as_reviewed(working, person)
        shelf = Shelf(submission.workspace, Audience.PUBLIC)
        loaded = keep_and_record(_received(receipt, working.where_from), reviewed.reading, shelf)
        carry(reviewed.documents, loaded.documents, person)
        down = take_down(working, person=person, reason=f"报送 {submission.pk} 已公开")
        return make_step(submission, State.PUBLISHED, person=person, source=_source(loaded), take_down=down)


def decline(submission: Submission, *, person: User, reason: str) -> Event:
    """Decline it, with a reason its sender reads. A working copy is put away. Raises L203, L551, L552."""
    require(person, "review", submission.workspace)
    with writing(f"workspace {submission.workspace_id}"):
        last = last_event(submission)
        down = None
        if last.state == State.TAKEN_UP and last.source is not None:
            down = take_down(last.source, person=person, reason=f"报送 {submission.pk} 不采用")
        return make_step(submission, State.DECLINED, person=person, reason=reason, take_down=down)


def open_again(submission: Submission, *, person: User, reason: str) -> Event:
    """Let what was declined wait once more. Raises L203, L551, L552."""
    return make_step(submission, State.WAITING, person=person, reason=reason)


def _receipt(submission: Submission) -> Receipt:
    receipt = receipt_of(submission)
    if receipt is None:
        raise IntakeError("L553")
    return receipt


def _origin(submission: Submission, where_from: str) -> str:
    """Where the source is from: an address is itself, so that what it gives next year is its next version.

    Whatever else was sent is a file of its own, whatever was said of it: its number tells it from every other.
    """
    if submission.way == Way.ADDRESS:
        return submission.address
    words = clean_line(where_from, 300)
    return f"报送 {submission.pk}：{words}" if words else f"报送 {submission.pk}"


def _received(receipt: Receipt, where_from: str) -> Received:
    return Received(
        path=stored(receipt.sha256), name=receipt.name, where_from=where_from, sha256=receipt.sha256, size=receipt.size
    )  # fmt: skip


def _source(loaded: LoadResult) -> Source:
    """The source of what was loaded just now, seen or not."""
    document = Document.objects.select_related("rendition__source__lineage").get(pk=loaded.documents[0])
    source: Source = document.rendition.source
    return source
