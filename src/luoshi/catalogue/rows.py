"""Reads the catalogue's CSV files: UTF-8, a header row, a list within a cell joined by `|`."""

from __future__ import annotations

import csv
from pathlib import Path

DATA = Path(__file__).parent / "data"


def rows(name: str, *, folder: Path = DATA) -> list[dict[str, str]]:
    """The rows of `name` (`units.csv`) as dictionaries keyed by the header; no cell is missing.

    Stray spaces stay, for the lint to tell of: stripping every cell would take as long as all the rest.

    Raises `ValueError` naming file and line where a row has not as many cells as the header.
    """
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = next(reader)
        found = []
        for row in reader:
            if not row:
                continue
            if len(row) != len(header):
                raise ValueError(f"{name} line {reader.line_num}: {len(row)} cells, the header has {len(header)}")
            found.append(dict(zip(header, row)))  # noqa: B905
        return found


def parts(cell: str) -> tuple[str, ...]:
    """The members of a list cell, in order; an empty cell holds none."""
    return tuple(part for part in cell.split("|") if part)
