"""Taking a file in from outside: read in a child under limits, and only what can be read is kept.

A file that waits for review is bytes under their hash and a row; none of its facts is in the ledger. Its reading is made
again where it is looked at, which takes a second, and comes to the ledger when an editor takes it up.
"""

from __future__ import annotations

import fcntl
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from luoshi.errors import IntakeError, ReadError
from luoshi.intake.models import Receipt, Submission
from luoshi.ledger import files
from luoshi.ledger.home import home, make_home
from luoshi.reading.child import Limits, run_in_child
from luoshi.reading.facts import FileReading, Reading

LIMITS = Limits(seconds=30, memory_mb=1000)
"""Of reading what a stranger sent."""
AT_ONCE = 2
"""Files of strangers read at one time, whatever the number of server processes."""
PATIENCE = 20.0
"""Seconds that a reader waits for its turn."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was read and is kept."""

    name: str
    sha256: str
    size: int
    reading: FileReading


def take(path: Path, name: str) -> Taken:
    """Read a file and keep its bytes. Raises ReadError where it cannot be read: nothing is kept then; IntakeError L557."""
    sha256, size = files.digest(path)
    reading = _read(path, name)
    if not reading.readings:
        raise IntakeError("L561", name)
    files.keep(path, sha256)
    return Taken(name, sha256, size, reading)


def record_receipt(submission: Submission, taken: Taken, *, address: str = "") -> Receipt:
    """Write down that this file came of the submission."""
    receipt: Receipt = Receipt.objects.create(
        submission=submission,
        sha256=taken.sha256,
        size=taken.size,
        name=taken.name,
        address=address,
        media_type=taken.reading.rendition.media_type,
        length=len(taken.reading.rendition.text),
        reader=taken.reading.readings[0].reader,
        documents=[summary(each) for each in taken.reading.readings],
    )
    return receipt


_lately: OrderedDict[tuple[str, str], FileReading] = OrderedDict()
_lately_lock = Lock()
_LATELY = 2
_SHORT = 200_000
"""Characters: only readings of texts up to this long are held in memory."""


def reading_of(receipt: Receipt) -> FileReading:
    """The file's reading, made anew in a child; one made a moment ago is used again. Raises ReadError, IntakeError."""
    key = receipt.sha256, receipt.name
    with _lately_lock:
        if (known := _lately.pop(key, None)) is not None:
            _lately[key] = known
            return known
    reading = _read(files.stored(receipt.sha256), receipt.name)
    if len(reading.rendition.text) <= _SHORT:
        with _lately_lock:
            _lately[key] = reading
            while len(_lately) > _LATELY:
                _lately.popitem(last=False)
    return reading


def summary(reading: Reading) -> dict[str, Any]:
    """What the reader took a document to be, for lists: plain values, as JSON holds them."""
    about = reading.document
    return {
        "title": about.title[:500],
        "kind": about.kind,
        "place": about.place.name,
        "level": about.place.level,
        "code": about.place.code,
        "parent": about.place.parent,
        "review": about.review,
        "plan": about.plan,
        "published": about.published,
        "start": about.start,
        "end": about.end,
        "counts": {
            "measure": len(reading.measures),
            "target": len(reading.targets),
            "commitment": sum(sentence.role == "commitment" for sentence in reading.sentences),
            "project": len(reading.projects),
            "policy": len(reading.policies),
            "term": len(reading.terms),
            "unresolved": sum(number.fate == "unresolved" for number in reading.numbers),
        },
    }


def _read(path: Path, name: str) -> FileReading:
    _get_ready()
    with _turn():
        return run_in_child(_read_named, path, name, limits=LIMITS, subject=name)


@cache
def _get_ready() -> None:
    """What the reader makes on first use is made here, once a process, and not in every child anew: a third of the time."""
    from luoshi.reading.load import docx, html, pdf  # noqa: F401 — their parsers
    from luoshi.reading.reader import read_text

    read_text("云岭区2024年政府工作报告\n全年完成投资312亿元。\n我们将新建公园6个。")


def _read_named(path: Path, name: str) -> FileReading:
    """In the child. The name decides what the bytes leave open (.md or .txt); the path is only where they stand."""
    from luoshi.reading.load import load_bytes
    from luoshi.reading.load.file import MAX_FILE
    from luoshi.reading.reader import read_rendition

    size = path.stat().st_size
    if size > MAX_FILE:
        raise ReadError("L104", name, size=f"{size >> 20} MB", limit=f"{MAX_FILE >> 20} MB")
    return read_rendition(load_bytes(path.read_bytes(), name), file=name)


@contextmanager
def _turn() -> Iterator[None]:
    """A place among the few that may read at once; it is free again when its process dies. Raises IntakeError L557."""
    folder = make_home(home())
    until = time.monotonic() + PATIENCE
    with ExitStack() as stack:
        places = [stack.enter_context((folder / f".reading-{n}").open("w")) for n in range(AT_ONCE)]
        while not any(_locked(place.fileno()) for place in places):
            if time.monotonic() > until:
                raise IntakeError("L557")
            time.sleep(0.05)
        yield


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
