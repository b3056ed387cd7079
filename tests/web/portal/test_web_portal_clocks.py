"""What a person is told of limits and of the way a result takes: stopped, extended, sent, come back, announced."""

from __future__ import annotations

import pytest

from door_desk import CHIEF, CLERK, REVIEWER, DoorDesk, surveyed
from licences_issued import granted
from paying_site import LOGIN, a_till
from portal_visitor import Portal, Visitor
from tongban import law
from tongban.database import Sessions
from tongban.definitions.model import Span
from tongban.publishing import Books
from tongban.settings import Settings

MORNING = "2026-09-30 Wed 10:00"


@pytest.fixture
def reviewed(portal: Portal) -> tuple[Portal, Visitor, str]:
    """A case of works on a road, accepted on Tuesday and reviewed on Wednesday."""
    visitor = portal.company()
    number = portal.submitted(visitor)
    in_order = (law.MaterialVerdict(each, law.Verdict.OK) for each in ("location", "plan", "site-rights"))
    portal.act(number, law.Accept(CLERK, tuple(in_order)), "2026-09-29 Tue 15:00")
    portal.act(number, law.CompleteStep(REVIEWER, "review", "材料齐全。"), MORNING)
    return portal, visitor, number


@pytest.fixture
def decided(reviewed: tuple[Portal, Visitor, str]) -> tuple[Portal, Visitor, str]:
    portal, _visitor, number = reviewed
    portal.act(number, law.StartSpecialProcedure(REVIEWER, "survey"), MORNING)
    for each in surveyed(MORNING):
        portal.act(number, each, MORNING)
    portal.act(number, law.EndSpecialProcedure(REVIEWER, "survey", "一致。"), MORNING)
    portal.act(number, law.Grant(CHIEF, "同意。"), MORNING)
    return reviewed


@pytest.mark.row("L10")
@pytest.mark.article("335 §25")
def test_a_special_procedure_is_told_to_stop_only_what_it_stops(reviewed: tuple[Portal, Visitor, str]) -> None:
    portal, visitor, number = reviewed
    portal.act(number, law.StartSpecialProcedure(REVIEWER, "survey"), MORNING)
    page = visitor.get(f"cases/{number}").text
    assert "期间不计入法定办结期限。" in page
    assert "不计入承诺" not in page, "in this city the promise runs on (335 §25)"


@pytest.mark.row("L14")
def test_an_extended_limit_says_by_how_much(reviewed: tuple[Portal, Visitor, str]) -> None:
    portal, visitor, number = reviewed
    portal.act(number, law.AskExtension(REVIEWER, "等待确认。", Span(5)), MORNING)
    portal.act(number, law.ApproveExtension(CHIEF), MORNING)
    page = visitor.get(f"cases/{number}").text
    assert "共 20个工作日，经批准延长5个工作日，已用" in page
    assert "还剩 24 个工作日" in page


@pytest.mark.row("L12")
def test_the_way_of_the_result_is_told_wherever_it_is(decided: tuple[Portal, Visitor, str]) -> None:
    portal, visitor, number = decided
    portal.act(number, law.SendResult(CLERK, "示例速递", "单号0001"), MORNING)
    assert "已经交寄（示例速递 单号0001）" in visitor.get(f"cases/{number}").text
    grounds = law.FailureGround
    portal.act(number, law.RecordFailedDelivery(CLERK, grounds.RETURNED, "快递退回。"), MORNING)
    assert "办理结果没有送到，可以到政务服务中心窗口领取" in visitor.get(f"cases/{number}").text
    portal.act(number, law.RecordFailedDelivery(CLERK, grounds.NOBODY, "电话无人接听。", "window"), MORNING)
    portal.act(number, law.AnnounceDelivery(CLERK, "无法送达。"), MORNING)
    assert "已经公告送达，2026年10月30日 视为送达。" in visitor.get(f"cases/{number}").text


@pytest.mark.row("L14")
def test_whoever_asked_for_a_hearing_reads_that_it_is_awaited(decided: tuple[Portal, Visitor, str]) -> None:
    portal, visitor, number = decided
    portal.act(number, law.Deliver(CLERK, "window"), MORNING)
    portal.act(number, law.TellRevocation(CHIEF, law.RevocationGround.FRAUD, "位置图系伪造。"), MORNING)
    assert "前申请听证" in visitor.get(f"cases/{number}").text
    person = portal.case(number)
    asks = law.AskHearing(law.Actor(person.applicant_id, person.applicant_name, "applicant"), "要求听证。")
    portal.act(number, asks, MORNING)
    assert "您已经申请听证" in visitor.get(f"cases/{number}").text


@pytest.mark.row("L13")
@pytest.mark.article("335 §27", "ORD §46")
def test_once_refused_nobody_is_led_to_pay(city: Settings, city_sessions: Sessions, books: Books) -> None:
    with a_till(city, city_sessions, books) as till:
        visitor = Visitor(till.client, "yuzhong")
        visitor.log_in(LOGIN)
        till.drain()
        assert visitor.get(f"cases/{till.number}/pay").status_code == 303
        when = "2026-11-10 Tue 09:40"
        till.desk.done(till.number, law.CompleteStep(REVIEWER, "review", "不符。"), when)
        till.desk.done(till.number, law.StartSpecialProcedure(REVIEWER, "survey"), when)
        for each in surveyed(when):
            till.desk.done(till.number, each, when)
        till.desk.done(till.number, law.EndSpecialProcedure(REVIEWER, "survey", "不符。"), when)
        till.desk.done(till.number, law.Refuse(CHIEF, "排放口与规划不符。"), when)
        till.desk.sessions.remove()
        assert "现在没有待缴的费用" in visitor.get(f"cases/{till.number}/pay", follow=True).text
        assert till.tell(till.paid()).status_code == 200
        assert [each.reasons for each in till.run().owed_back] == ["办件已经作出决定或者结束，不再收费。"]


@pytest.mark.row("L14")
def test_whoever_comes_too_late_to_renew_reads_so(portal: Portal) -> None:
    name = "重庆示例人力服务有限公司"
    company = law.Applicant(portal.enrol("labour", name), "enterprise", name)
    case = granted(DoorDesk(portal.sessions, portal.books), "labour-dispatch", company, tenant="yuzhong")
    portal.sessions.remove()
    visitor = portal.visitor("yuzhong")
    for today, told in (
        ("2029-08-06 Mon 09:00", "申请延续"),
        ("2029-09-10 Mon 09:00", "现在已经来不及；请重新申请办理。"),
    ):
        portal.move_to(today)
        visitor.log_in("labour")
        page = visitor.get(f"cases/{case.number}").text
        assert told in page
    assert 'value="ask_renewal"' not in page


@pytest.mark.row("L14")
def test_a_renewal_that_was_refused_is_told_with_the_case_and_in_the_list(portal: Portal) -> None:
    name = "重庆示例人力服务有限公司"
    company = law.Applicant(portal.enrol("labour", name), "enterprise", name)
    door = DoorDesk(portal.sessions, portal.books, "yuzhong", "labour-dispatch")
    number = granted(door, "labour-dispatch", company, tenant="yuzhong").number
    asking = law.AskRenewal(law.Actor(company.id, name, "applicant"))
    door.done(number, asking, "2029-08-06 Mon 10:00")
    door.done(number, law.RefuseRenewal(CHIEF, "实缴资本不足。"), "2029-08-07 Tue 10:00")
    portal.sessions.remove()
    visitor = portal.visitor("yuzhong")
    portal.move_to("2029-08-08 Wed 09:00")
    visitor.log_in("labour")
    page = visitor.get(f"cases/{number}").text
    assert "延续申请没有获得准予" in page
    assert "前（含当日）仍然有效。理由和救济途径写在下面的“文书”里。" in page
    assert "已经办结：准予" not in page
    assert "现在：延续申请没有获得准予" in visitor.get("cases").text
    door.done(number, asking, "2029-08-08 Wed 10:00")
    portal.sessions.remove()
    assert "延续申请正在审查" in visitor.get(f"cases/{number}").text
    portal.move_to("2029-12-01 Sat 09:00")
    door.done(number, law.RefuseRenewal(CHIEF, "实缴资本不足。"), "2029-08-09 Thu 10:00")
    door.done(number, law.PassTime(), "2029-12-01 Sat 09:00")
    portal.sessions.remove()
    visitor.log_in("labour")
    ended = visitor.get(f"cases/{number}").text
    assert "办理结果的有效期已经届满" in ended
    assert "延续申请没有获得准予。需要继续使用的，请重新申请。" in ended
