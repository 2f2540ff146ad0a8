"""How fast the pages answer on a large ledger, on SQLite or PostgreSQL; `--write` puts the figures into docs/speed-pages.md.

The ledger is made by `luoshi load` from varied text (bench/text.py) and kept under --folder, so that a second run is quick. Pages are
asked for over HTTP from `luoshi up` as a visitor would, one after another, after one round that warms up.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LUOSHI = ROOT / ".venv" / "bin" / "luoshi"
PORT = 8377
BARS = {"search": 150, "document": 200, "measures": 300, "commitments": 300}
"""Milliseconds at the 95th percentile."""
WORDS = """招商 就业 水 固定资产投资 地区生产总值 高新技术企业 5G 口袋公园 一般公共预算收入 老旧小区改造 发展 建设 推进 的 大 人工智能
营商环境 乡村振兴 轨道交通 医院 学位 停车 污水 新能源汽车 规上工业增加值 社会消费品零售总额 存储器 产业园 十四五 2025年 亿元以上项目 高质量发展
養老 數字經濟 ＧＤＰ 外贸 进出口 地铁 公园 绿色低碳 招才引智 专精特新 小巨人 网络安全 食品 汽车 光谷 东西湖 车谷 长江 河 桥 路 桥梁改造
没有这个词的 招商 引资 就业 -高校 养老|托育 固定资产投资 工业 百分点 不存在的词语甲乙丙""".split("\n")


def queries() -> list[str]:
    """Words of one to ten characters, common and rare, some together."""
    words = [word for line in WORDS for word in line.split(" ") if word and word != "-高校"]
    return [*dict.fromkeys(words), "招商 引资", "就业 -高校", "固定资产投资 工业", "产业 人才 高校"]


def environment(folder: Path, url: str) -> dict[str, str]:
    settings = {**os.environ, "LUOSHI_HOME": str(folder / ("postgres" if url else "sqlite"))}
    settings.pop("LUOSHI_DATABASE_URL", None)
    if url:
        settings["LUOSHI_DATABASE_URL"] = url
    return settings


def database_of_its_own(server: str) -> str:
    """The address of the bench's database on the server, made where there is none."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'luoshi_bench'").fetchone():
            connection.execute("CREATE DATABASE luoshi_bench TEMPLATE template0 ENCODING 'UTF8'")
    return urllib.parse.urlsplit(server)._replace(path="/luoshi_bench").geturl()


def build(folder: Path, sentences: int, settings: dict[str, str]) -> float:
    """Load varied text until there are that many sentences; the seconds it took, 0 where the ledger was there."""
    texts = folder / f"texts-{sentences}"
    if not texts.exists():
        from text import varied

        scratch = texts.with_suffix(".part")
        scratch.mkdir(parents=True, exist_ok=True)
        varied(scratch, megabytes=sentences * 118 / 1_000_000)
        scratch.rename(texts)
    done = Path(settings["LUOSHI_HOME"]) / f"loaded-{sentences}"
    if done.exists():
        return 0.0
    begun = time.perf_counter()
    subprocess.run([str(LUOSHI), "load", str(texts), "--workers", "2"], env=settings, check=True)
    done.touch()
    return time.perf_counter() - begun


COUNTS = """
from luoshi.ledger import database; database.configure()
from luoshi.ledger import models as m
import json
count = lambda *tables: sum(t.objects.count() for t in tables)
facts = count(m.Measure, m.Target, m.Number, m.Deliverable, m.Project, m.Policy, m.Term, m.Actor, m.Mention) \\
    + m.Sentence.objects.filter(role="commitment").count()
print(json.dumps({"sentences": m.Sentence.objects.count(), "facts": facts, "documents": m.Standing.objects.count(),
    "figures": m.Figure.objects.count(), "numbers": list(m.Standing.objects.order_by("-length").values_list("document", flat=True)[:40]),
    "places": list(m.Standing.objects.exclude(place_key="").values_list("place_key", flat=True).distinct()[:40])}))
"""


def ask(path: str) -> tuple[float, int]:
    """Milliseconds until the whole page is here, and its size."""
    begun = time.perf_counter()
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=60) as response:
            size = len(response.read())
    except urllib.error.HTTPError as error:
        raise SystemExit(f"{path}: {error.code}") from error
    return (time.perf_counter() - begun) * 1000, size


def memory(pid: int) -> float:
    """Megabytes of the server's processes together, what they share counted once."""
    pids = [str(pid), *subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True).stdout.split()]
    total = 0
    for each in pids:
        rollup = Path(f"/proc/{each}/smaps_rollup").read_text()
        total += int(re.search(r"^Pss:\s+(\d+)", rollup, re.M)[1])  # type: ignore[index]
    return total / 1024


def asked(counts: dict[str, list[str]]) -> dict[str, list[str]]:
    """The addresses asked for, by page."""
    chance = random.Random(7)
    quote = urllib.parse.quote
    places = [quote(place) for place in counts["places"]]
    indicators = ("gdp", "fixed_investment", "retail_sales", "industrial_value_added_above", "")
    filters = []
    for _ in range(60):
        some = {
            "place": chance.choice([*places, "", ""]),
            "year": chance.choice(["", "2021", "2022", "2024", "2025"]),
            "indicator": chance.choice(indicators),
            "modality": chance.choice(["", "target", "actual", "estimated"]),
            "words": quote(chance.choice(["", "", "投资", "企业", "面积", "没有这样的主体"])),
        }
        filters.append("&".join(f"{name}={value}" for name, value in some.items() if value))
    return {
        "search": [f"/search/?q={quote(words)}" for words in queries()],
        "document": [f"/documents/{number}/" for number in counts["numbers"]],
        "measures": [f"/measures/?{each}" for each in filters],
        "commitments": [
            f"/commitments/?{each}" for each in (f.replace("indicator=", "x=").replace("modality=", "y=") for f in filters)
        ],
    }


def measure(settings: dict[str, str], rounds: int) -> list[str]:
    counts = json.loads(
        subprocess.run([sys.executable, "-c", COUNTS], env=settings, check=True, capture_output=True, text=True).stdout
    )
    lines = [
        f"{counts['documents']:,} documents, {counts['sentences']:,} sentences, {counts['facts']:,} facts "
        f"({counts['figures']:,} of them measures and targets in the facts table)"
    ]
    server = subprocess.Popen([str(LUOSHI), "up", "--port", str(PORT)], env=settings, stdout=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                ask("/healthz")
                break
            except OSError:
                time.sleep(0.2)
        for page, addresses in asked(counts).items():
            for address in addresses:
                ask(address)
            times = [(ask(address)[0], address) for _ in range(rounds) for address in addresses]
            each = sorted(each for each, _ in times)
            p95 = statistics.quantiles(each, n=20)[18]
            slowest = urllib.parse.unquote(max(times)[1])
            met = "met" if p95 < BARS[page] else "NOT met"
            lines.append(
                f"{page}: median {statistics.median(each):.0f} ms, p95 {p95:.0f} ms (bar {BARS[page]} ms, {met}), "
                f"slowest {each[-1]:.0f} ms `{slowest}`; {len(each)} pages"
            )
        lines.append(f"server memory after that: {memory(server.pid):.0f} MB (bar 400 MB)")
    finally:
        server.terminate()
        server.wait()
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--server", default="", metavar="URL", help="a PostgreSQL server, measured besides SQLite")
    parser.add_argument("--write", action="store_true", help="write docs/speed-pages.md")
    arguments = parser.parse_args()
    body = []
    for name, url in (("SQLite", ""), ("PostgreSQL", arguments.server and database_of_its_own(arguments.server))):
        if name == "PostgreSQL" and not url:
            continue
        settings = environment(arguments.folder, url)
        took = build(arguments.folder, arguments.sentences, settings)
        lines = measure(settings, arguments.rounds)
        if took:
            lines.insert(1, f"loaded with `luoshi load --workers 2` in {took / 60:.1f} minutes")
        body.append(f"## {name}\n\n" + "\n".join(f"- {line}" for line in lines))
        print(body[-1], flush=True)
    if arguments.write:
        machine = f"On a shared machine with {os.cpu_count()} cores, Python {sys.version.split()[0]}."
        whole = "\n\n".join([HEAD, machine, *body])
        (ROOT / "docs" / "speed-pages.md").write_text(whole + "\n", "utf-8")


HEAD = """# Speed of the pages

Written by `python bench/pages.py --write` (part of `make bench`): pages asked for over HTTP as a visitor, one after another, after one round
that warms up. The bars: at a million sentences and two million facts, search under 150 ms, a document's page under 200 ms, the facts
tables with filters under 300 ms, each at the 95th percentile; server memory under 400 MB."""

if __name__ == "__main__":
    main()
