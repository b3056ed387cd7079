"""Many cases and many tenants, written in bulk by the superuser: what the queue must not notice."""

from __future__ import annotations

from datetime import datetime

import psycopg

from bench.item import TENANT

_TENANTS = """
INSERT INTO tenant (id, name, kind, parent_id, path, theme, calendar, details, created_at)
SELECT 'bench-' || n, '测速县' || n, 'county', 'chongqing', 'chongqing/bench-' || n, 'default', 'cn', '{}', now()
FROM generate_series(1, %(tenants)s) AS n
"""
_CASES = """
INSERT INTO case_file (tenant_id, number, item, version, definition_hash, title, applicant_id, applicant_name, channel,
                       state, waits_for, due_at, due_kind, snapshot, revision, opened_at)
SELECT tenant, tenant || '-' || lpad(n::text, 8, '0'), 'occupy-road', 1, repeat('0', 64), '占道施工审批', 'bench',
       '重庆示例建设有限公司', 'online', 'accepted',
       (ARRAY['window_clerk', 'reviewer', 'chief_representative'])[n %% 3 + 1],
       %(now)s + n * interval '1 minute', 'promise', '{}', 1, %(now)s
FROM unnest(%(tenants)s::text[]) AS tenant, generate_series(%(first)s::int, %(last)s::int) AS n
"""


def crowd(url: str, now: datetime, *, tenants: int, cases: int) -> None:
    """Let so many tenants, the bench's own among them, have so many open cases each."""
    others = [f"bench-{n}" for n in range(1, tenants)]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(_TENANTS, {"tenants": len(others)})
        _open_cases(connection, [TENANT, *others], 1, cases, now)


def more(url: str, now: datetime, *, after: int, cases: int) -> None:
    """Let the bench's own tenant have so many open cases, where it had `after`."""
    with psycopg.connect(url, autocommit=True) as connection:
        _open_cases(connection, [TENANT], after + 1, cases, now)


def _open_cases(connection: psycopg.Connection, tenants: list[str], first: int, last: int, now: datetime) -> None:
    connection.execute(_CASES, {"tenants": tenants, "first": first, "last": last, "now": now})
    connection.execute("VACUUM ANALYZE case_file")
