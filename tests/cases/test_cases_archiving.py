"""A closed case becomes a sealed package that tools outside the platform verify; two people destroy it in time (E5)."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from door_desk import CLERK, DoorDesk, at
from tongban.cases.archiving import (
    ArchiveRow,
    ArchiveState,
    archives,
    destroy,
    hand_over,
    make_archive,
    propose_destruction,
    read_bag,
    seal_fault,
    verify_bag,
)
from tongban.cases.archiving.tables import AFTER
from tongban.cases.archiving.told import EVENT_WORDS
from tongban.cases.checkpoints import AuditKey
from tongban.cases.files import FileStore, attach_to_case
from tongban.database import scoped
from tongban.delivery import Desk, drain
from tongban.errors import TongbanError
from tongban.law import OUTCOME_NAMES, Actor, CaseOutcome
from tongban.law.commands import Decline, Withdraw
from tongban.law.events.happened import EVENTS
from tongban.notices import FileKeys
from tongban.settings import Settings
from tongban.tenancy.tables import AuditRow

MONDAY = "2026-09-14 Mon 10:00"
COMPANY = Actor("applicant-1", "重庆示例建设有限公司", "applicant")
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n"
#: thirty years and some days after the case was closed
EXPIRED = at("2056-12-01 Fri 10:00")


@pytest.fixture
def courier(city: Settings, desk: DoorDesk) -> Desk:
    return Desk(
        desk.books,
        FileStore(city.files_url),
        FileKeys(city.keys),
        city.public_url,
        audit=AuditKey(city.keys),
    )


@pytest.fixture
def packed(desk: DoorDesk, courier: Desk) -> str:
    """A case with a file that was withdrawn, and packed by the outbox in its time."""
    number = desk.submit(MONDAY).number
    with scoped("yunyang"):
        attach_to_case(desk.sessions(), courier.files, number, "plan", "方案 50%.pdf", PDF, at(MONDAY))
        desk.sessions().commit()
    desk.done(number, Withdraw(COMPANY, "不再需要。"), "2026-09-14 Mon 12:00")
    desk.sessions.remove()
    drain(desk.sessions, courier, lambda: at("2026-09-14 Mon 13:00"))
    assert _row(desk, number) is None, "it is not packed at once"
    drain(desk.sessions, courier, lambda: at("2026-09-14 Mon 13:00") + AFTER)
    return number


def _row(desk: DoorDesk, number: str) -> ArchiveRow | None:
    with scoped("yunyang"):
        found = desk.sessions().get(ArchiveRow, ("yunyang", number))
    desk.sessions.remove()
    return found


def package_of(desk: DoorDesk, courier: Desk, number: str) -> bytes:
    row = _row(desk, number)
    assert row is not None
    return courier.files.get(row.package)


@pytest.mark.row("E5")
@pytest.mark.article("335 §31", "7 §20")
def test_a_closed_case_is_packed_with_all_that_belongs_to_it(desk: DoorDesk, courier: Desk, packed: str) -> None:
    files = read_bag(package_of(desk, courier, packed))
    row = _row(desk, packed)
    assert row is not None
    assert (row.state, row.keep_until and row.keep_until.year) == (ArchiveState.KEPT.value, 2056)
    assert "30年" in row.retention
    assert {"data/events.json", "data/case.json", "data/definition.json", "data/index.html"} <= files.keys()
    assert sum(each.startswith("data/documents/") for each in files) == 2, "the receipt and the end"
    assert [files[each] for each in files if each.startswith("data/files/plan/")] == [PDF]
    page = files["data/index.html"].decode()
    assert packed in page
    assert "收件凭证" in page
    assert f"External-Identifier: {packed}\n".encode() in files["bag-info.txt"]


@pytest.mark.row("E5")
def test_the_page_of_a_package_reads_without_the_platform(desk: DoorDesk, courier: Desk, packed: str) -> None:
    page = read_bag(package_of(desk, courier, packed))["data/index.html"].decode()
    assert "<th>办理结果</th><td>撤回</td>" in page
    assert "<th>办结时间</th><td>2026-09-14 12:00</td>" in page, "the law's own time"
    assert "<td>撤回申请</td>" in page
    assert "<td>发出文书：收件凭证</td>" in page
    assert "<td>期限结束：网上收件审查期限</td>" in page
    assert "UTC" not in page
    assert "_" not in "".join(re.findall(r"<td>([^<]*)</td></tr>", page))


@pytest.mark.row("E5")
def test_a_package_is_dated_in_the_zone_of_its_law(desk: DoorDesk, courier: Desk, packed: str) -> None:
    with scoped("yunyang"):
        row, key = desk.row(packed), courier.audit
        assert key is not None
        row.revision += 1  # it moved since, so it is packed again
        rulebook, calendar = desk.books.rulebook("yunyang"), desk.books.calendar("yunyang")
        night = at("2026-09-16 Wed 01:30").astimezone(UTC)
        made = make_archive(desk.sessions(), courier.files, key, row, desk.definition(), rulebook, calendar, night)
        package = courier.files.get(made.package)
    desk.sessions.remove()
    assert b"Bagging-Date: 2026-09-16\n" in read_bag(package)["bag-info.txt"]


@pytest.mark.row("E5")
def test_every_kind_of_event_and_every_end_has_its_words() -> None:
    assert EVENT_WORDS.keys() == {kind.rsplit(".", 1)[0] for kind in EVENTS}
    assert OUTCOME_NAMES.keys() == set(CaseOutcome)


@pytest.mark.row("E5")
@pytest.mark.article("335 §31")
def test_the_public_tool_and_ours_verify_the_package(
    desk: DoorDesk, courier: Desk, packed: str, tmp_path: Path
) -> None:
    package = package_of(desk, courier, packed)
    assert list(verify_bag(package)) == []
    assert courier.audit is not None
    assert seal_fault(package, courier.audit.known()) is None
    assert _public_tool(package, tmp_path / "whole") == 0
    for place, change in enumerate(CHANGES):
        broken = change(package, packed)
        assert list(verify_bag(broken)), place
        assert _public_tool(broken, tmp_path / str(place)) != 0, place
    stranger = seal_fault(package, frozenset())
    assert stranger is not None
    assert "不是本系统的密钥" in stranger.message


def _public_tool(package: bytes, folder: Path) -> int:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        archive.extractall(folder)
    bag = next(folder.iterdir())
    command = [sys.executable, "-m", "bagit", "--validate", "--quiet", str(bag)]
    return subprocess.run(command, capture_output=True, check=False, timeout=60).returncode


def _changed(package: bytes, change: Callable[[dict[str, bytes]], None], number: str) -> bytes:
    files, packed = read_bag(package), io.BytesIO()
    change(files)
    with zipfile.ZipFile(packed, "w") as archive:
        for path, content in files.items():
            archive.writestr(f"{number}/{path}", content)
    return packed.getvalue()


def _alter(files: dict[str, bytes]) -> None:
    files["data/events.json"] = files["data/events.json"].replace(b"withdrawn", b"withdrawm")


def _delete(files: dict[str, bytes]) -> None:
    del files["data/definition.json"]


def _add(files: dict[str, bytes]) -> None:
    files["data/later.txt"] = b"put in later"


def _readdress(files: dict[str, bytes]) -> None:
    files["bag-info.txt"] = files["bag-info.txt"].replace(b"External-Identifier: 5", b"External-Identifier: 6")


CHANGES: tuple[Callable[[bytes, str], bytes], ...] = (
    lambda package, number: _changed(package, _alter, number),
    lambda package, number: _changed(package, _delete, number),
    lambda package, number: _changed(package, _add, number),
    lambda package, number: _changed(package, _readdress, number),
)


@pytest.mark.row("E5")
@pytest.mark.article("7 §20")
def test_packages_are_handed_over_with_a_list(desk: DoorDesk, packed: str) -> None:
    with scoped("yunyang"):
        with pytest.raises(TongbanError, match="接收单位"):
            hand_over(desk.sessions(), [packed], " ", by="吴档案", now=EXPIRED)
        found = hand_over(desk.sessions(), [packed], "云阳县档案馆", by="吴档案", now=EXPIRED)
        assert [(each.number, each.state) for each in found] == [(packed, "handed_over")]
        assert [each.number for each in archives(desk.sessions())] == [packed]
        desk.sessions().commit()
    desk.sessions.remove()


@pytest.mark.row("E5")
def test_a_package_is_destroyed_after_its_time_by_two_people_and_it_stays_known(
    desk: DoorDesk, courier: Desk, packed: str
) -> None:
    digest = getattr(_row(desk, packed), "package", "")
    with scoped("yunyang"):
        session = desk.sessions()
        with pytest.raises(TongbanError, match="期满后才能销毁"):
            propose_destruction(session, packed, by="吴档案", reason="期满", now=EXPIRED - timedelta(days=900))
        assert [each.number for each in archives(session, expired_on=EXPIRED.date())] == [packed]
        with pytest.raises(TongbanError, match="还没有人提出"):
            destroy(session, courier.files, packed, by="郑馆长", now=EXPIRED)
        propose_destruction(session, packed, by="吴档案", reason="2056年鉴定意见", now=EXPIRED)
        with pytest.raises(TongbanError, match="由另一人批准"):
            destroy(session, courier.files, packed, by="吴档案", now=EXPIRED)
        assert courier.files.exists(digest)
        done = destroy(session, courier.files, packed, by="郑馆长", now=EXPIRED)
        assert (done.state, done.approved_by) == ("destroyed", "郑馆长")
        assert not courier.files.exists(digest)
        with pytest.raises(TongbanError, match="已经销毁"):
            hand_over(session, [packed], "云阳县档案馆", by="吴档案", now=EXPIRED)
        notes = session.scalars(select(AuditRow.action).where(AuditRow.target == packed)).all()
        assert sorted(notes) == ["archive.destroy", "archive.propose_destruction"]
        session.commit()
    desk.sessions.remove()


@pytest.mark.row("E5")
def test_a_case_that_is_open_is_not_packed_and_one_that_moved_is_packed_again(desk: DoorDesk, courier: Desk) -> None:
    number = desk.submit(MONDAY).number
    definition, rulebook, calendar = desk.definition(), desk.books.rulebook("yunyang"), desk.books.calendar("yunyang")
    assert courier.audit is not None
    common = (definition, rulebook, calendar, at("2026-09-14 Mon 13:00"))
    with scoped("yunyang"), pytest.raises(TongbanError, match="还没有办结"):
        make_archive(desk.sessions(), courier.files, courier.audit, desk.row(number), *common)
    desk.done(number, Decline(CLERK, "不属于本单位职权。", where_to_go="城市管理局"), "2026-09-14 Mon 12:00")
    with scoped("yunyang"), pytest.raises(TongbanError, match="还没有盖章"):
        make_archive(desk.sessions(), courier.files, courier.audit, desk.row(number), *common)
    desk.sessions.remove()
    drain(desk.sessions, courier, lambda: at("2026-09-14 Mon 13:00"))
    with scoped("yunyang"):
        row = desk.row(number)
        first = make_archive(desk.sessions(), courier.files, courier.audit, row, *common).package
        again = make_archive(desk.sessions(), courier.files, courier.audit, row, *common)
        assert again.package == first, "what is whole is left alone"
        row.revision += 1
        assert make_archive(desk.sessions(), courier.files, courier.audit, row, *common).package != first
        desk.sessions().rollback()
    desk.sessions.remove()
