"""Tell what was promised and what came of it: gaps, commitments, second notices (335 §18, §19, §23)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from tongban.law import CheckResult, Event
from tongban.law import events as happened
from tongban.web.story_teller import Sentence, Teller


def _second_allowed(event: happened.SecondNoticeAllowed, teller: Teller) -> Sentence:
    return _("准许再次告知"), teller.inner(_("第 2 次告知，计入监督统计。")) + event.reason, "warning"


def _promised(event: happened.LaterPromised, teller: Teller) -> Sentence:
    text = _("承诺受理后补交%(what)s。", what=teller.named(event.materials))
    return _("作出容缺承诺"), text + event.consequence, ""


def _accepted(event: happened.AcceptedOnPromise, teller: Teller) -> Sentence:
    return _("容缺受理"), _("还需要补交%(what)s。", what=teller.named(event.materials)), "good"


def _received(event: happened.LaterReceived, teller: Teller) -> Sentence:
    what = teller.named(each.material for each in event.materials)
    after = _("承诺的材料已经补齐。") if event.complete else _("还没有补齐。")
    return _("补交容缺材料"), _("补交了%(what)s。", what=what) + after, "good" if event.complete else ""


def _missed(event: happened.LaterMissed, teller: Teller) -> Sentence:
    text = _("逾期没有补交%(what)s。", what=teller.named(event.materials))
    return _("没有履行容缺承诺"), text + event.consequence, "bad"


def _made(event: happened.CommitmentMade, teller: Teller) -> Sentence:
    return _("采用告知承诺方式"), _("作出承诺，不用提交%(what)s。", what=teller.named(event.spared)), ""


def _withdrawn(event: happened.CommitmentWithdrawn, _teller: Teller) -> Sentence:
    return _("撤回承诺"), _("%(why)s按一般方式重新审查。", why=event.reason.rstrip("。") + "。"), "warning"


def _checked(event: happened.CommitmentChecked, _teller: Teller) -> Sentence:
    titles = {
        CheckResult.KEPT: (_("核查承诺：属实"), "good"),
        CheckResult.DEVIATES: (_("核查承诺：与实际不符，责令限期整改"), "warning"),
        CheckResult.BROKEN: (_("核查承诺：没有履行"), "bad"),
    }
    title, tone = titles[event.result]
    return title, event.findings, tone


def _rectified(event: happened.RectificationChecked, _teller: Teller) -> Sentence:
    if event.mended:
        return _("复查整改：已经整改"), event.findings, "good"
    return _("复查整改：没有整改"), event.findings, "bad"


def _revoked(event: happened.CommitmentRevoked, _teller: Teller) -> Sentence:
    return _("撤销决定"), event.reasons, "bad"


OF_PROMISES: Mapping[type[Event], Callable[[Any, Teller], Sentence | None]] = {
    happened.SecondNoticeAllowed: _second_allowed,
    happened.LaterPromised: _promised,
    happened.AcceptedOnPromise: _accepted,
    happened.LaterReceived: _received,
    happened.LaterMissed: _missed,
    happened.CommitmentMade: _made,
    happened.CommitmentWithdrawn: _withdrawn,
    happened.CommitmentChecked: _checked,
    happened.RectificationChecked: _rectified,
    happened.CommitmentRevoked: _revoked,
}
