"""督查专报 and 通报 on paper: the text, then the units' figures as an annex lying across."""

from __future__ import annotations

from typing import IO

from luoshi.delivering.clocks.light import LOOKS
from luoshi.delivering.clocks.wording import day_said
from luoshi.delivering.models import Bulletin
from luoshi.delivering.paper.content import NO_SIGNER, Content, Part, Table
from luoshi.delivering.paper.issuers import government, office
from luoshi.delivering.paper.templates import write
from luoshi.ledger.journal import JournalEntry

_LIGHTS: dict[str, str] = {state: look.word for state, look in LOOKS.items()}
_HEADS = {"unit": "牵头单位", "total": "任务数", **_LIGHTS, "unreported": "未报进展", "late": "逾期报送（次）"}
_SHARES = (6, 26, 9, 9, 9, 9, 12, 10, 10, 12)


def bulletin_docx(bulletin: Bulletin, stream: IO[bytes]) -> None:
    """Write the circular, by the workspace's template for its way where there is one."""
    write(bulletin.workspace, bulletin.way, content_of(bulletin), stream)


def content_of(bulletin: Bulletin) -> Content:
    """The circular in words: a 专报 goes up to the government, a 通报 down to the units."""
    by = office(bulletin.workspace)
    up = bulletin.way == "up"
    return Content(
        title=bulletin.title, parts=[Part(each["words"], int(each["style"] == "heading")) for each in bulletin.paragraphs],
        mast="督查专报" if up else f"{by}文件", number=bulletin.number, to=government(bulletin.workspace) if up else "各有关单位", by=by,
        day=day_said(bulletin.signed_on) if bulletin.signed_on else "", table=_table(bulletin),
        signer=_signer(bulletin) if up else "", printed=True,
    )  # fmt: skip


def _signer(bulletin: Bulletin) -> str:
    """Who signed it, as the journal has it."""
    signed = JournalEntry.objects.filter(target_kind="bulletin", target_id=str(bulletin.pk), action="sign-bulletin").order_by("-number").first()
    return (signed.who.full_name or signed.who.username) if signed is not None and signed.who is not None else NO_SIGNER


def _table(bulletin: Bulletin) -> Table:
    rows = [[str(number), *(str(row[name]) for name in _HEADS)] for number, row in enumerate(bulletin.table_rows, 1)]
    sums = [str(sum(row[name] for row in bulletin.table_rows)) for name in _HEADS if name != "unit"]
    note = f"数据截至{day_said(bulletin.as_of)}。未报进展为有未报送进展的任务数，逾期报送为当年以来的次数。"
    return Table("各单位任务落实情况表", ["序号", *_HEADS.values()], [*rows, ["", "合计", *sums], [note]], _SHARES)
