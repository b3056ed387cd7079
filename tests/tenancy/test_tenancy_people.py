"""People: applicants with their own accounts, staff with roles at one tenant, and what a role may do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tongban.database import Sessions
from tongban.errors import Forbidden, NotFound, TongbanError
from tongban.tenancy.accounts import add_staff, staff_named
from tongban.tenancy.applicants import log_in, register
from tongban.tenancy.permissions import ACTIONS, ROLES, may, require

NOW = datetime(2026, 9, 14, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def open_account(sessions: Sessions, **changes: str) -> str:
    given = {"kind": "person", "name": "䶮明", "login": "13800000000", "password": "correct horse", **changes}
    return register(sessions(), now=NOW, **given).id


def test_an_applicant_registers_and_logs_in(sessions: Sessions) -> None:
    identity = open_account(sessions)
    assert log_in(sessions(), "13800000000", "correct horse", NOW).id == identity


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "robot"}, "请选择申请人类型"),
        ({"name": "  "}, "请填写姓名"),
        ({"name": "长" * 101}, "不超过 100 个字"),
        ({"login": "a b"}, "登录名应为"),
        ({"password": "short"}, "密码至少 8 位"),
    ],
)
def test_a_wrong_registration_says_what_would_be_right(sessions: Sessions, change: dict[str, str], said: str) -> None:
    with pytest.raises(TongbanError, match=said):
        open_account(sessions, **change)


def test_a_login_is_taken_once(sessions: Sessions) -> None:
    open_account(sessions)
    with pytest.raises(TongbanError, match="已经注册"):
        open_account(sessions)


def test_five_wrong_passwords_lock_the_account_for_a_while(sessions: Sessions) -> None:
    open_account(sessions)
    for _ in range(5):
        with pytest.raises(TongbanError, match="不正确"):
            log_in(sessions(), "13800000000", "wrong password", NOW)
    with pytest.raises(TongbanError, match="暂时锁定"):
        log_in(sessions(), "13800000000", "correct horse", NOW + MINUTE)
    assert log_in(sessions(), "13800000000", "correct horse", NOW + 16 * MINUTE)


def test_an_unknown_login_and_a_wrong_password_look_alike(sessions: Sessions) -> None:
    open_account(sessions)
    said = set()
    for login in ("13800000000", "13900000000"):
        with pytest.raises(TongbanError) as refusal:
            log_in(sessions(), login, "wrong password", NOW)
        said.add(refusal.value.message)
    assert len(said) == 1


@pytest.mark.row("T3")
def test_staff_have_roles_at_one_tenant(sessions: Sessions) -> None:
    add_staff(
        sessions(),
        username="clerk",
        display_name="陈窗口",
        tenant="yunyang",
        roles=("window_clerk",),
        password="x" * 12,
    )
    person = staff_named(sessions(), "clerk")
    assert (person.tenant, person.roles, person.name) == ("yunyang", {"window_clerk"}, "陈窗口")
    with pytest.raises(NotFound):
        staff_named(sessions(), "nobody")


@pytest.mark.row("T3")
def test_a_role_that_does_not_exist_is_refused(sessions: Sessions) -> None:
    with pytest.raises(TongbanError, match="没有角色"):
        add_staff(sessions(), username="x", display_name="x", tenant="yunyang", roles=("king",), password="x" * 12)


#: action → who may do it, written here by hand from the articles and not read from the matrix
BY_THE_LAW = {
    "case.apply": {"applicant"},
    "case.own": {"applicant"},
    "case.take_in": {"window_clerk"},  # 335 §15: the window takes in
    "case.notice": {"window_clerk"},
    "case.decide": {"chief_representative", "window_clerk"},  # 335 §16; on the spot, the window (335 §25)
    "case.guide": {"supervisor", "tenant_admin", "chief_representative"},  # 335 §10, §11
    "item.publish": {"tenant_admin", "district_manager"},  # 36 §12
    "tenant.onboard": {"operator"},
}


@pytest.mark.row("T3")
@pytest.mark.parametrize("action", BY_THE_LAW)
def test_an_action_is_for_those_whom_the_law_names_and_no_other_role(action: str) -> None:
    assert {role for role in ROLES if may([role], action)} == BY_THE_LAW[action]


@pytest.mark.row("T3")
def test_a_refused_role_is_told_who_may() -> None:
    with pytest.raises(Forbidden, match="可由平台运维办理"):
        require(["tenant_admin"], "tenant.onboard")


@pytest.mark.row("T3")
def test_an_operator_of_the_platform_sees_no_case() -> None:
    assert not [action for action in ACTIONS if action.startswith("case.") and may(["operator"], action)]


def test_every_role_of_an_action_is_known() -> None:
    assert {role for roles in ACTIONS.values() for role in roles} <= set(ROLES)


def test_an_unknown_action_is_a_fault_of_the_program() -> None:
    with pytest.raises(TongbanError, match="权限表中没有"):
        may(["operator"], "case.burn")
