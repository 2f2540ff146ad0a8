"""Multiply a ledger: every document again under the names of other places, row by row in SQL. `python copies.py COPIES` with LUOSHI_HOME.

For timing only: the copies have all that a document's pages and reckoning need, but not the index of words, and share the files on disk
with those they were made from. The ledger holds what `papers.py` wrote and nothing else: one document a file.
"""

from __future__ import annotations

import sys
from itertools import islice
from typing import Any

from django.db import connection
from papers import PLACE, names

from luoshi.ledger import database

database.configure()

from luoshi.ledger import models as m  # noqa: E402  (the tables can be imported once Django is set up)
from luoshi.ledger.standing_rows import VERSION  # noqa: E402
from luoshi.reading.reader import reader_version  # noqa: E402

OWNERS: dict[Any, str] = {
    m.Lineage: "", m.Source: "lineage", m.Rendition: "source", m.Run: "lineage", m.Document: "rendition", m.Reading: "document",
    m.Standing: "lineage", m.Passage: "standing", m.Figure: "standing", m.Named: "standing", **dict.fromkeys(m.FACT_TABLES, "reading"),
}  # fmt: skip
"""Each table with the row its rows belong to; what is belonged to comes first."""
NAMING = frozenset(
    "where_from name text title place_name place place_key file subject key heading definition meeting speaker period refers_to".split()
)
"""Columns in which a place's name may stand."""


def multiply(copies: int) -> None:
    """Make the ledger that many times as large."""
    with connection.cursor() as cursor:
        _unguarded(cursor)
        later = _without_indexes(cursor)
        strides = {model: _highest(cursor, model) for model in OWNERS}
        _whose(cursor)
        old = sorted({name.removesuffix("区") for name in m.Standing.objects.values_list("place", flat=True)})
        fresh = (name for name in names() if name not in old and name != PLACE)
        cursor.execute("CREATE TEMPORARY TABLE renamed (old varchar(8) PRIMARY KEY, new varchar(8))")
        for copy in range(1, copies):
            cursor.execute("DELETE FROM renamed")
            cursor.executemany("INSERT INTO renamed VALUES (%s, %s)", list(zip(old, islice(fresh, len(old)), strict=True)))
            for model in OWNERS:
                cursor.execute(_copied(model, copy, strides))
            print(f"\r{copy + 1}/{copies}", end="", file=sys.stderr, flush=True)
        for statement in later:
            cursor.execute(statement)
        _guarded(cursor, list(OWNERS))


def stamp() -> None:
    """Have the rows taken as made by this version: working 64,000 documents out afresh after an upgrade takes an hour."""
    m.StandingVersion.objects.all().delete()
    m.StandingVersion.objects.create(version=f"{VERSION}+{reader_version()}")


def _copied(model: Any, copy: int, strides: dict[Any, int]) -> str:
    columns, values = [], []
    for field in model._meta.concrete_fields:
        column = connection.ops.quote_name(field.column)
        of = model if field.primary_key else field.related_model if field.is_relation else None
        columns.append(column)
        if of in strides:
            values.append(f"r.{column} + {copy * strides[of]}")
        elif (model, field.name) == (m.Lineage, "key"):
            values.append(f"'g{copy:03x}' || substr(r.{column}, 5)")  # no key of the ledger's own has a g
        elif field.name in NAMING and (model, field.name) != (m.Lineage, "key"):
            values.append(f"replace(r.{column}, n.old, n.new)")
        else:
            values.append(f"r.{column}")
    table = model._meta.db_table
    owner = OWNERS[model]
    whose, key = (_table_of(model, owner), f"{owner}_id") if owner else (m.Lineage._meta.db_table, "id")
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table} r"
        f" JOIN whose_{whose} w ON w.id = r.{key} JOIN renamed n ON n.old = w.old WHERE r.id <= {strides[model]} ORDER BY r.id"
    )


def _whose(cursor: Any) -> None:
    """For each row that others belong to, the name of its place."""
    cursor.execute(f"CREATE TEMPORARY TABLE whose_ledger_lineage AS SELECT lineage_id AS id, replace(place, '区', '') AS old FROM {m.Standing._meta.db_table}")
    for model, owner in OWNERS.items():
        table = model._meta.db_table
        if owner and model not in m.FACT_TABLES and model not in (m.Passage, m.Figure, m.Named):
            cursor.execute(
                f"CREATE TEMPORARY TABLE whose_{table} AS SELECT r.id AS id, w.old AS old FROM {table} r"
                f" JOIN whose_{_table_of(model, owner)} w ON w.id = r.{owner}_id"
            )
    for model in (m.Lineage, m.Source, m.Rendition, m.Document, m.Reading, m.Standing):
        table = model._meta.db_table
        cursor.execute(f"CREATE INDEX whose_{table}_id ON whose_{table} (id)")


def _table_of(model: Any, owner: str) -> str:
    return str(model._meta.get_field(owner).related_model._meta.db_table)


def _highest(cursor: Any, model: Any) -> int:
    cursor.execute(f"SELECT coalesce(max(id), 0) FROM {model._meta.db_table}")
    return int(cursor.fetchone()[0])


def _without_indexes(cursor: Any) -> list[str]:
    """Drop the indexes that are no constraint's; the statements that make them again."""
    tables = ", ".join(f"'{model._meta.db_table}'" for model in OWNERS)
    if connection.vendor == "postgresql":
        cursor.execute(
            f"SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ({tables}) AND schemaname = current_schema()"
            " AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = format('%%I.%%I', schemaname, indexname)::regclass)", []
        )  # fmt: skip
    else:
        cursor.execute(f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({tables})")
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
    return [sql for _, sql in found]


def _unguarded(cursor: Any) -> None:
    """Nothing is kept against a crash: a ledger that was not finished is made again."""
    settings = ("session_replication_role = replica", "synchronous_commit = off", "maintenance_work_mem = '1GB'")
    if connection.vendor == "postgresql":
        for each in settings:
            cursor.execute(f"SET {each}")
    else:
        for each in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -1000000", "temp_store = FILE"):
            cursor.execute(f"PRAGMA {each}")


def _guarded(cursor: Any, copied: list[Any]) -> None:
    if connection.vendor == "postgresql":
        for model in copied:
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{model._meta.db_table}', 'id'), (SELECT max(id) FROM {model._meta.db_table}))")
        database.look_over()
    else:
        cursor.execute("PRAGMA journal_mode = WAL")


if __name__ == "__main__":
    multiply(int(sys.argv[1]))
    stamp()
