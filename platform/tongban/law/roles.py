"""Who may do what. A step's own role is the definition's (`by`); these are the roles that the law itself names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

APPLICANT = frozenset({"applicant", "agent"})
INTAKE = frozenset({"window_clerk", "chief_representative"})  # 335 §15, §16
APPLYING = APPLICANT | {"window_clerk"}  # the window types in what a person hands over (335 §28)
CHECKING = INTAKE | {"reviewer"}
STAFF = CHECKING  # who handles cases at a desk
OVERSEEING = frozenset({"chief_representative", "supervisor"})  # may take a task from another's hands (335 §16)
OPERATING = frozenset({"operator", "system"})
SUPERVISING = frozenset({"supervisor"})
DELIVERING = INTAKE | {"system"}  # an electronic result is delivered by the platform itself (335 §30)

NAMES: Mapping[str, str] = {
    "applicant": "申请人",
    "agent": "帮办代办人员",
    "visitor": "匿名提出人",
    "window_clerk": "窗口人员",
    "reviewer": "审查人员",
    "chief_representative": "首席代表",
    "justice_bureau": "司法局",
    "catalogue_office": "审改办",
    "district_manager": "区县事项管理人员",
    "tenant_admin": "租户管理员",
    "supervisor": "监督人员",
    "operator": "平台运维人员",
    "system": "系统",
}


def names_of(roles: Iterable[str]) -> str:
    """Tell roles in Chinese, in a steady order."""
    order = list(NAMES)
    known = sorted(roles, key=lambda role: order.index(role) if role in NAMES else len(order))
    return "或者".join(NAMES.get(role, f"“{role}”角色") for role in known)
