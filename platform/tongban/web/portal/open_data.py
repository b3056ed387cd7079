"""Open data: the published items and the catalogue, for anybody's programs and spreadsheets (36 §20; ORD §10)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _

from tongban.definitions.catalogues import KIND_NAMES, catalogue_csv, catalogue_json, catalogue_lines
from tongban.definitions.sheets import csv_bytes
from tongban.definitions.tenants import KINDS
from tongban.errors import NotFound
from tongban.publishing import VersionRow, published
from tongban.web.guard import public
from tongban.web.house import books, db
from tongban.web.portal.reach import Reach, browse
from tongban.web.portal.room import blueprint

_TYPES = {"json": "application/json", "csv": "text/csv"}
_HEADINGS = (
    "事项编号", "事项名称", "简介", "事项类型代码", "事项类型", "主管部门", "实施单位编号", "实施单位", "层级", "主题",
    "即办", "版本", "发布时间", "办事指南",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One published item at one office, as the open data says it."""

    id: str
    title: str
    summary: str
    kind: str
    kind_name: str
    department: str
    tenant: str
    tenant_name: str
    level: str
    themes: tuple[str, ...]
    on_the_spot: bool
    version: int
    published_at: str
    guide: str


@blueprint.get("/open-data", endpoint="open_data")
@public
def open_data(tenant: str) -> str:
    """Show what can be taken and what each column holds."""
    reach = browse(tenant)
    return render_template("portal/open_data.html", headings=_HEADINGS, count=len(published(db(), reach.tenants)))


@blueprint.get("/open-data/items.<form>", endpoint="open_items")
@public
def open_items(tenant: str, form: str) -> Response:
    """Give every item in use within reach, in the very state in which the portal shows it (C9)."""
    _refuse_form(form)
    reach = browse(tenant)
    found = [_open(reach, each) for each in published(db(), reach.tenants)]
    if form == "csv":
        return _answer(csv_bytes(_HEADINGS, (_cells(each) for each in found)), form, "items")
    data = {"tenant": tenant, "name": reach.here.name, "items": [asdict(each) for each in found]}
    return _answer(json.dumps(data, ensure_ascii=False).encode(), form, "items")


@blueprint.get("/open-data/catalogue.<form>", endpoint="open_catalogue")
@public
def open_catalogue(tenant: str, form: str) -> Response:
    """Give the basic catalogue (36 §20)."""
    _refuse_form(form)
    browse(tenant)
    lines = catalogue_lines(books().workspace)
    data = catalogue_csv(lines) if form == "csv" else catalogue_json(lines).encode()
    return _answer(data, form, "catalogue")


def _refuse_form(form: str) -> None:
    if form not in _TYPES:
        raise NotFound(_("开放数据只有 .json 和 .csv 两种格式。"))


def _answer(data: bytes, form: str, name: str) -> Response:
    answer = Response(data, content_type=f"{_TYPES[form]}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    answer.headers["Cache-Control"] = "no-cache"
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _open(reach: Reach, row: VersionRow) -> OpenItem:
    office = reach.tenants[row.tenant_id]
    return OpenItem(
        id=row.item,
        title=row.title,
        summary=row.summary,
        kind=row.kind,
        kind_name=KIND_NAMES.get(row.kind, ""),
        department=row.department,
        tenant=row.tenant_id,
        tenant_name=office.name,
        level=KINDS.get(office.kind, office.kind),
        themes=tuple(str(each) for each in row.themes),
        on_the_spot=row.on_the_spot,
        version=row.version,
        published_at=row.published_at.isoformat(),
        guide=url_for("portal.guide", tenant=row.tenant_id, item=row.item),
    )


def _cells(each: OpenItem) -> Sequence[str]:
    return (
        each.id, each.title, each.summary, each.kind, each.kind_name, each.department, each.tenant, each.tenant_name,
        each.level, "；".join(each.themes), "是" if each.on_the_spot else "否", str(each.version), each.published_at,
        each.guide,
    )  # fmt: skip
