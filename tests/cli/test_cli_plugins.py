"""Plugins from the command line: listed with who uses them, switched on and off, their faults told."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from door_desk import at
from tongban.cases.plugins import write_faults
from tongban.cli.main import commands
from tongban.database import Sessions
from tongban.plugins.faults import Fault
from tongban.settings import Settings


@pytest.fixture
def run(city: Settings, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TONGBAN_HOME", str(city.home))
    monkeypatch.setenv("TONGBAN_DATA", str(city.data))
    monkeypatch.setenv("DATABASE_URL", city.database_url)

    def told(*arguments: str) -> Result:
        return CliRunner().invoke(commands, ["plugins", *arguments])

    return told


def users_in(told: str, plugin: str) -> str:
    """Give the line that names who uses a plugin; others may be in use already."""
    lines = told.splitlines()
    return lines[next(place for place, line in enumerate(lines) if line.startswith(f"{plugin} ")) + 1]


def test_a_plugin_is_switched_on_for_a_tenant_and_all_below_it_and_off_again(run) -> None:
    assert "没有租户启用" in users_in(run("list").output, "own_gateways")
    done = run("on", "own_gateways", "--tenant", "yunyang", "--settings", '{"payments": "https://pay.example.gov"}')
    assert done.exit_code == 0, done.output
    users = users_in(run("list").output, "own_gateways")
    assert users.endswith("使用：jiangkou、yunyang")  # a township of the county follows it
    assert run("off", "own_gateways", "--tenant", "yunyang").exit_code == 0
    assert "没有租户启用" in users_in(run("list").output, "own_gateways")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("on", "nothing", "--tenant", "yunyang"), "没有插件“nothing”"),
        (("on", "own_gateways", "--tenant", "nowhere"), "没有可用的租户“nowhere”"),
        (("on", "own_gateways", "--tenant", "yunyang", "--settings", "[1]"), "应为 JSON 对象"),
        (("on", "own_gateways", "--tenant", "yunyang", "--settings", '{"paymnts": "x"}'), "不符合要求"),
    ],
)
def test_what_does_not_fit_is_told_and_changes_nothing(run, arguments: tuple[str, ...], said: str) -> None:
    before = run("list").output
    assert said in str(run(*arguments).exception)
    assert run("list").output == before


def test_faults_are_told_with_how_often_they_came(run, city_sessions: Sessions) -> None:
    assert "没有插件故障" in run("faults").output
    fault = Fault("own_gateways", "payment", "yunyang", "TongbanError('缺少密钥文件')", "case-1")
    write_faults(city_sessions(), [fault, fault], at("2026-09-28 Mon 10:00"))
    city_sessions().commit()
    city_sessions.remove()
    told = run("faults", "own_gateways").output
    assert "共 2 次" in told
    assert "缺少密钥文件" in told
