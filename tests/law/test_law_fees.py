"""Fees (335 §27; ORD §46): only what is published with its basis, told, paid once, given back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from law.desk import CHIEF, CITIZEN, CLERK, REVIEWER, ROAD, Desk, last_instant, moment
from tongban import law
from tongban.conditions import NUMBER, Scope, compile_expression
from tongban.definitions.model import Basis, Definition, Fee
from tongban.definitions.rulebook import Switch
from tongban.law import DeadlineKind, DeadlineStatus, State

pytestmark = [pytest.mark.row("L13"), pytest.mark.article("335 §27", "ORD §46")]

AMOUNT = compile_expression("area * 10", Scope({"area": NUMBER}), expect=NUMBER)
FEE = Fee("占道费", "每平方米10元", Basis("城市道路管理条例", "第三十七条"), amount=AMOUNT, online=True)
INVOICE = f"{law.format_case_number('500235', moment('2026-11-20 Fri').date(), 1)}-F1"
TOTAL = 12_000  # fen: 12 m² of 10 yuan
BEGUN = "2026-11-20 Fri 11:00"


def charging(*fees: Fee) -> Definition:
    return replace(ROAD, fees=fees, hash="road-charging")


@pytest.fixture
def charged(desk: Desk) -> Desk:
    """A case accepted on Friday 2026-11-20, for which 120 yuan are to be paid within five working days."""
    desk.definition = charging(FEE)
    desk.submit("location")
    desk.accept()
    return desk


def paid(amount: int = TOTAL, payment: str = "GW-1", invoice: str = INVOICE, at: str = BEGUN) -> law.RecordPayment:
    return law.RecordPayment(law.SYSTEM, invoice, payment, amount, moment(at))


def run(desk: Desk) -> law.FeeRun:
    assert desk.case is not None
    assert desk.case.fees is not None
    return desk.case.fees


def told(desk: Desk, notice: str) -> list[dict[str, object]]:
    found = (each for each in desk.history if isinstance(each, law.NoticeOrdered) and each.notice == notice)
    return [dict(each.values) for each in found]


def reviewed(desk: Desk) -> Desk:
    desk.do(law.CompleteStep(REVIEWER, "review", "材料齐全。"))
    return desk


def test_with_acceptance_the_published_fee_falls_due_and_is_told_with_its_basis(charged: Desk) -> None:
    assert (run(charged).total, run(charged).invoice) == (TOTAL, INVOICE)
    assert charged.deadline(DeadlineKind.PAYMENT).due == last_instant("2026-11-27 Fri")
    (notice,) = told(charged, "payment_notice")
    line = {"name": "占道费", "amount": "120.00", "basis": "《城市道路管理条例》第三十七条"}
    assert (notice["fees"], notice["total"], notice["invoice_number"]) == ((line,), "120.00", INVOICE)
    assert notice["payment_due"] == moment("2026-11-27 Fri").date()


def test_a_fee_without_a_basis_cannot_be_charged(desk: Desk) -> None:
    desk.definition = charging(replace(FEE, basis=Basis("")))
    desk.submit("location")
    case = desk.accept()
    assert case.fees is None
    assert desk.refused(law.AssessFees(CLERK)).code == "no_basis"
    assert desk.refused(paid()).code == "no_fee"
    reviewed(desk)
    assert desk.do(law.Grant(CHIEF, "同意。")).state is State.DECIDED


def test_a_free_item_charges_nothing(desk: Desk) -> None:
    desk.submit("location")
    assert desk.accept().fees is None
    assert desk.refused(law.AssessFees(CLERK)).code == "no_fee"


def test_what_comes_to_nothing_or_cannot_be_reckoned_is_not_charged(desk: Desk) -> None:
    nothing = compile_expression("area * 0", Scope({"area": NUMBER}), expect=NUMBER)
    unknown = compile_expression("weight * 2", Scope({"weight": NUMBER}), expect=NUMBER)
    desk.definition = charging(replace(FEE, amount=nothing), replace(FEE, amount=unknown))
    desk.submit("location")
    assert desk.accept().fees is None
    assert desk.refused(law.AssessFees(CLERK)).code == "amount_unknown"


def test_nobody_is_charged_twice(charged: Desk) -> None:
    assert charged.refused(law.AssessFees(CLERK)).code == "already_assessed"


def test_the_confirmed_payment_meets_the_limit_and_has_a_receipt(charged: Desk) -> None:
    case = charged.do(paid())
    assert charged.deadline(DeadlineKind.PAYMENT).status is DeadlineStatus.MET
    (receipt,) = told(charged, "payment_receipt")
    assert (receipt["total"], receipt["payment_number"], receipt["how_paid"]) == ("120.00", "GW-1", "网上缴费")
    assert case.fees is not None
    assert case.fees.paid is not None


def test_a_payment_told_again_changes_nothing(charged: Desk) -> None:
    charged.do(paid())
    assert charged.ask(paid()) == ()


def test_only_the_exact_amount_of_the_own_invoice_is_recorded(charged: Desk) -> None:
    assert charged.refused(paid(TOTAL - 1)).code == "amount_differs"
    assert charged.refused(paid(invoice="another-F1")).code == "other_invoice"
    charged.do(paid())
    assert charged.refused(paid(TOTAL - 1)).code == "amount_differs"


@pytest.mark.parametrize("actor", [CITIZEN, CLERK, CHIEF])
def test_nobody_but_the_gateway_tells_of_money_paid_online(charged: Desk, actor: law.Actor) -> None:
    assert charged.refused(replace(paid(), actor=actor)).code == "wrong_role"


def test_the_window_takes_money_only_against_a_receipt_number(charged: Desk) -> None:
    window = replace(paid(payment="票-0001"), actor=CLERK, way="window")
    assert charged.refused(replace(window, payment=" ")).code == "no_receipt"
    charged.do(window)
    assert charged.refused(replace(window, payment="票-0002")).code == "nothing_due"
    assert told(charged, "payment_receipt")[0]["how_paid"] == "窗口缴费"


def test_what_is_paid_a_second_time_goes_back_at_once(charged: Desk) -> None:
    charged.do(replace(paid(payment="票-0001"), actor=CLERK, way="window"))
    charged.do(paid(payment="GW-1"))
    (back,) = run(charged).owed_back
    assert (back.payment, back.amount) == ("GW-1", TOTAL)
    assert run(charged).paid == run(charged).payment("票-0001")


def test_a_grant_waits_for_the_money(charged: Desk) -> None:
    reviewed(charged)
    refusal = charged.refused(law.Grant(CHIEF, "同意。"))
    assert (refusal.code, "120.00元" in refusal.message) == ("not_paid", True)
    charged.do(paid())
    assert charged.do(law.Grant(CHIEF, "同意。")).state is State.DECIDED


def test_what_is_decided_on_the_spot_is_accepted_and_paid_first(spot: Desk) -> None:
    spot.definition = replace(spot.definition, fees=(FEE,), hash="spot-charging")
    spot.submit("proof", channel="window")
    grant = law.Grant(CLERK, "同意。", verdicts=spot.verdicts())
    assert spot.refused(grant).code == "not_assessed"
    spot.accept()
    spot.do(paid())
    assert spot.do(law.Grant(CLERK, "同意。")).state is State.DECIDED


def test_a_refusal_waits_for_no_money_and_asks_for_none(charged: Desk) -> None:
    reviewed(charged)
    charged.do(law.Refuse(CHIEF, "占用盲道。"))
    assert charged.deadline(DeadlineKind.PAYMENT).status is DeadlineStatus.CANCELLED
    assert run(charged).refunds == ()


def refuse(desk: Desk) -> None:
    reviewed(desk).do(law.Refuse(CHIEF, "占用盲道。"))


def withdraw(desk: Desk) -> None:
    desk.do(law.Withdraw(CITIZEN, "不再占用。"))


def terminate(desk: Desk) -> None:
    desk.do(law.TerminateCase(CHIEF, law.TerminationGround.GONE, "道路已经改造。"))


ENDINGS = [
    (refuse, "refund_when_refused"),
    (withdraw, "refund_when_withdrawn"),
    (terminate, "refund_when_withdrawn"),
]


@pytest.mark.parametrize(("end", "switch"), ENDINGS)
def test_what_was_paid_goes_back_where_nothing_is_granted(
    charged: Desk, end: Callable[[Desk], None], switch: str
) -> None:
    assert getattr(charged.rulebook, switch).holds
    charged.do(paid())
    end(charged)
    (back,) = run(charged).owed_back
    assert back.amount == TOTAL
    assert told(charged, "refund_notice")[0]["total"] == "120.00"


@pytest.mark.parametrize(("end", "switch"), ENDINGS)
def test_the_rulebook_may_leave_it_to_the_chief(charged: Desk, end: Callable[[Desk], None], switch: str) -> None:
    charged.rulebook = replace(charged.rulebook, **{switch: Switch(holds=False, article="335 §27")})
    charged.do(paid())
    end(charged)
    assert run(charged).refunds == ()
    assert charged.refused(law.OrderRefund(CHIEF, " ")).code == "no_reasons"
    assert charged.refused(law.OrderRefund(CLERK, "多收。")).code == "wrong_role"
    charged.do(law.OrderRefund(CHIEF, "依申请退还。"))
    assert run(charged).owed_back[0].reasons == "依申请退还。"
    assert charged.refused(law.OrderRefund(CHIEF, "再退。")).code == "nothing_paid"


def test_a_refund_is_recorded_once_and_only_where_it_was_ordered(charged: Desk) -> None:
    charged.do(paid())
    made = law.RecordRefund(law.SYSTEM, "GW-1", "RF-1")
    assert charged.refused(made).code == "no_refund"
    withdraw(charged)
    charged.do(made)
    assert run(charged).owed_back == ()
    assert charged.ask(made) == ()


def test_money_that_comes_after_the_end_goes_back(charged: Desk) -> None:
    withdraw(charged)
    charged.do(paid())
    assert run(charged).owed_back[0].payment == "GW-1"
    assert told(charged, "payment_receipt") == []


def test_money_that_comes_after_a_refusal_goes_back_and_the_window_takes_none(charged: Desk) -> None:
    refuse(charged)
    assert charged.case is not None
    assert not charged.case.fee_is_due
    window = law.RecordPayment(CLERK, INVOICE, "票0001", TOTAL, way="window")
    assert charged.refused(window).code == "nothing_due"
    charged.do(paid())
    assert run(charged).owed_back[0].payment == "GW-1"
    assert told(charged, "payment_receipt") == []


def test_whoever_decides_sees_that_the_fee_is_owed_beside_the_grant(charged: Desk) -> None:
    """Else only the refusal would be offered, and nothing would say why."""
    case = reviewed(charged).case
    assert case is not None

    def roles(action: law.Action) -> tuple[str, ...]:
        return {"grant": ("chief_representative",), "record_payment": ("window_clerk",)}.get(action, ())

    offered = law.possible_actions(case, charged.definition, charged.rulebook, charged.calendar, charged.now, roles)
    found = {each.action: each.not_yet for each in offered}
    assert found[law.Action.RECORD_PAYMENT] is None
    owed = found[law.Action.GRANT]
    assert owed is not None
    assert (owed.code, "120.00元" in owed.message) == ("not_paid", True)


def test_an_unpaid_fee_is_reminded_of_once_and_costs_no_right(charged: Desk) -> None:
    charged.pass_time("2026-11-30 Mon 08:00")
    assert len(told(charged, "payment_notice")) == 2
    reminder = charged.deadline(DeadlineKind.PAYMENT)
    assert (reminder.subject, reminder.due) == ("reminded", last_instant("2026-12-04 Fri"))
    case = charged.pass_time("2026-12-14 Mon 08:00")
    assert case.state is State.ACCEPTED
    assert len(told(charged, "payment_notice")) == 2
    charged.do(paid(at="2026-12-14 Mon 08:00"))
    assert run(charged).paid is not None


def test_where_the_rulebook_says_so_the_application_ends_after_the_reminder(charged: Desk) -> None:
    charged.rulebook = replace(charged.rulebook, unpaid_is_withdrawn=Switch(holds=True, article="335 §27"))
    assert charged.pass_time("2026-11-30 Mon 08:00").state is State.ACCEPTED
    case = charged.pass_time("2026-12-07 Mon 08:00")
    assert case.outcome is law.CaseOutcome.DEEMED_WITHDRAWN


def test_the_story_of_the_money_is_in_the_events_alone(charged: Desk) -> None:
    charged.do(paid())
    withdraw(charged)
    again = [law.event_from_json(law.event_to_json(each)) for each in charged.history]
    assert law.replay(again) == charged.case
    assert law.case_from_json(law.case_to_json(charged.case)) == charged.case if charged.case else False
