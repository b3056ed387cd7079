"""An archivist finds, checks, hands over and destroys the archives of their own body, and of no other (E5, T2)."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from door_desk import at
from tongban.cases.archiving import ArchiveRow, make_archive, verify_bag
from tongban.cases.checkpoints import AuditKey
from tongban.database import scoped
from tongban.delivery import Desk, drain
from tongban.law import Actor
from tongban.law.commands import Withdraw
from tongban.notices import FileKeys

COMPANY = Actor("applicant-1", "重庆示例建设有限公司", "applicant")
NOON = at("2026-09-28 Mon 12:00")


@pytest.fixture
def packed(room) -> str:
    """A case that was withdrawn, and its package."""
    house = room.app.extensions["tongban"]
    number = room.door.submit("2026-09-28 Mon 10:00").number
    room.door.done(number, Withdraw(COMPANY, "不再需要。"), "2026-09-28 Mon 11:00")
    room.door.sessions.remove()
    seals, key = FileKeys(house.settings.keys), house.settings.keys
    desk = Desk(room.door.books, house.files, seals, house.settings.public_url)
    drain(room.door.sessions, desk, lambda: NOON)
    with scoped("yunyang"):
        session, books = room.door.sessions(), room.door.books
        row, definition = room.door.row(number), room.door.definition()
        make_archive(session, house.files, AuditKey(key), row, definition, books.rulebook("yunyang"),
                     books.calendar("yunyang"), NOON)  # fmt: skip
        session.commit()
    room.door.sessions.remove()
    return number


def _archive(room, number: str) -> ArchiveRow:
    with scoped("yunyang"):
        found = room.door.sessions().scalar(select(ArchiveRow).where(ArchiveRow.number == number))
    room.door.sessions.remove()
    return found


def _run_out(room, number: str) -> None:
    """Let the package's time have run out the day before."""
    with scoped("yunyang"):
        row = room.door.sessions().get(ArchiveRow, ("yunyang", number))
        row.keep_until = row.closed_at.date() - timedelta(days=1)
        room.door.sessions().commit()
    room.door.sessions.remove()


@pytest.mark.row("E5")
@pytest.mark.row("T2")
@pytest.mark.article("335 §31")
def test_a_supervisor_finds_checks_and_downloads_an_archive_of_their_own_body(room, packed) -> None:
    supervisor = room.seat("supervisor")
    page = supervisor.get("/desk/archives").text
    assert packed in page
    assert "保管中" in page
    assert packed in supervisor.get(f"/desk/archives?q={packed[:9]}").text
    assert packed not in supervisor.get("/desk/archives?q=没有的事项").text
    assert "归档包完整" in supervisor.get(f"/desk/archives/{packed}?check=1").text
    answer = supervisor.get(f"/desk/archives/{packed}/package.zip")
    assert answer.mimetype == "application/zip"
    assert list(verify_bag(answer.data)) == []
    assert packed not in supervisor.get("/desk/archives?show=expired").text
    assert room.seat("supervisor", "jiangbei").get(f"/desk/archives/{packed}/package.zip").status_code == 404
    assert room.refusals("jiangbei") == 1
    assert room.clerk.get("/desk/archives").status_code == 403


@pytest.mark.row("E5")
@pytest.mark.article("335 §31")
def test_a_hand_over_list_is_made_taken_along_and_signed_for(room, packed) -> None:
    keeper = room.seat("archivist")
    new = f"/desk/archive-lists/hand-over?case={packed}"
    assert "请写明接收单位" in keeper.post(new, {"case": packed, "said": " "}, page=new).text
    made = keeper.post(new, {"case": packed, "said": "云阳县档案馆"}, page=new)
    where = made.headers["Location"]
    assert "已经列在另一份" in keeper.post(new, {"case": packed, "said": "云阳县档案馆"}, page=new).text
    page = keeper.get(where).text
    assert _archive(room, packed).package in page
    with ZipFile(io.BytesIO(keeper.get(f"{where}/packages.zip").data)) as taken:
        assert sorted(taken.namelist()) == [f"{packed}.zip", "list.csv"]
        assert packed.encode() in taken.read("list.csv")
    assert _archive(room, packed).state == "kept", "nobody has signed for it yet"
    assert "请填写接收人" in keeper.post(where, {"action": "settle", "received_by": "冉馆员"}, page=where).text
    keeper.post(where, {"action": "settle", "received_by": "冉馆员", "receipt": "移交回执（示例）"}, page=where)
    assert "冉馆员" in keeper.get(where).text
    row = _archive(room, packed)
    assert (row.state, row.handed_over_to, row.listed_in) == ("handed_over", "云阳县档案馆", "")


@pytest.mark.row("E5")
@pytest.mark.article("335 §31", "7 §20")
def test_destroying_takes_the_whole_time_and_another_person_and_its_record_stays(room, packed) -> None:
    first, second = room.seat("supervisor"), room.seat("tenant_admin")
    new = f"/desk/archive-lists/destruction?case={packed}"
    asked = {"case": packed, "said": "鉴定意见（示例）"}
    assert "期满后才能销毁" in first.post(new, asked, page=new).text
    _run_out(room, packed)
    where = first.post(new, asked, page=new).headers["Location"]
    assert "提出人不能批准" in first.get(where).text
    assert "应当由另一人批准" in first.post(where, {"action": "settle"}, page=where).text
    assert room.seat("archivist").post(where, {"action": "settle"}, page="/desk/archives").status_code == 403
    assert _archive(room, packed).destroyed_at is None
    second.post(where, {"action": "settle"}, page=where)
    page = second.get(where).text
    assert re.search("批准并销毁.*已销毁|已销毁", page, re.DOTALL)
    row = _archive(room, packed)
    assert (row.state, row.reason) == ("destroyed", "鉴定意见（示例）")
    assert row.proposed_by_id != ""
    assert not room.app.extensions["tongban"].files.exists(row.package)
    assert "登记信息留存" in second.get(f"/desk/archives/{packed}").text
    assert second.get(f"/desk/archives/{packed}/package.zip").status_code == 404


@pytest.mark.row("E5")
def test_a_dropped_list_changes_nothing_and_a_package_made_anew_does_not_go_on_the_old_list(room, packed) -> None:
    keeper = room.seat("archivist")
    new = f"/desk/archive-lists/hand-over?case={packed}"
    where = keeper.post(new, {"case": packed, "said": "云阳县档案馆"}, page=new).headers["Location"]
    with scoped("yunyang"):
        room.door.sessions().get(ArchiveRow, ("yunyang", packed)).package = "0" * 64
        room.door.sessions().commit()
    room.door.sessions.remove()
    signed = {"action": "settle", "received_by": "冉馆员", "receipt": "移交回执（示例）"}
    assert "重新制作过" in keeper.post(where, signed, page=where).text
    keeper.post(where, {"action": "drop", "why": "归档包重新制作。"}, page=where)
    assert "已作废" in keeper.get(where).text
    assert (_archive(room, packed).state, _archive(room, packed).listed_in) == ("kept", "")
