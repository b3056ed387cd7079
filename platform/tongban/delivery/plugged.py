"""Plugins among the effects: tell them what happened in a case, carry out what they ordered, name who serves a tenant.

A fault is written down for the operator and the effect goes back to the outbox: the plugin's work waits and is tried
again, the case itself is not held up.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from tongban.cases.outbox import Effect
from tongban.cases.plugins import told_next
from tongban.cases.plugins.office import Office, Offices
from tongban.cases.register import case_row
from tongban.delivery.desk import Desk
from tongban.errors import TongbanError
from tongban.law import Refusal, case_from_json
from tongban.plugins.faults import Fault

Served = TypeVar("Served")


def tell_plugin(session: Session, desk: Desk, effect: Effect, now: datetime) -> None:
    """Tell one plugin what is new in a case and send the commands that it answers with; all or nothing."""
    plugin, number = str(effect.body["plugin"]), str(effect.body["case"])
    office = _office(session, desk, plugin, effect.tenant, now)
    if office is None:
        return
    events = told_next(session, plugin, number, int(effect.body["before"]))
    if not events:
        return  # told along with an earlier effect
    try:
        _react(desk, office, number, events)
    except Exception as error:
        desk.books.plugins.faults.note(Fault(plugin, "on_events", effect.tenant, repr(error), number))
        raise


def _react(desk: Desk, office: Office, number: str, events: tuple[Any, ...]) -> None:
    row = case_row(office.session, number)
    told: dict[str, Any] = {"office": office, "case": case_from_json(row.snapshot), "events": events}
    answers = desk.books.plugins.of(office.plugin.name, "on_events", **told)
    for command in answers or ():
        answer = office.act(number, command)
        if isinstance(answer, Refusal):
            raise TongbanError(f"插件“{office.plugin.title}”的指令被拒绝：{answer.message}", article=answer.article)


def carry_out_of_plugin(session: Session, desk: Desk, effect: Effect, now: datetime) -> None:
    """Carry out an effect that a plugin ordered; one of a plugin that is switched off or gone waits for it."""
    plugin, carry = desk.books.plugins.effects.get(effect.kind, ("", None))
    office = _office(session, desk, plugin, effect.tenant, now) if carry else None
    if carry is None or office is None:
        raise TongbanError(f"后续事务“{effect.kind}”的插件没有安装或者没有启用。")
    try:
        carry(office, effect.body)
    except Exception as error:
        about = str(effect.body.get("case", effect.id))
        desk.books.plugins.faults.note(Fault(plugin, f"effects:{effect.kind}", effect.tenant, repr(error), about))
        raise


def served_by(session: Session, desk: Desk, connector: str, tenant: str, now: datetime, **told: Any) -> Any:
    """Give the first answer of a connector's hook (`payment`, `courier`, `data_source`) for a tenant; None without."""
    offices = Offices(session, desk.books, desk.files, tenant, now)
    answers = desk.books.plugins.ask(connector, offices, tenant=tenant, **told)
    return next((answer for _plugin, answer in answers if answer is not None), None)


def _office(session: Session, desk: Desk, plugin: str, tenant: str, now: datetime) -> Office | None:
    answered: Mapping[str, Any] | None = Offices(session, desk.books, desk.files, tenant, now)(plugin)
    return answered["office"] if answered is not None else None
