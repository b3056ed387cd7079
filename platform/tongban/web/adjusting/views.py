"""What the templates of adjustments are given."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from tongban.cases.adjusting import Adjustment, Claimed
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow
from tongban.law import CaseOutcome, DeadlineKind, State
from tongban.law.case import Case
from tongban.tenancy.permissions import ROLES
from tongban.web.desk.lamps import lit
from tongban.web.house import books, now
from tongban.web.view_words import day, moment


@dataclass(frozen=True, slots=True)
class ClaimView:
    """How far one body is. Late ones are red, also where it was done after the limit (7 §6)."""

    tenant: str
    label: str
    tone: str
    note: str


@dataclass(frozen=True, slots=True)
class AdjustmentView:
    """One adjustment in a list."""

    number: str
    href: str
    kind: str
    titles: str
    department: str
    proposed_at: str
    state_label: str
    state_tone: str
    lamp: str
    left: str
    waits_for: str
    claims: tuple[ClaimView, ...]
    done: int
    late: int


def adjustment_view(found: Adjustment, href: str) -> AdjustmentView:
    row, case = found.row, case_of(found.row)
    label, tone = state_words(case)
    light = lit_of(row)
    return AdjustmentView(
        number=row.number,
        href=href,
        kind=kind_name(str(case.answers["kind"])),
        titles="、".join(str(case.answers["titles"]).splitlines()),
        department=row.applicant_name,
        proposed_at=day(row.opened_at),
        state_label=label,
        state_tone=tone,
        lamp=light[0],
        left=light[1],
        waits_for=_(ROLES.get(row.waits_for or "", "")) if row.waits_for else "",
        claims=tuple(claim_view(each) for each in found.claims),
        done=sum(each.done_at is not None for each in found.claims),
        late=sum(each.late for each in found.claims),
    )


def lit_of(row: CaseRow) -> tuple[str, str]:
    """Light the limit of an adjustment that is not decided; the claims have limits of their own."""
    if row.closed_at is not None:
        return "", ""
    light = lit(DeadlineKind(row.due_kind) if row.due_kind else None, row.due_at, row.tenant_id, books(), now())
    return light.lamp, light.left


def claim_view(claimed: Claimed) -> ClaimView:
    name = books().shelf.tenant(claimed.tenant).name
    if claimed.done_at is not None:
        words = _("超期认领") if claimed.late else _("已认领")
        return ClaimView(name, words, "red" if claimed.late else "green", moment(claimed.done_at))
    if claimed.late:
        return ClaimView(name, _("超期未认领"), "red", _("应于 %(day)s 前认领", day=day(claimed.due)))
    return ClaimView(name, _("待认领"), "yellow", _("%(day)s 到期", day=day(claimed.due)))


def state_words(case: Case) -> tuple[str, str]:
    """Say where an adjustment stands, in the words of the procedure."""
    if case.state is State.CLOSED:
        granted = case.outcome is CaseOutcome.GRANTED
        return (_("已确认"), "green") if granted else (_("不予确认"), "red")
    return (_("合法性审核中"), "brand") if case.current_step == "legality" else (_("等待确认"), "brand")


def kind_name(kind: str) -> str:
    names = {
        "new": _("新增"), "cancel": _("取消"), "hand_down": _("下放"),
        "take_over": _("承接"), "change": _("变更"), "split": _("拆分"),
    }  # fmt: skip
    return names.get(kind, kind)


def own_href(number: str) -> str:
    return url_for("adjusting.own", number=number)
