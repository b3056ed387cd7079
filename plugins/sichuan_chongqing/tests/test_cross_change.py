"""A body ends while cross-region cases run (36 §14(3)): their messages, papers and keys go along to the successor."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from sichuan_chongqing.exchange.tables import CaseRow, KeyRow, StreamRow
from tongban.cases.handing_over.plugin_rows import count, take_along
from tongban.cases.handing_over.sorting import Lot
from tongban.database import Scope, Sessions, scoped

NOW = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)


def a_case(tenant: str, name: str, number: str) -> list[object]:
    case = CaseRow(
        tenant_id=tenant, id=name, agreement="a", item="i", mode="home", role="handles", here="500105", there="511600",
        title="t", applicant_name="n", number=number, stage="accepted", opened_at=NOW, changed_at=NOW,
    )  # fmt: skip
    return [case, StreamRow(tenant_id=tenant, case_id=name, toward="in", party="sichuan", next=2, head="0" * 64)]


@pytest.mark.row("T6")
def test_messages_go_with_their_case_and_keys_with_the_body(city_sessions: Sessions) -> None:
    session = city_sessions()
    with scoped("jiangbei"):
        session.add_all([*a_case("jiangbei", "one", "N1"), *a_case("jiangbei", "two", "")])
        session.flush()
    for tenant, public in (("jiangbei", "11"), ("yuzhong", "22")):
        with scoped(tenant):
            session.add(KeyRow(tenant_id=tenant, party="p", id="k", algorithm="ed25519", public=public, since=NOW))
            session.flush()
    old, new = Scope.of("jiangbei"), Scope.of("yuzhong")
    with scoped(old):
        assert count(session, Lot("yuzhong", open_cases=["N1"]), False) == 2
        assert count(session, Lot("yuzhong", open_cases=["N1"]), True) == 5
    assert take_along(session, Lot("yuzhong", open_cases=["N1"]), False, old, new) == 2
    assert take_along(session, Lot("yuzhong"), True, old, new) == 3
    with scoped(new):
        assert sorted(session.scalars(select(StreamRow.case_id))) == ["one", "two"]
        assert session.scalars(select(KeyRow.public)).all() == ["22"], "the successor's own key stays"
    session.rollback()
