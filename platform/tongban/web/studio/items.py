"""The list of a tenant's items: claimed ones and its own, their state in words."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from tongban.cases.running import in_use_with_running
from tongban.publishing import VersionRow, definition
from tongban.publishing.adjusting.proposal import in_charge_of
from tongban.publishing.adjusting.telling import title_of
from tongban.tenancy.permissions import may
from tongban.web.guard import permitted
from tongban.web.house import db
from tongban.web.people import the_staff
from tongban.web.studio.bench import Bench, bench
from tongban.web.studio.views import labels


@dataclass(frozen=True, slots=True)
class ItemRow:
    id: str
    title: str
    origin_label: str
    version: str
    state_label: str
    state_tone: str
    findings: int
    open_cases: int
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfLine:
    """An item of the department's lines of business: bodies below handle it, the department proposes what changes."""

    title: str
    claimants: str
    href: str


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    href: str
    current: bool
    count: int


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/", "items", items)


@permitted("item.view")
def items() -> str:
    """Show all, or those with changes, or the tenant's own; found by name."""
    here = bench()
    tenant, wanted = here.tenant.id, request.args.get("show", "all")
    in_use = {row.item: (row, running) for row, running in in_use_with_running(db(), tenant)}
    rows = [_row(here, item, *in_use.get(item, (None, 0))) for item in here.item_ids()]
    query = request.args.get("q", "").strip()[:60]
    chosen = {
        "all": rows,
        "changed": [each for each in rows if here.changed(each.id)],
        "own": [each for each in rows if here.is_own(each.id)],
    }
    words = {"all": _("全部"), "changed": _("有改动"), "own": _("本单位新建")}
    shown = chosen.get(wanted, rows)
    may_propose = may(the_staff().roles, "adjustment.propose")
    return render_template(
        "studio/items.html",
        items=[each for each in shown if query.lower() in each.title.lower()],
        tabs=[Tab(label, f"?show={name}", name == wanted, len(chosen[name])) for name, label in words.items()],
        q=query,
        show=wanted,
        may_create=may(the_staff().roles, "item.edit"),
        may_propose=may_propose,
        of_lines=[each for each in _of_lines(here) if query.lower() in each.title.lower()] if may_propose else [],
        oversees=may(the_staff().roles, "adjustment.oversee"),
    )


def _of_lines(here: Bench) -> list[OfLine]:
    """List what is published of the lines; drafts of the department are rows of its own."""
    shelf = here.shelf
    found = []
    for item in in_charge_of(shelf.workspace, here.tenant.id):
        count = len(shelf.workspace.claimants(item))
        href = url_for("adjusting.propose", item=item)
        found.append(OfLine(title_of(shelf, item), _("%(count)s 个单位", count=count), href))
    return found


def _row(here: Bench, item: str, row: VersionRow | None, running: int) -> ItemRow:
    """Show one item. What is published without a draft has passed already and is not judged again."""
    changed = here.changed(item)
    found = [each for each in here.findings_in(item) if each.is_error] if changed else []
    if row is None:
        state, tone = (_("未发布的草稿"), "yellow") if changed else (_("没有发布"), "yellow")
    else:
        state, tone = (_("有改动没有发布"), "yellow") if changed else (_("现行"), "green")
    return ItemRow(
        id=item,
        title=row.title if row and not here.is_own(item) else here.title(item),
        origin_label=_("本单位新建") if here.is_own(item) else _("市级统一"),
        version=_("第 %(number)s 版", number=row.version) if row else "",
        state_label=state,
        state_tone=tone,
        findings=len(found),
        open_cases=running,
        labels=labels(definition(db(), row.hash)) if row else (),
    )
