"""What matters after the decision: what is to be put right, a hearing to ask for, a result that holds no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy

from tongban.law import Case, DeadlineKind
from tongban.law.case import OutcomeLife, OutcomeState
from tongban.web.view_words import day


@dataclass(frozen=True, slots=True)
class Now:
    """What matters just now, in words. `tone`: now (it is the person's turn), good, warning, bad, or nothing."""

    title: str
    text: str
    tone: str = ""
    action_href: str = ""
    action_label: str = ""


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
    if told.life is not None and told.life.state in _TITLES:
        return Now(str(_TITLES[told.life.state]), told.life.reasons or _("理由写在下面的文书里。"), "bad")
    if told.life is not None and told.life.state is OutcomeState.IN_FORCE and told.life.valid_until is not None:
        return _renewal(told.life, silence_renews=silence_renews)
    return None


def _renewal(life: OutcomeLife, *, silence_renews: bool) -> Now | None:
    """Tell of a renewal that waits or was given; what silence does is the rulebook's (licensing law art. 50)."""
    until = day(life.valid_until)
    if life.renewal_asked_at is not None:
        by = _("行政机关应当在有效期届满（%(day)s）前作出决定。", day=until)
        silence = _("届满前没有作出决定的，视为准予延续。") if silence_renews else ""
        return Now(_("延续申请正在审查"), by + silence, "good")
    if life.renewals:
        return Now(
            _("已经延续，有效期至 %(day)s", day=until), _("延续决定书在下面的“文书”里，可以查看和下载。"), "good"
        )
    return None
