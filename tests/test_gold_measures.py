"""Measures against the shared gold, with ASCII and with full-width punctuation."""

from __future__ import annotations

import importlib.util
import os
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPT = Path(__file__).parent.parent / "scripts" / "fidelity.py"


def fidelity() -> ModuleType:
    """`scripts/fidelity.py`, which knows where the gold stands and how it is scored."""
    spec = importlib.util.spec_from_file_location("fidelity", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if not (module.SHARED / "gold" / "score.py").exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"no gold at {module.SHARED}: set LUOSHI_SHARED")
        pytest.skip("the gold is not here: it stands beside the repository, or where LUOSHI_SHARED says")
    return module


@cache
def scored(width: str) -> dict[str, Any]:
    """Name of a gold file, and `pooled`: its figures."""
    from luoshi.reading import read_text

    module = fidelity()
    score = module.scorer("score")
    figures, pairs = {}, []
    for name, file in module.gold_files().items():
        text = (module.SHARED / "corpus" / file).read_bytes().decode()
        reading = read_text(text.translate(module.FULL_WIDTH) if width == "full" else text, file=file)
        pair = (score.load(module.SHARED / "gold" / f"{name}.measures.jsonl"), module.predicted(reading, "measures"))
        pairs.append(pair)
        figures[name] = score.score(*score.pool([pair]))[0]
    figures["pooled"] = score.score(*score.pool(pairs))[0]
    return figures


@pytest.mark.parametrize("width", ["ascii", "full"])
def test_pooled_measures_reach_the_bars(width: str) -> None:
    bars = fidelity().BARS["measures"]
    assert set(bars) == {"f1", "full_f1"}
    pooled = scored(width)["pooled"]
    assert {name: pooled[name] >= bar for name, bar in bars.items()} == dict.fromkeys(bars, True), pooled


@pytest.mark.parametrize("width", ["ascii", "full"])
def test_no_document_is_carried_by_the_others(width: str) -> None:
    for name, figures in scored(width).items():
        assert figures["f1"] >= 0.97, (name, figures)
        assert figures["full_f1"] >= 0.88, (name, figures)


def test_the_width_of_the_marks_changes_nothing() -> None:
    assert scored("ascii") == scored("full")
