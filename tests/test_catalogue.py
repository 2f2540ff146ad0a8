"""Units, wording, offices and regions, and the check of the files."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from luoshi.catalogue import MULTIPLIERS, offices, regions, unit_of, units, wordings
from luoshi.catalogue.lint import lint
from luoshi.catalogue.offices import OFFICE_NAMES
from luoshi.catalogue.regions import Region, Zone
from luoshi.catalogue.rows import DATA, rows

# Units


@pytest.mark.parametrize(
    ("text", "unit", "why"),
    [
        ("元", "元", "the name"),
        ("亿元", "元", "a multiplier before it"),
        ("万亿元", "元", "a double multiplier"),
        ("百万平方米", "平方米", "another"),
        ("万千瓦时", "千瓦时", "千 belongs to the unit"),
        ("千瓦", "千瓦", "no multiplier at all"),
        ("百分点", "百分点", "百 belongs to the unit"),
        ("个百分点", "百分点", "the usual spelling"),
        ("％", "%", "full width"),
        ("人次", "人次", "longer than 人"),
        ("TEU", "标箱", "Latin letters"),
        ("吨标煤", "吨标准煤", "short"),
        ("微克/立方米", "微克/立方米", "a rate"),
    ],
)
def test_unit_of(text: str, unit: str, why: str) -> None:
    found = unit_of(text)
    assert found is not None, why
    assert found.name == unit, why


@pytest.mark.parametrize("text", ["大", "期", "号", "级", "届", "线", "版", "代", "万", "亿", "", "G", "五年规划"])
def test_no_unit(text: str) -> None:
    assert unit_of(text) is None


def test_units_bear_no_multiplier_and_name_parts_are_flagged() -> None:
    assert len(units()) > 250
    assert not [unit.name for unit in units() if unit.name in MULTIPLIERS]
    risky = {unit.name for unit in units() if unit.risky}
    assert {"类", "度", "月", "村", "层", "路"} <= risky
    assert not {"元", "人", "家", "%", "公里", "亩", "年"} & risky


# Wording


def test_wordings_come_longest_first() -> None:
    lengths = [len(wording.words) for wording in wordings()]
    assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize(
    ("words", "firmness", "bound", "position"),
    [
        ("力争", "soft", "", "before"),
        ("确保", "hard", "", "before"),
        ("不低于", "hard", "ge", "before"),
        ("以上", "neutral", "ge", "after"),
        ("以内", "neutral", "le", "after"),
        ("左右", "neutral", "approx", "after"),
        ("突破", "neutral", "ge", "before"),
        ("控制在", "hard", "", "before"),
        ("有望", "soft", "", "before"),
        ("预计", "soft", "", "before"),
    ],
)
def test_wording(words: str, firmness: str, bound: str, position: str) -> None:
    (found,) = [wording for wording in wordings() if wording.words == words]
    assert (found.firmness, found.bound, found.position) == (firmness, bound, position)


# Offices


def test_every_office_is_there_in_order_with_words_enough() -> None:
    assert tuple(office.name for office in offices()) == OFFICE_NAMES
    for office in offices():
        assert len(office.strong) + len(office.words) >= 12, office.name
        assert office.usual_units, office.name


# Regions


@pytest.mark.parametrize(
    ("name", "codes", "why"),
    [
        ("东西湖区", ["420112"], "in full"),
        ("东西湖", ["420112"], "short"),
        ("武汉", ["420100"], "a city, short"),
        ("硚口区", ["420104"], "a rare character"),
        ("深圳市", ["440300"], "another province"),
        ("朝阳区", ["110105", "220104"], "two cities have one"),
        ("吉林", ["220000", "220200"], "a province and its city, the larger first"),
        ("恩施", ["422800", "422801"], "a prefecture with its peoples left out, and its seat"),
        ("仙桃市", ["429004"], "directly under the province"),
        ("东莞市", ["441900"], "a city without districts, once"),
        ("内蒙古", ["150000"], "a people that belongs to the name"),
        ("滨海新区", ["120116"], "a district that was a zone"),
        ("乌有区", [], "nowhere"),
    ],
)
def test_region_by_name(name: str, codes: list[str], why: str) -> None:
    assert [region.code for region in regions().by_name(name)] == codes, why


def test_regions_within_another() -> None:
    found = regions()
    assert [region.code for region in found.by_name("朝阳区", within="北京")] == ["110105"]
    assert [region.code for region in found.by_name("鼓楼区", within="350100")] == ["350102"]
    assert found.by_name("东西湖区", within="湖南省") == ()
    (district,) = found.by_name("东西湖区")
    assert [region.name for region in found.above(district)] == ["武汉市", "湖北省"]
    (county,) = found.by_name("仙桃市")
    assert [region.name for region in found.above(county)] == ["湖北省"]


def test_codes_of_a_region_begin_as_those_above_it() -> None:
    catalogue = regions()
    for region in catalogue.all:
        assert catalogue.by_code(region.code) is region
        for above in catalogue.above(region):
            length = {"province": 2, "city": 4, "district": 6}[above.level]
            assert region.code[:length] == above.code[:length], region


def test_zones() -> None:
    catalogue = regions()
    assert len(catalogue.zones) >= 100
    for name in ("武汉经济技术开发区", "武汉经开区", "车谷"):
        zone = catalogue.zone(name)
        assert zone is not None
        assert (zone.region, zone.tie, zone.tied_to) == ("420100", "托管", "420113")
    zone = catalogue.zone("光谷")
    assert zone is not None
    assert (zone.name, zone.tie) == ("武汉东湖新技术开发区", "")
    assert catalogue.zone("经开区") is None


def test_places_found_in_a_text() -> None:
    text = "武汉东湖新技术开发区、武汉经开区（汉南区）与东西湖区、广东深圳市及长江沿线合作,朝阳区不算其城区"
    found = regions().find_in(text)
    assert [text[place.start : place.end] for place in found] == [
        "武汉东湖新技术开发区", "武汉经开区", "汉南区", "东西湖区", "广东", "深圳市", "朝阳区",
    ]  # fmt: skip
    assert isinstance(found[0].places[0], Zone)
    assert isinstance(found[2].places[0], Region)
    assert len(found[-1].places) == 2, "both 朝阳区"


@pytest.mark.parametrize("text", ["坚决整治文山会海", "促进长治久安", "打造出海口", "主城区和老城区", "", "12,"])
def test_no_place_in_a_text(text: str) -> None:
    assert regions().find_in(text) == ()


# The files


def test_nothing_is_wrong_with_the_files() -> None:
    assert lint() == []


def _append(line: str) -> Callable[[str], str]:
    return lambda text: text + line + "\n"


def _replace(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("file", "edit", "finding"),
    [
        ("indicators.csv", _append("gdp,甲指标,,,,元,%,level,,more,,工业,"), "code gdp is also that of"),
        ("indicators.csv", _append("jia,GDP,,,,元,%,level,,more,,工业,"), "name GDP is also that of gdp"),
        ("indicators.csv", _append("jia,甲指标,,,,斗,%,level,,more,,工业,"), "unit 斗 is not in units.csv"),
        (
            "indicators.csv",
            _append("jia,甲指标,,指标,,元,%,level,,more,,工业,"),
            "look-alike 指标 rules out its own name",
        ),
        ("indicators.csv", _append("jia,甲指标,,,,元,%,level,,more,,,"), "theme is empty"),
        ("indicators.csv", _append("jia,甲指标,,,,元,%,level,,better,,工业,"), "good 'better' is none of"),
        ("indicators.csv", _append("jia,甲指标,,,gdp,元,%,level,,more,,工业,"), "no indicator that points back"),
        ("indicators.csv", _append("jia,甲指标,乙指标 ,,,元,%,level,,more,,工业,"), "has a space at an end"),
        ("indicators.csv", _append("jia,甲指标,,"), "cannot be read"),
        ("indicators.csv", _append("jia,甲指标,,,,元,%,level,,more,少许,工业,"), "tolerance 少许 is no number"),
        ("units.csv", _append("元,money,,,"), "unit 元 is also that of 元"),
        ("units.csv", _append("斗,bushels,,,"), "dimension 'bushels' is none of"),
        ("offices.csv", _replace("发展改革,", "发改,"), "office '发改' is none of"),
        ("offices.csv", _replace("规上工业|", "规上工业|义务教育|"), "strong word 义务教育 is also that of"),
        ("regions.csv", _append("999901,甲区,,999900,district"), "parent 999900 is no region here"),
        ("regions.csv", _append("420112,甲区,,420100,district"), "code 420112 is also that of"),
        ("zones.csv", _append("甲经济技术开发区,,420100,经开区,托管,"), "tie and tied_to stand together"),
        ("office/rates.csv", _append("closed,1,2024-01-01,率,a,甲,b,乙,,,注"), "version closed 1 is also that of"),
        ("office/rates.csv", _append("other,2,2024-13-01,率,a,甲,b,乙,c,,注"), "since no day"),
        ("office/workdays.csv", _append("2026,2026-03-04,班,春节,通知"), "is a working day anyhow"),
        ("office/workdays.csv", _append("2023,2023-01-01,休,元旦,通知"), "date 2023-01-01 is also that of"),
        ("reckoning/acts.csv", _append("mend,维修,flow"), "word 维修 is also that of repair"),
        ("reckoning/acts.csv", _append("mend,修补,often"), "counts 'often' is none of"),
        ("reckoning/renames.csv", _append("甲户,市场主体,"), "its standard 市场主体 is renamed to 经营主体"),
        ("reckoning/kin.csv", _append("gdp,no_such,口径不同"), "no_such is no indicator"),
        ("reckoning/scopes.csv", _append("level,village,省级,same"), "word level 省级 is also that of province"),
        ("reckoning/unit_factors.csv", _append("丈,尺,10,"), "尺 has no row of its own with factor 1"),
        ("reckoning/unit_factors.csv", _append("丈,公里,很大,"), "factor 很大 is no number above nought"),
        ("wording.csv", _append("力争,soft,,before"), "wording 力争 is also that of"),
    ],
)
def test_a_slip_is_told(tmp_path: Path, file: str, edit: Callable[[str], str], finding: str) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    path = folder / file
    before = path.read_text(encoding="utf-8")
    after = edit(before)
    assert after != before
    path.write_text(after, encoding="utf-8")
    found = lint(folder)
    assert any(line.startswith(file) and finding in line for line in found), found


def test_the_check_can_be_run() -> None:
    run = subprocess.run([sys.executable, "-m", "luoshi.catalogue.lint"], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout.strip()) == (0, "catalogue: nothing wrong")


def test_every_column_is_documented() -> None:
    page = (Path(__file__).parent.parent / "docs" / "catalogue.md").read_text(encoding="utf-8")
    for file in ("indicators", "units", "offices", "regions", "zones", "wording"):
        assert f"`{file}.csv`" in page
        for column in rows(f"{file}.csv")[0]:
            assert f"`{column}`" in page, f"{file}: {column}"
