"""Varied text for timing: reports written out again and again, with other numbers and other names in each copy."""

from __future__ import annotations

import os
import random
import re
from pathlib import Path

from luoshi.reading import read_text

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("LUOSHI_SHARED") or ROOT.parent / "shared")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_STEMS = "澄湖云陂安宁丰乐兴旺长青白沙金桥东岭南陵西塘北港清溪玉泉龙泉凤山石门双河永和新城文昌武陵华阳星光明德"


def sources() -> list[str]:
    """Texts to vary: the shared corpus of real documents; the sample district's, far denser in facts, without it."""
    paths = sorted((SHARED / "corpus").glob("*.txt")) or sorted((ROOT / "examples" / "source").glob("*.txt"))
    return [path.read_text("utf-8") for path in paths]


def varied(folder: Path, *, megabytes: float, seed: int = 20261122) -> list[Path]:
    """Write that many megabytes (UTF-8) of varied text into the folder, a file a copy."""
    chance = random.Random(seed)
    texts = sources()
    named = [_names(text) for text in texts]
    written, paths = 0, []
    while written < megabytes * 1_000_000:
        which = len(paths) % len(texts)
        text = _DIGITS.sub(lambda match: _number(match[0], chance), texts[which])
        for name in named[which]:
            text = text.replace(name, _name(len(name), chance))
        path = folder / f"{len(paths):05}.txt"
        data = text.encode()
        path.write_bytes(data)
        written += len(data)
        paths.append(path)
    return paths


def _names(text: str) -> list[str]:
    """Stems of the firms and places named in a text: their first characters, which make them this one and no other."""
    stems = set()
    for reading in read_text(text).readings:
        stems.update(actor.name[: max(2, len(actor.name) // 2)] for actor in reading.actors if len(actor.name) > 3)
    return sorted(stem for stem in stems if all(c >= "\u4e00" for c in stem))[:60]


def _number(digits: str, chance: random.Random) -> str:
    """Another number as long; years stay years."""
    if len(digits) == 4 and digits[:2] in ("19", "20"):
        return digits
    return "".join(c if c == "." else chance.choice("123456789") for c in digits)


def _name(length: int, chance: random.Random) -> str:
    return "".join(chance.choice(_STEMS) for _ in range(length))
