"""Record a case as an example: everybody in it replaced, shown before it is kept, and kept only in an own item (C7)."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from tongban.assurance.recording import Recorded, record_case
from tongban.assurance.simulate import Stage
from tongban.cases.history import events_of
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow
from tongban.errors import TongbanError
from tongban.publishing import save_draft
from tongban.publishing.memory import definition
from tongban.publishing.recorded import free_example_path, is_own_item
from tongban.tenancy.permissions import may
from tongban.web.desk.room import blueprint, must_be_allowed, the_case
from tongban.web.guard import permitted
from tongban.web.house import books, db, now
from tongban.web.people import the_staff


@blueprint.route("/cases/<number>/example", methods=["GET", "POST"], endpoint="record")
@permitted("case.record")
def record_page(number: str) -> Answer | str:
    """Show the example that a case makes; download it, or keep it in the draft of an item of the tenant's own."""
    row = the_case(number)
    recorded = _recorded(row)
    if request.method == "POST":
        return _keep(row, recorded)
    if "download" in request.args:
        answer = Response(recorded.text, mimetype="application/yaml")
        answer.headers["Content-Disposition"] = f'attachment; filename="recorded-{row.item}.yaml"'
        return answer
    own = is_own_item(books(), row.tenant_id, row.item) and may(the_staff().roles, "item.edit")
    return render_template("desk/record.html", case=row, recorded=recorded, own=own)


def _recorded(row: CaseRow) -> Recorded:
    tenant = row.tenant_id
    stage = Stage(
        definition(db(), row.definition_hash),
        books().rulebook(tenant),
        books().calendar(tenant),
        books().shelf.tenant(tenant).name,
    )
    return record_case(case_of(row), events_of(db(), row.number), stage)


def _keep(row: CaseRow, recorded: Recorded) -> Answer:
    must_be_allowed("item.edit")
    if not is_own_item(books(), row.tenant_id, row.item):
        raise TongbanError(_("这个事项的示例由主管部门维护。请下载后交给主管部门。"))
    path = free_example_path(db(), books(), row.tenant_id, row.item)
    save_draft(db(), books(), row.tenant_id, path, recorded.text, by=the_staff().name, now=now())
    db().commit()
    flash(_("示例已经写入事项的草稿：%(path)s。", path=path), "success")
    return redirect(url_for("studio.item", item=row.item), 303)
