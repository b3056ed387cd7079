"""The demonstration's two cross-region cases, as `make demo` makes them."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from sichuan_chongqing.demonstrating import PARTNER, Side, accounts_of, make
from sichuan_chongqing.exchange.tables import CaseRow
from sichuan_chongqing.tests.two_sides import Clock, Installation, both_sides


@contextmanager
def taken(*ports: int) -> Iterator[None]:
    """Hold ports as another program would, unless one does already."""
    with ExitStack() as held:
        for port in ports:
            with suppress(OSError):
                held.enter_context(socket.create_server(("127.0.0.1", port)))
        yield


def demonstrated(side: Installation, tenant: str) -> Side:
    return Side(side.settings, side.sessions, side.desk, tenant)


@pytest.mark.row("X2", part="the demonstration")
def test_both_cases_are_made_once_though_others_hold_the_usual_ports(tmp_path: Path) -> None:
    cq, ga = both_sides(tmp_path, Clock(datetime.now(UTC)))
    first, second = demonstrated(cq, "jiangbei"), demonstrated(ga, PARTNER)
    assert accounts_of(second)
    with taken(8000, 8100):
        assert make(first, second)
    assert not make(first, second)
    for side in (first, second):
        with side.office() as office:
            assert len(office.session.scalars(select(CaseRow)).all()) == 2
