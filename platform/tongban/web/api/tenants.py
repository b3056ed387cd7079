"""GET /tenants and what they offer: published items, found by words, and each as a guide in data."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Response, url_for
from sqlalchemy import and_, or_, select

from tongban.publishing.memory import definition
from tongban.publishing.search import search
from tongban.publishing.tables import VersionRow
from tongban.publishing.versions import IN_USE, in_use
from tongban.tenancy.tables import TenantRow
from tongban.tenancy.tree import tenant as tenant_row
from tongban.web.api.exchange import answer, cursor, entity_tag, next_address, place_of, sent_query
from tongban.web.api.item_view import item_view
from tongban.web.api.operations import Answer, Operation, operation
from tongban.web.api.room import blueprint
from tongban.web.api.schemas import Item, ItemPage, ItemQuery, PageQuery, TenantPage
from tongban.web.guard import public
from tongban.web.house import db
from tongban.web.scoping import enter

TENANT = {"tenant": "租户代码"}
ITEM = {**TENANT, "item": "事项代号"}


@blueprint.get("/tenants", endpoint="tenants")
@public
@operation(
    Operation(
        id="tenants",
        summary="列出租户",
        tag="事项",
        description="城市、部门、区县和乡镇，按上下级排列。",
        query=PageQuery,
        answers={200: Answer("一页租户", TenantPage)},
        problems=(400,),
    )
)
def tenants() -> Response:
    asked = sent_query(PageQuery)
    found = select(TenantRow).order_by(TenantRow.path).limit(asked["limit"] + 1)
    if place := asked.get("cursor"):
        found = found.where(TenantRow.path > place_of(place, 1)[0])
    rows = list(db().scalars(found))
    page, more = rows[: asked["limit"]], len(rows) > asked["limit"]
    told = [
        {"tenant": row.id, "name": row.name, "kind": row.kind, "division": row.division, "parent": row.parent_id}
        for row in page
    ]
    return answer(TenantPage, {"tenants": told, "next": next_address(cursor(page[-1].path)) if more else None})


@blueprint.get("/tenants/<tenant>/items", endpoint="items")
@public
@operation(
    Operation(
        id="items",
        summary="列出或者查找事项",
        tag="事项",
        description="只列正在办理的事项。写 q 时按相关程度排列，只有一页；不写时按名称排列。",
        path=TENANT,
        query=ItemQuery,
        answers={200: Answer("一页事项", ItemPage)},
        problems=(400, 404),
    )
)
def items(tenant: str) -> Response:
    asked = sent_query(ItemQuery)
    enter(tenant_row(db(), tenant).id)
    if asked.get("q"):
        hits = search(db(), [tenant], asked["q"], limit=asked["limit"])
        return answer(ItemPage, {"items": [_summary(each.version) for each in hits], "next": None})
    rows = _page(tenant, asked)
    page, more = rows[: asked["limit"]], len(rows) > asked["limit"]
    place = cursor(page[-1].title, page[-1].item) if more else ""
    return answer(ItemPage, {"items": [_summary(row) for row in page], "next": next_address(place) if more else None})


def _page(tenant: str, asked: dict[str, Any]) -> list[VersionRow]:
    """Read one page and one more, by title; titles may be alike, so the item decides between those."""
    found = select(VersionRow).where(VersionRow.tenant_id == tenant, VersionRow.state == IN_USE)
    if place := asked.get("cursor"):
        title, item = place_of(place, 2)
        found = found.where(or_(VersionRow.title > title, and_(VersionRow.title == title, VersionRow.item > item)))
    return list(db().scalars(found.order_by(VersionRow.title, VersionRow.item).limit(asked["limit"] + 1)))


def _summary(row: VersionRow) -> dict[str, object]:
    return {
        "item": row.item,
        "title": row.title,
        "summary": row.summary,
        "department": row.department,
        "version": row.version,
        "on_the_spot": row.on_the_spot,
        "published_at": row.published_at,
    }


@blueprint.get("/tenants/<tenant>/items/<item>", endpoint="item")
@public
@operation(
    Operation(
        id="item",
        summary="读取一个事项",
        tag="事项",
        description="办事指南、申请材料和表单，条件都用文字说明。内容没有变化时（If-None-Match）答 304。",
        path=ITEM,
        answers={200: Answer("事项", Item, headers=("ETag",)), 304: Answer("没有变化")},
        problems=(404,),
    )
)
def item(tenant: str, item: str) -> Response:
    enter(tenant_row(db(), tenant).id)
    row = in_use(db(), tenant, item)
    view = item_view(definition(db(), row.hash), row.version)
    return answer(
        Item,
        asdict(view),
        tag=entity_tag(row.hash, row.version),
        Link=f'<{url_for("portal.guide", tenant=tenant, item=item)}>; rel="alternate"; type="text/html"',
    )
