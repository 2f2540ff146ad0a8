"""The backup's file: a tar, compressed by gzip, whose first member is the manifest that says what the others are."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from luoshi.errors import LedgerError

FORMAT = 1
MANIFEST = "manifest.json"
BLOCK = 1 << 20
_LARGEST_MANIFEST = 256 << 20
_LEVEL = 3
"""Of gzip: most originals are compressed already, and a backup should not keep people waiting."""

Moved = Callable[[int], None]
"""Told how many bytes more were dealt with."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the backup; its name is its path within the ledger's folder."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup is of, and what is in it."""

    luoshi: str
    """Version of Luoshi that made it."""
    made_at: str
    database: str
    """`sqlite` or `postgresql`."""
    database_version: str
    migrations: tuple[str, ...]
    """`app.name` of each that was applied."""
    members: tuple[Member, ...]
    format: int = FORMAT


def digest(path: Path, moved: Moved) -> tuple[int, str]:
    """Size and SHA-256 of a file's bytes."""
    hasher, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            hasher.update(block)
            size += len(block)
            moved(len(block))
    return size, hasher.hexdigest()


def pack(stream: IO[bytes], manifest: Manifest, paths: dict[str, Path], moved: Moved) -> None:
    """Write the archive. Raises L232 for a file that is no longer what the manifest says."""
    said = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
    with (
        gzip.GzipFile(fileobj=stream, mode="wb", compresslevel=_LEVEL, filename="") as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as tar,
    ):
        tar.addfile(_info(MANIFEST, len(said)), io.BytesIO(said))
        for member in manifest.members:
            with paths[member.name].open("rb") as file:
                watched = _Watched(file, moved)
                tar.addfile(_info(member.name, member.size), watched)
            if watched.hasher.hexdigest() != member.sha256:
                raise LedgerError("L232", str(paths[member.name]), reason="文件正在被改动 it is being changed")


def unpack(
    archive: Path, folder: Path, accept: Callable[[Manifest], None], progress: Callable[[int, int], None]
) -> Manifest:
    """Write every member into the folder, and check each against the manifest; `accept` may refuse the manifest by raising.

    Raises L236 where it is no whole backup, L237 for a member no backup has: the folder is then to be thrown away.
    """
    size = archive.stat().st_size
    try:
        with archive.open("rb") as raw, gzip.GzipFile(fileobj=raw) as packed:
            with tarfile.open(fileobj=packed, mode="r|") as tar:
                members = iter(tar)
                manifest = _manifest(tar, members)
                accept(manifest)
                due = {member.name: member for member in manifest.members}
                for info in members:
                    member = due.pop(_checked(info), None)
                    if member is None:
                        raise LedgerError("L237", str(archive), name=info.name)
                    _extract(tar, info, member, folder, lambda: progress(raw.tell(), size))
                if due:
                    raise _damaged(archive, f"缺 {min(due)} is missing")
            while packed.read(BLOCK):  # to the end, where gzip keeps its checksum
                pass
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise _damaged(archive, str(error) or type(error).__name__) from error
    except _Wrong as error:
        raise _damaged(archive, str(error)) from error
    return manifest


class _Wrong(Exception):
    """A member that is not as the manifest says."""


class _Watched:
    """A file whose bytes are counted and hashed as they are read."""

    def __init__(self, file: IO[bytes], moved: Moved) -> None:
        self.file, self.moved, self.hasher = file, moved, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self.file.read(size)
        self.hasher.update(block)
        self.moved(len(block))
        return block


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info


def _manifest(tar: tarfile.TarFile, members: Iterator[tarfile.TarInfo]) -> Manifest:
    info = next(members, None)
    if info is None or info.name != MANIFEST or not info.isreg() or info.size > _LARGEST_MANIFEST:
        raise _Wrong("没有清单 it has no manifest")
    file = tar.extractfile(info)
    assert file is not None
    try:
        said: dict[str, Any] = json.loads(file.read())
        if said["format"] != FORMAT:
            raise LedgerError("L239", version=str(said.get("luoshi")))
        said["members"] = tuple(Member(**member) for member in said["members"])
        said["migrations"] = tuple(said["migrations"])
        manifest = Manifest(**said)
        for member in manifest.members:
            _safe(member.name)
    except (ValueError, TypeError, KeyError) as error:
        raise _Wrong(f"清单看不懂 its manifest cannot be understood: {error}") from error
    return manifest


def _checked(info: tarfile.TarInfo) -> str:
    """The member's name. Raises L237 for a link, a device, or a path that could lead out of the folder."""
    if info.type != tarfile.REGTYPE or info.issparse():
        raise LedgerError("L237", name=info.name)
    return _safe(info.name)


def _safe(name: str) -> str:
    parts = name.split("/")
    if any(part.startswith(".") or not part or "\\" in part or not part.isprintable() for part in parts):
        raise LedgerError("L237", name=name)
    return name


def _extract(
    tar: tarfile.TarFile, info: tarfile.TarInfo, member: Member, folder: Path, told: Callable[[], None]
) -> None:
    if info.size != member.size:
        raise _Wrong(f"{member.name}: 大小不符 another size")
    place = folder / member.name
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = tar.extractfile(info)
    assert file is not None
    hasher = hashlib.sha256()
    with open(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        while block := file.read(BLOCK):
            hasher.update(block)
            out.write(block)
            told()
        out.flush()
        os.fsync(out.fileno())
    if hasher.hexdigest() != member.sha256:
        raise _Wrong(f"{member.name}: 校验值不符 another checksum")


def _damaged(archive: Path, reason: str) -> LedgerError:
    return LedgerError("L236", str(archive), reason=reason)
