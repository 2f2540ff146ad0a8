"""How fast files are read, from outside: whole processes over varied text, on one core.

usage: python bench/read.py [--megabytes N] [--no-compare] [--write]

Prints characters a second of `luoshi read --what all`, start-up time and peak memory, and beside them JioNLP 1.5's money and
time finders on the same text in the same run (installed into an environment of its own, .venv-bench, from the package index).
`--write` puts the figures into docs/speed.md.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench"))
LUOSHI = Path(sys.executable).parent / "luoshi"
JIONLP = ROOT / ".venv-bench"
_FINDERS = """
import sys, time, jionlp
texts = [open(path, encoding="utf-8").read() for path in sys.argv[1:]]
jionlp.ner.extract_money("投资1亿元"), jionlp.ner.extract_time("2024年", time_base=0)
begun = time.process_time()
for text in texts:
    for line in text.splitlines():
        jionlp.ner.extract_money(line)
money = time.process_time() - begun
begun = time.process_time()
for text in texts:
    for line in text.splitlines():
        jionlp.ner.extract_time(line, time_base=1700000000)
print(sum(map(len, texts)), money, time.process_time() - begun)
"""


def run(command: list[str]) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and peak memory in MB of the largest process, of a command pinned to one core."""
    taskset = ["taskset", "-c", "0"] if shutil.which("taskset") else []
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    subprocess.run([*taskset, *command], check=True, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, after.ru_maxrss / 1024


def luoshi(paths: list[Path], folder: Path, characters: int) -> list[str]:
    lines = []
    single = folder / "single.txt"
    single.write_text(paths[0].read_text("utf-8")[:2000], "utf-8")
    starts = [run([str(LUOSHI), "read", str(single), "--what", "all"])[0] for _ in range(7)]
    lines.append(f"start-up, a 2,000-character file read whole: {statistics.median(starts):.2f} s (median of 7)")
    helps = [run([str(LUOSHI), "--help"])[0] for _ in range(7)]
    lines.append(f"start-up, `luoshi --help`: {statistics.median(helps):.2f} s")
    runs = [
        run([str(LUOSHI), "read", str(folder / "texts"), "--what", "all", "-o", str(folder / "out.jsonl")])
        for _ in range(3)
    ]
    wall = statistics.median(r[0] for r in runs)
    size = (folder / "out.jsonl").stat().st_size / 1e6
    lines.append(
        f"`luoshi read --what all`, {characters:,} characters in {len(paths)} files, one core: {characters / wall:,.0f} characters/s"
        f" (median of 3 runs of {wall:.1f} s), peak memory {max(r[2] for r in runs):.0f} MB, {size:.0f} MB of records"
    )
    whole = folder / "whole.txt"
    whole.write_text("\n\n".join(path.read_text("utf-8") for path in paths), "utf-8")
    wall, _, memory = run([str(LUOSHI), "read", str(whole), "--what", "all", "-o", str(folder / "out.jsonl")])
    lines.append(f"the same as one file: {characters / wall:,.0f} characters/s, peak memory {memory:.0f} MB")
    return lines


def jionlp(paths: list[Path]) -> list[str]:
    """JioNLP's figures, on a share of the texts: it is slow enough for a share to tell."""
    python = JIONLP / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(JIONLP)], check=True)
        install = [
            str(python),
            "-m",
            "pip",
            "install",
            "-q",
            "--disable-pip-version-check",
            "setuptools<81",
            "jionlp==1.5.31",
        ]
        if subprocess.run(install).returncode:
            shutil.rmtree(JIONLP)
            return ["JioNLP could not be installed here: no figure beside ours"]
    share = [str(path) for path in paths[:: max(1, len(paths) // 12)]]
    done = subprocess.run([str(python), "-c", _FINDERS, *share], capture_output=True, text=True)
    if done.returncode:
        return [f"JioNLP failed: {done.stderr.strip().splitlines()[-1]}"]
    characters, money, moment = map(float, done.stdout.split()[-3:])
    return [
        f"JioNLP 1.5.31 on {characters:,.0f} characters of it: money finder {characters / money:,.0f} characters/s, "
        f"time finder {characters / moment:,.0f} characters/s, both in turn {characters / (money + moment):,.0f}"
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--no-compare", action="store_true", help="leave JioNLP out")
    parser.add_argument("--write", action="store_true", help="write docs/speed.md")
    arguments = parser.parse_args()
    from text import varied

    with tempfile.TemporaryDirectory(prefix="luoshi-bench-") as name:
        folder = Path(name)
        (folder / "texts").mkdir()
        paths = varied(folder / "texts", megabytes=arguments.megabytes)
        characters = sum(len(path.read_text("utf-8")) for path in paths)
        lines = luoshi(paths, folder, characters)
        if not arguments.no_compare:
            lines += jionlp(paths)
    print("\n".join(lines))
    if arguments.write:
        machine = f"{os.cpu_count()} cores, Python {sys.version.split()[0]}"
        body = "\n".join(f"- {line}" for line in lines)
        (ROOT / "docs" / "speed.md").write_text(f"{HEAD}\nOn a shared machine with {machine}:\n\n{body}\n", "utf-8")


HEAD = """# Speed

Written by `make bench`: whole processes over varied text (reports written out again and again with other numbers and names in
each copy), pinned to one core, start-up included. The bars: 300,000 characters a second, start-up under 0.5 s, peak memory
under 300 MB; where it should go: a million.
"""

if __name__ == "__main__":
    main()
