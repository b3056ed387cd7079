"""The floor of a journey: the rows that it wrote, in the same transactions, by bare psycopg and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import psycopg

from bench.recording import Write

_SCOPE = "SELECT set_config('app.reads', %s, true), set_config('app.writes', %s, true)"


def write(connection: psycopg.Connection, tenant: str, transactions: Sequence[Sequence[Write]]) -> None:
    """Write them again, in the tenant's scope, as row-level security asks."""
    for writes in transactions:
        with connection.transaction(), connection.cursor() as cursor:
            cursor.execute(_SCOPE, (tenant, tenant))
            for each in writes:
                if len(each.rows) == 1:
                    cursor.execute(each.statement, each.rows[0])
                else:
                    cursor.executemany(each.statement, each.rows)
