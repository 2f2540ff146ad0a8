"""A supervision office's whole year in an hour, on the made-up district of `chenghu/`, by the public API only.

    python examples/year.py --fresh FOLDER                 a new rehearsal ledger there, its pages, and the year
    python examples/year.py --url http://127.0.0.1:8000    on a rehearsal that is up (LUOSHI_HOME and LUOSHI_REHEARSAL=1 as it has them)

It is 2023. The promises are those of the report of December 2022, the figures of the last quarter those of the papers of January
2024; what no paper says is made up here and marked 演练. The same every time.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from rehearsal import setting_up
from rehearsal.office import Office
from rehearsal.story import Year


def main() -> None:
    parser = argparse.ArgumentParser(description="澄湖区督查室的一年：从分解政府工作报告到年终考评，全部走公开接口。")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--fresh", metavar="FOLDER", type=Path, help="在这个空文件夹里新建演练账本")
    where.add_argument("--url", help="已经启动的演练账本的网址（LUOSHI_HOME 须与它相同）")
    asked = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8", line_buffering=True)  # type: ignore[union-attr]
    if asked.url:
        _run(asked.url.rstrip("/"), dict(os.environ))
        return
    if asked.fresh.exists() and any(asked.fresh.iterdir()):
        raise SystemExit(f"{asked.fresh} 不是空文件夹")
    env = setting_up.environment(asked.fresh.resolve())
    with setting_up.served(env) as url:
        _run(url, env)


def _run(url: str, env: dict[str, str]) -> None:
    if env.get("LUOSHI_REHEARSAL") != "1":
        raise SystemExit("只在演练账本里演练：请设 LUOSHI_REHEARSAL=1")
    setting_up.set_up(env)
    Year(Office(url, setting_up.keys(env))).run()


if __name__ == "__main__":
    main()
