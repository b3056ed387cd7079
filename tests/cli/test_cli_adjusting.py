"""`tongban adjustments`: where each adjustment stands, and who has not claimed in time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from adjusting_city import AdjustingCity
from door_desk import at
from tongban.cli.adjusting import adjustments
from tongban.database import Sessions
from tongban.publishing import Books
from tongban.settings import Settings


@pytest.fixture
def told(city: Settings, city_sessions: Sessions, books: Books, monkeypatch: pytest.MonkeyPatch):
    offices = AdjustingCity(city, city_sessions, books)
    monkeypatch.setenv("TONGBAN_HOME", str(city.home))
    monkeypatch.setenv("TONGBAN_DATA", str(city.data))
    monkeypatch.setenv("DATABASE_URL", city.database_url)
    monkeypatch.setenv("TONGBAN_SECRET_KEY", "test-" * 8)

    def run(when: str, *options: str) -> str:
        moment: datetime = at(when).astimezone(UTC)
        monkeypatch.setattr("tongban.cli.adjusting.now", lambda: moment)
        city_sessions.remove()
        result = CliRunner().invoke(adjustments, list(options), catch_exceptions=False)
        assert result.exit_code == 0
        return result.output

    return offices, run


@pytest.mark.row("C4")
def test_the_command_lists_each_district_and_the_late_ones_alone_when_asked(told) -> None:
    offices, run = told
    assert "没有目录调整" in run("2026-09-21 Mon 09:00")
    number = offices.propose("2026-09-21 Mon 10:00").number
    assert f"{number}  取消“户外招牌设置备案”  重庆市城市管理局  合法性审核中" in run("2026-09-21 Mon 11:00")
    offices.review("2026-09-22 Tue 10:00")
    assert "等待确认" in run("2026-09-22 Tue 11:00")
    offices.confirm("2026-09-23 Wed 10:00")
    offices.work("2026-09-23 Wed 10:00")
    offices.claim("yunyang", "2026-09-24 Thu 10:00")
    assert "云阳县：已认领" in run("2026-09-24 Thu 11:00")
    assert "没有目录调整" in run("2026-09-24 Thu 11:00", "--late")
    late = run("2026-09-29 Tue 00:01", "--late")
    assert "江北区：超期未认领" in late
    assert "云阳县：已认领" in late
