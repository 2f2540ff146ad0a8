"""督查专报 (up) and 通报 (down): written from the ledger's figures as of a day, gone over by the office, signed by a leader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from luoshi.delivering.models import Bulletin
from luoshi.delivering.recording import changed, moved, recorded, seen
from luoshi.delivering.rights import office_step
from luoshi.delivering.steps import OFFICE_STEPS
from luoshi.delivering.supervising import given
from luoshi.delivering.supervising.bulletin_words import paragraphs_of, title_of
from luoshi.delivering.supervising.figures import figures
from luoshi.delivering.supervising.reading import sight
from luoshi.errors import DeliverError
from luoshi.people.models import User, Workspace

WAYS = {"up": "督查专报", "down": "通报"}
MOST_PARAGRAPHS = 200
_STYLES = ("heading", "body")


def draft_bulletin(workspace: Workspace, way: str, as_of: date, *, person: User, on: date) -> Bulletin:
    """A draft with the figures as they stood at the end of `as_of`. `way`: a key of WAYS.

    Raises L710, L716 for a day to come or one on which nothing was issued.
    """
    post = office_step(person, "write-bulletin", workspace, on=on)
    if way not in WAYS or as_of > on:
        raise DeliverError("L716", what="请选文种和数据截至日期")
    with recorded(person, post, "write-bulletin", on=on) as entry:
        found = figures(workspace, as_of)
        if not found.rows:
            raise DeliverError("L716", what="这一天没有已印发的任务")
        bulletin = Bulletin.objects.create(
            workspace=workspace, way=way, title=title_of(way, found.year), as_of=as_of, paragraphs=paragraphs_of(way, found, as_of),
            table_rows=found.rows,
        )  # fmt: skip
        entry.done(bulletin, {"way": way, "as_of": as_of.isoformat(), "rows": found.rows})
    return bulletin


def change_bulletin(
    bulletin: Bulletin, *, title: str, paragraphs: Sequence[Mapping[str, str]], version: int, person: User, on: date
) -> None:
    """The office goes over the words; the figures of the table stay. `paragraphs`: each {style: heading or body, words}.

    Raises L710, L711 once it was sent to be signed, L712, L716.
    """
    post = office_step(person, "write-bulletin", bulletin.workspace, on=on, row=bulletin)
    if not 0 < len(paragraphs) <= MOST_PARAGRAPHS or any(each.get("style") not in _STYLES for each in paragraphs):
        raise DeliverError("L716", what=f"正文须有 1 到 {MOST_PARAGRAPHS} 段")
    kept = [{"style": each["style"], "words": given.words(each.get("words", ""), "正文")} for each in paragraphs]
    name = given.words(title, "标题", longest=200)
    with recorded(person, post, "write-bulletin", on=on) as entry:
        seen(bulletin, version)
        changed(bulletin, title=name, paragraphs=kept)
        entry.done(bulletin, {"title": name, "paragraphs": kept})


def send_bulletin(bulletin: Bulletin, *, version: int, person: User, on: date) -> None:
    """The office lays it before the leader."""
    post = office_step(person, "send-bulletin", bulletin.workspace, on=on, row=bulletin)
    with recorded(person, post, "send-bulletin", on=on) as entry:
        seen(bulletin, version)
        moved(bulletin, "send-bulletin", OFFICE_STEPS["send-bulletin"], entry, returned_why="")


def sign_bulletin(bulletin: Bulletin, number: str, *, version: int, person: User, on: date) -> None:
    """A leader signs it, with its number: from now on it does not change with the ledger. Raises L732 for a number that is taken."""
    post = office_step(person, "sign-bulletin", bulletin.workspace, on=on, row=bulletin)
    number = given.number(number)
    with recorded(person, post, "sign-bulletin", on=on) as entry:
        seen(bulletin, version)
        if Bulletin.objects.filter(workspace=bulletin.workspace, number=number).exists():
            raise DeliverError("L732", taken=number)
        moved(bulletin, "sign-bulletin", OFFICE_STEPS["sign-bulletin"], entry, number=number, signed_on=on, returned_why="")


def refuse_bulletin(bulletin: Bulletin, why: str, *, version: int, person: User, on: date) -> None:
    """The leader sends it back, with the reason."""
    post = office_step(person, "refuse-bulletin", bulletin.workspace, on=on, row=bulletin)
    with recorded(person, post, "refuse-bulletin", on=on, why=why) as entry:
        seen(bulletin, version)
        moved(bulletin, "refuse-bulletin", OFFICE_STEPS["refuse-bulletin"], entry, returned_why=given.words(why, "理由"))


def bulletins_seen(person: object, *, on: date) -> QuerySet[Bulletin]:
    """The circulars the person may read: all of a workspace for its office and leaders; for its units the 通报 that were issued."""
    may = sight(person, on=on)
    units = {post.unit.workspace_id for post in may.posts}
    return Bulletin.objects.filter(Q(workspace__in=may.workspaces) | Q(workspace__in=units, way="down", state="issued"))
