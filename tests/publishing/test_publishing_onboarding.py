"""A new district is brought in from a template in one go; a wrong one is refused with the reason, nothing written."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tongban.database import Scope, scoped
from tongban.errors import TongbanError
from tongban.publishing import Books, Onboarded, VersionRow, definition, load_city, onboard, published, templates
from tongban.publishing.tables import DefinitionDraft
from tongban.settings import Settings
from tongban.tenancy.tables import AuditRow, TenantRow

NOW = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)
WUSHAN: dict[str, Any] = {
    "tenant_id": "wushan",
    "name": "巫山县",
    "kind": "county",
    "parent": "chongqing",
    "division": "500237",
    "template": "county",
    "address": "巫山县示例路 1 号巫山县政务服务中心",
    "phone": "023-57000000",
}


def bring_in(session: Session, books: Books, **other: object) -> Onboarded:
    return onboard(session, books, **{**WUSHAN, **other}, by="运维", now=NOW)


def rows(session: Session) -> tuple[int, ...]:
    with scoped(Scope.everywhere("test")):
        return tuple(
            session.scalar(select(func.count()).select_from(table)) or 0
            for table in (TenantRow, VersionRow, DefinitionDraft, AuditRow)
        )


@pytest.mark.row("T1")
def test_a_district_is_onboarded_with_its_items_live(session: Session, books: Books, city: Settings) -> None:
    done = bring_in(session, books)
    session.commit()
    assert done.tenant.path == "chongqing/wushan"
    assert len(done.items) >= 8
    assert done.seconds < 60
    with scoped("wushan"):
        live = published(session, ["wushan"])
        assert {row.item for row in live} == {row.item for row in done.items}
        road = next(row for row in live if row.item == "occupy-road")
        described = definition(session, road.hash)
    assert described.authority.name == "巫山县城市管理局"
    assert described.service.address == "巫山县示例路 1 号巫山县政务服务中心"
    assert "authority" in described.demonstration
    elsewhere = Books(city).refresh(session)
    assert elsewhere.rulebook("wushan") == elsewhere.rulebook("chongqing")
    assert elsewhere.calendar("wushan").version == elsewhere.calendar("chongqing").version
    assert elsewhere.workspace.tree.root("wushan").id == "chongqing"


@pytest.mark.row("T1")
def test_a_township_is_onboarded_below_the_district_that_came_before_it(session: Session, books: Books) -> None:
    bring_in(session, books)
    done = bring_in(
        session,
        books.refresh(session),
        tenant_id="wushan-daxi",
        name="巫山县大溪乡",
        kind="township",
        parent="wushan",
        division=None,
        template="township",
    )
    session.commit()
    assert done.tenant.path == "chongqing/wushan/wushan-daxi"
    assert "birth-service" in {row.item for row in done.items}
    again = load_city(session, books.refresh(session), NOW)
    assert (again.published, again.refused) == ((), ())


@pytest.mark.row("T1")
def test_every_template_of_the_repository_can_be_used(session: Session, books: Books) -> None:
    for template in templates(books.shelf.sources):
        assert set(template.claims) <= set(books.workspace.items), template.id


WRONG: tuple[tuple[dict[str, object], str], ...] = (
    ({"division": "50023"}, "6 位"),
    ({"division": "999999"}, "区划表"),
    ({"division": "510104"}, "不在上级的区划"),
    ({"division": "500235"}, "已由“云阳县”使用"),
    ({"tenant_id": "yunyang"}, "已有人使用"),
    ({"tenant_id": "chengguan"}, "全市事项的文件夹"),
    ({"tenant_id": "_templates"}, "小写字母开头"),
    ({"tenant_id": "../x"}, "小写字母开头"),
    ({"parent": "wushan"}, "成一个圈"),
    ({"parent": "atlantis"}, "没有上级租户"),
    ({"parent": "jiangkou"}, "不能设在乡镇"),
    ({"kind": "empire"}, "租户类型应为"),
    ({"kind": "township"}, "适用于区县"),
    ({"template": "nothing"}, "没有租户模板"),
    ({"theme": "nothing"}, "没有名为“nothing”的主题"),
    ({"address": " "}, "地址"),
    ({"name": "巫山\n县"}, "名称"),
)


@pytest.mark.row("T1")
def test_what_is_wrong_is_refused_with_the_reason_and_nothing_is_written(session: Session, books: Books) -> None:
    before = rows(session)
    for other, told in WRONG:
        with pytest.raises(TongbanError, match=told):
            bring_in(session, books, **other)
        session.commit()
        assert rows(session) == before, told


@pytest.mark.row("T1")
def test_the_same_district_is_not_onboarded_twice(session: Session, books: Books) -> None:
    bring_in(session, books)
    session.commit()
    before = rows(session)
    for stale_or_fresh in (books, books.refresh(session)):
        with pytest.raises(TongbanError, match="已"):
            bring_in(session, stale_or_fresh)
        with pytest.raises(TongbanError, match="行政区划代码“500237”已由“巫山县”使用"):
            bring_in(session, stale_or_fresh, tenant_id="wushan-2")
    session.commit()
    assert rows(session) == before
