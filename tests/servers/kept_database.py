"""A database that one test leaves to the next: what was written is taken back, and more than that is not trusted.

Before a test, all tables are held against what they were: how many rows, and which transaction wrote the newest. Where
a table has other rows, the new ones go and those that are missing come back; where the tables themselves are others,
the database is made anew. To copy it for each test, and to open a connection that learns all tables anew, would take
longer than most tests ask.
"""

from __future__ import annotations

from collections.abc import Iterable

import psycopg
from psycopg import sql

from servers.postgres import fresh_database

#: what PostgreSQL writes of tables, columns, keys, functions, policies and triggers themselves, and of what they hold
CATALOGS = (
    "pg_class", "pg_attribute", "pg_attrdef", "pg_constraint", "pg_index", "pg_namespace", "pg_policy", "pg_proc",
    "pg_rewrite", "pg_statistic", "pg_trigger", "pg_type",
)  # fmt: skip

#: rows, and the newest transaction that wrote one; of a sequence its value, and whether it is used
Counted = tuple[int, int]


class KeptDatabase:
    """One database of a server, like its template at the beginning of each test."""

    def __init__(self, server: str, name: str, template: str) -> None:
        self._server, self._name, self._template = server, name, template
        self._make()

    def clean(self) -> str:
        """Give the ordinary role's address of the database, which nobody uses now and which is like its template."""
        if not self._taken_back():
            self.close()
            self._make()
        return self._address

    def close(self) -> None:
        self._watching.close()

    def _make(self) -> None:
        self._address = fresh_database(self._server, self._name, self._template)
        self._watching = psycopg.connect(self._server.replace("@/postgres", f"@/{self._name}"), autocommit=True)
        self._watching.execute("SET session_replication_role = replica")  # no key and no trigger stands against it
        self._keys: dict[str, list[str]] = dict(self._watching.execute(_KEYS).fetchall())
        assert all(self._keys.values()), "a table without a primary key cannot be made as it was"
        self._sequences = [name for (name,) in self._watching.execute("SELECT sequencename FROM pg_sequences")]
        for table in self._keys:
            self._watching.execute(_SET_APART.format(_was(table), _here(table)))
        self._all = self._looking((*CATALOGS, *self._keys, *self._sequences))
        self._first = self._counted(self._all)
        self._last = dict(self._first)

    def _taken_back(self) -> bool:
        now = self._counted(self._all)
        if any(now[each] != self._last[each] for each in CATALOGS):
            return False
        written = [name for name in now if now[name] != self._last[name]]
        if not written:
            return True
        with self._watching.pipeline():
            for name in written:
                self._take_back(name)
        self._last |= self._counted(self._looking(written))
        return all(self._last[name][0] == self._first[name][0] for name in written)

    def _take_back(self, name: str) -> None:
        (number, used), newest = self._first[name], self._last[name][1]
        if name in self._sequences:
            self._watching.execute("SELECT setval(%s::regclass, %s, %s)", (name, number, bool(used)))
            return
        self._watching.execute(_DELETE_NEW.format(_here(name)), (newest,))
        if number:
            same = sql.SQL(" AND ").join(_SAME.format(sql.Identifier(each)) for each in self._keys[name])
            self._watching.execute(_BRING_BACK.format(_here(name), _was(name), same))

    def _looking(self, names: Iterable[str]) -> str:
        asked = ((_VALUE if each in self._sequences else _ROWS).format(each, sql.Identifier(each)) for each in names)
        return sql.SQL(" UNION ALL ").join(asked).as_string(self._watching)

    def _counted(self, looking: str) -> dict[str, Counted]:
        return {name: (number, last) for name, number, last in self._watching.execute(looking)}


#: each table with the columns of its primary key
_KEYS = """
SELECT relname, array_remove(array_agg(attname::text), NULL) FROM pg_class
LEFT JOIN pg_index ON indrelid = pg_class.oid AND indisprimary
LEFT JOIN pg_attribute ON attrelid = pg_class.oid AND attnum = ANY (indkey)
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace GROUP BY relname
"""
_ROWS = sql.SQL("SELECT {0}, count(*), coalesce(max(xmin::text::bigint), 0) FROM {1}")
_VALUE = sql.SQL("SELECT {0}, last_value, is_called::int FROM {1}")
_SET_APART = sql.SQL("CREATE TEMP TABLE {} AS TABLE {}")
_DELETE_NEW = sql.SQL("DELETE FROM {} WHERE xmin::text::bigint > %s")
_BRING_BACK = sql.SQL(
    "INSERT INTO {0} OVERRIDING SYSTEM VALUE SELECT * FROM {1} was WHERE NOT EXISTS (SELECT FROM {0} here WHERE {2})"
)
_SAME = sql.SQL("here.{0} = was.{0}")


def _here(table: str) -> sql.Identifier:
    return sql.Identifier("public", table)


def _was(table: str) -> sql.Identifier:
    return sql.Identifier(f"was {table}")
