"""Damaged files of every kind, loaded for a few minutes: only documented errors may come out (`make fuzz`).

    python tests/fuzz_load.py [seconds] [seed]

Real files are made, then bytes are flipped, cut, doubled, swapped and crossed, in the file and inside a Word file's parts.
A loader must give a text that holds together, or a ReadError that says what the user can do. A Python exception (L124), a
timeout (L121) or a text whose pages do not tile it is a defect, and its file is kept. A native parser's crash (L123) or a
memory limit reached (L122) is one file's error by design; they are counted.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from luoshi.errors import MESSAGES, ReadError
from luoshi.reading.child import Limits, read_many
from luoshi.reading.facts import Rendition
from luoshi.reading.load import load
from tests.load_samples import PROSE, REPORT, docx_bytes, pdf_bytes, scanned_pdf, zip_bytes

DEFECTS = ("L121", "L124")
BATCH = 100
TABLE = [["指标", "单位", "目标"], ["地区生产总值", "%", "6左右"], ["新增就业", "人", "9000"]]
PAGE = (
    "<!DOCTYPE html><html><head><meta charset='{}'><meta name='PubDate' content='2025-01-20'><title>报告</title></head>"
    f"<body><div class='nav'><a href='/'>首页</a></div><div id='zoom'><h1>报告</h1><p>{PROSE}</p><table><tr>"
    "<td colspan='2'>指标</td></tr><tr><td rowspan=2>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table></div></body></html>"
)
MARKDOWN = f"# 报告\n\n**{PROSE}**\n\n| 指标 | 目标 |\n|---|---|\n| [甲](http://a.cn) | `6%` |\n\n```\n代码\n```\n"


def seeds() -> dict[str, bytes]:
    pdf = pdf_bytes([("title", "报告"), PROSE * 8, TABLE, PROSE * 8], head="云溪区文件")
    return {
        "a.txt": REPORT.encode(),
        "gb.txt": REPORT.encode("gb18030"),
        "u16.txt": REPORT.encode("utf-16"),
        "a.md": MARKDOWN.encode(),
        "a.html": PAGE.format("utf-8").encode(),
        "gb.html": PAGE.format("gb2312").encode("gb18030"),
        "a.docx": docx_bytes("报告", PROSE, TABLE, PROSE),
        "a.pdf": pdf,
        "scan.pdf": scanned_pdf(1),
        "locked.pdf": pdf_bytes([PROSE], password="x"),
    }


def damaged(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """The data after one to eight injuries."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        if not out:
            break
        at = chance.randrange(len(out))
        size = min(chance.choice((1, 2, 4, 16, 300)), len(out) - at)
        match chance.randrange(8):
            case 0:
                out[at] = chance.randrange(256)
            case 1:
                out[at : at + size] = chance.randbytes(size)
            case 2:
                del out[at : at + size]
            case 3:
                del out[at:]
            case 4:
                out[at:at] = out[at : at + size] * chance.choice((1, 2, 50))
            case 5:
                other = chance.choice(others)
                start = chance.randrange(len(other))
                out[at : at + size] = other[start : start + chance.choice((4, 100, 4000))]
            case 6:  # a number made odd
                digits = [place for place, byte in enumerate(out[:20000]) if 48 <= byte <= 57]
                if digits:
                    place = chance.choice(digits)
                    out[place : place + 1] = chance.choice((b"0", b"-1", b"99999999", b"4294967295", b"1e309"))
            case _:
                out[at] ^= 1 << chance.randrange(8)
    return bytes(out)


def damaged_inside(docx: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """A Word file one of whose parts is damaged, whole as a zip."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(["word/document.xml", "word/document.xml", "word/numbering.xml", "word/styles.xml", *parts])
    return zip_bytes({**parts, name: damaged(parts[name], others, chance)})


def cases(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    made = seeds()
    others = list(made.values())
    while True:
        name = chance.choice(list(made))
        if name == "a.docx" and chance.random() < 0.7:
            yield name, damaged_inside(made[name], others, chance)
        else:
            yield name, damaged(made[name], others, chance)


def defect(result: Rendition | ReadError) -> str:
    """What is wrong with a loader's answer, or nothing."""
    if isinstance(result, ReadError):
        if result.number in DEFECTS or result.number not in MESSAGES or "\n" in str(result):
            return str(result)
        return ""
    ends = [0, *(page.end for page in result.pages)]
    if result.pages and ([page.start for page in result.pages] != ends[:-1] or ends[-1] != len(result.text)):
        return "pages do not tile the text"
    if not result.text.strip() or "\0" in result.text:
        return "no text, or null characters in it"
    return ""


def main(seconds: float = 180, seed: int = 1) -> int:
    chance = random.Random(seed)
    source = cases(chance)
    counts: Counter[str] = Counter()
    until = time.monotonic() + seconds
    kept = Path(tempfile.mkdtemp(prefix="luoshi-fuzz-"))
    found = 0
    while time.monotonic() < until:
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for at in range(BATCH):
                name, data = next(source)
                paths.append(Path(folder) / f"{at}-{name}")
                paths[-1].write_bytes(data)
            for path, result in read_many(load, paths, limits=Limits(seconds=20, memory_mb=800)):
                counts["read" if isinstance(result, Rendition) else result.number] += 1
                if wrong := defect(result):
                    found += 1
                    (kept / path.name).write_bytes(path.read_bytes())
                    print(f"{kept / path.name}: {wrong}", flush=True)
    print(
        f"seed {seed}: {counts.total()} files:", ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
    )
    print(f"{found} defects")
    if not found:
        kept.rmdir()
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
