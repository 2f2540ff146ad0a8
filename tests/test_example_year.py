"""`examples/year.py` takes the sample district through a whole year by the public API, as whoever tries Luoshi runs it."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.slow


def test_a_year_from_the_report_to_the_rates(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "examples" / "year.py"), "--fresh", str(tmp_path / "ledger")]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=900)
    assert ran.returncode == 0, ran.stderr[-2000:]
    told, _, account = ran.stdout.partition("\n\n")
    days = [line[:10] for line in told.splitlines()]
    assert days == sorted(days)
    assert (days[0], days[-1][:4]) == ("2023-01-03", "2024")
    for step in (
        "起草任务分解表", "裁定分歧", "澄政办发〔2023〕2号", "退回教育局", "提醒函", "督办通知", "批复暂停计时", "区长批示", "周例会", "调度会", "上传佐证",
        "少于上期", "不予办结", "批准跨年结转", "签发督查专报",
    ):  # fmt: skip
        assert step in told, step
    rows = list(csv.DictReader(io.StringIO(account), delimiter="\t"))
    whole, *units = rows
    assert whole["单位"] == "合计"
    for light in ("已销号", "逾期未完成"):
        assert int(whole[light]) == sum(int(row[light]) for row in units) > 0, light


def test_it_does_not_touch_a_folder_with_things_in_it(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", "utf-8")
    command = [sys.executable, str(ROOT / "examples" / "year.py"), "--fresh", str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert ran.returncode != 0
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
