"""The command line tries items out and tries drafts on running cases; what it says is what the law decides."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from door_desk import CLERK, DoorDesk, at
from tongban.cli import opening, replaying
from tongban.cli.main import commands
from tongban.database import Sessions, scoped
from tongban.law import Accept
from tongban.publishing import Books, change_overlay
from tongban.settings import REPOSITORY, Settings

ITEM = REPOSITORY / "item_defs" / "chengguan" / "occupy-road" / "item.yaml"


def here(*arguments: str) -> Result:
    return CliRunner().invoke(commands, list(arguments), env={"TONGBAN_HOME": str(REPOSITORY)})


@pytest.mark.row("C7")
def test_a_run_is_printed_with_its_notices_limits_and_queues() -> None:
    told = here("simulate", "occupy-road", "--example", "granted-works")
    assert told.exit_code == 0, told.output
    assert "2026-09-29 周二 09:30  受理\n    文书：受理通知书\n" in told.output
    assert "承诺办结期限，5个工作日，2026-10-12 届满" in told.output
    assert told.output.rstrip().endswith("现在：已办结，准予。")


@pytest.mark.row("C7")
def test_a_run_goes_as_far_as_it_is_told() -> None:
    lapsed = here("simulate", "occupy-road", "--example", "granted-works", "--to", "lapsed").output
    assert "依法视为受理，受理日期 2026-09-28" in lapsed
    assert "期限届满而未完成：法定办结期限" in lapsed
    granted = here("simulate", "unemployment", "--to", "granted").output
    assert "现在：已办结，准予。" in granted
    day = here("simulate", "occupy-road", "--example", "granted-works", "--to", "2026-09-29").output
    assert day.rstrip().splitlines()[-1] == "2026-09-29 周二 09:30  现在：办理中。"


@pytest.mark.row("C7")
def test_a_run_is_written_as_an_example_that_says_the_same_again(tmp_path: Path) -> None:
    target = tmp_path / "straight.yaml"
    told = here("simulate", "occupy-road", "--to", "granted", "--example", "granted-works", "--record", str(target))
    assert told.exit_code == 0, told.output
    text = target.read_text("utf-8")
    assert "title: 试办：占道施工" in text
    assert "outcome: granted" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("no-such-item",), "没有可用的事项“no-such-item”"),
        (("occupy-road", "--example", "none"), "可用的示例：declined-lane"),
        (("occupy-road", "--witness", "999"), "没有第 999 个"),
        (("occupy-road", "--witness", "1", "--example", "x"), "只能写一个"),
        (("occupy-road", "--to", "tomorrow"), "2026-10-12 这样的日期"),
        (("occupy-road", "--tenant", "atlantis"), "没有可用的租户“atlantis”"),
    ],
)
def test_what_cannot_be_simulated_is_said_in_words(arguments: tuple[str, ...], said: str) -> None:
    told = here("simulate", *arguments)
    assert told.exit_code == 1
    assert said in str(told.exception)


@pytest.mark.row("C7")
def test_test_says_what_no_example_shows() -> None:
    told = here("test", "occupy-road")
    assert told.exit_code == 0
    # all examples that the item has are counted, however many there are by now
    examples = len(list(ITEM.parent.glob("examples/*.yaml")))
    assert f"occupy-road：{examples} 个示例覆盖 98%" in told.output
    assert "没有覆盖 情形选项：是否占用车行道：占用车行道，或者要挖掘道路" in told.output
    (item,) = json.loads(here("test", "occupy-road", "--format", "json").output)
    assert (item["item"], item["percent"], len(item["examples"])) == ("occupy-road", 98, examples)
    assert {each["kind"] for each in item["coverage"]} >= {"fields", "conditions", "steps", "notices", "outcomes"}


@pytest.fixture
def desk(city_sessions: Sessions, books: Books, monkeypatch: pytest.MonkeyPatch) -> DoorDesk:
    monkeypatch.setattr(replaying, "now", lambda: at("2026-10-08 Thu 10:00"))
    assert opening.now() is not None
    return DoorDesk(city_sessions, books)


def run(city: Settings, *arguments: str) -> Result:
    env = {
        "TONGBAN_HOME": str(city.home),
        "TONGBAN_DATA": str(city.data),
        "TONGBAN_SECRET_KEY": city.secret_key,
        "DATABASE_URL": city.database_url,
    }
    return CliRunner().invoke(commands, list(arguments), env=env)


def accepted(desk: DoorDesk) -> str:
    case = desk.submit("2026-09-28 Mon 10:00")
    desk.done(case.number, Accept(CLERK, desk.all_in_order(case)), "2026-09-29 Tue 10:00")
    desk.sessions.remove()
    return case.number


@pytest.mark.row("C5")
def test_replay_tells_whose_limit_a_changed_file_would_move(city: Settings, desk: DoorDesk, tmp_path: Path) -> None:
    number = accepted(desk)
    draft = tmp_path / "item.yaml"
    draft.write_text(
        ITEM.read_text("utf-8").replace("promise: {working_days: 5}", "promise: {working_days: 2}"), "utf-8"
    )
    told = run(city, "replay", "occupy-road", "--tenant", "yunyang", "--draft", str(draft))
    assert told.exit_code == 0, told.output
    assert told.output.splitlines() == [
        number,
        "    承诺办结期限：2026年10月12日 → 2026年10月8日",
        "推演 1 件，1 件会有变化（期限 1 件）。",
    ]
    data = json.loads(
        run(city, "replay", "occupy-road", "--tenant", "yunyang", "--draft", str(draft), "--format", "json").output
    )
    assert (data["cases"], data["counts"], data["changed"][0]["number"]) == (1, {"deadline": 1}, number)


@pytest.mark.row("C5")
def test_replay_tries_the_studios_draft(city: Settings, desk: DoorDesk) -> None:
    accepted(desk)
    with scoped("yunyang"):
        session = desk.sessions()
        change_overlay(
            session,
            desk.books,
            "yunyang",
            "occupy-road",
            {"time.promise": {"working_days": 2}},
            by="何",
            now=at("2026-10-08 Thu 09:00"),
        )
        session.commit()
    desk.sessions.remove()
    told = run(city, "replay", "occupy-road", "--tenant", "yunyang", "--draft", "studio")
    assert "1 件会有变化（期限 1 件）" in told.output
    assert "0 件会有变化" in run(city, "replay", "occupy-road", "--tenant", "yunyang").output


def test_replay_says_what_it_cannot_find(city: Settings, tmp_path: Path) -> None:
    told = run(city, "replay", "occupy-road", "--tenant", "yunyang", "--draft", str(tmp_path / "none.yaml"))
    assert told.exit_code == 1
    assert "没有这个路径" in str(told.exception)
    broken = tmp_path / "item.yaml"
    broken.write_text("item: occupy-road\n", "utf-8")
    told = run(city, "replay", "occupy-road", "--tenant", "yunyang", "--draft", str(broken))
    assert told.exit_code == 1


@pytest.mark.row("C7")
def test_a_case_is_recorded_by_command_without_anybodys_name(city: Settings, desk: DoorDesk, tmp_path: Path) -> None:
    number = accepted(desk)
    target = tmp_path / "recorded.yaml"
    told = run(city, "record-example", number, "--to", str(target))
    assert told.exit_code == 0, told.output
    text = target.read_text("utf-8")
    assert "重庆示例建设有限公司" not in text
    assert number not in text
    assert "do: accept" in text
    assert run(city, "record-example", number).output == text
