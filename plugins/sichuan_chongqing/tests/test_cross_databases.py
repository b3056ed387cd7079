"""The tables of the exchange stand on both databases, belong to tenants, and are as the code has them."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, inspect, select

from sichuan_chongqing.exchange.side import rings, trust
from sichuan_chongqing.exchange.tables import KeyRow, Tables
from sichuan_chongqing.protocol.keys import make_key
from sichuan_chongqing.tests.two_sides import BEGIN
from tongban.database import Sessions, scoped


def test_the_tables_are_as_the_code_has_them(engine: Engine) -> None:
    seen = inspect(engine)
    for table in Tables.metadata.sorted_tables:
        there = {each["name"]: each["nullable"] for each in seen.get_columns(table.name)}
        assert there == {each.name: each.nullable for each in table.columns}
        assert {each["name"] for each in seen.get_indexes(table.name)} == {each.name for each in table.indexes}
        assert seen.get_pk_constraint(table.name)["constrained_columns"][0] == "tenant_id"


@pytest.mark.row("T2", part="keys of partners")
def test_keys_are_of_one_root_and_another_does_not_see_them(sessions: Sessions) -> None:
    key = make_key()
    trust(sessions(), "chongqing", "sichuan", key.algorithm, key.public, BEGIN)
    trust(sessions(), "chongqing", "sichuan", key.algorithm, key.public, BEGIN)
    sessions().commit()
    assert [each.id for each in rings(sessions(), "chongqing")["sichuan"].keys] == [key.id]
    assert rings(sessions(), "shifan") == {}
    with scoped("shifan"):
        assert sessions().scalars(select(KeyRow)).all() == []
