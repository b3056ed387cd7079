"""What matters after the decision: what is to be put right, a hearing to ask for, a result that holds no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy

from tongban.law import Case, CaseOutcome, DeadlineKind
from tongban.law.case import Hearing, OutcomeLife, OutcomeState
from tongban.web.view_words import day


@dataclass(frozen=True, slots=True)
class Now:
    """What matters just now, in words. `tone`: now (it is the person's turn), good, warning, bad, or nothing."""

    title: str
    text: str
    tone: str = ""
    action_href: str = ""
    action_label: str = ""


_RENEWALS = ("refusal_decision", "renewal_decision")
_TITLES: Mapping[OutcomeState, str] = {
    OutcomeState.SUSPENDED: lazy("办理结果已经暂停使用"),
    OutcomeState.REVOKED: lazy("准予决定已经撤销"),
    OutcomeState.CANCELLED: lazy("办理结果已经注销"),
    OutcomeState.EXPIRED: lazy("办理结果的有效期已经届满"),
}


def after_the_decision(told: Case, *, silence_renews: bool) -> Now | None:
    """Tell whose turn it is after all, and how the result stands; None where it is as it was granted."""
    mend = told.open_deadline(DeadlineKind.RECTIFICATION)
    if mend is not None and told.commitment is not None:
        found = _("核查发现：%(findings)s", findings=told.commitment.findings.rstrip("。") + "。")
        by = _("请在 %(day)s 前整改，逾期没有整改的，撤销准予决定。", day=day(mend.due))
        return Now(_("请限期整改"), found + by, "now")
    if (ask := told.open_deadline(DeadlineKind.HEARING_REQUEST)) is not None:
        why = _("事实和理由写在拟撤销告知书里。您可以在 %(day)s 前申请听证，或者陈述、申辩。", day=day(ask.due))
        return Now(_("行政机关拟撤销准予决定"), why, "now")
    if told.life is not None and (hearing := told.life.hearing) is not None and not told.life.ended:
        return _intended(hearing)
    return _of_its_life(told, told.life, silence_renews=silence_renews) if told.life is not None else None


def _of_its_life(told: Case, life: OutcomeLife, *, silence_renews: bool) -> Now | None:
    """Tell what holds no more, and what has become of a renewal."""
    if life.state is OutcomeState.EXPIRED:
        return _expired(told, life)
    if life.state in _TITLES:
        return Now(str(_TITLES[life.state]), life.reasons or _("理由写在下面的文书里。"), "bad")
    if life.state is OutcomeState.IN_FORCE and life.valid_until is not None:
        return _renewal(told, life, silence_renews=silence_renews)
    return None


def later_life(told: Case) -> str:
    """Tell in one line what has become of a result since it was granted; empty where it is as it was granted."""
    found = after_the_decision(told, silence_renews=False)
    return found.title if found is not None else ""


def _expired(told: Case, life: OutcomeLife) -> Now:
    refused = _("延续申请没有获得准予。") if renewal_was_refused(told) else ""
    until = _("有效期到 %(day)s 为止。", day=day(life.valid_until))
    return Now(str(_TITLES[OutcomeState.EXPIRED]), until + refused + _("需要继续使用的，请重新申请。"), "bad")


def renewal_was_refused(told: Case) -> bool:
    """Tell whether the last renewal that was decided was refused (XK 50); of a granted case it is its only refusal."""
    decided = [each for each in told.notices if each in _RENEWALS]
    granted = told.outcome in (CaseOutcome.GRANTED, CaseOutcome.GRANTED_IN_PART)
    return granted and decided[-1:] == ["refusal_decision"]


def _intended(hearing: Hearing) -> Now:
    """Tell what has become of an intended revocation, between what was told and what is decided (XK 47, 48)."""
    title = _("行政机关拟撤销准予决定")
    if hearing.record:
        return Now(title, _("听证已经举行，正在作出决定，结果会告诉您。"), "warning")
    if hearing.asked_at is not None:
        return Now(title, _("您已经申请听证，举行的时间和地点会另行通知您。"), "warning")
    return Now(title, _("申请听证的期限已经届满，或者您已经放弃听证，正在作出决定，结果会告诉您。"), "warning")


def _renewal(told: Case, life: OutcomeLife, *, silence_renews: bool) -> Now | None:
    """Tell of a renewal that waits or was given; what silence does is the rulebook's (licensing law art. 50)."""
    until = day(life.valid_until)
    if life.renewal_asked_at is not None:
        by = _("行政机关应当在有效期届满（%(day)s）前作出决定。", day=until)
        silence = _("届满前没有作出决定的，视为准予延续。") if silence_renews else ""
        return Now(_("延续申请正在审查"), by + silence, "good")
    if renewal_was_refused(told):
        holds = _("原来的办理结果在 %(day)s 前（含当日）仍然有效。", day=until)
        return Now(_("延续申请没有获得准予"), holds + _("理由和救济途径写在下面的“文书”里。"), "bad")
    if life.renewals:
        return Now(
            _("已经延续，有效期至 %(day)s", day=until), _("延续决定书在下面的“文书”里，可以查看和下载。"), "good"
        )
    return None
