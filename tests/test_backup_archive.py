"""Archives made by hand: what is no backup, or one that was damaged, is refused before it does anything."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest

from luoshi.errors import LedgerError
from luoshi.ledger.backups import archive


def made(tmp_path: Path, *infos: tuple[tarfile.TarInfo, bytes], **more: Any) -> Path:
    """An archive whose manifest lists one small file, with these members behind the manifest."""
    manifest = {
        "format": 1, "luoshi": "0.1.0", "made_at": "", "database": "sqlite", "database_version": "", "migrations": [],
        "members": [{"name": "files/a", "size": 3, "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}],
    } | more  # fmt: skip
    said = json.dumps(manifest).encode()
    path = tmp_path / "made.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        for info, content in (plain("manifest.json", said), *infos):
            tar.addfile(info, io.BytesIO(content))
    return path


def plain(
    name: str, content: bytes = b"abc", kind: bytes = tarfile.REGTYPE, to: str = ""
) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, to
    info.size = len(content) if kind == tarfile.REGTYPE else 0
    return info, content


def unpacked(path: Path, folder: Path) -> archive.Manifest:
    folder.mkdir(exist_ok=True)
    return archive.unpack(path, folder, lambda manifest: None, lambda done, of: None)


def number(path: Path, folder: Path) -> str:
    with pytest.raises(LedgerError) as error:
        unpacked(path, folder)
    return error.value.number


def test_an_archive_made_by_hand_is_taken(tmp_path: Path) -> None:
    unpacked(made(tmp_path, plain("files/a")), tmp_path / "out")
    assert (tmp_path / "out" / "files" / "a").read_bytes() == b"abc"


@pytest.mark.parametrize(
    ("member", "told"),
    [
        (plain("/tmp/luoshi-evil"), "L237"),
        (plain("../evil"), "L237"),
        (plain("files/../../evil"), "L237"),
        (plain("files//a"), "L237"),
        (plain("..\\evil"), "L237"),
        (plain(".hidden"), "L237"),
        (plain("files/other"), "L237"),
        (plain("files/a", kind=tarfile.SYMTYPE, to="/etc/passwd"), "L237"),
        (plain("files/a", kind=tarfile.LNKTYPE, to="manifest.json"), "L237"),
        (plain("files/a", kind=tarfile.CHRTYPE), "L237"),
        (plain("files/a", kind=tarfile.DIRTYPE), "L237"),
        (plain("files/a", b"abd"), "L236"),
        (plain("files/a", b"abcd"), "L236"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value[0].name}{value[0].type!r}{value[1]!r}",
)
def test_a_member_that_no_backup_has_is_refused(
    tmp_path: Path, member: tuple[tarfile.TarInfo, bytes], told: str
) -> None:
    assert number(made(tmp_path, member), tmp_path / "out") == told
    assert not (tmp_path / "evil").exists()
    assert not Path("/tmp/luoshi-evil").exists()


@pytest.mark.parametrize(
    "more",
    [
        {"members": [{"name": "../evil", "size": 1, "sha256": ""}]},
        {"members": [{"name": "/evil", "size": 1, "sha256": ""}]},
    ],
    ids=["up", "absolute"],
)
def test_a_manifest_with_a_path_that_leads_out_is_refused(tmp_path: Path, more: Any) -> None:
    assert number(made(tmp_path, **more), tmp_path / "out") == "L237"


def test_a_manifest_of_another_format_or_kind_is_refused(tmp_path: Path) -> None:
    assert number(made(tmp_path, format=2), tmp_path / "out") == "L239"
    assert number(made(tmp_path, members="x"), tmp_path / "out") == "L236"
    assert number(made(tmp_path, odd=1), tmp_path / "out") == "L236"


def test_what_is_no_whole_archive_is_refused(tmp_path: Path) -> None:
    good = made(tmp_path, plain("files/a")).read_bytes()
    twice = made(tmp_path, plain("files/a"), plain("files/a"))
    assert number(twice, tmp_path / "out1") == "L237"
    path = tmp_path / "bad.tar.gz"
    bad = [
        b"",
        b"no archive",
        good[:-1],
        good[: len(good) // 2],
        made(tmp_path).read_bytes(),
        gzip.compress(b"x" * 5000),
    ]
    for place in range(30, len(good), 7):  # before that stands a file's name that nobody reads
        bad.append(good[:place] + bytes([good[place] ^ 0x10]) + good[place + 1 :])
    for n, content in enumerate(bad):
        path.write_bytes(content)
        assert number(path, tmp_path / f"bad{n}") in ("L236", "L237", "L239"), n
