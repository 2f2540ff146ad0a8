"""Charts: the answers they give, the specifications they are made of, and the process that draws them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from luoshi.reckoning import Said, Series, series
from luoshi.web import drawing
from luoshi.web.answers import answer, figure, name_of, number, scale_of
from luoshi.web.charts import Look, counts_chart, places_chart, series_chart

ONE = Said(
    place="江岸区", place_key="420102", subject="固定资产投资", indicator="fixed_investment", kind="growth", modality="target",
    bound="eq", value=5.0, value_high=None, unit="%", period="2024", year=2024, text="5%", wording="", document=1, title="报告",
    document_kind="work_report", said_in=2024, start=0, end=2, headline=True,
)  # fmt: skip


def said(modality: str, year: int, value: float, **more: object) -> Said:
    return replace(
        ONE, modality=modality, year=year, period=str(year), value=value, start=year * 100 + int(value * 7), end=year * 100 + 99, **more
    )  # fmt: skip


def of(*figures: Said) -> Series:
    found = series(figures)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([("target", 2022, 12), ("target", 2023, 10), ("target", 2024, 8)], "目标连年下调"),
        ([("target", 2022, 8), ("target", 2023, 10), ("target", 2024, 12)], "目标连年上调"),
        ([("target", 2022, 12), ("target", 2023, 12), ("target", 2024, 10)], "目标2024年比上年下调"),
        ([("target", 2023, 5), ("target", 2024, 5)], "目标2024年与上年持平"),
        ([("target", 2022, 5), ("target", 2023, 5), ("target", 2024, 5)], "目标连年未变"),
        # a year is missing: nothing is said of the years before it
        ([("target", 2020, 12), ("target", 2022, 10), ("target", 2023, 8)], "目标2023年比上年下调"),
        ([("target", 2024, 5), ("actual", 2022, 4), ("actual", 2023, 6)], "2023年比上年上升"),
        ([("actual", 2023, 6)], "2023年完成6%"),
        ([("estimated", 2023, 6)], "2023年预计6%"),
        ([("target", 2024, 5)], "2024年目标5%"),
    ],
)  # fmt: skip
def test_the_title_says_what_the_figures_show(figures, expected):
    assert answer(of(*(said(*each) for each in figures))) == f"固定资产投资增速：{expected}"


def test_ranges_are_compared_by_both_ends():
    def between(year: int, low: float, high: float) -> Said:
        return said("target", year, low, value_high=high, bound="range")

    assert "下调" in answer(of(between(2023, 6, 7), between(2024, 5, 6)))
    assert "不好比" in answer(of(between(2023, 5, 8), between(2024, 6, 7)))


@pytest.mark.parametrize(
    ("value", "bound", "scale", "expected"),
    [(74.5e9, "approx", 1e8, "约745"), (5, "ge", 1, "≥5"), (-1.25, "eq", 1, "-1.25"), (35, "le", 1, "≤35"), (0.5, "eq", 1, "0.5")],
)
def test_figures_in_few_signs(value, bound, scale, expected):
    assert figure(said("target", 2024, value, bound=bound), scale) == expected


@pytest.mark.parametrize(("value", "expected"), [(6, "6"), (6.5, "6.5"), (1234.56, "1,234.6"), (100000, "100,000"), (0, "0"), (-3.14159, "-3.14")])
def test_numbers(value, expected):
    assert number(value) == expected


def test_money_is_told_in_hundred_millions_and_per_cent_is_not_scaled():
    assert scale_of([of(said("actual", 2023, 3e10, kind="level", unit="元"))]) == (1e8, "亿元")
    assert scale_of([of(said("actual", 2023, 5.0))]) == (1, "%")
    assert scale_of([of(said("actual", 2023, 45000, kind="level", unit="人"))]) == (1e4, "万人")


def test_an_indicator_that_is_a_growth_itself_is_not_called_growth_of_growth():
    assert name_of(of(replace(ONE, indicator="cpi"))) == "居民消费价格涨幅"
    assert name_of(of(replace(ONE, indicator="gdp"))) == "地区生产总值增速"
    assert name_of(of(replace(ONE, indicator="gdp", kind="level", unit="元"))) == "地区生产总值"


def bars(specification: bytes) -> list[dict]:
    return json.loads(specification)["data"]["values"]


def test_what_was_not_said_is_a_gap_with_a_word():
    chart = series_chart(of(said("target", 2021, 12), said("actual", 2021, 11), said("actual", 2023, 9)))
    gaps = {(bar["year"], bar["side"]): bar["label"] for bar in bars(chart) if bar["style"] == "gap" and bar["label"]}
    assert gaps == {("2022", "目标"): "缺", ("2023", "目标"): "未见"}


def test_only_the_last_years_are_drawn_and_the_chart_says_so():
    many = of(*(said("target", year, 5) for year in range(2005, 2025)))
    for look, years in ((Look(), 8), (Look(narrow=True), 5)):
        chart = series_chart(many, look)
        assert len({bar["year"] for bar in bars(chart)}) == years
        assert "较早的年份见表" in "".join(json.loads(chart)["title"]["subtitle"])


def test_a_five_year_target_stands_apart_and_a_five_year_result_nowhere():
    plan = replace(said("target", 2025, 7), period="2021-2025")
    past = replace(said("actual", 2020, 6), period="2016-2020")
    chart = series_chart(of(said("target", 2024, 6), said("target", 2025, 5), plan, past))
    assert {bar["year"] for bar in bars(chart)} == {"2024", "2025", "2021–2025"}


def test_a_line_does_not_run_on_over_a_year_nothing_was_said_of():
    places = [of(*(said("actual", year, value, place=name, place_key=name) for year, value in points)) for name, points in (
        ("甲区", [(2020, 3), (2021, 4), (2023, 5)]), ("乙区", [(2021, 2), (2022, 3), (2023, 9)]),
    )]  # fmt: skip
    runs = {point["run"] for point in bars(places_chart(places))}
    assert runs == {"甲区 2020", "甲区 2023", "乙区 2021"}
    title = "".join(json.loads(places_chart(places))["title"]["text"])
    assert title == "固定资产投资增速：2023年乙区最高，9%"


def every_chart() -> dict[str, bytes]:
    one = of(said("target", 2023, 6), said("estimated", 2023, 5), said("actual", 2022, -2), said("target", 2024, 5))
    other = of(*(replace(each, place="青山区", place_key="420107") for each in one.said))
    charts = {}
    for name, look in (("light", Look()), ("dark", Look(dark=True)), ("narrow", Look(narrow=True))):
        charts |= {
            f"series {name}": series_chart(one, look),
            f"places {name}": places_chart([one, other], look),
            f"counts {name}": counts_chart("工业最多：3条", [("工业", 3), ("</text><script>", 1)], look),
            f"empty {name}": counts_chart("没有", [], look),
        }
    return charts


def test_the_specifications_are_vega_lite():
    import altair

    for name, chart in every_chart().items():
        try:
            altair.LayerChart.from_dict(json.loads(chart))
        except altair.utils.schemapi.SchemaValidationError as error:
            pytest.fail(f"{name}: {error}")


def test_they_are_drawn_with_chinese_words_hatching_and_nothing_that_runs():
    pictures = {name: drawing.svg(chart).decode() for name, chart in every_chart().items()}
    for name, picture in pictures.items():
        assert picture.startswith("<svg"), name
        assert not re.search(r"<script|\son\w+=|javascript:|<foreignObject|href=\"http", picture), name
        assert drawing.HATCH not in picture
    assert "url(#hatch)" in pictures["series light"]
    assert 'stroke="#77b6d6"' in re.search(r"<pattern.*?</pattern>", pictures["series dark"], re.S)[0]
    assert "固定资产投资增速" in pictures["series light"]
    assert "&lt;/text&gt;&lt;script&gt;" in pictures["counts light"]
    assert "Noto Sans CJK SC" in pictures["series light"]


def test_what_cannot_be_drawn_says_so_and_the_next_chart_is_drawn():
    with pytest.raises(drawing.NotDrawn):
        drawing.svg(b'{"usermeta": {"ink": "#000"}, "mark": 7, "data": {"values": []}}')
    with pytest.raises(drawing.NotDrawn):
        drawing.svg(b"no specification")
    assert drawing.svg(counts_chart("好", [("甲", 1)])).startswith(b"<svg")


def test_a_specification_fetches_nothing(tmp_path):
    secret = tmp_path / "密.csv"
    secret.write_text("name,count\n机密,5\n", "utf-8")
    whole = json.loads(counts_chart("网", [("甲", 1)]))
    whole["data"] = {"url": secret.as_uri(), "format": {"type": "csv"}}
    assert "机密" not in drawing.svg(json.dumps(whole).encode()).decode()
    whole["data"]["url"] = "http://127.0.0.1:9/data.csv"
    with pytest.raises(drawing.NotDrawn):
        drawing.svg(json.dumps(whole).encode())


def test_one_process_draws_for_all_and_is_replaced_when_it_dies(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    charts = [counts_chart(f"第{n}张", [("甲", n)]) for n in range(6)]
    program = "import sys; from luoshi.web.drawing import svg; [print(len(svg(line.encode()))) for line in sys.stdin.read().splitlines()]"
    askers = [
        subprocess.Popen(
            [sys.executable, "-c", program], env={**os.environ, "TMPDIR": str(tmp_path)}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]  # fmt: skip
    lines = "\n".join(chart.decode() for chart in charts)
    for asker in askers:
        out, _ = asker.communicate(lines, timeout=60)
        assert len(out.split()) == 6
    assert len(drawers(tmp_path)) == 1, "three processes, one that draws"
    (pid,) = drawers(tmp_path)
    os.kill(pid, 9)
    assert drawing.svg(counts_chart("又一张", [("乙", 2)])).startswith(b"<svg")
    (other,) = drawers(tmp_path)
    assert other != pid
    os.kill(other, 15)


def drawers(folder: Path) -> list[int]:
    """The processes that draw for those who look into this folder."""
    time.sleep(0.1)
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
                alive = (entry / "stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
            except OSError:
                continue
            if alive and b"luoshi.web.drawing" in words and any(str(folder).encode() in word for word in words):
                found.append(int(entry.name))
    return found


def test_a_folder_that_is_somebody_elses_is_not_used(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = tmp_path / f"luoshi-{os.getuid()}"
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    with pytest.raises(drawing.NotDrawn):
        drawing.svg(counts_chart("不画", [("丙", 3)]))


@pytest.mark.parametrize(
    "query",
    [
        "", "place=420102", "thing=gdp", "place=420102&thing=nothing", "place=%00&thing=gdp", "place=x&thing=<script>",
        "place=420102&thing=gdp&kind=x", "place=420102&thing=gdp&unit=<svg>",
    ],
)  # fmt: skip
def test_a_picture_of_nothing_is_not_there(workspace, client, query):
    assert client.get(f"/series.svg?{query}").status_code == 404
    assert client.get(f"/measures.svg?{query}").status_code == 404, "counted by nothing"
    assert client.get("/commitments.svg?by=modality").status_code == 404
