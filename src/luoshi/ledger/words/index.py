"""The index of words in passages and in names: an FTS5 table on SQLite, a column of positions on PostgreSQL, of `grams`.

On PostgreSQL a row also holds its mark, what its passage does, as one more word: few of a common word's passages are tasks, and the
index then tells which without each being looked at. No word that is looked for can be a mark (`bigrams.normal` leaves no such sign).

PostgreSQL knows 16,383 positions a row, and 255 of one gram. A passage beyond that has several rows, which share enough for
any word to stand whole in one of them; their key is minus the passage's, so that all others are asked about simply.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import connection
from django.db.models.expressions import RawSQL

from luoshi.ledger.words.bigrams import grams, phrase
from luoshi.ledger.words.query import LONGEST, Query

PASSAGES, NAMES = "ledger_words", "ledger_name_words"
"""The tables: of passages' texts and of named things' keys, each by the number of its row."""
_LONGEST = 8000
"""Grams a row."""
_OFTEN = 255
"""How often a row holds one gram."""
_OVERLAP = LONGEST
"""Grams that two rows of one long passage share: a word looked for has no more."""
Row = tuple[int, str] | tuple[int, str, str]
"""The number of a row, its text, and its mark if it has one."""
MARKS = frozenset({"commitment"})
"""Marks that are looked for."""
_MARK = "\x01"
"""What a mark begins with."""


def create(table: str = PASSAGES) -> list[str]:
    """The statements that make the index, for this database."""
    if connection.vendor == "postgresql":
        return [
            f"CREATE TABLE {table} (passage_id bigint NOT NULL, words tsvector NOT NULL)",
            f"CREATE INDEX {table}_words ON {table} USING gin (words)",
            f"CREATE INDEX {table}_passage ON {table} (passage_id)",
        ]
    # Holds no text of its own; ASCII letters never stand in grams, so the tokenizer splits at blanks alone.
    return [
        f"CREATE VIRTUAL TABLE {table} USING fts5(words, content='', columnsize=0, prefix='1', tokenize='ascii')",
    ]


def add(rows: Iterable[Row], *, table: str = PASSAGES) -> None:
    """Put the rows into the index."""
    waiting = iter(rows)
    with connection.cursor() as cursor:
        while some := list(islice(waiting, 2000)):
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} (passage_id, words) FROM STDIN") as copy:
                    for key, text, *mark in some:
                        vectors = list(_vectors(text))
                        marked = f" {_marked(mark[0])}:1" if mark and mark[0] in MARKS else ""
                        for words in vectors:
                            copy.write_row((key if len(vectors) == 1 else -key, words + marked))
            else:
                lines = [(key, " ".join(grams(text))) for key, text, *_ in some]
                cursor.executemany(f"INSERT INTO {table} (rowid, words) VALUES (%s, %s)", lines)


def remove(rows: Iterable[Row], *, table: str = PASSAGES) -> None:
    """Take the rows out. Their texts must be those that were put in."""
    waiting = iter(rows)
    with connection.cursor() as cursor:
        while some := list(islice(waiting, 2000)):
            if connection.vendor == "postgresql":
                keys = [key for key, *_ in some]
                cursor.execute(f"DELETE FROM {table} WHERE passage_id = ANY(%s)", [[*keys, *(-key for key in keys)]])
            else:
                lines = [(key, " ".join(grams(text))) for key, text, *_ in some]
                cursor.executemany(
                    f"INSERT INTO {table} ({table}, rowid, words) VALUES ('delete', %s, %s)", lines
                )  # fmt: skip


def mark_tasks() -> list[str]:
    """The statements that mark the rows of an index made before there were marks; none where there are none."""
    if connection.vendor != "postgresql":
        return []
    return [
        f"UPDATE {PASSAGES} w SET words = w.words || array_to_tsvector(ARRAY['{_MARK}{role}']) FROM ledger_passage p"
        f" WHERE p.id = abs(w.passage_id) AND p.role = '{role}'"
        for role in MARKS
    ]


def keys_with(query: Query, *, marks: Sequence[str] = (), table: str = PASSAGES) -> tuple[str, list[str]] | None:
    """SQL, and its parameters, that gives as `id` the number of each row with the words; None where none are asked for.

    `marks` may leave out rows of other marks, if all of them are of `MARKS`; it need not, so ask for the marks in another way too. All of `every` must be there, one of `some` if there are any, none of `none`. What only excludes asks for nothing.
    """
    every, some, none = (
        [asked for word in words if (asked := _asked(word))] for words in (query.every, query.some, query.none)
    )
    if not every and not some:
        return None
    if connection.vendor == "postgresql":
        either = f"({' | '.join(some)})"
        of_marks = [f"({' | '.join(map(_marked, marks))})"] if marks and set(marks) <= MARKS else []
        whole = " & ".join([*every, *([either] if some else []), *of_marks, *(f"!{each}" for each in none)])
        tests = [*every, *([either] if some else [])]
        sql = f"SELECT passage_id AS id FROM {table} WHERE passage_id > 0 AND words @@ %s::tsquery"
        has = " AND ".join([*["bool_or(words @@ %s::tsquery)"] * len(tests), *["NOT bool_or(words @@ %s::tsquery)"] * len(none)])
        long = f"SELECT -passage_id FROM {table} WHERE passage_id < 0 GROUP BY passage_id HAVING {has}"
        # Asked for beforehand, since they are rare: what is put together of two selects the planner can only work out whole, and
        # may do so again for every row of a filtered table; of one it asks the index for the rows that the filters leave.
        if _any(long, [*tests, *none]):
            return f"{sql} UNION ALL {long}", [whole, *tests, *none]
        return sql, [whole]
    tests = [*every, *([f"({' OR '.join(some)})"] if some else [])]
    asked = f"({' AND '.join(tests)})" + "".join(f" NOT {each}" for each in none)
    return f"SELECT rowid AS id FROM {table} WHERE {table} MATCH %s", [asked]


def matching(query: Query, *, table: str = PASSAGES) -> RawSQL:
    """The numbers of the rows with these words, as a subquery. Words that are none give no row."""
    sql, parameters = keys_with(query, table=table) or ("SELECT CAST(NULL AS bigint) WHERE 1 = 0", [])
    return RawSQL(sql, parameters)


def _any(sql: str, parameters: list[str]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT 1", parameters)
        return cursor.fetchone() is not None


def _asked(word: str) -> str:
    pairs, beginning = phrase(word)
    if not pairs:
        return ""
    if connection.vendor == "postgresql":
        return f"({' <-> '.join(map(_quoted, pairs))}{':*' if beginning else ''})"
    return f'"{" ".join(pairs)}"{"*" if beginning else ""}'  # no ASCII sign stands in a gram


def _marked(mark: str) -> str:
    return _quoted(_MARK + mark)


def _quoted(pair: str) -> str:
    escaped = pair.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _vectors(text: str) -> Iterator[str]:
    """The grams as PostgreSQL writes a vector of words with their positions."""
    pairs, start = grams(text), 0
    while True:
        places: dict[str, list[int]] = {}
        end = start
        while end < min(len(pairs), start + _LONGEST) and len(places.get(pairs[end], ())) < _OFTEN:
            places.setdefault(pairs[end], []).append(end - start + 1)
            end += 1
        yield " ".join(f"{_quoted(pair)}:{','.join(map(str, at))}" for pair, at in places.items())
        if end == len(pairs):
            return
        start = end - _OVERLAP
