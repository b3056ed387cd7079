"""One item: what it holds and from whom, what was found, its versions, and the way back to an old one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tongban.assurance.authoring.told import Told
from tongban.cases.adjusting import filed
from tongban.definitions import tell_differences
from tongban.publishing import VersionRow, definition, republish
from tongban.publishing.discarding import discard_item
from tongban.tenancy.permissions import may
from tongban.web.guard import permitted
from tongban.web.house import books, db, now
from tongban.web.people import the_staff
from tongban.web.studio.bench import Bench, bench
from tongban.web.studio.elements import Element, elements
from tongban.web.studio.overlay_editor import told_of_overlay
from tongban.web.studio.own_item import sections
from tongban.web.studio.own_state import own_state, told_of_own
from tongban.web.studio.upstream import upstream_news
from tongban.web.studio.views import Row, finding_views, labels
from tongban.web.view_words import moment

NEWEST = 10  # versions shown; older ones stay in the database


@dataclass(frozen=True, slots=True)
class VersionView:
    number: int
    at: str
    by: str
    current: bool
    cases: int
    summary: str
    note: str


@dataclass(frozen=True, slots=True)
class ItemView:
    id: str
    title: str
    origin_label: str
    state_label: str
    state_tone: str
    facts: tuple[Row, ...]
    parts: tuple[Element, ...]
    versions: tuple[VersionView, ...]
    labels: tuple[str, ...]
    guide: str


@dataclass(frozen=True, slots=True)
class DraftView:
    changed_at: str
    by: str


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/items/<item>", "item", item_page)
    blueprint.add_url_rule("/items/<item>/republish/<int:version>", "republish", roll_back, methods=["POST"])
    blueprint.add_url_rule("/items/<item>/discard", "discard", discard, methods=["POST"])


@permitted("item.view")
def item_page(item: str) -> str:
    """Show an item with what is being changed in it."""
    here = bench()
    here.require(item)
    row = here.draft_of(item)
    versions = here.versions(item)
    return render_template(
        "studio/item.html",
        item=_view(here, item, versions),
        news=upstream_news(here, item, [version for version, _running in versions]),
        findings=finding_views(told(here, item), page_addresses(here, item), url_for("studio.edit", item=item)),
        draft=DraftView(moment(row.updated_at), row.updated_by) if row else None,
        may_edit=may(the_staff().roles, "item.edit"),
        may_publish=may(the_staff().roles, "item.publish"),
        may_simulate=may(the_staff().roles, "item.simulate"),
        may_propose=may(the_staff().roles, "adjustment.propose"),
        may_file=_may_file(here, item),
    )


def _may_file(here: Bench, item: str) -> bool:
    """Tell whether the item's version in use is still to be filed: a district's own, not a department's (36 §15)."""
    tenant = here.tenant
    if not may(the_staff().roles, "item.publish") or not here.is_own(item) or tenant.kind == "department":
        return False
    version = next((row for row, _ in here.versions(item) if row.state == "in_use"), None)
    return version is not None and version.version not in filed(db(), tenant.id, item)


@permitted("item.publish")
def roll_back(item: str, version: int) -> Response:
    """Publish what an old version said as a new one; running cases keep theirs (C5)."""
    here = bench()
    here.require(item)
    row = republish(db(), books(), here.tenant.id, item, version, by=the_staff().name, now=now())
    db().commit()
    flash(_("已恢复第 %(old)s 版的内容，发布为第 %(new)s 版；在办件不变。", old=version, new=row.version), "success")
    return redirect(url_for("studio.item", item=item))


@permitted("item.edit")
def discard(item: str) -> Response:
    """Throw the item's draft away; the published version stays."""
    here = bench()
    here.require(item)
    if request.form.get("sure") != "yes":
        flash(_("没有放弃草稿。要放弃，请先勾选“确认放弃”。"), "warning")
        return redirect(url_for("studio.item", item=item))
    discard_item(db(), books(), here.tenant.id, item, by=the_staff().name, now=now())
    db().commit()
    flash(_("草稿已放弃，现行版本没有改变。"), "success")
    there = item in bench().item_ids()
    return redirect(url_for("studio.item", item=item) if there else url_for("studio.items"))


def told(here: Bench, item: str) -> tuple[Told, ...]:
    """Tell what was found, whichever pages the item is written on."""
    if not here.is_own(item):
        return told_of_overlay(here, item)
    return told_of_own(here, item, own_state(here, item))


def page_addresses(here: Bench, item: str) -> dict[str, str]:
    """Give the address of the page on which each section can be mended."""
    if not here.is_own(item):
        return {}
    return {name: url_for("studio.page", item=item, section=name) for name, _title in sections()}


def _view(here: Bench, item: str, versions: Sequence[tuple[VersionRow, int]]) -> ItemView:
    tenant, own = here.tenant.id, here.is_own(item)
    rows = [row for row, _running in versions]
    running = {row.version: count for row, count in versions}
    current = next((each for each in rows if each.state == "in_use"), None)
    changed = here.changed(item)
    state = _("有改动没有发布") if changed and current else _("现行") if current else _("没有发布")
    in_use = definition(db(), current.hash) if current else None
    facts = [Row(_("来源"), _("本单位新建") if own else _("市级统一"))]
    if in_use:
        facts += [
            Row(_("主管部门"), in_use.catalogue.department),
            Row(_("基本编码"), in_use.catalogue.base_code or _("没有公布")),
            Row(_("在办件"), _("%(count)s 件", count=sum(running.values()))),
        ]
    return ItemView(
        id=item,
        title=here.title(item),
        origin_label=_("本单位新建") if own else _("市级统一"),
        state_label=state,
        state_tone="green" if current and not changed else "yellow",
        facts=tuple(facts),
        parts=_parts(here, item),
        versions=_versions(rows, running),
        labels=labels(in_use) if in_use else (),
        guide=url_for("portal.guide", tenant=tenant, item=item) if current else "",
    )


def _parts(here: Bench, item: str) -> tuple[Element, ...]:
    workspace = here.tried.workspace
    if item not in workspace.items:
        return ()
    own, resolved = here.is_own(item), workspace.resolve(item, here.tenant.id)
    published = here.shelf.workspace
    before = None
    if item in published.items and item in published.claimed(here.tenant.id):
        before = published.resolve(item, here.tenant.id)
    names = {spec.id: spec.name for spec in workspace.tree.line(here.tenant.id)}
    found = elements(resolved, before, names, url_for("studio.edit", item=item))
    if not own:
        return tuple(found)
    first = url_for("studio.page", item=item, section="basics")
    return tuple(Element(each.label, each.text, _("本单位"), _("可改"), each.changed, first) for each in found)


def _versions(rows: Sequence[VersionRow], running: dict[int, int]) -> tuple[VersionView, ...]:
    """Tell each version by what it changed from the one before."""
    found = []
    shown = rows[:NEWEST]
    for place, row in enumerate(shown):
        older = rows[place + 1] if place + 1 < len(rows) else None
        if older is None:
            summary = _("首次发布。")
        else:
            changes = tell_differences(definition(db(), older.hash), definition(db(), row.hash))
            summary = "".join(changes[:4]) + (_("等 %(count)s 处。", count=len(changes)) if len(changes) > 4 else "")
        found.append(
            VersionView(
                row.version,
                moment(row.published_at),
                row.published_by,
                row.state == "in_use",
                running.get(row.version, 0),
                summary or _("内容没有变化。"),
                row.change,
            )
        )
    return tuple(found)
