"""Tell what a case costs, what was paid and what went back (335 §27)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from tongban.law import Event
from tongban.law import events as happened
from tongban.web.story_teller import Sentence, Teller
from tongban.web.view_words import yuan


def _assessed(event: happened.FeesAssessed, _teller: Teller) -> Sentence:
    what = "；".join(
        _("%(name)s %(amount)s 元，依据%(basis)s", name=each.name, amount=yuan(each.amount), basis=each.basis)
        for each in event.lines
    )
    return _("开出缴费通知书"), _("%(what)s。缴款单号：%(invoice)s。", what=what, invoice=event.invoice), "warning"


def _received(event: happened.PaymentReceived, _teller: Teller) -> Sentence:
    ways = {"online": _("网上缴费"), "window": _("窗口缴费")}
    text = _("%(way)s %(amount)s 元，号码：%(n)s。", way=ways[event.way], amount=yuan(event.amount), n=event.payment)
    return _("收到缴费"), text, "good"


def _ordered(event: happened.RefundOrdered, _teller: Teller) -> Sentence:
    return _("决定退费"), _("退还 %(amount)s 元：%(why)s", amount=yuan(event.amount), why=event.reasons), ""


def _made(event: happened.RefundMade, _teller: Teller) -> Sentence:
    return _("费用已经退还"), _("退费凭证号码：%(n)s。", n=event.number), "good"


OF_FEES: Mapping[type[Event], Callable[[Any, Teller], Sentence | None]] = {
    happened.FeesAssessed: _assessed,
    happened.PaymentReceived: _received,
    happened.RefundOrdered: _ordered,
    happened.RefundMade: _made,
}
