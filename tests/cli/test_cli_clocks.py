"""`tongban calendar` and `tongban audit` as an operator uses them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from door_desk import DoorDesk
from tongban.cases.tables import EventRow
from tongban.cli.main import commands
from tongban.database import Sessions, scoped
from tongban.errors import TongbanError
from tongban.publishing import Books
from tongban.settings import Settings

BASIS = "云阳县防汛指挥部2026年第3号通告"


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


@pytest.mark.row("D1")
@pytest.mark.article("335 §17")
def test_a_day_is_tried_declared_listed_and_refused_a_second_time(city: Settings, desk: DoorDesk) -> None:
    """A case of the far future: `calendar` counts by the real clock, and a limit of long ago has already ended."""
    number = desk.submit("2031-09-15 Mon 10:00").number
    desk.sessions.remove()
    declare = ("calendar", "declare-off", "2031-09-16", "--tenant", "yunyang", "--basis", BASIS)
    tried = run(city, *declare, "--dry-run")
    assert tried.exit_code == 0, tried.output
    assert tried.output.splitlines()[:2] == [
        "2031-09-16 → 2031-09-17：1 个期限",
        "查看在办件 1 件，会移动 1 个期限（1 件）。",
    ]
    assert "没有改动任何数据" in tried.output
    assert _recounted(desk, number) == 0
    done = run(city, *declare)
    assert done.exit_code == 0, done.output
    assert "已移动 1 个期限" in done.output
    assert _recounted(desk, number) == 1
    again = run(city, *declare)
    assert "已移动 0 个期限" in again.output, "the same declaration made again goes on where it stopped"
    assert BASIS in run(city, "calendar", "declared", "--tenant", "yunyang").output
    refused = run(city, "calendar", "declare-on", "2031-09-17", "--tenant", "yunyang", "--basis", BASIS)
    assert isinstance(refused.exception, TongbanError)
    assert "本来就是工作日" in refused.exception.message
    nowhere = run(city, *declare[:3], "--tenant", "atlantis", "--basis", BASIS)
    assert isinstance(nowhere.exception, TongbanError)


@pytest.mark.row("V5")
def test_checkpoints_are_made_exported_and_verified(city: Settings, desk: DoorDesk, tmp_path: Path) -> None:
    desk.submit("2026-09-14 Mon 10:00")
    desk.sessions.remove()
    made = run(city, "audit", "checkpoint")
    assert "已签署 1 个检查点。" in made.output, made.output
    kept = tmp_path / "checkpoints.jsonl"
    assert run(city, "audit", "export", str(kept)).exit_code == 0
    verified = run(city, "audit", "verify", "--against", str(kept))
    assert (verified.exit_code, "核验 1 件，0 处不符。" in verified.output) == (0, True), verified.output
    kept.write_text(kept.read_text("utf-8").replace('"serial":1', '"serial":9'), "utf-8")
    broken = run(city, "audit", "verify", "--against", str(kept))
    assert broken.exit_code == 1
    assert "签名不正确" in broken.output
    kept.write_text("not a checkpoint\n", "utf-8")
    assert isinstance(run(city, "audit", "verify", "--against", str(kept)).exception, TongbanError)


def _recounted(desk: DoorDesk, number: str) -> int:
    with scoped("yunyang"):
        kind = EventRow.kind == "deadline_recounted.1"
        found = len(desk.sessions().scalars(select(EventRow).where(EventRow.number == number, kind)).all())
    desk.sessions.remove()
    return found
