"""The templates a unit has given for its papers, kept under their hashes; and the writing of a paper by one, or in official format."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from luoshi.delivering.models import PaperTemplate
from luoshi.delivering.paper.content import Content, Part, official
from luoshi.delivering.paper.filling import TABLE, TEXT, check, fill
from luoshi.delivering.recording import recorded
from luoshi.delivering.rights import office_step
from luoshi.delivering.steps import LETTER_KINDS, MEETING_KINDS
from luoshi.delivering.supervising import given
from luoshi.errors import DeliverError
from luoshi.ledger.files import keep, stored
from luoshi.people.models import User, Workspace


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper that may have a template."""

    name: str
    needed: tuple[str, ...]
    """Placeholders a template of it must have; the others of `filling.NAMES` it may."""


_LETTER = ("标题", "文号", "主送", TEXT, "日期")
_BULLETIN = ("标题", "文号", TEXT, "日期", TABLE)
KINDS = {
    **{kind: Kind(name, _LETTER) for kind, name in LETTER_KINDS.items()},
    "up": Kind("督查专报", _BULLETIN),
    "down": Kind("通报", _BULLETIN),
    **{kind: Kind(f"{name}材料", ("标题", TABLE)) for kind, name in MEETING_KINDS.items()},
}
"""The papers, by the keys of their rows: a letter's kind, a circular's way, a meeting's kind."""


def set_template(workspace: Workspace, kind: str, name: str, data: bytes, *, person: User, on: date) -> PaperTemplate:
    """From now on papers of the kind are written by this .docx; what was given before stays kept.

    Raises L710, L716 for another kind, L734 for a file that cannot serve, L735 and L736 for its placeholders, `ReadError` L113 to L115.
    """
    post = office_step(person, "set-template", workspace, on=on)
    if kind not in KINDS:
        raise DeliverError("L716", what="请选文种")
    name = given.words(Path(name).name, "文件名", longest=200)
    check(data, KINDS[kind].needed)
    sha256 = hashlib.sha256(data).hexdigest()
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        keep(Path(file.name), sha256)
    with recorded(person, post, "set-template", on=on) as entry:
        template = PaperTemplate.objects.create(workspace=workspace, kind=kind, name=name, sha256=sha256, by=person)
        entry.done(template, {"kind": kind, "name": name, "sha256": sha256})
    return template


def blank(kind: str, stream: IO[bytes]) -> None:
    """A template to begin from: the official format with a placeholder for each thing. Given back unchanged it writes nearly the same."""
    parts = [Part(f"{{{{{name}}}}}") for name in (TEXT, TABLE) if name == TEXT or TABLE in KINDS[kind].needed]
    if kind in MEETING_KINDS:
        content = Content(title="{{标题}}", parts=parts)
    else:
        content = Content(
            title="{{标题}}", parts=parts, mast="发文机关标志", letter=kind in LETTER_KINDS, number="{{文号}}", to="{{主送}}",
            by="{{落款}}", day="{{日期}}", signer="{{签发人}}" if kind == "up" else "", printed=kind not in LETTER_KINDS,
        )  # fmt: skip
    official(content, stream)


def write(workspace: Workspace, kind: str, content: Content, stream: IO[bytes]) -> None:
    """The paper by the template given last for its kind, else in official format. Raises L734 where the template's file is gone."""
    last = PaperTemplate.objects.filter(workspace=workspace, kind=kind).order_by("pk").last()
    if last is None:
        official(content, stream)
    else:
        try:
            data = stored(last.sha256).read_bytes()
        except OSError as error:
            raise DeliverError("L734", last.name, reason="原文件已不在", english="its file is gone") from error
        fill(data, content, stream)
