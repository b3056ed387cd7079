"""The command line on cases and tenants: days explained, histories verified, a district brought in by one command."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from door_desk import DoorDesk
from tongban.cases.tables import EventRow
from tongban.cli.main import commands
from tongban.database import Sessions, scoped
from tongban.publishing import Books, published
from tongban.settings import Settings

MONDAY = "2026-09-14 Mon 10:00"


@pytest.fixture
def desk(city_sessions: Sessions, books: Books) -> DoorDesk:
    return DoorDesk(city_sessions, books)


def run(city: Settings, *arguments: str) -> Result:
    env = {
        "TONGBAN_HOME": str(city.home),
        "TONGBAN_DATA": str(city.data),
        "TONGBAN_SECRET_KEY": city.secret_key,
        "DATABASE_URL": city.database_url,
    }
    return CliRunner().invoke(commands, list(arguments), env=env)


@pytest.mark.row("D5")
def test_explain_prints_the_count_of_days_of_a_case(city: Settings, desk: DoorDesk) -> None:
    number = desk.submit(MONDAY).number
    desk.sessions.remove()
    told = run(city, "explain", number)
    assert told.exit_code == 0, told.output
    assert told.output.splitlines() == [
        "网上收件审查期限：1个工作日，依据：《重庆市政务服务管理办法》第十七条第二款。",
        "2026-09-14 周一 不计入 起始当日不计入",
        "2026-09-15 周二 第1日 工作日",
        "期限于2026年9月15日24时届满。",
        "",
    ]


def test_explain_of_a_number_that_is_nobodys_says_so(city: Settings) -> None:
    told = run(city, "explain", "500235202609140000010")
    assert told.exit_code == 1
    assert "500235202609140000010" in str(told.exception)


@pytest.mark.row("V5")
def test_verify_passes_whole_histories_and_names_the_case_whose_record_was_changed(
    city: Settings, desk: DoorDesk
) -> None:
    number, other = desk.submit(MONDAY).number, desk.submit(MONDAY).number
    desk.sessions.remove()
    whole = run(city, "audit", "verify")
    assert (whole.exit_code, whole.output) == (0, "核验 2 件，0 处不符。\n")
    with scoped("yunyang"):
        first = (
            desk.sessions().scalars(select(EventRow).where(EventRow.number == number).order_by(EventRow.seq)).first()
        )
        assert first is not None
        first.body = {**first.body, "channel": "kiosk"}
        desk.sessions().commit()
    desk.sessions.remove()
    broken = run(city, "audit", "verify")
    assert broken.exit_code == 1
    assert number in broken.output
    assert other not in broken.output


@pytest.mark.row("T1")
def test_a_district_comes_in_by_one_command_and_the_same_command_again_changes_nothing(
    city: Settings, city_sessions: Sessions
) -> None:
    command = (
        "onboard", "nanan", "--name", "南岸区", "--parent", "chongqing", "--division", "500108",
        "--address", "示例路 1 号", "--phone", "023-00000000",
    )  # fmt: skip
    done = run(city, *command)
    assert done.exit_code == 0, done.output
    assert "已开通“南岸区”" in done.output
    with scoped("nanan"):
        live = {each.item for each in published(city_sessions(), ["nanan"])}
    city_sessions.remove()
    assert live
    again = run(city, *command)
    assert again.exit_code == 1
    assert "nanan" in str(again.exception)
