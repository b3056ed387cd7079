"""Publish: what differs, told in sentences; what still stands in the way; and then the new version for everybody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from tongban.cases.running import versions_with_running
from tongban.definitions import Definition, tell_differences
from tongban.errors import TongbanError
from tongban.publishing import PublicationRefused, VersionRow, definition, publish_drafts
from tongban.publishing.ahead import SCHEDULED
from tongban.publishing.versions import publish as publish_version
from tongban.web.guard import permitted
from tongban.web.house import books, db, now
from tongban.web.people import the_staff
from tongban.web.studio.bench import Bench, bench
from tongban.web.studio.impact import impact_view
from tongban.web.studio.item_page import page_addresses, told
from tongban.web.studio.own_item import sections
from tongban.web.studio.upstream import claimants_view, upstream_news
from tongban.web.studio.views import ItemName, finding_views, own_steps
from tongban.web.view_words import WALL
from tongban.web.view_words import day as day_in_words

LONGEST_NOTE = 500
FARTHEST = timedelta(days=731)


@dataclass(frozen=True, slots=True)
class Change:
    text: str


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/items/<item>/publish", "publish", publish, methods=["GET", "POST"])


@permitted("item.publish")
def publish(item: str) -> Response | str | tuple[str, int]:
    """Show what would be published, or publish it: all of it or nothing."""
    here = bench()
    here.require(item)
    if request.method == "GET":
        return _show(here, item)
    note = request.form.get("note", "").strip()
    if len(note) > LONGEST_NOTE:
        return _show(here, item, note, _("发布说明最多 %(count)s 个字。", count=LONGEST_NOTE)), 422
    try:
        effective = _effective(request.form.get("effective", "").strip())
    except TongbanError as refusal:
        return _show(here, item, note, when=refusal.message), 422
    if any(each.error for each in told(here, item)):
        return _show(here, item, note), 422
    before = {row.version for row, _running in versions_with_running(db(), here.tenant.id, item)}
    try:
        rows = _published(here, item, note, effective)
    except PublicationRefused as refusal:
        db().rollback()
        return _show(replace(bench(), refused=refusal.findings), item, note), 422
    db().commit()
    new = [row for row in rows if row.item != item or row.version not in before]
    if not new:
        flash(_("和现行版本一样，没有发布新的版本。"))
    for row in new:
        said = _said(row)
        guide = url_for("portal.guide", tenant=here.tenant.id, item=row.item)
        flash(Markup('{} <a href="{}">{}</a>').format(said, guide, _("查看办事指南")), "success")
    return redirect(url_for("studio.item", item=item))


def _published(here: Bench, item: str, note: str, effective: datetime | None) -> tuple[VersionRow, ...]:
    """Publish the drafts of an item; where there are none, take over what those above have changed (C3)."""
    by, tenant = the_staff().name, here.tenant.id
    rows = publish_drafts(db(), books(), tenant, by=by, now=now(), change=note, only=item, effective=effective)
    if rows or here.changed(item):
        return rows
    if upstream_news(here, item, [row for row, _running in versions_with_running(db(), tenant, item)]) is None:
        return rows
    return (publish_version(db(), books(), tenant, item, by=by, now=now(), change=note, effective=effective),)


def _effective(typed: str) -> datetime | None:
    """Read the day for which it is published ahead: its first moment; nothing for at once (C12)."""
    if not typed:
        return None
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise TongbanError(_("执行日期应写成 2027-01-01 的形式。")) from None
    today = now().astimezone(WALL).date()
    if not today < day <= today + FARTHEST:
        raise TongbanError(_("执行日期应当在今天以后、两年以内；立即执行的不用填写。"))
    return datetime.combine(day, time.min, tzinfo=WALL)


def _said(row: VersionRow) -> str:
    if row.state == SCHEDULED:
        since = day_in_words(row.effective_at)
        return _("《%(title)s》第 %(version)s 版已经发布，自%(day)s起执行；在此之前按现行版本办理。", title=row.title,
                 version=row.version, day=since)  # fmt: skip
    return _("《%(title)s》第 %(version)s 版已经发布，新的申请按这一版办理。", title=row.title, version=row.version)


def _show(here: Bench, item: str, note: str = "", error: str = "", when: str = "") -> str:
    found = told(here, item)
    versions = here.versions(item)
    rows = [row for row, _running in versions]
    current = next((each for each in rows if each.state == "in_use"), None)
    new = here.preview(item).definition
    news, changed = upstream_news(here, item, rows), here.changed(item)
    told_of = changed or news is not None
    changes = _changes(definition(db(), current.hash) if current else None, new) if told_of else []
    number = (rows[0].version if rows else 0) + 1
    running = sum(count for _row, count in versions)
    return render_template(
        "studio/publish.html",
        item=ItemName(item, here.title(item)),
        steps=own_steps(item, sections(), "publish") if here.is_own(item) else (),
        changes=changes,
        findings=finding_views(found, page_addresses(here, item), url_for("studio.edit", item=item)),
        blocked=new is None or any(each.error for each in found),
        effects=_effects(number, running),
        impact=impact_view(new, running) if changes and current is not None else None,
        claimants=claimants_view(here, item) if changed and new is not None else None,
        news=news,
        version=number,
        note=note,
        error=error,
        effective=request.form.get("effective", ""),
        effective_error=when,
        waiting=_waiting(rows),
    )


def _waiting(rows: list[VersionRow]) -> str:
    """Tell of a version that waits for its day; empty where none does."""
    row = next((each for each in rows if each.state == SCHEDULED), None)
    if row is None:
        return ""
    since = day_in_words(row.effective_at)
    return _("第 %(version)s 版已经发布，自%(day)s起执行。再次预定会取代它。", version=row.version, day=since)


def _changes(old: Definition | None, new: Definition | None) -> list[Change]:
    if new is None:
        return []
    if old is None:
        return [Change(_("首次发布：《%(title)s》，办事指南和申请表一并公开。", title=new.title))]
    return [Change(each) for each in tell_differences(old, new)]


def _effects(number: int, running: int) -> list[str]:
    kept = _("在办的 %(count)s 件仍按各自开始时的版本办理。", count=running) if running else _("没有在办件受影响。")
    return [
        _("今后的申请使用第 %(number)s 版。", number=number),
        kept,
        _("办事指南、申请表和查询结果立即更新。"),
        _("以后可以恢复到任何一个旧版本。"),
    ]
