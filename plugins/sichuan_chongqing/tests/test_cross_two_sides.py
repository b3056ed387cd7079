"""Two installations over real sockets: taken in there, handled here, told back; papers are never in nobody's hands."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest

from sichuan_chongqing.agreements.lint import lint_agreement
from sichuan_chongqing.agreements.load import load_agreement
from sichuan_chongqing.agreements.model import Mode
from sichuan_chongqing.course import Stage
from sichuan_chongqing.exchange.catalogue_facts import own_facts
from sichuan_chongqing.exchange.comparing import Judgement, compare
from sichuan_chongqing.exchange.side import AGREEMENTS, side_of
from sichuan_chongqing.exchange.tables import IntakeRow
from sichuan_chongqing.handling import intake as taking
from sichuan_chongqing.handling.book import load
from sichuan_chongqing.handling.hand_over_limits import late_hand_overs
from sichuan_chongqing.handling.handing_over import hand_over
from sichuan_chongqing.handling.papers import receive_papers, send_papers
from sichuan_chongqing.handling.supplying import Supply, hand_result, place_of, supply_more, withdraw_case
from sichuan_chongqing.tests.exchange_journey import (
    AGREEMENT,
    CHIEF,
    CLEARER,
    CLERK,
    GUANGAN,
    JIANGBEI,
    PICTURE,
    REVIEWER,
    WHO,
    act,
    agreed,
    answered,
    case_of,
    course_at,
    settle,
)
from sichuan_chongqing.tests.two_sides import Installation, speaking
from tongban.cases.files import attach, inspect_upload
from tongban.errors import TongbanError
from tongban.law import commands
from tongban.law.case import Deficiency, DeficiencyKind, MaterialVerdict, Verdict


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, Installation]]:
    with speaking(tmp_path_factory.mktemp("two")) as both:
        yield both


def taken_in(cq: Installation) -> str:
    """Take 居民身份证跨省异地办理 in at the window of 江北, and give its receipt."""
    with cq.office("jiangbei") as office:
        side = side_of(office)
        agreement = side.agreement(AGREEMENT)
        item = agreement.item("id-card")
        assert item is not None
        row = taking.begin(office, side, taking.Wanted(agreement, item, GUANGAN), WHO, "card_read", "王窗口")
        found = taking.wanting(office, row)
        assert any("照片" in each or "相片" in each for each in found), found
        taking.give_notice(office, row)
        with pytest.raises(TongbanError, match="只能作出一次"):
            taking.give_notice(office, row)
        with pytest.raises(TongbanError, match="还不齐全"):
            taking.receive(office, side, row, "王窗口")
        fill(office, row)
        taking.receive(office, side, row, "王窗口")
        return str(row.id)


def fill(office: object, row: IntakeRow) -> None:
    answered(office, row, reason="expired", address={"division": "500105", "detail": "示例街 91 号"})
    inspected = inspect_upload("相片.png", BytesIO(PICTURE), formats=("png",), max_mb=1)
    session, files = office.session, office.files  # type: ignore[attr-defined]
    attach(session, files, inspected, draft_id=row.id, material="photo", now=office.now)  # type: ignore[arg-type,attr-defined]
    row.sheets = {"papers": ["old-card"]}
    session.flush()


@pytest.mark.row("X1")
def test_the_agreement_holds_before_both_catalogues_and_has_items_in_every_mode(
    two: tuple[Installation, Installation],
) -> None:
    cq, ga = two
    path = AGREEMENTS / "chongqing-guangan.yaml"
    loaded = load_agreement(path.read_text(encoding="utf-8"), path.name)
    facts = {
        "chongqing": own_facts(cq.books.workspace, "chongqing", cq.tenants),
        "sichuan": own_facts(ga.books.workspace, "sichuan", ga.tenants),
    }
    assert len(facts["sichuan"].codes or ()) > 1000
    assert not lint_agreement(loaded, facts, cq.clock().date())
    assert loaded.agreement is not None
    assert len(loaded.agreement.items) >= 12
    assert {each.mode for each in loaded.agreement.items} == set(Mode)


@pytest.mark.row("X2")
@pytest.mark.row("X3")
def test_a_case_is_taken_in_there_and_handled_here_and_its_clock_begins_when_the_set_is_complete(
    two: tuple[Installation, Installation],
) -> None:
    cq, ga = two
    intake = taken_in(cq)
    with cq.office("jiangbei") as office:
        side = side_of(office)
        row = taking.intake(office, intake)
        assert taking.hand_over_due(office, side, row) is not None
        case = hand_over(office, side, row).case_id
    settle(cq, ga)
    row, course = course_at(ga, case)
    assert (row.stage, row.number, course.waits_for) == (Stage.COLLECTING, "", ("旧居民身份证",))
    late_at_both(cq, ga, case)
    with cq.office("jiangbei") as office:
        send_papers(load(office, side_of(office), case), "邮政寄递", "EMS0001", "王窗口")
    settle(cq, ga)
    receive(ga, case, "missing")
    settle(cq, ga)
    row, course = course_at(ga, case)
    assert (row.number, course.papers["old-card"].condition) == ("", "missing")
    with cq.office("jiangbei") as office, pytest.raises(TongbanError, match="没有可以寄出"):
        send_papers(load(office, side_of(office), case), "邮政寄递", "EMS0002", "王窗口")
    found_again(cq, case)
    settle(cq, ga)
    at = ga.clock.pass_by(days=1)
    receive(ga, case, "whole")
    settle(cq, ga)
    row, course = course_at(cq, case)
    assert late_here(cq) == late_here(ga) == []
    assert course.complete is not None
    local = case_of(ga, course.complete.number)
    assert local.submitted_at == at  # type: ignore[attr-defined]
    assert [each.who for each in course.papers["old-card"].holders] == [JIANGBEI, "courier", "courier", GUANGAN]
    supplemented(cq, ga, case, course.complete.number)
    granted(cq, ga, case, course.complete.number)


def late_at_both(cq: Installation, ga: Installation, case: str) -> None:
    """The window's own limit of two working days ends while the paper still lies there: both sides are told."""
    assert late_here(cq) == late_here(ga) == []
    cq.clock.pass_by(days=3)
    assert late_here(cq) == [(case, True, "2026-11-25", 1)]
    assert late_here(ga) == [(case, False, "2026-11-25", 1)]


def late_here(side: Installation) -> list[tuple[str, bool, str, int]]:
    with side.office() as office:
        found = late_hand_overs(office, side_of(office))
        return [(each.case, each.ours, str(each.last_day), each.days) for each in found]


def receive(ga: Installation, case: str, condition: str) -> None:
    with ga.office() as office:
        book = load(office, side_of(office), case)
        _row, course = book.opened
        parcel = list(course.parcels)[-1]
        receive_papers(book, parcel, {"old-card": (condition, "")}, "广安窗口")


def found_again(cq: Installation, case: str) -> None:
    """What was missing from the parcel was found with the courier; the window sends it another time."""
    with cq.office("jiangbei") as office:
        book = load(office, side_of(office), case)
        assert [each.id for each in book.opened[1].papers_lost] == ["old-card"]
        send_papers(book, "邮政寄递", "EMS0003", "王窗口", ["old-card"])


def supplemented(cq: Installation, ga: Installation, case: str, number: str) -> None:
    wanted = (Deficiency(DeficiencyKind.MATERIAL, "photo", "相片不清楚，请重新采集"),)
    act(ga, number, commands.RequestSupplement(CLERK, wanted, None, (MaterialVerdict("old-card", Verdict.OK),)))
    settle(cq, ga)
    row, course = course_at(cq, case)
    assert row.stage == Stage.SUPPLEMENTING
    assert course.supplement is not None
    with cq.office("jiangbei") as office:
        book = load(office, side_of(office), case)
        with pytest.raises(TongbanError, match="一次补齐"):
            supply_more(book, Supply())
        inspected = inspect_upload("新相片.png", BytesIO(CLEARER), formats=("png",), max_mb=1)
        row = attach(office.session, office.files, inspected, draft_id=place_of(book), material="photo", now=office.now)
        supply_more(book, Supply({"photo": (row,)}))
    settle(cq, ga)
    assert case_of(ga, number).state == "submitted"  # type: ignore[attr-defined]


def granted(cq: Installation, ga: Installation, case: str, number: str) -> None:
    every = tuple(MaterialVerdict(each, Verdict.OK) for each in ("photo", "old-card"))
    act(ga, number, commands.Accept(CLERK, every), commands.CompleteStep(REVIEWER, "review", "身份核对一致。"))
    act(ga, number, commands.Grant(CHIEF, "准予换领。"), commands.SendResult(CLERK, "邮政寄递", "EMS0009"))
    settle(cq, ga)
    row, course = course_at(cq, case)
    assert (row.stage, course.decided and course.decided.outcome) == (Stage.RESULT_SENT, "granted")
    told = {each.name for each in course.notices}  # the agreement: the decision is told by the handling side alone
    assert {"受理通知书", "一次性补正告知书"} <= told
    assert "准予决定书" not in told
    with cq.office("jiangbei") as office:
        book = load(office, side_of(office), case)
        with pytest.raises(TongbanError, match="不能再撤回"):
            withdraw_case(book, "不办了")
        hand_result(book, WHO.name)
    settle(cq, ga)
    assert case_of(ga, number).state == "closed"  # type: ignore[attr-defined]
    assert course_at(cq, case)[0].stage == course_at(ga, case)[0].stage == Stage.FINISHED
    agreed(ga, "chongqing")
    with cq.office("jiangbei") as office:
        assert {each.judgement for each in compare(office, side_of(office), "sichuan")} == {Judgement.AGREED}
