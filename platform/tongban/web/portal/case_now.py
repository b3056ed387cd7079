"""What matters just now in one's own case, in words: whose turn it is, and until when (O1)."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from tongban.definitions import Definition
from tongban.law import KIND_NAMES, Case, CaseOutcome, Deadline, DeadlineKind, DeadlineStatus, FeeRun, State
from tongban.law.applicable import name_of
from tongban.web.house import now
from tongban.web.portal.law_books import as_last_read
from tongban.web.portal.now_afterwards import Now, after_the_decision
from tongban.web.story import deficiencies_told
from tongban.web.view_words import day, yuan

_AWAITED = (DeadlineKind.ONLINE_REVIEW, DeadlineKind.WINDOW_INTAKE, DeadlineKind.PROMISE)


def now_of(told: Case, described: Definition) -> Now:
    _calendar, rulebook = as_last_read(told.tenant)
    silence = rulebook.renewal_by_silence.holds
    if (afterwards := after_the_decision(told, silence_renews=silence)) is not None:
        return afterwards
    if told.state is State.SUPPLEMENTING:
        return _supply_now(told, described)
    if told.state is State.DECIDED:
        return _decided_now(told)
    return _closed_now(told) if told.state is State.CLOSED else _under_way(told, described)


def _under_way(told: Case, described: Definition) -> Now:
    """Say what the office is at, and what it waits for."""
    limit = next((each for each in told.deadlines if each.is_open and each.kind in _AWAITED and each.due), None)
    by = _by_when(limit)
    if told.state is State.SUBMITTED:
        return Now(_("现在不需要您做什么"), _("窗口人员正在审查是否受理。") + by, "good")
    if told.later is not None and told.later.missed_at is not None:
        names = "、".join(name_of(described, each) for each in told.later.owed)
        ended = _(
            "没有在 %(day)s 前补交%(names)s，将依法作出决定，结果会告诉您。", day=day(told.later.missed_at), names=names
        )
        return Now(_("没有按承诺补交材料"), ended, "bad")
    if told.suspension is not None:
        why = told.suspension.reasons.rstrip("。")
        return Now(_("办理已经中止"), _("%(why)s。恢复办理以后，期限继续计算。", why=why), "warning")
    if told.fees is not None and told.fee_is_due:
        return _pay_now(told, told.fees, described)
    step = described.step(told.current_step).name if told.current_step else _("审查")
    return Now(_("现在不需要您做什么"), _("正在办理“%(step)s”。", step=step) + _not_counted(told) + by, "good")


def _not_counted(told: Case) -> str:
    """Say which limits a special procedure has stopped: which ones it stops is the item's and the rulebook's."""
    if told.special is None:
        return ""
    kinds = (DeadlineKind.PROMISE, DeadlineKind.STATUTORY)
    stopped = [each.kind for each in told.deadlines if each.kind in kinds and each.status is DeadlineStatus.PAUSED]
    names = _("和").join(_(KIND_NAMES[each]) for each in stopped)
    return _("期间不计入%(limits)s。", limits=names) if names else ""


def _by_when(limit: Deadline | None) -> str:
    """Say until when one is told; a limit that was missed is owned up to, not promised again."""
    if limit is None or limit.due is None:
        return ""
    if limit.missed_at is not None or limit.due < now():
        return _("应当在 %(day)s 前告诉您结果，现在已经超期，可以拨打咨询电话询问。", day=day(limit.due))
    return _("最迟 %(day)s 告诉您结果。", day=day(limit.due))


def _pay_now(told: Case, run: FeeRun, described: Definition) -> Now:
    what = "；".join(_("%(name)s，依据%(basis)s", name=each.name, basis=each.basis) for each in run.lines)
    limit = next((each for each in told.deadlines if each.is_open and each.kind is DeadlineKind.PAYMENT), None)
    by = _("请在 %(day)s 前缴清。", day=day(limit.due)) if limit and limit.due else ""
    title = _("请缴费 %(total)s 元", total=yuan(run.total))
    if not any(each.online for each in described.fees):
        return Now(title, _("%(why)s。", why=what) + by + _("请到政务服务中心窗口缴费。"), "now")
    href = url_for("portal.pay", tenant=told.tenant, number=told.number)
    return Now(title, _("%(why)s。", why=what) + by + _("也可以在政务服务中心窗口缴费。"), "now", href, _("去缴费"))


def _decided_now(told: Case) -> Now:
    """Say what was decided while it is on its way; a part that was not granted is named at once."""
    on_its_way, outcome = _on_its_way(told), told.decision.outcome if told.decision else None
    if outcome is CaseOutcome.GRANTED_IN_PART and told.decision is not None:
        parts = _(
            "准予：%(yes)s。不予：%(no)s。", yes="；".join(told.decision.granted), no="；".join(told.decision.refused)
        )
        return Now(_("已经作出决定：部分准予"), parts + _("理由和救济途径写在决定书里。") + on_its_way, "warning")
    if outcome is CaseOutcome.REFUSED:
        return Now(_("已经作出决定：不予办理"), _("理由和救济途径写在决定书里。") + on_its_way, "bad")
    return Now(_("已经作出决定：准予"), on_its_way, "good")


def _on_its_way(told: Case) -> str:
    """Say where the result is: sent, come back, announced (335 §15, §26)."""
    announced = told.open_deadline(DeadlineKind.ANNOUNCEMENT)
    if announced is not None:
        until = _("已经公告送达，%(day)s 视为送达。", day=day(announced.due))
        return until + _("在这之前可以到政务服务中心窗口领取。")
    if told.dispatch is not None and told.dispatch.carrier:
        sent = f"{told.dispatch.carrier} {told.dispatch.tracking}"
        return _("办理结果已经交寄（%(sent)s），收到以后请确认收到。", sent=sent)
    if told.failed_deliveries and told.dispatch is None:
        return _("办理结果没有送到，可以到政务服务中心窗口领取，或者等待用其他方式送达。")
    return _("决定正在送达，决定书可以在下面查看。")


def _supply_now(told: Case, described: Definition) -> Now:
    lines = deficiencies_told(told, described)
    limit = told.open_deadline(DeadlineKind.SUPPLEMENT)
    by = _("请在 %(day)s 前补齐，逾期未补正的，视为撤回申请。", day=day(limit.due)) if limit and limit.due else ""
    return Now(
        _("请补齐 %(count)s 项内容", count=len(lines)),
        "；".join(each.rstrip("。；") for each in lines) + "。" + by,
        "now",
        url_for("portal.supply", tenant=told.tenant, number=told.number),
        _("去补正"),
    )


def _closed_now(told: Case) -> Now:
    texts = {
        CaseOutcome.GRANTED: Now(_("已经办结：准予"), _("决定书在下面的“文书”里，可以查看和下载。"), "good"),
        CaseOutcome.GRANTED_IN_PART: Now(
            _("已经办结：部分准予"), _("准予和不予的内容、理由和救济途径写在决定书里。"), "good"
        ),
        CaseOutcome.REFUSED: Now(_("已经办结：不予办理"), _("理由和救济途径写在决定书里。"), "bad"),
        CaseOutcome.NOT_ACCEPTED: Now(_("申请没有被受理"), told.end_reasons, "bad"),
        CaseOutcome.WITHDRAWN: Now(_("申请已经撤回"), _("需要时可以重新申请。"), ""),
        CaseOutcome.TERMINATED: Now(_("办理已经终止"), told.end_reasons, ""),
        CaseOutcome.DEEMED_WITHDRAWN: Now(
            _("视为撤回申请"),
            told.end_reasons + _("需要时可以重新申请，已有的材料可以再次使用。"),
            "warning",
        ),
    }
    return texts[told.outcome] if told.outcome else Now(_("已经办结"), "", "good")


def what_follows(told: Case) -> list[dict[str, str]]:
    limit = next((each for each in told.deadlines if each.kind in _AWAITED and each.due), None)
    by = _("最迟 %(day)s 告诉您是否受理。", day=day(limit.due)) if limit and limit.due else ""
    return [
        {"name": _("受理审查"), "text": by + _("材料不齐的，一次告知全部需要补正的内容。")},
        {"name": _("办理"), "text": _("受理后按承诺期限办理，每一步都可以在“我的办件”里看到。")},
        {"name": _("送达"), "text": _("决定书盖电子印章，可以在线查看、下载和验真。")},
    ]
