"""Who has a task: claimed, given back, handed on, taken over; and who steps aside (335 §16, §21)."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy

from tongban.cases.following import as_actor
from tongban.errors import TongbanError
from tongban.law import DELIVERY_WORK, INTAKE_WORK, Action, Actor, Claim, Command, Recuse, Release, TakeOver, Transfer
from tongban.law.roles import INTAKE
from tongban.law.trials import work_at
from tongban.tenancy.accounts import Staff, colleagues
from tongban.web.desk.acts.act import ACTS, Act, Asked, Option, Sheet
from tongban.web.house import books, db

_PERSON, _DESK = "person:", "desk:"


def _work(sheet: Sheet) -> str:
    return work_at(sheet.case, sheet.step_id)


def _role(sheet: Sheet, person: Staff) -> str:
    """Give the role in which a colleague would do the task at hand; empty where they have none that may."""
    work = _work(sheet)
    may = INTAKE if work in {INTAKE_WORK, DELIVERY_WORK} else frozenset({sheet.definition.step(work).by})
    return min(person.roles & may, default="")


def _receivers(sheet: Sheet) -> tuple[Option, ...]:
    """List the colleagues who may do the task, but for its holder, and the desks of the office."""
    holding = sheet.case.holding(_work(sheet))
    holder = holding.person.id if holding and holding.person else ""
    people = (each for each in colleagues(db(), sheet.case.tenant) if each.id != holder and _role(sheet, each))
    named = [Option(f"{_PERSON}{each.id}", each.name, each.desk) for each in people]
    desks = books().shelf.tenant(sheet.case.tenant).desks
    return (*named, *(Option(f"{_DESK}{each}", each, _("由该窗口的人员领办")) for each in desks))


def _transfer_fields(sheet: Sheet) -> list[Asked]:
    to = _receivers(sheet)
    if not to:
        told = _("本单位没有其他可以办理这项任务的工作人员。")
        return [Asked("to", _("移交给谁"), "choice", help=told, options=()), Asked("reason", _("移交的原因"))]
    return [Asked("to", _("移交给谁"), "choice", options=to), Asked("reason", _("移交的原因"))]


def _transfer(actor: Actor, sheet: Sheet) -> Command:
    chosen, reason = sheet.text("to"), sheet.text("reason")
    if chosen not in {each.value for each in _receivers(sheet)}:
        raise TongbanError(_("请选择移交给哪一位工作人员，或者哪一个窗口。"), article="335 §16")
    if chosen.startswith(_DESK):
        return Transfer(actor, _work(sheet), reason, desk=chosen.removeprefix(_DESK))
    account = chosen.removeprefix(_PERSON)
    to = next(each for each in colleagues(db(), sheet.case.tenant) if each.id == account)
    return Transfer(actor, _work(sheet), reason, to=as_actor(to, _role(sheet, to)))


def _take_over_fields(_sheet: Sheet) -> list[Asked]:
    return [Asked("reason", _("接办的原因"))]


def _recuse_fields(_sheet: Sheet) -> list[Asked]:
    return [Asked("reason", _("回避的原因"), help=_("例如与申请人是近亲属，或者与办理结果有利害关系。"))]


ACTS[Action.CLAIM] = Act(
    permission="case.claim",
    label=lazy("领办"),
    submit=lazy("领办"),
    done=lazy("已经领办，其他人不再办理这项任务。"),
    basis="335 §16",
    kind="second",
    notice=False,
    command=lambda actor, sheet: Claim(actor, _work(sheet)),
)

ACTS[Action.RELEASE] = Act(
    permission="case.claim",
    label=lazy("退回待领"),
    submit=lazy("退回待领"),
    done=lazy("已经退回待领，其他人可以领办。"),
    basis="335 §16",
    kind="second",
    notice=False,
    command=lambda actor, sheet: Release(actor, _work(sheet)),
)

ACTS[Action.TRANSFER] = Act(
    permission="case.transfer",
    label=lazy("移交"),
    submit=lazy("移交"),
    done=lazy("已经移交，对方的队列里能看到。"),
    basis="335 §16",
    help=lazy("移交是内部流转，申请人的期限照常计算。"),
    kind="second",
    notice=False,
    asks=_transfer_fields,
    command=_transfer,
)

ACTS[Action.TAKE_OVER] = Act(
    permission="case.take_over",
    label=lazy("接办"),
    submit=lazy("接办"),
    done=lazy("已经接办，由您办理这项任务。"),
    basis="335 §16",
    help=lazy("首席代表可以接办他人手上的任务，原因记入办理经过。"),
    kind="second",
    notice=False,
    asks=_take_over_fields,
    command=lambda actor, sheet: TakeOver(actor, _work(sheet), sheet.text("reason")),
)

ACTS[Action.RECUSE] = Act(
    permission="case.recuse",
    label=lazy("申请回避"),
    submit=lazy("申请回避"),
    done=lazy("已经回避，这件办件由其他工作人员办理。"),
    basis="335 §21",
    help=lazy("回避以后，您不能再办理这件办件的任何环节，也不能撤销。"),
    kind="warning",
    notice=False,
    asks=_recuse_fields,
    command=lambda actor, sheet: Recuse(actor, sheet.text("reason")),
)
