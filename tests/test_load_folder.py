"""Folders: what is found in them, in which order, and what is told of the rest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from luoshi.errors import ReadError
from luoshi.reading.load import load, walk


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("甲")


def found(folder: Path, **options: list[Path]) -> list[str]:
    return [str(path.relative_to(folder)) for path in walk([folder], **options)]


def test_known_kinds_sorted_folders_and_all(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a.PDF", "c/2.docx", "c/1.htm", "B.md", "d.html")
    assert found(tmp_path) == ["B.md", "a.PDF", "b.txt", "c/1.htm", "c/2.docx", "d.html"]


def test_other_files_are_counted_and_leftovers_are_not(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.xlsx", "c.doc", "无后缀", ".hidden.txt", ".git/x.txt", "~$a.docx", "a.txt~", "#a.txt#",
         "__MACOSX/a.txt")  # fmt: skip
    passed_over: list[Path] = []
    assert found(tmp_path, passed_over=passed_over) == ["a.txt"]
    assert sorted(path.name for path in passed_over) == ["b.xlsx", "c.doc", "无后缀"]


def test_a_file_named_by_itself_is_always_tried(tmp_path: Path) -> None:
    make(tmp_path, "a.xyz", ".b")
    paths = [tmp_path / "a.xyz", tmp_path / ".b", tmp_path / "missing"]
    assert list(walk(paths)) == paths
    assert list(walk([str(paths[0])])) == paths[:1]


def test_links_that_run_in_circles_end(tmp_path: Path) -> None:
    make(tmp_path, "a/1.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to("a")
    (tmp_path / "self.txt").symlink_to("self.txt")
    assert found(tmp_path) == ["a/1.txt", "self.txt"]


def test_no_file_comes_twice(tmp_path: Path) -> None:
    make(tmp_path, "a/1.txt", "2.txt")
    (tmp_path / "3.txt").symlink_to("2.txt")
    paths = [tmp_path / "2.txt", tmp_path, tmp_path / "a", tmp_path / "2.txt"]
    assert [path.name for path in walk(paths)] == ["2.txt", "1.txt"]


def test_a_folder_with_nothing_to_read_says_so_when_read(tmp_path: Path) -> None:
    make(tmp_path, "a.xlsx")
    assert list(walk([tmp_path])) == [tmp_path]
    with pytest.raises(ReadError, match="L119"):
        load(tmp_path)


def test_names_that_are_no_unicode(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xb1\xa8\xb8\xe6.txt"
    with open(name, "w") as file:
        file.write("甲")
    (path,) = walk([tmp_path])
    assert load(path).text == "甲"
