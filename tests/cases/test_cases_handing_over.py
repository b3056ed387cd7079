"""Two districts become one (36 §14(3)): told beforehand, carried out on a copy of the demonstration city in full."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from door_desk import CLERK, REVIEWER, DoorDesk
from ticket_city import COMPLAINT, TicketCity
from tongban.cases import drafts
from tongban.cases.documents import by_code, documents_of
from tongban.cases.files import FileStore
from tongban.cases.handing_over import carry as carrying
from tongban.cases.handing_over import carry_out, orphans, plan
from tongban.cases.history import events_of, verify
from tongban.cases.register import case_of, case_row, own_case
from tongban.cases.tables import CaseRow, DocumentRow, DraftRow, EventRow
from tongban.database import Scope, Sessions, scoped
from tongban.definitions.changes import Change, ChangeRefused, read_change
from tongban.delivery import Desk
from tongban.demo.cases import make_cases
from tongban.demo.people import make_staff
from tongban.errors import NotFound
from tongban.law import Accept, CompleteStep, Decline
from tongban.law.tickets import AnswerTicket
from tongban.notices import FileKeys
from tongban.publishing import Books, in_use, load_city, published
from tongban.settings import REPOSITORY, Settings
from tongban.tenancy.accounts import StaffUser, add_staff
from tongban.tenancy.tables import AuditRow, DivisionChangeRow
from tongban.tenancy.tree import tenant

FILE = "tenants/_changes/2025-11-liangjiang.yaml"
NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
TYPED = "reason"  # a field of the item
MONDAY, TUESDAY = "2026-11-16 Mon 10:00", "2026-11-17 Tue 10:00"


@pytest.fixture(scope="session")
def change() -> Change:
    return read_change((REPOSITORY / FILE).read_text("utf-8"), FILE)


@dataclass
class Old:
    """A district that is to end: a case under review, one just handed in, one done, a draft, a clerk, a township."""

    desk: DoorDesk
    accepted: str
    submitted: str
    done: str
    draft: str

    @property
    def sessions(self) -> Sessions:
        return self.desk.sessions

    @property
    def books(self) -> Books:
        return self.desk.books


@pytest.fixture
def old(desk: DoorDesk) -> Old:
    here = replace(desk, tenant="jiangbei", numbers=[])
    session = here.sessions()
    accepted = here.submit(MONDAY)
    here.done(accepted.number, Accept(CLERK, here.all_in_order(accepted)), MONDAY)
    done = here.submit(MONDAY)
    here.done(done.number, Decline(CLERK, "占用范围不符合规定。"), TUESDAY)
    submitted = here.submit("2026-11-20 Fri 16:00")
    add_staff(
        session, username="jb.clerk", display_name="陈", tenant="jiangbei", roles=("window_clerk",), password="x" * 12
    )
    with scoped("jiangbei"):
        draft = drafts.begin(
            session, "jiangbei", "occupy-road", applicant_id="applicant-1", applicant_kind="enterprise", now=NOW
        )
        drafts.save_typed(session, draft, {TYPED: ["张三"]}, now=NOW)
    session.commit()
    return Old(here, accepted.number, submitted.number, done.number, draft.id)


def carry(old: Old, change: Change) -> list[str]:
    carry_out(old.sessions(), old.books, change, by="运维", now=NOW, zone=ZONE)
    return orphans(old.sessions())


@pytest.mark.row("T6")
def test_a_dry_run_says_in_words_what_would_move_and_changes_nothing(old: Old, change: Change) -> None:
    session = old.sessions()
    told = plan(session, old.books, change, date(2026, 11, 22))
    text = "\n".join(told.told())
    assert told.faults == ()
    assert "江北区 → 两江新区：" in text
    assert "办件 3 件，其中在办 2 件，办结 1 件" in text
    assert "草稿 1 份，工作人员 1 人" in text
    assert "自2025-11-06起撤销：江北区、渝北区" in text
    session.commit()
    assert tenant(session, "jiangbei").ended is None
    assert session.scalar(select(func.count()).select_from(DivisionChangeRow)) == 0
    with pytest.raises(NotFound):
        tenant(session, "liangjiang")


@pytest.mark.row("T6")
def test_running_cases_go_on_at_the_successor_and_their_history_keeps_the_old_names(old: Old, change: Change) -> None:
    documents = {}
    with scoped("jiangbei"):
        documents = {each.code: each.number for each in documents_of(old.sessions(), old.accepted)}
    assert carry(old, change) == []
    new = replace(old.desk, tenant="liangjiang")
    row = new.row(old.accepted)
    assert (row.state, case_of(row).tenant) == ("accepted", "liangjiang")
    with scoped("liangjiang"):
        told = events_of(old.sessions(), old.accepted)
        assert [each.kind for each in told].count("case_handed_over.1") == 1
        assert [(each.from_name, each.to_name) for each in case_of(row).handed_over] == [("江北区", "两江新区")]
        assert {each.code: each.number for each in documents_of(old.sessions(), old.accepted)} == documents
        assert all("江北" in each for each in documents.values())
        assert list(verify(old.sessions(), old.sessions().scalars(select(CaseRow)))) == []
    for code in documents:  # an old document is still found by anybody, under its old number
        assert by_code(old.sessions(), code).tenant_id == "liangjiang"
    with scoped("liangjiang"):
        done = new.done(old.accepted, CompleteStep(REVIEWER, new.row(old.accepted).snapshot["open_steps"][0], "齐全。"),
                        "2026-11-23 Mon 10:00")  # fmt: skip
    assert done.number == old.accepted


@pytest.mark.row("T6")
def test_what_the_successor_sends_bears_its_own_name_and_series(old: Old, change: Change) -> None:
    carry(old, change)
    new = replace(old.desk, tenant="liangjiang")
    case = case_of(new.row(old.submitted))
    new.done(old.submitted, Accept(CLERK, new.all_in_order(case)), "2026-11-23 Mon 10:00")
    with scoped("liangjiang"):
        sent = documents_of(old.sessions(), old.submitted)
    assert [(each.kind, each.issuer, each.numbered_by) for each in sent] == [
        ("receipt", "江北区城市管理局", "jiangbei"),
        ("acceptance_notice", "两江新区城市管理局", "liangjiang"),
    ]
    assert sent[1].number.startswith("两江政务")
    assert sent[1].serial == 1


@pytest.mark.row("T6")
def test_the_old_body_takes_no_application_and_says_where_to_go(old: Old, change: Change) -> None:
    carry(old, change)
    with scoped("jiangbei"), pytest.raises(NotFound, match=r"“江北区”自2025年11月6日起已经撤销.*请向“两江新区”申请"):
        in_use(old.sessions(), "jiangbei", "occupy-road")
    with scoped(Scope(("jiangbei", "liangjiang"), None)):
        live = published(old.sessions(), ["jiangbei", "liangjiang"])
    assert {each.tenant_id for each in live} == {"liangjiang"}
    assert {each.item for each in live} == set(old.books.workspace.claimed("jiangbei"))
    assert tenant(old.sessions(), "liangjiang").division is None, "no code is invented"
    before = len(live)
    with scoped(Scope.everywhere("test")):
        loaded = load_city(old.sessions(), old.books.refresh(old.sessions()), NOW)
    assert loaded.refused == ()
    with scoped(Scope(("jiangbei", "liangjiang"), None)):
        assert len(published(old.sessions(), ["jiangbei", "liangjiang"])) == before


@pytest.mark.row("T6")
def test_drafts_staff_and_closed_cases_go_along(old: Old, change: Change) -> None:
    complaints = TicketCity(old.desk)
    number = complaints.assigned(replace(COMPLAINT, case=old.done))
    complaints.done(number, AnswerTicket(REVIEWER, "情况属实，已经退还。"))
    (paper,) = complaints.papers(number)
    carry(old, change)
    session = old.sessions()
    assert by_code(session, paper.code).tenant_id == "liangjiang", "the answer to a complaint stays with its case"
    assert session.scalar(select(StaffUser.tenant_id).where(StaffUser.username == "jb.clerk")) == "liangjiang"
    with scoped("liangjiang"):
        assert session.get(CaseRow, ("liangjiang", old.done)) is not None
        draft = drafts.own_draft(session, "applicant-1", old.draft)
        assert draft.typed[TYPED] == ["张三"]
        assert drafts.definition_of(session, draft).tenant == "liangjiang"
        assert drafts.newer_version(session, draft) is None
    with scoped("jiangbei"):
        for table in (CaseRow, EventRow, DraftRow, DocumentRow):
            assert session.scalar(select(func.count()).select_from(table)) == 0
        said = session.scalars(select(AuditRow).where(AuditRow.action == "tenant.change")).all()
    assert {each.note for each in said} >= {"撤销：撤销江北区、渝北区，设立两江新区"}
    assert own_case(session, "applicant-1", old.done).tenant_id == "liangjiang"


@pytest.mark.row("T6")
def test_carrying_it_out_again_repeats_nothing_and_goes_on_where_it_stopped(
    old: Old, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(carrying, "_move_people", broken)
        with pytest.raises(RuntimeError):
            carry_out(old.sessions(), old.books, change, by="运维", now=NOW, zone=ZONE)
    old.sessions().rollback()
    assert case_row(old.sessions(), old.accepted).tenant_id == "jiangbei", "a pair is moved as a whole or not at all"
    assert orphans(old.sessions()) != []
    first = carry_out(old.sessions(), old.books, change, by="运维", now=NOW, zone=ZONE)
    events = _events(old)
    second = carry_out(old.sessions(), old.books, change, by="运维", now=NOW, zone=ZONE)
    assert orphans(old.sessions()) == []
    assert len(first.moved) + first.done_before == second.done_before
    assert second.moved == ()
    assert _events(old) == events


def _events(old: Old) -> int:
    with scoped("liangjiang"):
        return old.sessions().scalar(select(func.count()).select_from(EventRow)) or 0


@pytest.mark.row("T6")
def test_a_township_comes_under_the_successor_with_its_cases_where_they_were(old: Old, change: Change) -> None:
    split = replace(
        change,
        moves=(replace(change.moves[0], old="yunyang"), *change.moves[1:]),
        id="example",
    )
    carry_out(old.sessions(), old.books, split, by="运维", now=NOW, zone=ZONE)
    session = old.sessions()
    assert tenant(session, "jiangkou").path == "chongqing/liangjiang/jiangkou"
    books = old.books.refresh(session)
    assert [each.id for each in books.workspace.tree.line("jiangkou")] == ["chongqing", "liangjiang", "jiangkou"]
    assert orphans(session) == []


@pytest.mark.row("T6")
def test_a_case_of_a_town_that_goes_elsewhere_follows_the_town(old: Old, change: Change) -> None:
    session = old.sessions()
    with scoped("jiangbei"):
        detail = next(_details(old.sessions().get(CaseRow, ("jiangbei", old.submitted)).snapshot["answers"]))
    text = (
        (REPOSITORY / FILE)
        .read_text("utf-8")
        .replace(
            "{from: jiangbei, to: liangjiang, ends: true}",
            f"{{from: jiangbei, to: liangjiang, ends: true, except: [{{town: {detail}, to: yuzhong}}]}}",
        )
    )
    split = read_change(text, FILE)
    told = "\n".join(plan(session, old.books, split, date(2026, 11, 22)).told())
    assert f"地址写有镇街“{detail}”" in told
    carry_out(session, old.books, split, by="运维", now=NOW, zone=ZONE)
    assert case_row(session, old.submitted).tenant_id == "yuzhong"
    assert orphans(session) == []


def _details(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("detail"), str):
            yield value["detail"]
        for each in value.values():
            yield from _details(each)


@pytest.mark.row("T6")
def test_a_body_that_is_only_renamed_keeps_its_cases_and_signs_with_its_new_name(old: Old) -> None:
    text = """change: rename
title: 江北区更名为江岸区
kind: rename
from: 2026-11-01
basis: 示范批复
source: 示范
successors:
  - {tenant: jiangbei, name: 江岸区, kind: county, parent: chongqing, address: 示例路, phone: 000-0, aliases: [江岸]}
moves:
  - {from: jiangbei, to: jiangbei, ends: false}
"""
    renamed = read_change(text, "rename.yaml")
    carry_out(old.sessions(), old.books, renamed, by="运维", now=NOW, zone=ZONE)
    row = tenant(old.sessions(), "jiangbei")
    assert (row.name, row.details["former_names"], row.division) == ("江岸区", ["江北区"], "500105")
    assert "signs_as" not in row.details, "the old body does not sign under the new name"
    case = case_of(old.desk.row(old.submitted))
    assert [(each.from_name, each.to_name) for each in case.handed_over] == [("江北区", "江岸区")]
    old.desk.done(old.submitted, Accept(CLERK, old.desk.all_in_order(case)), "2026-11-23 Mon 10:00")
    with scoped("jiangbei"):
        assert documents_of(old.sessions(), old.submitted)[-1].issuer == "江岸区城市管理局"
    assert orphans(old.sessions()) == []


@pytest.mark.parametrize(
    ("said", "instead", "told"),
    [
        ("from: 2025-11-06", "from: 2027-01-01", "在此之前只能预演"),
        ("from: jiangbei", "from: jiangbej", "没有原单位“jiangbej”"),
        ("to: liangjiang, ends", "to: liangjian, ends", "没有承接单位“liangjian”"),
    ],
)
def test_a_change_that_cannot_be_is_refused_and_writes_nothing(old: Old, said: str, instead: str, told: str) -> None:
    text = (REPOSITORY / FILE).read_text("utf-8").replace(said, instead, 1)
    with pytest.raises(ChangeRefused, match=told):
        carry_out(old.sessions(), old.books, read_change(text, FILE), by="运维", now=NOW, zone=ZONE)
    assert tenant(old.sessions(), "jiangbei").ended is None


@pytest.mark.parametrize(
    ("said", "instead", "told"),
    [
        ("kind: merge", "kind: swap", "不在可写的值之内"),
        ("ends: true}", "ends: true, except: [{town: 某镇, item: food-permit, to: beibei}]}", "只能写一个"),
        ("to: liangjiang, ends: true}", "ends: true}", "应当写明由谁承接"),
        ("to: liangjiang, ends: true}", "to: jiangbei, ends: true}", "不能移交给自己"),
        ("change: 2025-11-liangjiang", "change: other", "文件名"),
    ],
)
def test_a_wrong_change_file_is_refused_in_chinese(said: str, instead: str, told: str) -> None:
    text = (REPOSITORY / FILE).read_text("utf-8").replace(said, instead, 1)
    with pytest.raises(ChangeRefused, match=told):
        read_change(text, FILE)


@pytest.mark.row("T6")
def test_the_change_of_2025_on_a_copy_of_the_demonstration_city_leaves_nothing_without_an_owner(
    city: Settings, city_sessions: Sessions, books: Books, change: Change, tmp_path: Path
) -> None:
    session = city_sessions()
    claimants = {tenant for item in books.workspace.items for tenant in books.workspace.claimants(item)}
    list(make_staff(session, claimants))
    make_cases(session, Desk(books, FileStore(f"file://{tmp_path}/f"), FileKeys(tmp_path / "k"), "http://x"), NOW)
    session.commit()
    before = _everything(city_sessions)
    at_old = [row for row in before if row[0] == "jiangbei"]
    assert len(at_old) > 3
    done = carry_out(session, books, change, by="运维", now=NOW, zone=ZONE)
    assert sum(len(each.lot.cases) for each in done.moved) == len(at_old)
    assert orphans(session) == []
    after = _everything(city_sessions)
    assert {number for _t, number in after} == {number for _t, number in before}
    assert {row for row in before if row[0] != "jiangbei"} == {row for row in after if row[0] != "liangjiang"}
    with scoped(Scope.everywhere("test")):
        assert list(verify(session, session.scalars(select(CaseRow)))) == []


def _everything(sessions: Sessions) -> list[tuple[str, str]]:
    with scoped(Scope.everywhere("test")):
        return [tuple(row) for row in sessions().execute(select(CaseRow.tenant_id, CaseRow.number))]
