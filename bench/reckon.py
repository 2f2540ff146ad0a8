"""How fast reckoning is on a ledger of 64,000 documents and 10 million measures; `--write` puts the figures into docs/speed-reckoning.md.

A sixty-fourth of the ledger is loaded by `luoshi load` from made-up papers (papers.py), the rest copied from that row by row in SQL under
the names of other places (copies.py). It is kept under --folder, so that a second run is quick. Scorecards are asked for over HTTP from `luoshi up`
as a visitor would, one after another, each for the first time; places are reckoned in a process of their own; panels are made by `luoshi panel`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import pages
from pages import LUOSHI, ROOT, environment, memory
from papers import YEARS, names, papers

pages.PORT = 8379
SCORECARD, PLACE, PANEL = 500, 2000, 300
"""The bars: milliseconds at the 95th percentile, milliseconds of the slowest, seconds."""
CITIES = 5
ASKED = 60
RECKONED = 20
PANELS = ("targets", "shares", "feedback")

PICK = """
import json, random, sys
from luoshi.ledger import database; database.configure(); database.ensure()
from luoshi.ledger import models as m
keys = sorted(m.Standing.objects.values_list("place_key", flat=True).distinct())
random.Random(7).shuffle(keys)
print(json.dumps({"documents": m.Standing.objects.count(), "measures": m.Measure.objects.count(), "places": keys}))
"""
RECKON = """
import json, sys, time
from luoshi.ledger import database; database.configure()
from luoshi.ledger.reckoned import papers_of_place
from luoshi.people.access import KEEPER
from luoshi.reckoning.threads import reckon
for key in sys.argv[1:]:
    begun = time.perf_counter()
    papers = papers_of_place(KEEPER, key)
    read = time.perf_counter()
    threads = reckon([each for each in papers if each.document.plan], papers)
    print(json.dumps([len(papers), len(threads), (read - begun) * 1000, (time.perf_counter() - begun) * 1000]))
"""
SAME = """
import sys
from luoshi.ledger import database; database.configure()
from luoshi.ledger.models import Document, Standing
from luoshi.ledger.reckoned import threads_of_place
from luoshi.people.access import KEEPER
loaded, year = int(sys.argv[1]), int(sys.argv[2])
first = Standing.objects.order_by("document").first()
stride = Standing.objects.order_by("document")[loaded - 1].document_id
def told(key):
    name = key.removesuffix("区")
    for each in threads_of_place(KEEPER, key, year):
        result = each.result and (each.result.start, each.result.text)
        yield str((each.promise.start, each.promise.text, each.outcome, each.gap_said, result, each.why, len(each.looked))).replace(name, "某某")
of_first = list(told(first.place_key))
assert of_first and any("missed" in each for each in of_first) and any("met" in each for each in of_first)
last = Standing.objects.order_by("-document").values_list("document", flat=True).first()
for document in range(first.document_id + stride, last + 1, stride * 9):
    assert list(told(Standing.objects.get(document=document).place_key)) == of_first, document
"""


def build(folder: Path, documents: int, places: int, settings: dict[str, str]) -> str:
    """Make the ledger where it is not there: so many places loaded, the others copied; how long that took."""
    home = Path(settings["LUOSHI_HOME"])
    ready = home / f"built-{documents}-{places}"
    if ready.exists():
        subprocess.run([sys.executable, "-c", "from copies import stamp; stamp()"], env=_finding(settings), check=True)
        return ""
    shutil.rmtree(home, ignore_errors=True)
    texts = folder / "texts"
    shutil.rmtree(texts, ignore_errors=True)
    texts.mkdir(parents=True)
    for name, text in _texts(places):
        (texts / name).write_text(text, "utf-8")
    loaded = len(list(texts.iterdir()))
    begun = time.perf_counter()
    subprocess.run([str(LUOSHI), "load", str(texts), "--workers", "2"], env=settings, check=True, stdout=subprocess.DEVNULL)
    then = time.perf_counter()
    subprocess.run([sys.executable, str(ROOT / "bench" / "copies.py"), str(documents // loaded)], env=settings, check=True)
    subprocess.run([sys.executable, "-c", SAME, str(loaded), "2020"], env=settings, check=True)
    ready.touch()
    return f"{loaded:,} documents loaded in {(then - begun) / 60:.1f} minutes, the others copied in {(time.perf_counter() - then) / 60:.1f}"


def _texts(places: int) -> Iterator[tuple[str, str]]:
    districts = list(islice(names(), places + CITIES))
    for number, name in enumerate(districts[:places]):
        for paper, text in papers(name, districts[places + number % CITIES], seed=number):
            yield f"{paper}-{name}区.txt", text


def _finding(settings: dict[str, str]) -> dict[str, str]:
    return {**settings, "PYTHONPATH": str(ROOT / "bench")}


def scorecards(settings: dict[str, str], places: list[str]) -> Iterator[str]:
    """Each page is of another place, so that none is quick because it was asked for before."""
    asked = [f"/reckoning/{YEARS[1 + n % (len(YEARS) - 1)]}/{urllib.parse.quote(key)}/" for n, key in enumerate(places[: ASKED + 10])]
    server = subprocess.Popen([str(LUOSHI), "up", "--port", str(pages.PORT)], env=settings, stdout=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                pages.ask("/healthz")
                break
            except OSError:
                time.sleep(0.2)
        for address in asked[ASKED:]:
            pages.ask(address)
        for name, told in (("first time", asked[:ASKED]), ("again", asked[:ASKED])):
            each = sorted((pages.ask(address)[0], address) for address in told)
            times = [took for took, _ in each]
            p95 = statistics.quantiles(times, n=20)[18]
            bar = f" ({_bar(p95, SCORECARD, 'ms')})" if name == "first time" else ""
            yield (
                f"scorecard, {name}: median {statistics.median(times):.0f} ms, p95 {p95:.0f} ms{bar}, "
                f"slowest {times[-1]:.0f} ms `{urllib.parse.unquote(each[-1][1])}`; {len(times)} pages"
            )
        yield f"server memory after that: {memory(server.pid):.0f} MB"
    finally:
        server.terminate()
        server.wait()


def places_whole(settings: dict[str, str], places: list[str]) -> Iterator[str]:
    ran = subprocess.run([sys.executable, "-c", RECKON, *places[-RECKONED:]], env=settings, check=True, capture_output=True, text=True)
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    took = [row[3] for row in rows]
    yield (
        f"one place whole, every year: median {statistics.median(took):.0f} ms, slowest {max(took):.0f} ms ({_bar(max(took), PLACE, 'ms')}), of that "
        f"{statistics.median(row[2] for row in rows):.0f} ms to put the papers together; {rows[0][0]} papers and {statistics.median(row[1] for row in rows):,.0f} "
        f"threads a place; {len(rows)} places, the first in a fresh process"
    )


def panels(settings: dict[str, str], folder: Path) -> Iterator[str]:
    for kind in PANELS:
        out = folder / f"{kind}.parquet"
        begun = time.perf_counter()
        subprocess.run([str(LUOSHI), "panel", kind, "-o", str(out)], env=settings, check=True, stderr=subprocess.DEVNULL)
        took = time.perf_counter() - begun
        import pyarrow.parquet

        rows = pyarrow.parquet.read_metadata(out).num_rows
        yield f"`luoshi panel {kind}` of all: {took:.0f} s ({_bar(took, PANEL, 's')}); {rows:,} rows, {out.stat().st_size / 1e6:.0f} MB Parquet"
        out.unlink()


def _bar(figure: float, bar: int, unit: str) -> str:
    return f"bar {bar} {unit}, {'met' if figure < bar else 'NOT met'}"


def measure(settings: dict[str, str], folder: Path, took: str) -> Iterator[str]:
    ran = subprocess.run([sys.executable, "-c", PICK], env=settings, check=True, capture_output=True, text=True)
    picked = json.loads(ran.stdout)
    yield f"{picked['documents']:,} documents of {len(picked['places']):,} places, {picked['measures']:,} measures" + (f"; {took}" if took else "")
    yield from scorecards(settings, picked["places"])
    yield from places_whole(settings, picked["places"])
    yield from panels(settings, folder)


def database_of_its_own(server: str) -> str:
    """The address of the bench's database on the server, made where there is none."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'luoshi_bench_reckon'").fetchone():
            connection.execute("CREATE DATABASE luoshi_bench_reckon TEMPLATE template0 ENCODING 'UTF8'")
    return urllib.parse.urlsplit(server)._replace(path="/luoshi_bench_reckon").geturl()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=64_000)
    parser.add_argument("--places", type=int, default=50, help="places loaded, 20 documents each; the others are copies of them")
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench-reckon")
    parser.add_argument("--server", default="", metavar="URL", help="a PostgreSQL server, measured besides SQLite")
    parser.add_argument("--write", action="store_true", help="write docs/speed-reckoning.md")
    arguments = parser.parse_args()
    body = []
    for name in ("SQLite", "PostgreSQL") if arguments.server else ("SQLite",):
        settings = environment(arguments.folder, database_of_its_own(arguments.server) if name == "PostgreSQL" else "")
        took = build(arguments.folder, arguments.documents, arguments.places, settings)
        lines = []
        for line in measure(settings, arguments.folder, took):
            lines.append(f"- {line}")
            print(line, flush=True)
        body.append("\n".join([f"## {name}", "", *lines]))
    if arguments.write:
        machine = f"On a shared machine with {os.cpu_count()} cores, Python {sys.version.split()[0]}, other work beside it."
        (ROOT / "docs" / "speed-reckoning.md").write_text("\n\n".join([HEAD, machine, *body, NOTES]) + "\n", "utf-8")


HEAD = """# Speed of reckoning

Written by `python bench/reckon.py --write` (part of `make bench`). A thousand papers of 50 made-up districts (ten years, each a work report and a
bulletin; `bench/papers.py`) are loaded by `luoshi load`, the others copied from them row by row under other names (`bench/copies.py`); a copy's
threads are checked against its original's. The copies are not in the index of words, which none of this asks. The bars: a scorecard under 500 ms at the
95th percentile, the whole reckoning of one place under 2 s, a panel of all under 5 minutes."""
NOTES = """## What was found on the way

- A target–feedback panel put every reading together from a dozen tables, a document at a time: 300 ms for a place of 20 papers. Reckoning looks at
  sentences' places and roles, measures and targets alone; fetched so, for all papers of a place at once (`ledger/papers.py`), it is 25 ms, and places
  are reckoned in two children while the next are fetched. The rows are the same, byte for byte.
- Two thirds of a place's reckoning went into names of which one ends with the other (旱涝保收的高标准农田, 高标准农田): each promise was laid beside every
  name said. Looked up by their last characters it is a third of the time, 0.45 s to 0.15 s a place.
- A scorecard asked the ledger seven questions a paper, 131 in all; it asks as often for many papers as for few now."""

if __name__ == "__main__":
    main()
