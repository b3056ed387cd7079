"""The demonstration city: begun from nothing, with cases in every state, kept between starts, begun afresh."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tongban.cases.adjusting import adjustments
from tongban.cases.history import verify
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow, DocumentRow
from tongban.database import Scope, Sessions, make_engine, make_sessions, scoped
from tongban.demo.adjusting import SEEN
from tongban.demo.people import kept
from tongban.demo.start import _welcome, refuse_taken_ports, start
from tongban.errors import TongbanError
from tongban.publishing.tables import VersionRow
from tongban.settings import REPOSITORY, settings_from


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    begin(folder)
    return folder


def begin(folder: Path, *, reset: bool = False) -> None:
    env = {"TONGBAN_HOME": str(REPOSITORY), "TONGBAN_DATA": str(folder)}
    start(env, reset=reset, port=8000, prepare_only=True)


@pytest.fixture
def city(data: Path) -> Iterator[Sessions]:
    engine = make_engine(f"sqlite:///{data / 'tongban.db'}")
    sessions = make_sessions(engine)
    with scoped(Scope.everywhere("test")):
        yield sessions
    sessions.remove()
    engine.dispose()


def test_about_sixty_cases_stand_in_every_state(city: Sessions) -> None:
    asked = select(CaseRow.state, func.count()).group_by(CaseRow.state)
    counted = dict(city().execute(asked).all())
    assert sum(counted.values()) >= 55
    assert set(counted) == {"submitted", "supplementing", "accepted", "decided", "closed"}


def test_every_notice_is_sealed_and_every_history_holds(city: Sessions) -> None:
    assert city().scalar(select(func.count()).where(DocumentRow.pdf.is_(None))) == 0
    assert list(verify(city(), city().scalars(select(CaseRow)).all())) == []


def test_one_adjustment_is_reviewed_one_is_claimed_late_and_one_is_done(city: Sessions) -> None:
    with scoped("chongqing"):
        reviewed, late, done = adjustments(city(), "chongqing", datetime.now(UTC))
    assert (case_of(reviewed.row).current_step, reviewed.claims) == ("legality", ())
    assert {each.tenant for each in late.claims if each.done_at is None} == {"yuzhong"}
    assert late.late
    assert [(each.tenant, each.late) for each in done.claims] == [("yunyang", False)]
    assert done.claims[0].done_at


def test_the_accounts_say_who_sees_an_adjustment(data: Path) -> None:
    who = {each.login: each.who for each in kept(data / "accounts.json")}
    for login in ("cq-chengguan.editor", "chongqing.justice", "chongqing.office", "yuzhong.manager"):
        assert "目录调整" in who[login]
    assert set(SEEN) <= set(who)


def test_the_accounts_say_by_whom_a_plugin_is_seen(data: Path) -> None:
    who = {each.login: each for each in kept(data / "accounts.json")}
    for login, told in (
        ("demo-newborn", "阮晓棠，申请的新生儿出生“一件事”正在办理"),
        ("demo-open-restaurant", "渝中区示例面馆，申请的开办餐饮店“一件事”已经全部办结，结果已经送达"),
        ("yuzhong.chief", "渝中区首席代表 · 周代表，牵头的一件事有正在办理的，也有已经办结的，见“一件事”"),
    ):
        assert (who[login].who, bool(who[login].password)) == (told, True)


def test_a_second_start_loses_nothing(data: Path, city: Sessions) -> None:
    before = set(city().scalars(select(CaseRow.number)))
    versions = city().scalar(select(func.count()).select_from(VersionRow))
    accounts = (data / "accounts.json").read_text("utf-8")
    city.remove()
    begin(data)
    assert set(city().scalars(select(CaseRow.number))) == before
    assert city().scalar(select(func.count()).select_from(VersionRow)) == versions, (
        "nobody claims for the late district"
    )
    assert (data / "accounts.json").read_text("utf-8") == accounts


def test_passwords_and_secret_are_for_this_users_eyes_only(data: Path) -> None:
    for name in ("accounts.json", "secret.key"):
        assert (data / name).stat().st_mode & 0o077 == 0


def test_a_folder_that_is_no_demonstration_is_not_emptied(tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("x", "utf-8")
    with pytest.raises(TongbanError, match="不是演示数据目录"):
        begin(tmp_path, reset=True)
    assert precious.exists()


def test_a_port_that_another_program_holds_is_told_before_anything_is_made() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        for asked in (port, port - 1):
            with pytest.raises(TongbanError, match=rf"端口 {port} 不能使用.*换一个端口"):
                refuse_taken_ports(asked)


def test_the_addresses_are_printed_last_below_the_accounts_in_even_columns(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    accounts = kept(data / "accounts.json")
    settings = settings_from({"TONGBAN_HOME": str(REPOSITORY), "TONGBAN_DATA": str(data)})
    _welcome(settings, accounts, 1.0)
    told = capsys.readouterr().out
    assert "make demo RESET=1" in told.splitlines()[-2]
    assert told.index("/yunyang/") > max(told.index(each.login) for each in accounts)
    for each in accounts:
        assert re.search(rf"^  {re.escape(each.login)} {{2,}}{re.escape(each.password)} ", told, re.MULTILINE), each
