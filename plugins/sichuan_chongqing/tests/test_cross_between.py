"""Between two installations: power, withdrawal, calendars, joint handling, comparing histories."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from sichuan_chongqing.course import Stage
from sichuan_chongqing.exchange.comparing import Judgement, compare
from sichuan_chongqing.exchange.saying import moment
from sichuan_chongqing.exchange.sending import resend, waiting
from sichuan_chongqing.exchange.side import side_of
from sichuan_chongqing.exchange.tables import CaseRow, OutgoingRow, StreamRow
from sichuan_chongqing.handling import intake as taking
from sichuan_chongqing.handling.book import Book, load
from sichuan_chongqing.handling.handing_over import hand_over
from sichuan_chongqing.handling.supplying import withdraw_case
from sichuan_chongqing.protocol import bodies as said
from sichuan_chongqing.tests.exchange_journey import (
    AGREEMENT,
    CHIEF,
    CLERK,
    GUANGAN,
    JIANGBEI,
    REVIEWER,
    WHO,
    act,
    agreed,
    answered,
    course_at,
    opened_online,
    settle,
)
from sichuan_chongqing.tests.two_sides import Installation, speaking
from tongban.cases.door import Application, submit
from tongban.errors import TongbanError
from tongban.law import Applicant, Refusal, commands
from tongban.law.case import MaterialVerdict, Verdict
from tongban.publishing import definition, in_use


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, Installation]]:
    with speaking(tmp_path_factory.mktemp("two")) as both:
        yield both


@pytest.mark.row("X3")
def test_power_does_not_move_the_receiving_side_cannot_decide(two: tuple[Installation, Installation]) -> None:
    cq, ga = two
    with ga.office() as office:
        book = opened_online(office, "c-power")
        with pytest.raises(TongbanError, match="不改变事权"):
            book.say(said.Decided("granted", "", "", moment(office.now)))
    settle(ga, cq)
    row, course = course_at(ga, "c-power")
    assert course.complete is not None
    assert row.stage == Stage.COMPLETE


@pytest.mark.row("X2")
def test_a_withdrawal_passes_on_and_the_handling_side_tells_its_end(two: tuple[Installation, Installation]) -> None:
    cq, ga = two
    with ga.office() as office:
        opened_online(office, "c-withdrawn")
    settle(ga, cq)
    with ga.office() as office:
        withdraw_case(load(office, side_of(office), "c-withdrawn"), "找到工作了")
    settle(ga, cq)
    row, course = course_at(ga, "c-withdrawn")
    assert (row.stage, course.decided and course.decided.outcome) == (Stage.FINISHED, "withdrawn")


@pytest.mark.row("X1")
def test_an_item_that_the_other_side_does_not_handle_is_refused_and_nothing_is_opened(
    two: tuple[Installation, Installation],
) -> None:
    cq, ga = two
    with ga.office() as office, pytest.raises(TongbanError, match="没有以这种模式"):
        opened_online(office, "c-none", item="no-such-item")
    assert cq is not ga


@pytest.mark.row("X3")
def test_each_side_counts_by_its_own_calendar(two: tuple[Installation, Installation]) -> None:
    cq, ga = two
    day = cq.clock().date().replace(month=11, day=24)
    here = cq.books.calendar("jiangbei").add_working_days(day, 2)
    there = ga.books.calendar("guangan-qu").add_working_days(day, 2)
    assert (here.day, there.day) == (26, 27)  # the 25th is a local day off there


def test_a_case_of_another_region_is_not_there(two: tuple[Installation, Installation]) -> None:
    cq, ga = two
    with ga.office() as office:
        opened_online(office, "c-jiangbei")
    settle(ga, cq)
    with cq.office("yunyang") as office:
        assert office.session.scalar(select(CaseRow).where(CaseRow.id == "c-jiangbei")) is None


@pytest.mark.row("X1")
def test_handled_by_several_runs_side_by_side_and_the_lead_tells_the_joint_result(
    two: tuple[Installation, Installation],
) -> None:
    cq, ga = two
    own_part = own_part_at(ga)
    with ga.office() as office:
        side, at = side_of(office), moment(office.now)
        book = Book(office, side, "c-joint")
        intake = said.Intake("川渝通办综合窗口", "王窗口", "card_read", "SJ-joint", at)
        body = said.Opened(
            "household-transfer", "joint", WHO, {"applicant.kind": "person"}, (), "0" * 64, intake, "moving_out"
        )
        book.open(AGREEMENT, GUANGAN, JIANGBEI, body)
        book.opened[0].number = own_part
        office.follow(own_part)
    settle(ga, cq)
    _row, course = course_at(ga, "c-joint")
    assert course.complete is not None
    every = tuple(MaterialVerdict(each, Verdict.OK) for each in ())
    act(ga, own_part, commands.Accept(CLERK, every), commands.CompleteStep(REVIEWER, "review", "核对一致。"))
    act(ga, own_part, commands.Grant(CHIEF, "准予迁入。"))
    settle(ga, cq)
    assert set(course_at(cq, "c-joint")[1].parts) == {"moving_in"}
    assert course_at(cq, "c-joint")[1].joint is None
    with cq.office("jiangbei") as office:
        number = course_at_office(office, "c-joint").number
        answer = office.act(number, commands.Decline(CLERK, "户口不在本区。", where_to_go="户籍所在地公安机关"))
        assert not isinstance(answer, Refusal), answer
    settle(cq, ga)
    for side_at in (cq, ga):
        row, course = course_at(side_at, "c-joint")
        assert course.joint is not None
        assert (course.joint.outcome, row.stage) == ("refused", Stage.FINISHED)
    agreed(ga, "chongqing")


def own_part_at(ga: Installation) -> str:
    """Take the local part in at our own window first, as the core's desk does."""
    with ga.office() as office:
        version = in_use(office.session, office.tenant, "household-transfer")
        described = definition(office.session, version.hash)
        who = Applicant("own-1", "person", WHO.name)
        application = Application(version.version, "window", who, {"applicant.kind": "person"}, ())
        answer = submit(office.session, office.books, described, application, CLERK, office.now)
        assert not isinstance(answer, Refusal), answer
        return answer.case.number


@pytest.mark.row("X1")
def test_handled_by_several_and_granted_by_both_the_joint_result_is_granted(
    two: tuple[Installation, Installation],
) -> None:
    """The window of 广安 takes its own part in, then the other's by 江北's form; both decide, the lead tells."""
    cq, ga = two
    own_part = own_part_at(ga)
    with ga.office() as office:
        side = side_of(office)
        agreement = side.agreement(AGREEMENT)
        item = agreement.item("household-transfer")
        assert item is not None
        row = taking.begin(office, side, taking.Wanted(agreement, item, JIANGBEI), WHO, "card_read", "李窗口")
        old = {"division": JIANGBEI, "detail": "示例街 91 号"}
        answered(office, row, direction="out", reason="work", old_address=old, place_to="广安区示例街道",
                 with_family=False, signature=WHO.name)  # fmt: skip
        taking.receive(office, side, row, "李窗口")
        with pytest.raises(TongbanError, match="请先在本窗口收下本地部分"):
            hand_over(office, side, row, "", "moving_out")
        case = hand_over(office, side, row, own_part, "moving_out").case_id
    settle(ga, cq)
    course = course_at(ga, case)[1]
    assert course.complete is not None
    act(ga, own_part, commands.Accept(CLERK, ()), commands.CompleteStep(REVIEWER, "review", "核对一致。"))
    act(ga, own_part, commands.Grant(CHIEF, "准予迁入。"))
    settle(ga, cq)
    assert [part.outcome for part in course_at(cq, case)[1].parts.values()] == ["granted"]
    number = course.complete.number
    act(cq, number, commands.Accept(CLERK, ()), commands.CompleteStep(REVIEWER, "review", "核对一致。"))
    act(cq, number, commands.CompleteStep(REVIEWER, "other-side", "核对无误。"), commands.Grant(CHIEF, "准予迁出。"))
    settle(cq, ga)
    for side_at in (cq, ga):
        row_at, course = course_at(side_at, case)
        assert course.joint is not None
        assert (course.joint.outcome, row_at.stage) == ("granted", Stage.FINISHED)
        assert {(part.role, part.region, part.outcome) for part in course.parts.values()} == {
            ("moving_in", GUANGAN, "granted"), ("moving_out", JIANGBEI, "granted"),
        }  # fmt: skip
    agreed(ga, "chongqing")


def course_at_office(office: object, case: str) -> CaseRow:
    return load(office, side_of(office), case).opened[0]  # type: ignore[arg-type]


@pytest.mark.row("X2")
def test_a_dead_letter_holds_back_what_follows_in_its_case_and_nothing_else(
    two: tuple[Installation, Installation],
) -> None:
    cq, ga = two
    with ga.office() as office:
        for case in ("c-dead", "c-next"):
            book = opened_online(office, case)
            book.say(said.Probe("2"))
            book.say(said.Probe("3"))
        office.session.flush()
        refused = office.session.get_one(OutgoingRow, (office.tenant, "c-dead", 2))
        refused.dead_at = office.now
        may_go = {(each.case_id, each.sequence) for each in waiting(office, "chongqing")}
        assert may_go == {("c-dead", 1), ("c-next", 1), ("c-next", 2), ("c-next", 3)}
        assert resend(office, "c-dead", 2)
    settle(ga, cq)
    agreed(ga, "chongqing")


@pytest.mark.row("X2")
def test_comparing_tells_what_was_lost_and_what_was_changed(two: tuple[Installation, Installation]) -> None:
    cq, ga = two
    with ga.office() as office:
        opened_online(office, "c-changed")
        opened_online(office, "c-lost")
    settle(ga, cq)
    with cq.office("jiangbei") as office:
        for case, column, value in (("c-changed", "head", "0" * 64), ("c-lost", "next", 1)):
            setattr(office.session.get(StreamRow, ("jiangbei", case, "in")), column, value)
    with ga.office() as office:
        found = {(each.case, each.said_by): each.judgement for each in compare(office, side_of(office), "chongqing")}
    assert found["c-changed", "sichuan"] is Judgement.DIFFERENT
    assert found["c-lost", "sichuan"] is Judgement.LOST
    assert found["c-changed", "chongqing"] is Judgement.AGREED
