"""Sorting more rows than memory should hold."""

from __future__ import annotations

import random

from luoshi.cli.sorting import Sorted


def test_more_rows_than_memory_should_hold_come_out_in_order(tmp_path):
    chance = random.Random(5)
    rows = [{"key": chance.randrange(20), "nth": n, "words": "=落实\n"} for n in range(100)]
    put_aside = Sorted(lambda row: row["key"], tmp_path, run=7)
    for row in rows:
        put_aside.add(row)
    assert len(list(tmp_path.iterdir())) == 14
    assert list(put_aside) == sorted(rows, key=lambda row: row["key"])
