"""Looks the catalogue's files over for slips: `python -m luoshi.catalogue.lint` prints what it finds, one a line."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import get_args

from .indicators import Form
from .names import writings
from .offices import OFFICE_NAMES
from .regions import LEVELS
from .rows import DATA, parts, rows
from .units import DIMENSIONS
from .wording import Firmness, Position

Row = dict[str, str]
Findings = Iterator[tuple[str, str]]
"""(which row, what is wrong with it)."""


def lint(folder: Path = DATA) -> list[str]:
    """What is wrong with the files in `folder`, one line each (`indicators.csv: gdp: …`); empty where nothing is."""
    found = []
    for name, (key, required, check) in _FILES.items():
        try:
            table = rows(name, folder=folder)
        except (OSError, ValueError, UnicodeError, StopIteration) as error:
            found.append(f"{name}: cannot be read: {error}")
            continue
        if not table or not {key, *required} <= table[0].keys():
            found.append(f"{name}: has no rows, or lacks one of the columns {', '.join([key, *required])}")
            continue
        findings = [*_cells(table, key, required)]
        try:
            findings += check(table, folder)
        except (OSError, ValueError) as error:  # another file, which it is held against
            findings.append((key, f"cannot be checked: {error}"))
        found += [f"{name}: {row}: {problem}" for row, problem in findings]
    return found


def _cells(table: list[Row], key: str, required: tuple[str, ...]) -> Findings:
    for row in table:
        for column in (key, *required):
            if not row[column]:
                yield row[key], f"{column} is empty"
        for column, cell in row.items():
            members = cell.split("|")
            if any(member != member.strip() for member in members):
                yield row[key], f"{column} has a space at an end: {cell!r}"
            if cell and "" in members:
                yield row[key], f"{column} has an empty member between two bars"
            if "｜" in cell:
                yield row[key], f"{column} has a full-width bar"
            for member, times in Counter(members).items():
                if times > 1:
                    yield row[key], f"{column} names {member} twice"


def _twice(found: Iterable[tuple[str, str]], what: str) -> Findings:
    """Found (thing, row) pairs in which one thing stands in two rows."""
    first: dict[str, str] = {}
    for thing, row in found:
        if thing in first:
            yield row, f"{what} {thing} is also that of {first[thing]}"
        first.setdefault(thing, row)


def _allowed(table: list[Row], key: str, column: str, values: Iterable[str]) -> Findings:
    known = tuple(values)
    for row in table:
        if row[column] not in known:
            yield row[key], f"{column} {row[column]!r} is none of {', '.join(filter(None, known))}"


def _indicators(table: list[Row], folder: Path) -> Findings:
    known_units = {name for row in rows("units.csv", folder=folder) for name in (row["unit"], *parts(row["aliases"]))}
    by_code = {row["code"]: row for row in table}
    named = {row["code"]: (row["name"], *parts(row["names"])) for row in table}
    yield from _twice(((row["code"], row["name"]) for row in table), "code")
    yield from _twice(
        ((form, code) for code, names in named.items() for form in dict.fromkeys(f for f, _ in writings(names))),
        "name",
    )
    yield from _allowed(table, "code", "form", get_args(Form))
    yield from _allowed(table, "code", "price_basis", ("不变价", "现价", ""))
    yield from _allowed(table, "code", "good", ("more", "less", "band"))
    for row in table:
        code = row["code"]
        if not re.fullmatch(r"[a-z][a-z0-9_]{1,39}", code):
            yield code, "a code is small letters, digits and _"
        for column in ("unit", "growth_unit"):
            if row[column] and row[column] not in known_units:
                yield code, f"{column} {row[column]} is not in units.csv"
        if not (row["unit"] and row["growth_unit"]) and not row["note"]:
            yield code, "has no unit or growth_unit and no note that says why"
        if row["tolerance"] and not re.fullmatch(r"\d+(\.\d+)?", row["tolerance"]):
            yield code, f"tolerance {row['tolerance']} is no number"
        for word in parts(row["not"]):
            if any(word in name for name in named[code]):
                yield code, f"look-alike {word} rules out its own name"
        other = row["same_as_in_place"]
        if other and (other not in by_code or by_code[other]["same_as_in_place"] != code):
            yield code, f"same_as_in_place {other} is no indicator that points back"


def _units(table: list[Row], folder: Path) -> Findings:
    yield from _twice(((name, r["unit"]) for r in table for name in (r["unit"], *parts(r["aliases"]))), "unit")
    yield from _allowed(table, "unit", "dimension", DIMENSIONS)
    yield from _allowed(table, "unit", "risky", ("yes", ""))


def _offices(table: list[Row], folder: Path) -> Findings:
    yield from _twice(((row["office"], row["office"]) for row in table), "office")
    yield from _allowed(table, "office", "office", OFFICE_NAMES)
    for missing in set(OFFICE_NAMES) - {row["office"] for row in table}:
        yield missing, "is missing"
    yield from _twice(((word, row["office"]) for row in table for word in parts(row["strong"])), "strong word")
    for row in table:
        for word in set(parts(row["strong"])) & set(parts(row["words"])):
            yield row["office"], f"{word} is both strong and weak"


def _indicator_offices(table: list[Row], folder: Path) -> Findings:
    indicators = rows("indicators.csv", folder=folder)
    known = {row["code"] for row in indicators} | {row["theme"] for row in indicators}
    yield from _twice(((row["of"], row["of"]) for row in table), "of")
    for column in ("lead", "supplier"):
        yield from _allowed(table, "of", column, (*OFFICE_NAMES, ""))
    for row in table:
        if row["of"] not in known:
            yield row["of"], "is neither an indicator's code nor a theme"


def _rates(table: list[Row], folder: Path) -> Findings:
    yield from _twice(((f"{row['code']} {row['version']}", row["code"]) for row in table), "version")
    for row in table:
        code = row["code"]
        if not row["version"].isdigit() or _day(row["since"]) is None:
            yield code, "version is no number, or since no day (2024-01-01)"
        if len(parts(row["left_out"])) != len(parts(row["left_out_said"])):
            yield code, "left_out and left_out_said are not as many"


def _workdays(table: list[Row], folder: Path) -> Findings:
    yield from _twice(((row["date"], row["date"]) for row in table), "date")
    yield from _allowed(table, "date", "kind", ("休", "班"))
    for row in table:
        day = _day(row["date"])
        if day is None:
            yield row["date"], "is no day"
        elif row["kind"] == "班" and day.weekday() < 5:
            yield row["date"], "is a working day anyhow"


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _regions(table: list[Row], folder: Path) -> Findings:
    rank = {row["code"]: level for row in table for level, name in enumerate(LEVELS) if row["level"] == name}
    yield from _twice(((row["code"], row["name"]) for row in table), "code")
    yield from _allowed(table, "code", "level", LEVELS)
    for row in table:
        if not re.fullmatch(r"[1-9][0-9]{5}", row["code"]):
            yield row["code"], "a code is six digits"
        above = rank.get(row["parent"])
        if above is None and (row["parent"] or row["level"] != "province"):
            yield row["code"], f"parent {row['parent'] or '(empty)'} is no region here"
        if above is not None and above >= rank.get(row["code"], 0):
            yield row["code"], f"parent {row['parent']} is not above it"
        if row["short"] and not row["name"].startswith(row["short"]):
            yield row["code"], f"short {row['short']} is not how {row['name']} begins"


def _zones(table: list[Row], folder: Path) -> Findings:
    codes = {row["code"] for row in rows("regions.csv", folder=folder)}
    yield from _twice(((name, r["zone"]) for r in table for name in (r["zone"], *parts(r["names"]))), "name")
    yield from _allowed(table, "zone", "tie", ("托管", "合署", ""))
    for row in table:
        if row["region"] not in codes:
            yield row["zone"], f"region {row['region']} is not in regions.csv"
        if bool(row["tie"]) != bool(row["tied_to"]):
            yield row["zone"], "tie and tied_to stand together or not at all"
        if row["tied_to"] and row["tied_to"] not in codes:
            yield row["zone"], f"tied_to {row['tied_to']} is not in regions.csv"


def _wording(table: list[Row], folder: Path) -> Findings:
    yield from _twice(((row["words"], row["words"]) for row in table), "wording")
    yield from _allowed(table, "words", "firmness", get_args(Firmness))
    yield from _allowed(table, "words", "bound", ("ge", "le", "approx", "eq", ""))
    yield from _allowed(table, "words", "position", get_args(Position))


def _acts(table: list[Row], folder: Path) -> Findings:
    yield from _twice(((row["act"], row["act"]) for row in table), "act")
    yield from _twice(((word, row["act"]) for row in table for word in parts(row["words"])), "word")
    yield from _allowed(table, "act", "counts", ("flow", "any"))


def _renames(table: list[Row], folder: Path) -> Findings:
    yield from _twice(((row["words"], row["words"]) for row in table), "wording")
    renamed = {row["words"]: row["standard"] for row in table}
    for words, standard in renamed.items():
        if standard in renamed:
            yield words, f"its standard {standard} is renamed to {renamed[standard]}"


def _kin(table: list[Row], folder: Path) -> Findings:
    codes = {row["code"] for row in rows("indicators.csv", folder=folder)}
    yield from _twice((("–".join(sorted((row["one"], row["other"]))), row["one"]) for row in table), "pair")
    for row in table:
        for code in {row["one"], row["other"]} - codes:
            yield row["one"], f"{code} is no indicator"


def _scopes(table: list[Row], folder: Path) -> Findings:
    yield from _twice(((f"{row['class']} {row['value']}", row["class"]) for row in table), "value")
    yield from _twice(((f"{row['class']} {word}", row["value"]) for row in table for word in parts(row["words"])), "word")
    yield from _allowed(table, "class", "absent", ("same", "differs"))


def _unit_factors(table: list[Row], folder: Path) -> Findings:
    units = {name for row in rows("units.csv", folder=folder) for name in (row["unit"], *parts(row["aliases"]))}
    bases = {row["unit"] for row in table if row["unit"] == row["of"] and row["factor"] == "1"}
    yield from _twice(((row["unit"], row["unit"]) for row in table), "unit")
    for row in table:
        if not re.fullmatch(r"\d+(\.\d+)?", row["factor"]) or not float(row["factor"]):
            yield row["unit"], f"factor {row['factor']} is no number above nought"
        if row["of"] not in bases:
            yield row["unit"], f"{row['of']} has no row of its own with factor 1"
        if row["unit"] not in units:
            yield row["unit"], "is not in units.csv"


_FILES: dict[str, tuple[str, tuple[str, ...], Callable[[list[Row], Path], Findings]]] = {
    "indicators.csv": ("code", ("name", "form", "good", "theme"), _indicators),
    "units.csv": ("unit", ("dimension",), _units),
    "offices.csv": ("office", ("duties", "strong", "words", "usual_units"), _offices),
    "office/indicator_offices.csv": ("of", (), _indicator_offices),
    "office/rates.csv": ("code", ("version", "since", "name", "numerator", "denominator", "note"), _rates),
    "office/workdays.csv": ("date", ("year", "kind", "name", "notice"), _workdays),
    "reckoning/acts.csv": ("act", ("words", "counts"), _acts),
    "reckoning/renames.csv": ("words", ("standard",), _renames),
    "reckoning/kin.csv": ("one", ("other", "note"), _kin),
    "reckoning/scopes.csv": ("class", ("value", "words", "absent"), _scopes),
    "reckoning/unit_factors.csv": ("unit", ("of", "factor"), _unit_factors),
    "regions.csv": ("code", ("name", "level"), _regions),
    "zones.csv": ("zone", ("region", "kind"), _zones),
    "wording.csv": ("words", ("firmness", "position"), _wording),
}
"""File: (the column that names a row, the columns that may not be empty, what else to look at)."""


def main() -> int:
    """Print what is wrong; 1 where anything is."""
    found = lint()
    print(*found or ["catalogue: nothing wrong"], sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
