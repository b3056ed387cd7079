"""The first account of an instance is made by command, and what would be wrong makes none."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from tongban.cli.main import commands
from tongban.database import Sessions
from tongban.errors import NotFound
from tongban.settings import Settings
from tongban.tenancy.accounts import staff_named


def run(city: Settings, *arguments: str) -> Result:
    env = {"TONGBAN_HOME": str(city.home), "TONGBAN_DATA": str(city.data), "DATABASE_URL": city.database_url}
    return CliRunner().invoke(commands, ["staff", *arguments], env=env)


def test_the_first_operator_is_made_by_command(city: Settings, city_sessions: Sessions) -> None:
    result = run(city, "wu", "--name", "吴运维", "--role", "operator")
    assert result.exit_code == 0
    assert "密码" in result.output
    assert staff_named(city_sessions(), "wu").roles == {"operator"}


def test_a_clerk_belongs_to_a_tenant_with_all_roles_named(city: Settings, city_sessions: Sessions) -> None:
    run(city, "chen", "--name", "陈静", "--role", "window_clerk", "--role", "reviewer", "--tenant", "yunyang")
    person = staff_named(city_sessions(), "chen")
    assert (person.tenant, person.roles) == ("yunyang", {"window_clerk", "reviewer"})


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--role", "window_clerk"], "--tenant"),
        (["--role", "window_clerk", "--tenant", "nowhere"], "没有租户“nowhere”"),
        (["--role", "king", "--tenant", "yunyang"], "没有角色“king”"),
    ],
)
def test_a_wrong_account_is_refused_with_what_would_be_right(
    city: Settings, city_sessions: Sessions, arguments: list[str], said: str
) -> None:
    result = run(city, "x", "--name", "某人", *arguments)
    assert result.exit_code == 1
    assert said in str(result.exception)
    with pytest.raises(NotFound):
        staff_named(city_sessions(), "x")
