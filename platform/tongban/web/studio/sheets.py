"""Take the tenant's items out as a workbook, and bring it back as a draft: each refused cell is told (C8; 36 §12)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask_babel import gettext as _

from tongban.assurance.authoring.citations import cited
from tongban.definitions.sheets import (
    MOST_BYTES,
    Change,
    Imported,
    SheetRefused,
    export_sheets,
    import_sheets,
    read_workbook,
    write_workbook,
)
from tongban.publishing import save_draft
from tongban.tenancy.permissions import may
from tongban.web.guard import permitted
from tongban.web.house import books, db, now
from tongban.web.people import the_staff
from tongban.web.studio.bench import Bench, bench
from tongban.web.studio.views import FindingView

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change as the page shows it."""

    title: str
    place: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ItemFindings:
    """What the linter says of one changed item."""

    title: str
    href: str
    findings: list[FindingView]


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/sheet", "sheet", sheet, methods=["GET"])
    blueprint.add_url_rule("/sheet", "sheet_import", take_in, methods=["POST"])
    blueprint.add_url_rule("/sheet/items.xlsx", "sheet_export", export)


@permitted("item.view")
def sheet() -> str:
    return _show(bench())


@permitted("item.view")
def export() -> Response:
    """Give the workbook of what the tenant claims and wrote, drafts included."""
    here = bench()
    data = write_workbook(export_sheets(here.tried.workspace, "items", here.tenant.id), (here.tenant.name,))
    answer = Response(data, content_type=_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{here.tenant.id}-items.xlsx"'
    return answer


@permitted("item.edit")
def take_in() -> str | tuple[str, int]:
    """Check the workbook cell by cell; what is sound becomes the tenant's draft, and nothing is published."""
    here = bench()
    try:
        done = _without_pages(here, import_sheets(here.tried.workspace, _uploaded(), "items", here.tenant.id))
    except SheetRefused as refusal:
        return _show(here, error=refusal.message), 422
    for path, text in done.texts.items():
        typed = _typed(here, path, done)
        save_draft(db(), books(), here.tenant.id, path, text, by=the_staff().name, now=now(), typed=typed)
    db().commit()
    if done.texts:
        flash(_("已存为草稿，%(count)s 处改动。请核对以后发布。", count=len(done.changes)), "success")
    elif not done.refused:
        flash(_("没有改动，和现行的一样。"))
    after = bench()
    return _show(after, done), 422 if done.refused else 200


def _uploaded() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    file = request.files.get("file")
    if file is None or not file.filename:
        raise SheetRefused(_("请选择要导入的工作簿。"))
    if not file.filename.lower().endswith(".xlsx"):
        raise SheetRefused(_("只能导入 .xlsx 工作簿，请用导出的文件修改。"))
    return read_workbook(file.stream.read(MOST_BYTES + 1))


def _without_pages(here: Bench, done: Imported) -> Imported:
    """Refuse changes of an item that is written on pages: its answers would no longer be what its file says."""
    written = {path for path in done.texts if path in here.rows and "answers" in here.rows[path].typed}
    if not written:
        return done
    said = _("这个事项是在网页上编写的，请在网页上修改。")
    refused = tuple(each.refused(said, "") for each in done.changes if each.path in written)
    return Imported(
        {path: text for path, text in done.texts.items() if path not in written},
        tuple(each for each in done.changes if each.path not in written),
        (*done.refused, *refused),
        done.notes,
    )


def _typed(here: Bench, path: str, done: Imported) -> Mapping[str, object] | None:
    """Forget what was typed on the page of a claim that the workbook changes; other claims keep theirs."""
    if path != here.overlay_path or path not in here.rows:
        return None
    changed = {each.item for each in done.changes}
    return {item: typed for item, typed in here.rows[path].typed.items() if item not in changed}


def _show(here: Bench, done: Imported | None = None, error: str = "") -> str:
    changes = done.changes if done else ()
    return render_template(
        "studio/sheet.html",
        may_edit=may(the_staff().roles, "item.edit"),
        changes=[_change(here, each) for each in changes],
        refused=[str(each) for each in done.refused] if done else [],
        notes=done.notes if done else (),
        checked=[_findings(here, item) for item in dict.fromkeys(each.item for each in changes)],
        error=error,
    )


def _change(here: Bench, change: Change) -> ChangeView:
    place = _("%(sheet)s 第 %(row)s 行“%(column)s”", sheet=change.sheet, row=change.row, column=change.column)
    return ChangeView(here.title(change.item), place, change.before or "—", change.after or "—")


def _findings(here: Bench, item: str) -> ItemFindings:
    found = [
        FindingView(
            code=each.code,
            severity="error" if each.is_error else "warning",
            severity_label=_("错误") if each.is_error else _("提醒"),
            message=each.message,
            place=_("第 %(line)s 行", line=each.line),
            href="",
            article=cited(each.article),
            hint=each.hint,
        )
        for each in here.findings_in(item)
    ]
    return ItemFindings(here.title(item), url_for("studio.item", item=item), found)
