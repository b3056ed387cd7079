"""Lists of archives at the desk: made of chosen packages, printed, settled by a receipt or a second person (E5)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZIP_STORED, ZipFile

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from tongban.cases.archiving import ArchiveListRow, ListKind, ListState, archive_of
from tongban.cases.archiving.lists import (
    MOST,
    Keeper,
    approve_destruction,
    confirm_hand_over,
    drop_list,
    lines_of,
    list_of,
    lists,
    make_destruction,
    make_hand_over,
)
from tongban.errors import NotFound, TongbanError
from tongban.tenancy.audit import record
from tongban.tenancy.permissions import may
from tongban.web.desk.archive_views import archive_tabs, archive_view, list_view
from tongban.web.desk.room import blueprint, must_be_allowed, turned_away
from tongban.web.guard import permitted
from tongban.web.house import books, db, house, now
from tongban.web.people import the_staff
from tongban.web.view_words import WALL

Answer = AnyResponse | str | tuple[str, int]
#: kind of list → who makes it, and who settles it
MAKES = {ListKind.HAND_OVER.value: "archive.hand_over", ListKind.DESTRUCTION.value: "archive.propose"}
SETTLES = {ListKind.HAND_OVER.value: "archive.hand_over", ListKind.DESTRUCTION.value: "archive.destroy"}


@blueprint.get("/archive-lists", endpoint="archive_lists")
@permitted("archive.view")
def archive_lists() -> str:
    found = [list_view(each) for each in lists(db(), the_staff().tenant)]
    return render_template("desk/archive_lists.html", lists=found, tabs=archive_tabs("lists"))


@blueprint.route("/archive-lists/hand-over", methods=["GET", "POST"], endpoint="archive_hand_over")
@permitted("archive.hand_over")
def new_hand_over() -> Answer:
    """Make a list of the chosen packages for an archive that will take them."""
    return _new(make_hand_over, destroys=False)


@blueprint.route("/archive-lists/destruction", methods=["GET", "POST"], endpoint="archive_destruction")
@permitted("archive.propose")
def new_destruction() -> Answer:
    """Propose to destroy the chosen packages; another person approves."""
    return _new(make_destruction, destroys=True)


def _new(make: Callable[..., ArchiveListRow], *, destroys: bool) -> Answer:
    numbers = request.values.getlist("case")[: MOST + 1]
    _must_be_ours(numbers)
    if request.method == "GET":
        return _new_page(numbers, destroys=destroys)
    try:
        made = make(db(), the_staff().tenant, numbers, request.form.get("said", "")[:500], _keeper(), now())
        db().commit()
    except TongbanError as refusal:
        db().rollback()
        return _new_page(numbers, refusal.message, destroys=destroys), 422
    flash(_("清单已经制作，请核对后打印。"), "success")
    return redirect(url_for("desk.archive_list", id=made.id), 303)


def _must_be_ours(numbers: Sequence[str]) -> None:
    """Let nobody list what is not archived at their own body; whoever tries is written down (T2)."""
    try:
        for each in numbers:
            archive_of(db(), each)
    except NotFound as refusal:
        turned_away("archive.view", refusal.message)
        raise


def _new_page(numbers: Sequence[str], error: str = "", *, destroys: bool) -> str:
    chosen = [archive_view(archive_of(db(), each)) for each in dict.fromkeys(numbers)]
    return render_template(
        "desk/archive_list_new.html",
        chosen=chosen,
        destroys=destroys,
        back=url_for("desk.archives", show="expired" if destroys else None),
        typed=request.form,
        error=error,
    )


@blueprint.get("/archive-lists/<id>", endpoint="archive_list")
@permitted("archive.view")
def archive_list(id: str) -> str:
    return _page(_mine(id))


def _page(row: ArchiveListRow, error: str = "") -> str:
    person = the_staff()
    return render_template(
        "desk/archive_list.html",
        list=list_view(row),
        office=books().shelf.tenant(row.tenant_id).name,
        may_settle=may(person.roles, SETTLES[row.kind]),
        may_drop=_may_drop(row),
        own=row.made_by_id == person.id,
        typed=request.form,
        error=error,
    )


def _may_drop(row: ArchiveListRow) -> bool:
    """Let those drop a list who make such lists, and those who would have to approve it."""
    return any(may(the_staff().roles, each) for each in (MAKES[row.kind], SETTLES[row.kind]))


@blueprint.post("/archive-lists/<id>", endpoint="archive_list_act")
@permitted("archive.hand_over", "archive.propose", "archive.destroy")
def archive_list_act(id: str) -> Answer:
    """Settle a list, or drop it; what was pressed says which."""
    row, action = _mine(id, lock=True), request.form.get("action", "")
    if action != "drop" or not _may_drop(row):
        must_be_allowed(SETTLES[row.kind])
    try:
        _settle(row, action)
        db().commit()
    except TongbanError as refusal:
        db().rollback()
        return _page(_mine(id), refusal.message), 422
    return redirect(url_for("desk.archive_list", id=id), 303)


def _settle(row: ArchiveListRow, action: str) -> None:
    if action == "drop":
        drop_list(db(), row, request.form.get("why", "")[:500], _keeper(), now())
        flash(_("清单已经作废，归档包没有变化。"), "success")
    elif row.kind == ListKind.DESTRUCTION.value:
        approve_destruction(db(), house().files, row, _keeper(), now())
        flash(_("已经销毁，销毁清册留存。"), "success")
    else:
        received, receipt = (request.form.get(each, "")[:100] for each in ("received_by", "receipt"))
        confirm_hand_over(db(), row, received, receipt, _keeper(), now())
        flash(_("已经登记移交。"), "success")


@blueprint.get("/archive-lists/<id>/list.csv", endpoint="archive_list_csv")
@permitted("archive.view")
def archive_list_csv(id: str) -> Response:
    """Send a list as a table that any program opens."""
    row = _mine(id)
    response = Response(_csv(row), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="list-{row.id[:8]}.csv"'
    return response


@blueprint.get("/archive-lists/<id>/packages.zip", endpoint="archive_list_packages")
@permitted("archive.hand_over")
def archive_list_packages(id: str) -> Response:
    """Send all packages of a hand-over list with the list itself; who took them is in the audit list."""
    row, person = _mine(id), the_staff()
    if row.kind != ListKind.HAND_OVER.value or row.state == ListState.DROPPED.value:
        raise NotFound(_("只有移交清单的归档包可以一并下载。"))
    file = TemporaryFile()  # noqa: SIM115 — sent piece by piece after this returns, and closed then
    with ZipFile(file, "w", ZIP_STORED) as packed:
        packed.writestr("list.csv", _csv(row))
        for line in lines_of(row):
            packed.writestr(f"{line.number}.zip", house().files.get(line.package))
    record(db(), tenant=person.tenant, at=now(), actor=person.id, action="archive.download", target=row.id,
           allowed=True, note=f"{len(row.lines)} 个归档包")  # fmt: skip
    db().commit()
    file.seek(0)
    response = Response(_pieces(file), mimetype="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="packages-{row.id[:8]}.zip"'
    return response


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """Give a file piece by piece, and close it, whether or not all of it was wanted."""
    with file:
        while piece := file.read(64 * 1024):
            yield piece


def _csv(row: ArchiveListRow) -> bytes:
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(["办件编号", "事项", "办结时间", "保管期限", "文件", "大小", "SHA-256"])
    for each in lines_of(row):
        name = f"{each.number}.zip"
        closed = f"{datetime.fromisoformat(each.closed_at).astimezone(WALL):%Y-%m-%d %H:%M}"
        lines.writerow([each.number, each.title, closed, each.retention, name, each.size, each.package])
    return text.getvalue().encode("utf-8-sig")


def _keeper() -> Keeper:
    person = the_staff()
    return Keeper(person.id, person.name)


def _mine(id: str, *, lock: bool = False) -> ArchiveListRow:
    try:
        return list_of(db(), the_staff().tenant, id, lock=lock)
    except NotFound as refusal:
        turned_away("archive.view", refusal.message)
        raise
