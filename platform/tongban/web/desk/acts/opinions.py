"""Asking another department for its opinion (征求意见; 335 §24)."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy

from tongban.cases.opinions import department_named, departments
from tongban.errors import TongbanError
from tongban.law import Action, Actor, AskOpinion, Command
from tongban.web.desk.acts.act import ACTS, Act, Asked, Option, Sheet, amount, span_of
from tongban.web.house import books
from tongban.web.view_words import span as in_words


def _fields(sheet: Sheet) -> list[Asked]:
    """Ask which department, what, and by when; one that the step names is chosen already."""
    there = tuple(Option(each.id, each.name) for each in departments(books(), sheet.case.tenant))
    meant = department_named(books(), sheet.case.tenant, sheet.step.department) if sheet.step else None
    longest = books().rulebook_at(sheet.case.tenant, sheet.case.submitted_at).opinion.span
    return [
        Asked("department", _("征求哪个部门的意见"), "choice", meant.id if meant else "", options=there),
        Asked("question", _("征求意见的内容"), help=_("写明请对方就什么提出意见。对方能看到这件办件的申请表和材料。")),
        amount("limit", _("回复时限"), longest, _("不得超过%(span)s；承诺期限照常计算。", span=in_words(longest))),
    ]


def _ask(actor: Actor, sheet: Sheet) -> Command:
    chosen = sheet.text("department")
    found = next((each for each in departments(books(), sheet.case.tenant) if each.id == chosen), None)
    if found is None:
        raise TongbanError(_("请选择征求哪个部门的意见。"), article="335 §24")
    longest = books().rulebook_at(sheet.case.tenant, sheet.case.submitted_at).opinion.span
    limit = span_of(sheet, "limit", longest)
    return AskOpinion(actor, sheet.step_id or "", found.id, found.name, sheet.text("question"), limit)


ACTS[Action.ASK_OPINION] = Act(
    permission="case.review",
    label=lazy("征求其他部门意见"),
    submit=lazy("征求意见"),
    done=lazy("已经征求意见，对方单位的队列里能看到。"),
    basis="335 §24",
    help=lazy("各部门同时审查，由牵头部门一次答复申请人。"),
    kind="second",
    notice=False,
    asks=_fields,
    command=_ask,
)
