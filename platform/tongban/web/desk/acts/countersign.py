"""Signatures beside the owner's (会签; 335 §16)."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy

from tongban.cases.following import as_actor, role_of
from tongban.errors import TongbanError
from tongban.law import Action, Actor, AskCountersign, Command, Countersign
from tongban.law.roles import NAMES, STAFF
from tongban.tenancy.accounts import colleagues
from tongban.web.desk.acts.act import ACTS, Act, Asked, Option, Sheet
from tongban.web.house import db
from tongban.web.people import the_staff

_ROLE = "role:"


def _signers(sheet: Sheet) -> tuple[Option, ...]:
    """List the roles of the office, and each colleague who handles cases, but for oneself."""
    roles = (Option(f"{_ROLE}{each}", _(NAMES[each]), _("该岗位任何一人签署")) for each in sorted(STAFF))
    people = (each for each in colleagues(db(), sheet.case.tenant) if each.roles & STAFF and each.id != the_staff().id)
    return (*roles, *(Option(each.id, each.name, _(NAMES[role_of(each, "")])) for each in people))


def _ask_fields(sheet: Sheet) -> list[Asked]:
    who = Asked("who", _("请谁会签"), "choice", options=_signers(sheet))
    return [who, Asked("reason", _("会签的内容"), help=_("写明请对方看什么、签什么意见。"))]


def _ask(actor: Actor, sheet: Sheet) -> Command:
    who, step, reason = sheet.text("who"), sheet.step_id or "", sheet.text("reason")
    if who not in {each.value for each in _signers(sheet)}:
        raise TongbanError(_("请选择由谁会签。"), article="335 §16")
    if who.startswith(_ROLE):
        return AskCountersign(actor, step, who.removeprefix(_ROLE), reason=reason)
    person = next(each for each in colleagues(db(), sheet.case.tenant) if each.id == who)
    signer = as_actor(person, role_of(person, ""))
    return AskCountersign(actor, step, signer.role, signer, reason)


def _sign_fields(sheet: Sheet) -> list[Asked]:
    return [Asked("opinion", _("“%(step)s”的会签意见", step=sheet.step_name))]


ACTS[Action.ASK_COUNTERSIGN] = Act(
    permission="case.review",
    label=lazy("请求会签"),
    submit=lazy("请求会签"),
    done=lazy("已经请求会签，签署后才能完成本环节。"),
    basis="335 §16",
    kind="second",
    notice=False,
    asks=_ask_fields,
    command=_ask,
)

ACTS[Action.COUNTERSIGN] = Act(
    permission="case.countersign",
    label=lazy("会签"),
    submit=lazy("签署会签意见"),
    done=lazy("会签意见已经签署。"),
    basis="335 §16",
    notice=False,
    asks=_sign_fields,
    command=lambda actor, sheet: Countersign(actor, sheet.step_id or "", sheet.text("opinion")),
)
