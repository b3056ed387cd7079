"""Delivery of a result and its receipt: 335 §15, §26; licensing law art. 44; 7 §3.

Whatever fails on the way, the limit goes on. When every way has failed, an announcement delivers by its own end.
"""

from __future__ import annotations

from tongban.definitions.model import Span
from tongban.law import events as happened
from tongban.law.case import Deadline, DeadlineKind, DeadlineStatus, FailureGround, State
from tongban.law.commands import AnnounceDelivery, ConfirmReceipt, Deliver, RecordFailedDelivery, SendResult
from tongban.law.decide.consequences import at_end_of
from tongban.law.decide.proceeding import Proceeding, decides, require_text
from tongban.law.notice_values import METHODS, span_in_chinese
from tongban.law.refusals import Refused
from tongban.law.roles import APPLICANT, DELIVERING, INTAKE

ARTICLE = "335 §26"
WHO = "335 §15, §16"
WAYS = "335 §28"
#: so many attempts must have failed, unless nobody knows where the applicant is (civil procedure law art. 95)
ATTEMPTS = 2


@decides(SendResult)
def send_result(proceeding: Proceeding, command: SendResult) -> None:
    """Enter the courier and the tracking number; the result is on its way."""
    proceeding.require_state("寄出办理结果", ARTICLE, State.DECIDED)
    proceeding.require_role("寄出办理结果", WHO, DELIVERING)
    _require_way(proceeding, "courier")
    _require_not_on_its_way(proceeding)
    _require_tracking(command.carrier, command.tracking)
    _send(proceeding, "courier", command.carrier, command.tracking)


@decides(Deliver)
def deliver(proceeding: Proceeding, command: Deliver) -> None:
    """Hand the result over by a way that the guide offers, and close the case."""
    proceeding.require_state("送达", ARTICLE, State.DECIDED)
    proceeding.require_role("送达", WHO, DELIVERING)
    _require_way(proceeding, command.method)
    if command.method == "electronic" and not proceeding.rulebook.electronic_delivered_on_arrival.holds:
        _require_not_on_its_way(proceeding)
        _send(proceeding, "electronic", "", "")  # it counts from when the applicant opens it
        return
    carrier, tracking = command.carrier.strip(), command.tracking.strip()
    if command.method == "courier":
        sent = proceeding.case.dispatch
        carrier, tracking = (sent.carrier, sent.tracking) if sent is not None else (carrier, tracking)
        _require_tracking(carrier, tracking)
    receiver = command.receiver.strip() or proceeding.case.applicant.name
    hand_over(proceeding, command.method, receiver, carrier, tracking)


@decides(RecordFailedDelivery)
def record_failed_delivery(proceeding: Proceeding, command: RecordFailedDelivery) -> None:
    """Record what came back; the limit goes on."""
    proceeding.require_state("登记送达未成功", ARTICLE, State.DECIDED)
    proceeding.require_role("登记送达未成功", WHO, INTAKE)
    sent = proceeding.case.dispatch
    method = command.method or (sent.method if sent is not None else "")
    if method not in METHODS or method == "announcement":
        raise Refused("delivery_method", "请写明是哪一种送达方式没有成功。", ARTICLE)
    require_text(command.note, "no_reasons", "请写明送达没有成功的经过和日期。", ARTICLE)
    _require_another_attempt(proceeding, method, command)
    proceeding.record(
        happened.DeliveryFailed(method=method, ground=command.ground, note=command.note.strip(), **proceeding.stamp())
    )


@decides(AnnounceDelivery)
def announce_delivery(proceeding: Proceeding, command: AnnounceDelivery) -> None:
    """Announce the result once every other way has failed; it counts as delivered at the end of the time announced."""
    limit = proceeding.rulebook.delivery_announcement
    proceeding.require_state("公告送达", limit.article, State.DECIDED)
    proceeding.require_role("公告送达", WHO, INTAKE)
    case = proceeding.case
    if case.announced_at is not None:
        raise Refused("already_announced", "这件办件已经公告送达，请等待公告期满。", limit.article)
    failed = case.failed_deliveries
    if len(failed) < ATTEMPTS and not any(each.ground is FailureGround.WHEREABOUTS for each in failed):
        message = "受送达人下落不明，或者用其他方式无法送达的，才能公告送达；请先用其他方式送达并登记没有成功的情况。"
        raise Refused("not_tried", message, limit.article)
    require_text(command.reasons, "no_reasons", "公告送达应当写明原因和经过。", limit.article)
    proceeding.record(happened.DeliveryAnnounced(reasons=command.reasons, **proceeding.stamp()))
    proceeding.open(DeadlineKind.ANNOUNCEMENT, limit.span, proceeding.today, limit.article)
    _order_announcement(proceeding, command.reasons, limit.span)


@decides(ConfirmReceipt)
def confirm_receipt(proceeding: Proceeding, _: ConfirmReceipt) -> None:
    """Confirm that it arrived: what was on its way is delivered by that, what was delivered is confirmed."""
    proceeding.require_role("确认收到", ARTICLE, APPLICANT)
    case = proceeding.case
    proceeding.require_state("确认收到", ARTICLE, State.DECIDED, State.CLOSED)
    if case.dispatch is not None:
        sent = case.dispatch
        hand_over(proceeding, sent.method, proceeding.actor.name, sent.carrier, sent.tracking)
        proceeding.record(happened.ReceiptConfirmed(receiver=proceeding.actor.name, **proceeding.stamp()))
    elif case.delivery is None:
        raise Refused("not_sent", "办理结果还没有送出，收到以后才能确认。", ARTICLE)
    elif case.delivery.confirmed_at is not None:
        raise Refused("already_confirmed", "您已经确认收到，不需要重复确认。", ARTICLE)
    else:
        proceeding.record(happened.ReceiptConfirmed(receiver=proceeding.actor.name, **proceeding.stamp()))


@at_end_of(DeadlineKind.ANNOUNCEMENT)
def _deem_delivered(proceeding: Proceeding, _: Deadline) -> None:
    """Count the result as delivered: the time of the announcement is over."""
    proceeding.end(DeadlineStatus.MET, DeadlineKind.ANNOUNCEMENT)
    hand_over(proceeding, "announcement", "", "", "")


def hand_over(proceeding: Proceeding, method: str, receiver: str, carrier: str, tracking: str) -> None:
    """Record the receipt, which closes the case."""
    proceeding.record(
        happened.CaseDelivered(
            method=method, receiver=receiver, carrier=carrier, tracking=tracking, **proceeding.stamp()
        )
    )
    proceeding.end(DeadlineStatus.MET, DeadlineKind.DELIVERY)
    proceeding.end(DeadlineStatus.CANCELLED, DeadlineKind.ANNOUNCEMENT)
    way = METHODS[method]
    told = f"{way}（承运单位：{carrier}，运单号：{tracking}）" if carrier else way
    proceeding.order("delivery_receipt", delivery_method=told)


def _send(proceeding: Proceeding, method: str, carrier: str, tracking: str) -> None:
    proceeding.record(
        happened.ResultDispatched(
            method=method, carrier=carrier.strip(), tracking=tracking.strip(), **proceeding.stamp()
        )
    )


def _require_way(proceeding: Proceeding, method: str) -> None:
    """Refuse a way that the guide does not offer; what came back can always be fetched at the window."""
    fetched = ("window",) if proceeding.case.failed_deliveries else ()
    offered = dict.fromkeys((*proceeding.definition.delivery, *fetched))
    if method not in offered:
        names = "、".join(METHODS.get(each, each) for each in offered)
        raise Refused("delivery_method", f"办事指南没有公布这一送达方式，可以选择：{names}。", WAYS)


def _require_not_on_its_way(proceeding: Proceeding) -> None:
    sent = proceeding.case.dispatch
    if sent is not None:
        way = f"（{sent.carrier} {sent.tracking}）" if sent.carrier else ""
        message = f"办理结果已经在送达途中{way}；没有送到的，请先登记送达未成功，再用其他方式送达。"
        raise Refused("on_its_way", message, ARTICLE)


def _require_another_attempt(proceeding: Proceeding, method: str, command: RecordFailedDelivery) -> None:
    """Refuse to count one attempt twice: two that failed are what an announcement needs."""
    same = (method, command.ground, command.note.strip())
    for each in proceeding.case.failed_deliveries:
        today = each.at.astimezone(proceeding.zone).date() == proceeding.today
        if today and (each.method, each.ground, each.note) == same:
            message = "今天已经登记过相同的送达未成功情况；另一次送达没有成功的，请写明那一次的经过。"
            raise Refused("already_recorded", message, ARTICLE)


def _require_tracking(carrier: str, tracking: str) -> None:
    if not carrier.strip() or not tracking.strip():
        raise Refused("no_tracking", "寄递送达应当登记承运单位和运单号，方便申请人查询。", ARTICLE)


def _order_announcement(proceeding: Proceeding, reasons: str, span: Span) -> None:
    row = proceeding.case.open_deadline(DeadlineKind.ANNOUNCEMENT)
    assert row is not None
    assert row.due is not None
    proceeding.order(
        "announcement_of_delivery",
        reasons=reasons.rstrip("。"),
        announced_on=proceeding.today,
        announcement_days=span_in_chinese(span),
        delivered_on=row.due.date(),
        where_to_collect=proceeding.definition.service.address,
    )
