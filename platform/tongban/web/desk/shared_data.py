"""Look shared data up instead of asking for papers (335 §32): the desk asks, a connected source answers; noted."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template
from flask_babel import gettext as _

from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow
from tongban.definitions.model import SharedData
from tongban.errors import NotFound
from tongban.law import applicable
from tongban.publishing.memory import definition as definition_by_hash
from tongban.tenancy.audit import record
from tongban.web.desk.room import blueprint, the_case
from tongban.web.guard import permitted
from tongban.web.house import db, now
from tongban.web.people import the_staff
from tongban.web.plugged import ask, connected


@dataclass(frozen=True, slots=True)
class Found:
    """What a source says: values by their Chinese names, and which plugin brought them."""

    source: str
    lines: tuple[tuple[str, str], ...]


@blueprint.post("/cases/<number>/shared/<material>", endpoint="shared_data")
@permitted("case.check")
def look_up(number: str, material: str) -> str:
    """Ask the connected sources; that none has it, or none answers, is said plainly and keeps nothing from going on."""
    row = the_case(number)
    data = _named(row, material)
    found = _ask(row, data)
    who = the_staff()
    record(
        db(), tenant=row.tenant_id, at=now(), actor=who.name, action="data.look_up", target=f"{row.number} {data.id}",
        allowed=True, note=f"{data.name}：{'查到' if found else '没有查到'}",
    )  # fmt: skip
    db().commit()
    return render_template("desk/shared_data.html", case=row, data=data, found=found, answering=may_look_up(row))


def may_look_up(row: CaseRow) -> bool:
    """Tell whether any source of data is connected at the tenant of a case."""
    return connected("data_source", row.tenant_id)


def shared_materials(row: CaseRow) -> dict[str, SharedData]:
    """List the materials of a case that shared data spares, by id."""
    described = definition_by_hash(db(), row.definition_hash)
    values = applicable.values_of(case_of(row), described)
    return {each.id: each.shared_data for each in applicable.materials(described, values) if each.shared_data}


def _named(row: CaseRow, material: str) -> SharedData:
    data = shared_materials(row).get(material)
    if data is None:
        raise NotFound(_("这项材料不能通过数据共享核验。"))
    return data


def _ask(row: CaseRow, data: SharedData) -> Found | None:
    case = case_of(row)
    key = {"name": case.applicant.name, "kind": case.applicant.kind, "case": row.number}
    names = dict(data.fields)
    for plugin, told in ask("data_source", row.tenant_id, about=row.number, name=data.id, key=key):
        if told:
            lines = tuple((names[each], str(told[each])) for each in names if told.get(each) not in (None, ""))
            return Found(plugin, lines)
    return None
