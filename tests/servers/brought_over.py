"""A city of SQLite, brought over into PostgreSQL row by row: to publish all its items once more takes seconds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
from psycopg import sql

_TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
_COUNTERS = """
SELECT attrelid::regclass::text, attname::text, pg_get_serial_sequence(attrelid::regclass::text, attname::text)
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid AND relkind = 'r'
WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped
AND pg_get_serial_sequence(attrelid::regclass::text, attname::text) IS NOT NULL
"""


def bring_over(city: Path, address: str) -> None:
    """Fill a migrated database with all rows of another; `address` is a superuser's."""
    with closing(sqlite3.connect(city)) as source, psycopg.connect(address) as target:
        target.execute("SET session_replication_role = replica")  # in whichever order the tables come
        target.execute("SET timezone = 'UTC'")  # in which SQLite's moments are written
        for (table,) in target.execute(_TABLES).fetchall():
            _rows(source, target, table)
        for table, column, sequence in target.execute(_COUNTERS).fetchall():
            asked = sql.SQL("SELECT setval({0}, max({1})) FROM {2} HAVING max({1}) > 0")
            target.execute(asked.format(sequence, sql.Identifier(column), sql.Identifier(table)))


def _rows(source: sqlite3.Connection, target: psycopg.Connection, table: str) -> None:
    """Bring a table over; a value goes as text, which PostgreSQL reads as its column's type."""
    found = source.execute(f'SELECT * FROM "{table}"')  # noqa: S608 — the name comes from the database
    names = sql.SQL(", ").join(sql.Identifier(each[0]) for each in found.description)
    places = sql.SQL(", ").join([sql.Placeholder()] * len(found.description))
    asked = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(sql.Identifier(table), names, places)
    rows = [tuple(each if each is None or isinstance(each, bytes) else str(each) for each in row) for row in found]
    target.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))  # what the migrations have written
    if rows:
        with target.cursor() as cursor:
            cursor.executemany(asked, rows)
