"""The adjustment of items as cases: its clocks, what a confirmation does, of each kind (C4; 36 §14–17; 7 §6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import select

from adjusting_city import DEPARTMENT, EDITOR, JUSTICE, MANAGER, OFFICE, ROOT, SIGNBOARD, AdjustingCity
from door_desk import CHIEF, CLERK, ZONE, DoorDesk, at
from tongban.cases.adjusting import carry_out, drafted_files, file_own, following, party_of, task_of
from tongban.cases.adjusting.proposing import AdjustmentRefused
from tongban.cases.documents import documents_of
from tongban.cases.door import act
from tongban.cases.history import verify
from tongban.cases.register import case_of, own_case
from tongban.cases.tables import CaseRow, OutboxRow
from tongban.database import Sessions, scoped
from tongban.errors import NotFound, TongbanError
from tongban.law import CaseOutcome, DeadlineKind, MaterialVerdict, Refusal, State, Verdict, applicable
from tongban.law.commands import Accept, CompleteStep, Deliver, Grant, Refuse
from tongban.publishing import Books, PublicationRefused, change_overlay, in_use, publish_drafts, republish, save_draft
from tongban.publishing.adjusting import hand_back
from tongban.publishing.memory import definition
from tongban.publishing.versions import IN_USE, history
from tongban.settings import Settings

DISTRICTS = {"yunyang", "yuzhong", "jiangbei"}
PROPOSED, REVIEWED, CONFIRMED = "2026-09-21 Mon 10:00", "2026-09-22 Tue 10:00", "2026-09-23 Wed 10:00"
CLAIMED = "2026-09-24 Thu 10:00"
SERVICE = {
    "address": "示例路 1 号",
    "hours": "工作日 9:00—17:00",
    "phone": "023-55000000",
    "complaints": "023-55000001",
}


@pytest.fixture
def offices(city: Settings, city_sessions: Sessions, books: Books) -> AdjustingCity:
    return AdjustingCity(city, city_sessions, books)


def limit(offices: AdjustingCity, tenant: str, number: str, kind: DeadlineKind, subject: str = "") -> datetime | None:
    found = [each for each in offices.case(tenant, number).deadlines if (each.kind, each.subject) == (kind, subject)]
    due = found[-1].due
    return due.astimezone(ZONE) if due else None


def end(text: str) -> datetime:
    return at(f"{text} 23:59").replace(second=59, microsecond=999999)


#: proposed, reviewed, confirmed → last days of review, confirmation and claim, counted by hand on the wall calendar.
#: 2026: 25–27 September is the mid-autumn holiday, 20 September is worked; 1–7 October, 10 October is worked.
BY_HAND = [
    # Mon 7 → Tue 8, Wed 9, Thu 10, Fri 11, Mon 14; on Wed 9 → Thu 10, Fri 11, Mon 14; on Thu 10 → Fri 11, Mon 14
    (("2026-09-07 Mon", "2026-09-09 Wed", "2026-09-10 Thu"), ("2026-09-14 Mon", "2026-09-14 Mon", "2026-09-14 Mon")),
    # Fri 18 → Sun 20 (worked), Mon 21 … Thu 24; on Thu 24 → (25–27 off) Mon 28, Tue 29, Wed 30;
    # on Wed 30 → Thu 8, Fri 9
    (("2026-09-18 Fri", "2026-09-24 Thu", "2026-09-30 Wed"), ("2026-09-24 Thu", "2026-09-30 Wed", "2026-10-09 Fri")),
    # Tue 29 → Wed 30, (1–7 off) Thu 8, Fri 9, Sat 10 (worked), Mon 12; on Fri 9 → Sat 10, Mon 12, Tue 13;
    # on Fri 9 → Sat 10, Mon 12
    (("2026-09-29 Tue", "2026-10-09 Fri", "2026-10-09 Fri"), ("2026-10-12 Mon", "2026-10-13 Tue", "2026-10-12 Mon")),
]


@pytest.mark.row("C4")
@pytest.mark.parametrize(("days", "ends"), BY_HAND)
def test_each_limit_ends_on_the_day_counted_by_hand(offices: AdjustingCity, days, ends) -> None:
    proposed, reviewed, confirmed = (f"{day} 10:00" for day in days)
    number = offices.propose(proposed).number
    assert limit(offices, ROOT, number, DeadlineKind.STEP, "legality") == end(ends[0])
    offices.review(reviewed)
    assert limit(offices, ROOT, number, DeadlineKind.STEP, "confirmation") == end(ends[1])
    offices.confirm(confirmed)
    offices.work(confirmed)
    for tenant, claimed in offices.claims(confirmed).items():
        assert limit(offices, tenant, claimed.number, DeadlineKind.STEP, "claim") == end(ends[2])


@pytest.mark.row("C4")
def test_what_is_late_is_marked_by_the_sweep_and_stays_marked(offices: AdjustingCity) -> None:
    number = offices.propose("2026-09-07 Mon 10:00").number
    assert offices.sweep("2026-09-14 Mon 23:00") == 0
    offices.sweep("2026-09-15 Tue 00:01")
    late = [each for each in offices.case().deadlines if each.missed_at is not None]
    assert [each.subject for each in late] == ["legality"]
    offices.review("2026-09-15 Tue 10:00")
    offices.confirm("2026-09-16 Wed 10:00")
    offices.work("2026-09-16 Wed 10:00")
    assert not any(each.late for each in offices.claims("2026-09-18 Fri 23:00").values())
    offices.claim("yunyang", "2026-09-18 Fri 15:00")
    offices.sweep("2026-09-19 Sat 00:01")
    claims = offices.claims("2026-09-19 Sat 00:01", number)
    assert {tenant for tenant, each in claims.items() if each.late} == set(claims) - {"yunyang"}
    offices.claim("jiangbei", "2026-09-21 Mon 09:00")
    assert offices.claims("2026-09-21 Mon 09:01")["jiangbei"].late, "claimed late stays late"


@pytest.mark.row("C4")
def test_an_office_among_offices_gets_no_notice_and_its_case_closes_with_the_decision(offices: AdjustingCity) -> None:
    number = offices.confirmed(PROPOSED, REVIEWED, CONFIRMED)
    case = offices.case()
    assert (case.state, case.outcome, case.notices) == (State.CLOSED, CaseOutcome.GRANTED, ())
    with scoped(ROOT):
        assert documents_of(offices.sessions(), number) == []
        assert list(verify(offices.sessions(), [offices.row(ROOT, number)])) == []


@pytest.mark.row("C4")
@pytest.mark.article("335 §13", "ORD §22")
def test_a_cancelled_item_takes_no_case_at_once_while_running_cases_finish(offices: AdjustingCity) -> None:
    desk = DoorDesk(offices.sessions, offices.books, "yunyang", "signboard-record")
    running = desk.submit("2026-09-21 Mon 09:00")
    offices.confirmed(PROPOSED, REVIEWED, CONFIRMED)
    for tenant in DISTRICTS:
        with scoped(tenant), pytest.raises(NotFound, match="停止受理新的申请；已经受理的办件继续办结") as told:
            in_use(offices.sessions(), tenant, "signboard-record")
        assert told.value.article == "36 §14"
    offices.sessions().rollback()
    _finish(desk, running.number)
    assert desk.row(running.number).state == "closed"
    with scoped("yunyang"), pytest.raises(TongbanError, match="不能恢复旧版本"):
        republish(offices.sessions(), offices.books, "yunyang", "signboard-record", 1, by="x", now=at(CLAIMED))


def _finish(desk: DoorDesk, number: str) -> None:
    with scoped(desk.tenant):
        described = definition(desk.sessions(), desk.row(number).definition_hash)
        case = case_of(desk.row(number))
        checked = tuple(MaterialVerdict(each.id, Verdict.OK) for each in applicable.handed_in(case, described))
    commands = [Grant(CHIEF, "准予。", checked)] if described.on_the_spot else [Accept(CLERK, checked)]
    for command in (*commands, Deliver(CLERK, described.delivery[0])):
        desk.done(number, command, "2026-09-24 Thu 11:00")


ITEM = """\
item: park-borrow
title: 公共场地借用登记
catalogue: park-borrow
summary: 借用公共场地举办公益活动的，活动前登记。
applicants: [person, enterprise]
conditions: [活动不收取费用，不占用消防通道和盲道。]
form:
  - section: applicant
    title: 申请人
    fields:
      - {use: person.name}
      - {use: person.phone}
      - {id: place, label: 借用场地, type: text, max_length: 60, example: 示例公园中心广场}
process:
  - {step: decision, name: 当场核对, by: chief_representative, points: [借用场地已经写明], decides: true}
time: {statutory: none, promise: on_the_spot, statutory_note: 设定依据没有规定办理时限}
fees: none
result: none
"""
ENTRY = """\
entries:
  park-borrow:
    name: 公共场地借用登记
    kind: "20"
    department: 城市管理局
    levels: [county]
    basis: [{law: 重庆市公园管理条例}]
"""
NEW = replace(SIGNBOARD, kind="new", ground="omission", items="park-borrow", levels=("county",),
              reason="公共场地借用一直没有列入目录，需要新增。")  # fmt: skip


def drafted(offices: AdjustingCity, item: str = "park-borrow") -> dict[str, str]:
    """Let the department write an item in its studio; gives the files as the proposal takes them."""
    folder = f"item_defs/{DEPARTMENT}/{item}"
    with scoped(DEPARTMENT):
        for name, text in (("item", ITEM), ("catalogue", ENTRY)):
            own = text.replace("park-borrow", item).replace("公共场地借用登记", f"公共场地借用登记（{item}）")
            path = f"{folder}/{name}.yaml"
            save_draft(offices.sessions(), offices.books, DEPARTMENT, path, own, by="秦编辑", now=at(PROPOSED))
        files = drafted_files(offices.sessions(), DEPARTMENT, (item,))
        offices.sessions().commit()
    return files


def state_of(offices: AdjustingCity, tenant: str, item: str) -> str:
    with scoped(tenant):
        rows = history(offices.sessions(), tenant, item)
        offices.sessions().commit()
    return rows[0].state if rows else ""


@pytest.mark.row("C4")
def test_a_new_item_is_published_by_every_district_that_claims_it_and_by_no_department_before(
    offices: AdjustingCity,
) -> None:
    files = drafted(offices)
    with scoped(DEPARTMENT), pytest.raises(TongbanError, match="应当先提出目录调整"):
        publish_drafts(offices.sessions(), offices.books, DEPARTMENT, by="秦编辑", now=at(PROPOSED))
    offices.sessions().rollback()
    case = offices.propose(PROPOSED, NEW, files=files)
    assert "新增“公共场地借用登记（park-borrow）”" in str(case.answers["told"])
    offices.review(REVIEWED)
    with scoped(DEPARTMENT):  # what the department types meanwhile is not what was reviewed
        path = f"item_defs/{DEPARTMENT}/park-borrow/item.yaml"
        later = files[path].replace("借用公共场地", "偷偷改过")
        save_draft(offices.sessions(), offices.books, DEPARTMENT, path, later, by="秦编辑", now=at(REVIEWED))
        offices.sessions().commit()
    offices.confirm(CONFIRMED)
    offices.work(CONFIRMED)
    assert set(offices.claims(CONFIRMED)) == DISTRICTS
    assert state_of(offices, "yunyang", "park-borrow") == ""
    offices.claim("yunyang", CLAIMED)
    with scoped("yunyang"):
        row = in_use(offices.sessions(), "yunyang", "park-borrow")
        described = definition(offices.sessions(), row.hash)
        offices.sessions().commit()
    assert described.summary.startswith("借用公共场地")
    assert (described.authority.name, described.catalogue.levels) == ("云阳县", ("county",))
    assert state_of(offices, "yuzhong", "park-borrow") == ""


@pytest.mark.row("C4")
def test_a_township_claims_with_the_hours_and_numbers_that_it_gives_for_its_other_items(offices: AdjustingCity) -> None:
    offices.confirmed(PROPOSED, REVIEWED, CONFIRMED, NEW, files=drafted(offices), levels=("township",))
    assert set(offices.claims(CONFIRMED)) == {"jiangkou"}
    offices.claim("jiangkou", CLAIMED)
    assert state_of(offices, "jiangkou", "park-borrow") == IN_USE


@pytest.mark.row("C4")
def test_a_claim_that_lacks_the_bodys_own_part_is_refused_until_that_is_written(offices: AdjustingCity) -> None:
    offices.confirmed(PROPOSED, REVIEWED, CONFIRMED, NEW, files=drafted(offices), levels=("city",))
    with pytest.raises(PublicationRefused, match="hours"):
        offices.claim(DEPARTMENT, CLAIMED)
    offices.sessions().rollback()
    row = offices.row(DEPARTMENT, offices.claims(CLAIMED)[DEPARTMENT].number)
    said = {"authority": {"name": "重庆市城市管理局"}, "service": SERVICE}
    with scoped(DEPARTMENT):
        hand_back(offices.sessions(), offices.books, DEPARTMENT, task_of(row), by="秦编辑", now=at(CLAIMED))
        change_overlay(offices.sessions(), offices.books, DEPARTMENT, "park-borrow", said, by="秦编辑", now=at(CLAIMED))
        offices.sessions().commit()
    offices.claim(DEPARTMENT, CLAIMED)
    assert state_of(offices, DEPARTMENT, "park-borrow") == IN_USE


@pytest.mark.row("C4")
def test_a_city_items_change_is_told_in_words_and_published_where_it_is_claimed(offices: AdjustingCity) -> None:
    path = "item_defs/chengguan/signboard-record/item.yaml"
    text = offices.books.shelf.sources.read(path)
    title = "户外招牌设置备案"
    changed = text.replace(f"title: {title}", f"title: {title}（含灯箱）", 1)
    asked = replace(
        SIGNBOARD,
        kind="change",
        ground="elements",
        files={path: changed},
        reason="灯箱一并纳入备案，名称作相应调整。",
        entry="powers: 区县负责本行政区域内的备案。",
    )
    case = offices.propose(PROPOSED, asked)
    told = str(case.answers["told"]).splitlines()
    assert f"标题由“{title}”改为“{title}（含灯箱）”。" in told or any("（含灯箱）" in each for each in told)
    assert "目录条目的权限划分由“无”改为“区县负责本行政区域内的备案。”。" in told
    offices.review(REVIEWED)
    offices.confirm(CONFIRMED)
    offices.work(CONFIRMED)
    with scoped("yunyang"):
        assert in_use(offices.sessions(), "yunyang", "signboard-record").title == title, "each level publishes itself"
        offices.sessions().commit()
    offices.claim("yunyang", CLAIMED)
    with scoped("yunyang"):
        row = in_use(offices.sessions(), "yunyang", "signboard-record")
        assert row.title == f"{title}（含灯箱）"
        assert definition(offices.sessions(), row.hash).catalogue.powers == "区县负责本行政区域内的备案。"
        offices.sessions().commit()


@pytest.mark.row("C4")
@pytest.mark.parametrize(("kind", "ground"), [("hand_down", "law"), ("take_over", "decision")])
def test_handing_down_moves_the_claims_from_level_to_level(offices: AdjustingCity, kind: str, ground: str) -> None:
    asked = replace(SIGNBOARD, kind=kind, ground=ground, levels=("township",), reason="改由乡镇办理，就近方便群众。")
    case = offices.propose(PROPOSED, asked)
    assert "行使层级由“区县”改为“乡镇（街道）”" in str(case.answers["told"])
    offices.review(REVIEWED)
    offices.confirm(CONFIRMED)
    offices.work(CONFIRMED)
    assert set(offices.claims(CONFIRMED)) == DISTRICTS | {"jiangkou"}
    assert state_of(offices, "yunyang", "signboard-record") == IN_USE, "until the district gives it up"
    offices.claim("jiangkou", CLAIMED)
    offices.claim("yunyang", CLAIMED)
    assert state_of(offices, "jiangkou", "signboard-record") == IN_USE
    assert state_of(offices, "yunyang", "signboard-record") == "cancelled"
    assert "signboard-record" not in offices.books.workspace.claimed("yunyang")


@pytest.mark.row("C4")
def test_a_split_item_stops_and_its_parts_begin_where_it_was_claimed(offices: AdjustingCity) -> None:
    files = {**drafted(offices, "sign-set-up"), **drafted(offices, "sign-alter")}
    asked = replace(SIGNBOARD, kind="split", ground="finer", reason="按设置和变更两种情形分别办理。", files=files)
    case = offices.propose(PROPOSED, asked)
    assert "“户外招牌设置备案”拆分为" in str(case.answers["told"])
    offices.review(REVIEWED)
    offices.confirm(CONFIRMED)
    offices.work(CONFIRMED)
    assert state_of(offices, "yunyang", "signboard-record") == "cancelled"
    offices.claim("yunyang", CLAIMED)
    for item in ("sign-set-up", "sign-alter"):
        with scoped("yunyang"):
            described = definition(offices.sessions(), in_use(offices.sessions(), "yunyang", item).hash)
            offices.sessions().commit()
        assert described.authority.name == "云阳县城市管理局", "a part begins with what the whole said"
    decided = offices.books.workspace.decisions[ROOT]["signboard-record"].data
    assert decided["becomes"] == ["sign-alter", "sign-set-up"]
    assert decided["adjustment"] == offices.numbers[-1]


@pytest.mark.row("C4")
def test_what_is_confirmed_for_a_day_to_come_holds_from_that_day_and_not_before(offices: AdjustingCity) -> None:
    offices.confirmed(PROPOSED, REVIEWED, CONFIRMED, effective=date(2026, 10, 12))
    assert state_of(offices, "yunyang", "signboard-record") == IN_USE
    offices.claim("yunyang", CLAIMED)
    assert state_of(offices, "yunyang", "signboard-record") == IN_USE
    assert offices.work("2026-10-11 Sun 23:59") == 0
    offices.work("2026-10-12 Mon 00:00")
    assert {state_of(offices, each, "signboard-record") for each in DISTRICTS} == {"cancelled"}
    offices.books.refresh(offices.sessions())
    assert "signboard-record" not in offices.books.workspace.claimed("yunyang")
    assert "signboard-record" in offices.books.workspace.claimed("jiangbei"), "that district has not claimed yet"


@pytest.mark.row("C4")
def test_a_new_item_claimed_ahead_is_published_for_its_day(offices: AdjustingCity) -> None:
    offices.confirmed(PROPOSED, REVIEWED, CONFIRMED, NEW, files=drafted(offices), effective=date(2026, 10, 12))
    offices.claim("yunyang", CLAIMED)
    assert state_of(offices, "yunyang", "park-borrow") == "scheduled"
    offices.work("2026-10-12 Mon 00:01")
    offices.work("2026-10-12 Mon 00:10")
    assert state_of(offices, "yunyang", "park-borrow") == IN_USE
    with scoped("yunyang"):
        assert len(history(offices.sessions(), "yunyang", "park-borrow")) == 1
        offices.sessions().commit()
    offices.books.refresh(offices.sessions())
    assert "park-borrow" in offices.books.workspace.claimed("yunyang")


@pytest.mark.row("C4")
@pytest.mark.parametrize("where", ["open_matter", "bring_into_effect"])
def test_a_crash_between_confirmation_and_effects_loses_nothing(offices: AdjustingCity, where, monkeypatch) -> None:
    offices.propose(PROPOSED)
    offices.review(REVIEWED)
    offices.confirm(CONFIRMED)
    with monkeypatch.context() as crashing:
        real = getattr(following, where)
        calls: list[int] = []

        def stop(*args, **kwargs):
            calls.append(1)
            if where == "bring_into_effect" or len(calls) == 2:
                raise RuntimeError("the machine stopped")
            return real(*args, **kwargs)

        crashing.setattr(following, where, stop)
        offices.work(CONFIRMED)
    assert offices.claims(CONFIRMED) == {}, "all of it or nothing"
    assert state_of(offices, "yunyang", "signboard-record") == IN_USE
    offices.work("2026-09-23 Wed 10:01")
    assert set(offices.claims(CONFIRMED)) == DISTRICTS
    assert state_of(offices, "yunyang", "signboard-record") == "cancelled"


def test_an_effect_that_is_carried_out_twice_opens_no_second_claim(offices: AdjustingCity) -> None:
    number = offices.confirmed(PROPOSED, REVIEWED, CONFIRMED)
    before = offices.claims(CONFIRMED)
    with scoped(ROOT):
        asked = select(OutboxRow).where(OutboxRow.kind == "adjustment_decided")
        effect = offices.sessions().scalars(asked).one()
        assert effect.body == {"case": number}
        carry_out(offices.sessions(), offices.books, number, at(CLAIMED))
        offices.sessions().commit()
    assert offices.claims(CONFIRMED) == before


@pytest.mark.row("C4")
def test_a_refused_adjustment_changes_nothing(offices: AdjustingCity) -> None:
    offices.propose(PROPOSED)
    offices.review(REVIEWED)
    case = offices.act(Refuse(OFFICE, "依据仍然有效，不应取消。"), CONFIRMED)
    offices.work(CONFIRMED)
    assert case.outcome is CaseOutcome.REFUSED
    assert offices.claims(CONFIRMED) == {}
    assert state_of(offices, "yunyang", "signboard-record") == IN_USE


@pytest.mark.row("C4")
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ground": "omission"}, "所选情形不适用于这一种调整"),
        ({"ground": ""}, "依据哪一种情形"),
        ({"reason": "太短"}, "调整理由"),
        ({"basis": ()}, "依据"),
        ({"items": ""}, "请写明要调整哪个事项"),
        ({"items": "no-such-item"}, "没有编号为“no-such-item”的事项"),
        ({"items": "food-permit"}, "不是本部门主管的事项"),
        ({"effective": date(2026, 9, 1)}, "拟生效日期不能早于今天"),
        ({"kind": "hand_down"}, "请选择调整以后由哪些层级办理"),
        ({"kind": "split", "ground": "finer"}, "至少有两个事项"),
        ({"kind": "change", "ground": "elements"}, "没有拟定的改动"),
        ({"kind": "change", "ground": "elements", "entry": "powers: [一"}, "目录条目的改动无法读取"),
        ({"kind": "change", "ground": "elements", "entry": "powrs: 一"}, "powrs"),
        ({"kind": "new", "ground": "omission", "levels": ("county",)}, "已经有了"),
    ],
)
def test_what_stands_against_an_adjustment_is_said_before_it_is_handed_in(
    offices: AdjustingCity, changes, said
) -> None:
    with pytest.raises(AdjustmentRefused, match=said):
        offices.propose(PROPOSED, **changes)
    offices.sessions().rollback()
    with scoped(ROOT):
        assert offices.sessions().scalars(select(CaseRow)).all() == []


def test_an_item_is_adjusted_by_one_case_at_a_time(offices: AdjustingCity) -> None:
    offices.propose(PROPOSED)
    with pytest.raises(AdjustmentRefused, match="已有正在办理的调整"):
        offices.propose(REVIEWED)


def test_a_body_below_the_city_does_not_adjust_the_catalogue(offices: AdjustingCity) -> None:
    offices.department = "yunyang"
    with pytest.raises(AdjustmentRefused, match="由市级职能部门提出"):
        offices.propose(PROPOSED)


@pytest.mark.row("T2")
def test_another_departments_adjustment_and_another_districts_claim_are_not_there(offices: AdjustingCity) -> None:
    number = offices.confirmed(PROPOSED, REVIEWED, CONFIRMED)
    assert own_case(offices.sessions(), party_of(DEPARTMENT), number).number == number
    with pytest.raises(NotFound):
        own_case(offices.sessions(), party_of("cq-minzheng"), number)
    theirs = offices.claims(CONFIRMED)["jiangbei"].number
    with scoped("yunyang"), pytest.raises(NotFound):
        act(offices.sessions(), offices.books, theirs, Grant(MANAGER, "代为认领。"), at(CLAIMED))


@pytest.mark.row("C4")
def test_only_the_office_whose_turn_it_is_may_act_and_no_hand_does_both(offices: AdjustingCity) -> None:
    number = offices.propose(PROPOSED).number
    both = replace(OFFICE, id=JUSTICE.id)
    for actor, command in (
        (OFFICE, CompleteStep(OFFICE, "legality", "同意。")),
        (OFFICE, Grant(OFFICE, "确认。")),
    ):
        with scoped(ROOT):
            answer = act(offices.sessions(), offices.books, number, command, at(REVIEWED))
            offices.sessions().rollback()
        assert isinstance(answer, Refusal), actor
    offices.review(REVIEWED)
    with scoped(ROOT):
        answer = act(offices.sessions(), offices.books, number, Grant(both, "确认。"), at(CONFIRMED))
        offices.sessions().rollback()
    assert isinstance(answer, Refusal)
    assert answer.code == "four_eyes"


def test_one_citys_decision_leaves_the_other_city_alone(offices: AdjustingCity) -> None:
    before = offices.books.shelf.hash("shifan-qu", "occupy-road")
    offices.confirmed(PROPOSED, REVIEWED, CONFIRMED, items="occupy-road")
    offices.books.refresh(offices.sessions())
    assert state_of(offices, "yunyang", "occupy-road") == "cancelled"
    assert state_of(offices, "shifan-qu", "occupy-road") == IN_USE
    assert offices.books.shelf.hash("shifan-qu", "occupy-road") == before


@pytest.mark.row("C4")
def test_a_districts_own_item_is_filed_with_the_districts_manager(offices: AdjustingCity) -> None:
    with scoped("yunyang"):
        for name, text in (("item", ITEM), ("catalogue", ENTRY)):
            path = f"item_defs/yunyang/park-borrow/{name}.yaml"
            save_draft(offices.sessions(), offices.books, "yunyang", path, text, by="何管理", now=at(PROPOSED))
        claim = {"authority": {"name": "云阳县城市管理局"}, "service": SERVICE}
        change_overlay(
            offices.sessions(), offices.books, "yunyang", "park-borrow", claim, by="何管理", now=at(PROPOSED)
        )
        publish_drafts(offices.sessions(), offices.books, "yunyang", by="何管理", now=at(PROPOSED))
        offices.sessions().commit()
        offices.books.refresh(offices.sessions())
        done = file_own(offices.sessions(), offices.books, "yunyang", "park-borrow", EDITOR, at(PROPOSED))
        offices.sessions().commit()
        with pytest.raises(TongbanError, match="已经报送备案"):
            file_own(offices.sessions(), offices.books, "yunyang", "park-borrow", EDITOR, at(REVIEWED))
        with pytest.raises(TongbanError, match="只有本级自己编写"):
            file_own(offices.sessions(), offices.books, "yunyang", "food-permit", EDITOR, at(REVIEWED))
        offices.sessions().rollback()
    case = offices.act(Grant(MANAGER, "予以备案。"), REVIEWED, done.case.number, "yunyang")
    assert case.state is State.CLOSED
    assert offices.work(REVIEWED) == 1
