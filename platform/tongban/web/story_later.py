"""Tell what happens to the time of a case, to its delivery, and to what was granted afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from tongban.law import Event
from tongban.law import events as happened
from tongban.law.grounds import CANCELLATION, FAILURE, REISSUE, REVOCATION, SUSPENSION, TERMINATION
from tongban.law.notice_values import METHODS
from tongban.web.story_teller import Teller
from tongban.web.view_words import day, span

Sentence = tuple[str, str, str]


def _grounded(ground: str, reasons: str) -> str:
    return f"{_(ground)}。{reasons}"


def _extension_asked(event: happened.ExtensionAsked, _teller: Teller) -> Sentence:
    return _("申请延期"), _("申请延长%(span)s：%(why)s", span=span(event.span), why=event.reasons), ""


def _extension_approved(event: happened.ExtensionApproved, _teller: Teller) -> Sentence:
    return _("批准延期"), _("延长%(span)s：%(why)s", span=span(event.span), why=event.reasons), "warning"


def _extension_denied(event: happened.ExtensionDenied, _teller: Teller) -> Sentence:
    return _("没有批准延期"), event.reasons, ""


def _suspended(event: happened.CaseSuspended, _teller: Teller) -> Sentence:
    return _("中止办理"), _grounded(SUSPENSION[event.ground], event.reasons), "warning"


def _resumed(event: happened.CaseResumed, _teller: Teller) -> Sentence:
    return _("恢复办理"), event.reasons, ""


def _terminated(event: happened.CaseTerminated, _teller: Teller) -> Sentence:
    return _("终止办理"), _grounded(TERMINATION[event.ground], event.reasons), "bad"


def _dispatched(event: happened.ResultDispatched, _teller: Teller) -> Sentence:
    way = _(METHODS.get(event.method, event.method))
    number = _("，%(carrier)s，运单号%(number)s", carrier=event.carrier, number=event.tracking) if event.carrier else ""
    return _("办理结果已经送出"), _("%(why)s。", why=way + number), ""


def _failed(event: happened.DeliveryFailed, _teller: Teller) -> Sentence:
    way = _(METHODS.get(event.method, event.method))
    return (
        _("送达没有成功"),
        _("%(way)s：%(why)s", way=way, why=_grounded(FAILURE[event.ground], event.note)),
        "warning",
    )


def _announced(event: happened.DeliveryAnnounced, _teller: Teller) -> Sentence:
    return _("公告送达"), event.reasons, "warning"


def _confirmed(_event: happened.ReceiptConfirmed, _teller: Teller) -> Sentence:
    return _("申请人确认收到"), "", "good"


def _survey_appointed(event: happened.SurveyAppointed, _teller: Teller) -> Sentence:
    text = _("%(day)s%(time)s，%(place)s。", day=day(event.on), time=event.time, place=event.place)
    return _("约定现场勘验"), text, ""


def _survey_recorded(event: happened.SurveyRecorded, _teller: Teller) -> Sentence:
    return _("登记勘验记录"), event.findings, ""


def _corrected(event: happened.OutcomeCorrected, _teller: Teller) -> Sentence:
    lines = "；".join(
        _("%(place)s由“%(was)s”更正为“%(now)s”", place=each.place, was=each.was, now=each.now)
        for each in event.corrections
    )
    return _("更正文书"), f"{lines}。{event.reasons}", ""


def _use_suspended(event: happened.OutcomeSuspended, _teller: Teller) -> Sentence:
    return _("暂停使用"), event.reasons, "warning"


def _use_resumed(event: happened.OutcomeResumed, _teller: Teller) -> Sentence:
    return _("恢复使用"), event.reasons, "good"


def _told(event: happened.RevocationTold, _teller: Teller) -> Sentence:
    return _("告知拟撤销"), _grounded(REVOCATION[event.ground], event.reasons), "warning"


def _hearing_asked(event: happened.HearingAsked, _teller: Teller) -> Sentence:
    return _("申请听证"), event.reasons, ""


def _hearing_waived(event: happened.HearingWaived, _teller: Teller) -> Sentence:
    return _("没有要求听证"), _("逾期没有提出。") if event.by_silence else _("当事人放弃听证。"), ""


def _hearing_held(event: happened.HearingHeld, _teller: Teller) -> Sentence:
    return _("举行听证"), event.record, ""


def _dropped(event: happened.RevocationDropped, _teller: Teller) -> Sentence:
    return _("不再撤销"), event.reasons, "good"


def _revoked(event: happened.OutcomeRevoked, _teller: Teller) -> Sentence:
    return _("撤销决定"), _grounded(REVOCATION[event.ground], event.reasons), "bad"


def _cancelled(event: happened.OutcomeCancelled, _teller: Teller) -> Sentence:
    return _("注销"), _grounded(CANCELLATION[event.ground], event.reasons), "bad"


def _reissued(event: happened.OutcomeReissued, _teller: Teller) -> Sentence:
    return _("补发、换发"), _grounded(REISSUE[event.ground], event.reasons), ""


def _renewal_asked(event: happened.RenewalAsked, _teller: Teller) -> Sentence:
    return _("申请延续"), event.reasons, ""


def _renewal_refused(event: happened.RenewalRefused, _teller: Teller) -> Sentence:
    return _("不予延续"), event.reasons, "bad"


def _renewed(event: happened.OutcomeRenewed, _teller: Teller) -> Sentence:
    text = _("有效期延续至%(day)s。", day=day(event.until))
    return (_("视为准予延续") if event.deemed else _("准予延续")), text, "good"


def _expired(event: happened.OutcomeExpired, _teller: Teller) -> Sentence:
    return _("有效期届满"), _("有效期到%(day)s为止。", day=day(event.on)), "warning"


LATER: Mapping[type[Event], Callable[[Any, Teller], Sentence]] = {
    happened.ExtensionAsked: _extension_asked,
    happened.ExtensionApproved: _extension_approved,
    happened.ExtensionDenied: _extension_denied,
    happened.CaseSuspended: _suspended,
    happened.CaseResumed: _resumed,
    happened.CaseTerminated: _terminated,
    happened.ResultDispatched: _dispatched,
    happened.DeliveryFailed: _failed,
    happened.DeliveryAnnounced: _announced,
    happened.ReceiptConfirmed: _confirmed,
    happened.SurveyAppointed: _survey_appointed,
    happened.SurveyRecorded: _survey_recorded,
    happened.OutcomeCorrected: _corrected,
    happened.OutcomeSuspended: _use_suspended,
    happened.OutcomeResumed: _use_resumed,
    happened.RevocationTold: _told,
    happened.HearingAsked: _hearing_asked,
    happened.HearingWaived: _hearing_waived,
    happened.HearingHeld: _hearing_held,
    happened.RevocationDropped: _dropped,
    happened.OutcomeRevoked: _revoked,
    happened.OutcomeCancelled: _cancelled,
    happened.OutcomeReissued: _reissued,
    happened.RenewalAsked: _renewal_asked,
    happened.RenewalRefused: _renewal_refused,
    happened.OutcomeRenewed: _renewed,
    happened.OutcomeExpired: _expired,
}
#: matters within the office, which an applicant's story leaves out: what is only asked for
WITHIN = frozenset({happened.ExtensionAsked, happened.ExtensionDenied, happened.SurveyRecorded})
