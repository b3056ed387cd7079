"""Fees (335 §27; ORD §46): only what is published with its basis is charged, told in writing, paid, given back.

They fall due with acceptance; a grant waits for the money, a refusal does not. An application does not lapse for an
unpaid fee, unless the rulebook says so: neither article lets it. Amounts in fen.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tongban.definitions.model import Fee
from tongban.forms.reckoning import fee_amount
from tongban.law import events as happened
from tongban.law.case import DeadlineKind, DeadlineStatus, FeeLine, FeeRun, State
from tongban.law.commands import AssessFees, OrderRefund, RecordPayment, RecordRefund
from tongban.law.decide.proceeding import Proceeding, decides, require_text
from tongban.law.notice_values import PRESUMED, span_in_chinese
from tongban.law.refusals import Refused
from tongban.law.roles import CHECKING, INTAKE

ARTICLE = "335 §27; ORD §46"
SYSTEM_ONLY = frozenset({"system"})
CHIEF = frozenset({"chief_representative"})
WAYS = {"online": "网上缴费", "window": "窗口缴费"}


def assess(proceeding: Proceeding) -> None:
    """Charge what is published, has its basis and can be reckoned; nothing else, and nothing that comes to nothing."""
    if proceeding.case.fees is None and not proceeding.definition.internal and (lines := tuple(_lines(proceeding))):
        _charge(proceeding, lines)


@decides(AssessFees)
def assess_fees(proceeding: Proceeding, _: AssessFees) -> None:
    """Charge later what acceptance could not reckon yet; whatever has no published basis is refused."""
    proceeding.require_state("开出缴费通知书", ARTICLE, State.ACCEPTED)
    proceeding.require_role("开出缴费通知书", ARTICLE, CHECKING)
    fees = proceeding.definition.fees
    if not fees or proceeding.definition.internal:
        raise Refused("no_fee", "这一事项不收费，不能要求申请人缴费。", ARTICLE)
    if proceeding.case.fees is not None:
        raise Refused("already_assessed", "这件办件的缴费通知书已经开出，不能再次收费。", ARTICLE)
    if without := [each.name for each in fees if not _has_basis(each)]:
        raise Refused("no_basis", f"“{'、'.join(without)}”没有公布收费依据，不得收取。", ARTICLE)
    lines = tuple(_lines(proceeding))
    if not lines:
        raise Refused("amount_unknown", "按公布的收费标准和填报的内容，算不出应缴的金额，不能收费。", ARTICLE)
    _charge(proceeding, lines)


def _lines(proceeding: Proceeding) -> Iterator[FeeLine]:
    values = proceeding.values
    for fee in proceeding.definition.fees:
        yuan = fee_amount(fee, values)
        if _has_basis(fee) and yuan:
            yield FeeLine(fee.name, int(yuan * 100), f"《{fee.basis.law.strip('《》')}》{fee.basis.article}")


def _has_basis(fee: Fee) -> bool:
    return bool(fee.basis.law.strip())


def _charge(proceeding: Proceeding, lines: tuple[FeeLine, ...]) -> None:
    limit = proceeding.rulebook.payment
    with proceeding.as_system():
        invoice = f"{proceeding.case.number}-F1"
        proceeding.record(happened.FeesAssessed(invoice=invoice, lines=lines, **proceeding.stamp()))
    proceeding.open(DeadlineKind.PAYMENT, limit.span, proceeding.today, limit.article)
    order_payment_notice(proceeding)


def order_payment_notice(proceeding: Proceeding) -> None:
    """Tell name, basis and amount of each fee, by when and how to pay, and what comes of it if nobody does."""
    run, row = _run(proceeding), proceeding.case.open_deadline(DeadlineKind.PAYMENT)
    row = row or proceeding.case.open_deadline(DeadlineKind.PAYMENT, REMINDED)
    assert row is not None
    lapses = proceeding.rulebook.unpaid_is_withdrawn.holds
    proceeding.order(
        "payment_notice",
        fees=fees_told(run),
        total=yuan(run.total),
        invoice_number=run.invoice,
        payment_days=span_in_chinese(row.budget),
        payment_due=row.due.astimezone(proceeding.zone).date() if row.due else None,
        due_note=PRESUMED if row.provisional else "",
        how_to_pay=_how_to_pay(proceeding),
        consequences="经提醒仍不缴纳的，视为撤回申请" if lapses else "缴费以前不能作出准予决定",
    )


#: what a second limit is about: the one that the reminder tells
REMINDED = "reminded"


@decides(RecordPayment)
def record_payment(proceeding: Proceeding, command: RecordPayment) -> None:
    """Record money once, however often it is told of; what comes twice, or after the end, goes back at once."""
    run = _run(proceeding)
    _require_teller(proceeding, command)
    if command.invoice != run.invoice:
        raise Refused("other_invoice", f"缴款单号应为{run.invoice}，收到的是“{command.invoice}”，请核对。", ARTICLE)
    if command.amount != run.total:
        message = f"应缴{yuan(run.total)}元，收到的是{yuan(command.amount)}元，金额不符，请核对后再登记。"
        raise Refused("amount_differs", message, ARTICLE)
    if run.payment(command.payment) is not None:
        return
    late = proceeding.case.state is not State.ACCEPTED
    if command.way == "window" and (late or not run.unpaid):
        raise Refused("nothing_due", "这件办件没有待缴的费用，窗口不得再收费。", ARTICLE)
    proceeding.record(
        happened.PaymentReceived(
            payment=command.payment,
            amount=command.amount,
            way=command.way,
            paid_at=_when(proceeding, command),
            **proceeding.stamp(),
        )
    )
    if late or not run.unpaid:
        give_back(proceeding, command.payment, "重复缴费。" if run.payments else "办件已经作出决定或者结束，不再收费。")
        return
    proceeding.end(DeadlineStatus.MET, DeadlineKind.PAYMENT)
    _order_receipt(proceeding, command)


def _require_teller(proceeding: Proceeding, command: RecordPayment) -> None:
    """Let only the gateway tell of money paid online; at the window a receipt's number is needed."""
    if command.way not in WAYS:
        raise Refused("payment_way", "缴费方式应为网上缴费（online）或者窗口缴费（window）。", ARTICLE)
    proceeding.require_role(f"登记{WAYS[command.way]}", ARTICLE, SYSTEM_ONLY if command.way == "online" else INTAKE)
    require_text(command.payment, "no_receipt", "登记缴费应当写明票据号码，没有票据不得收费。", ARTICLE)


def _when(proceeding: Proceeding, command: RecordPayment) -> datetime:
    """Say when the money came; a gateway whose clock is ahead of ours tells no day to come."""
    return min(command.paid_at or proceeding.at, proceeding.at)


def _order_receipt(proceeding: Proceeding, command: RecordPayment) -> None:
    run = _run(proceeding)
    proceeding.order(
        "payment_receipt",
        fees=fees_told(run),
        total=yuan(run.total),
        invoice_number=run.invoice,
        payment_number=command.payment,
        paid_on=_when(proceeding, command).astimezone(proceeding.zone).date(),
        how_paid=WAYS[command.way],
    )


def require_paid(proceeding: Proceeding) -> None:
    """Refuse to grant before the published fees are paid."""
    case, definition = proceeding.case, proceeding.definition
    if definition.internal:
        return
    if case.fees is None and any(_lines(proceeding)):
        raise Refused("not_assessed", "本事项依法收费，请先受理并开出缴费通知书，缴费以后再作出准予决定。", ARTICLE)
    if case.fees is not None and case.fees.unpaid:
        due = f"{yuan(case.fees.total)}元（缴款单号：{case.fees.invoice}）"
        message = f"申请人还没有缴纳{due}，缴费以后才能作出准予决定。"
        raise Refused("not_paid", message, ARTICLE)


def settle_refused(proceeding: Proceeding) -> None:
    """Ask for no more money once the application is refused, and give back what was paid, as the rulebook says."""
    _settle(proceeding, "申请没有获得准予。", refunds=proceeding.rulebook.refund_when_refused.holds)


def settle_ended(proceeding: Proceeding) -> None:
    """Give back what was paid for an application that ended without a decision, as the rulebook says."""
    _settle(proceeding, "办件没有作出决定即已结束。", refunds=proceeding.rulebook.refund_when_withdrawn.holds)


def _settle(proceeding: Proceeding, reasons: str, *, refunds: bool) -> None:
    run = proceeding.case.fees
    if run is None:
        return
    proceeding.end(DeadlineStatus.CANCELLED, DeadlineKind.PAYMENT)
    if refunds and run.paid is not None:
        with proceeding.as_system():
            give_back(proceeding, run.paid.id, reasons)


@decides(OrderRefund)
def order_refund(proceeding: Proceeding, command: OrderRefund) -> None:
    """Give back what was paid, by the chief representative's order and with a reason."""
    proceeding.require_role("决定退费", ARTICLE, CHIEF)
    paid = _run(proceeding).paid
    if paid is None:
        raise Refused("nothing_paid", "这件办件没有可以退还的费用。", ARTICLE)
    if proceeding.case.state is State.ACCEPTED:
        raise Refused("not_decided", "办件还在办理，费用应缴；作出决定或者办件结束以后才能退费。", ARTICLE)
    require_text(command.reasons, "no_reasons", "退费应当说明理由。", ARTICLE)
    give_back(proceeding, paid.id, command.reasons)


@decides(RecordRefund)
def record_refund(proceeding: Proceeding, command: RecordRefund) -> None:
    """Record once that the money went back."""
    run = _run(proceeding)
    refund, payment = run.refund_of(command.payment), run.payment(command.payment)
    if refund is None or payment is None:
        raise Refused("no_refund", "没有决定退还这笔费用，不能登记退费。", ARTICLE)
    proceeding.require_role("登记退费", ARTICLE, SYSTEM_ONLY if payment.way == "online" else INTAKE)
    require_text(command.number, "no_receipt", "登记退费应当写明退费凭证的号码。", ARTICLE)
    if refund.refunded_at is None:
        proceeding.record(
            happened.RefundMade(payment=command.payment, number=command.number.strip(), **proceeding.stamp())
        )


def give_back(proceeding: Proceeding, payment_id: str, reasons: str) -> None:
    """Order the money back and tell why; who took it pays it back."""
    payment = _run(proceeding).payment(payment_id)
    assert payment is not None
    proceeding.record(
        happened.RefundOrdered(payment=payment.id, amount=payment.amount, reasons=reasons, **proceeding.stamp())
    )
    proceeding.order(
        "refund_notice",
        total=yuan(payment.amount),
        invoice_number=_run(proceeding).invoice,
        paid_on=payment.paid_at.astimezone(proceeding.zone).date(),
        reasons=reasons,
        how_refunded="退回原缴费账户" if payment.way == "online" else "在原缴费窗口凭票据退还",
    )


def fees_told(run: FeeRun) -> tuple[dict[str, str], ...]:
    """Tell the lines of an invoice as notices name them."""
    return tuple({"name": each.name, "amount": yuan(each.amount), "basis": each.basis} for each in run.lines)


def yuan(fen: int) -> str:
    """Write fen as yuan with two decimals."""
    return f"{fen // 100}.{fen % 100:02d}"


def _how_to_pay(proceeding: Proceeding) -> str:
    online = any(each.online for each in proceeding.definition.fees)
    return "在“我的办件”中网上缴费，或者在政务服务中心窗口缴费" if online else "在政务服务中心窗口缴费"


def _run(proceeding: Proceeding) -> FeeRun:
    run = proceeding.case.fees
    if run is None:
        raise Refused("no_fee", "这件办件没有应缴的费用。", ARTICLE)
    return run
