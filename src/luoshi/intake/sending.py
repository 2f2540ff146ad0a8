"""Sending something in: counted, read, kept, recorded as waiting. Nothing of it is to be seen until an editor says so."""

from __future__ import annotations

import secrets
import tempfile
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from luoshi.errors import IntakeError
from luoshi.intake import addresses, quotas, receiving
from luoshi.intake.events import make_step
from luoshi.intake.models import Report, Submission
from luoshi.intake.names import clean_line, clean_name, clean_words
from luoshi.intake.receiving import Taken
from luoshi.intake.senders import Sender
from luoshi.intake.states import State, Way
from luoshi.ledger.actions import anchor
from luoshi.ledger.database import writing
from luoshi.ledger.models import Document
from luoshi.people.audience import Audience
from luoshi.people.models import Workspace
from luoshi.people.workspaces import main_workspace

LONGEST_TEXT = 300_000
"""Characters of pasted text: six long reports."""
LONGEST_LINE = 300
LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class Said:
    """What the sender says of the thing: all of it optional, none of it believed."""

    title: str = ""
    place: str = ""
    year: str = ""
    where_from: str = ""
    note: str = ""
    contact: str = ""

    def cleaned(self) -> dict[str, str]:
        """Each a line without controls; the note may have several."""
        said = asdict(self)
        lines = {each.name: clean_line(said[each.name], LONGEST_LINE) for each in fields(self)}
        return {**lines, "note": clean_words(self.note, LONGEST_NOTE)}


def send_file(path: Path, name: str, *, sender: Sender, said: Said = Said()) -> Submission:
    """Send a file that stands at `path` for now. Raises IntakeError, ReadError for a file that cannot be read."""
    size = path.stat().st_size
    if size > sender.quota.size:
        raise IntakeError("L536", clean_name(name), limit=f"{sender.quota.size >> 20} MB")
    quotas.admit(sender, size)
    taken = receiving.take(path, clean_name(name) or "file")
    return _waiting(Way.FILE, sender, said, taken=taken)


def send_text(text: str, *, sender: Sender, said: Said = Said()) -> Submission:
    """Send pasted words: they are kept as a text file. Raises IntakeError, ReadError."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise IntakeError("L537")
    if len(text) > LONGEST_TEXT:
        raise IntakeError("L538", limit=LONGEST_TEXT)
    data = text.encode("utf-8", "replace")
    quotas.admit(sender, len(data))
    with tempfile.NamedTemporaryFile(prefix="luoshi-text-") as file:
        file.write(data)
        file.flush()
        taken = receiving.take(Path(file.name), f"{clean_name(said.title)[:80] or '粘贴的文字'}.txt")
    return _waiting(Way.TEXT, sender, said, taken=taken)


def send_address(address: str, *, sender: Sender, said: Said = Said()) -> Submission:
    """Send an address. Nothing is asked of it, not even its name, before an editor agrees. Raises L540, L541."""
    url = addresses.checked(addresses.meant(address))
    quotas.admit(sender)
    return _waiting(Way.ADDRESS, sender, said, address=str(url))


def send_report(
    document: Document,
    start: int,
    end: int,
    *,
    record: str,
    field: str,
    suggested: str,
    sender: Sender,
    said: Said,
) -> Submission:
    """Say that the fact of this kind on these words of a document the sender sees is wrong. Raises L209, L562."""
    cleaned = said.cleaned()
    suggested = clean_words(suggested, LONGEST_NOTE)
    if not (field or suggested or cleaned["note"]):
        raise IntakeError("L562")
    quotas.admit(sender)
    with writing(f"workspace {document.workspace_id}"):
        submission = _waiting(Way.REPORT, sender, said, workspace=document.workspace)
        Report.objects.create(
            submission=submission,
            document=document,
            anchor=anchor(document, start, end),
            record=record,
            field=field,
            suggested=suggested,
        )
    return submission


def _waiting(
    way: Way, sender: Sender, said: Said, *, taken: Taken | None = None, workspace: Workspace | None = None, **more: Any
) -> Submission:
    workspace = workspace or main_workspace()
    with writing(f"workspace {workspace.pk}"):
        submission: Submission = Submission.objects.create(
            way=way,
            token=secrets.token_urlsafe(24),
            sender=sender.key,
            workspace=workspace,
            audience=Audience.WORKSPACE,
            owner=sender.person,
            **said.cleaned(),
            **more,
        )
        if taken is not None:
            receiving.record_receipt(submission, taken)
        make_step(submission, State.WAITING)
    return submission
