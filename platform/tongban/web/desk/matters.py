"""Matters between offices at the desk: the same acts, otherwise named, for the roles of the matrix (T3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask_babel import lazy_gettext as _

from tongban.law import Action
from tongban.publishing.internal import ADJUSTMENT, CLAIM, FILING, id_of, is_internal
from tongban.tenancy.permissions import may
from tongban.web.desk.acts import ACTS, Act
from tongban.web.desk.room import roles_for
from tongban.web.people import the_staff

#: action of the matrix → the role in which the law knows who does it
ACTING: Mapping[str, str] = {
    "adjustment.review": "justice_bureau",
    "adjustment.confirm": "catalogue_office",
    "adjustment.claim": "district_manager",
    "adjustment.file": "district_manager",
}


def _act(action: Action, permission: str, label: str, done: str, basis: str, help_: str = "") -> Act:
    return replace(
        ACTS[action], permission=permission, label=label, submit=label, done=done, basis=basis, help=help_, notice=False
    )


_ADJUSTMENT, _CLAIM, _FILING = id_of(ADJUSTMENT), id_of(CLAIM), id_of(FILING)
_MATTER_ACTS: Mapping[tuple[str, Action], Act] = {
    (_ADJUSTMENT, Action.COMPLETE_STEP): _act(
        Action.COMPLETE_STEP, "adjustment.review", _("完成合法性审核"), _("审核意见已经转给审改办确认。"),
        "36 §15; 7 §6",
        _("请写明是否同意，并写出依据；不同意的，由审改办不予确认。"),
    ),
    (_ADJUSTMENT, Action.RETURN_STEP): _act(
        Action.RETURN_STEP, "adjustment.confirm", _("退回审核"), _("已经退回司法局重新审核。"), "36 §15",
    ),
    (_ADJUSTMENT, Action.GRANT): _act(
        Action.GRANT, "adjustment.confirm", _("确认调整"), _("调整已经确认，有关各级应当在两个工作日内认领发布。"),
        "7 §6",
        _("确认以后，有关各级收到认领任务；取消的事项从生效之日起停止受理，在办件继续办结。"),
    ),
    (_ADJUSTMENT, Action.REFUSE): _act(
        Action.REFUSE, "adjustment.confirm", _("不予确认"), _("已经不予确认，理由随即告知申请单位。"), "36 §15; 7 §6",
    ),
    (_CLAIM, Action.GRANT): _act(
        Action.GRANT, "adjustment.claim", _("认领并发布"), _("已经认领发布。"), "7 §6",
        _("先看改动和对在办件的影响，再一键发布。"),
    ),
    (_FILING, Action.GRANT): _act(Action.GRANT, "adjustment.file", _("予以备案"), _("已经备案。"), "36 §15, §17"),
    (_FILING, Action.REFUSE): _act(
        Action.REFUSE, "adjustment.file", _("不予备案"), _("已经退回，理由随即告知报送单位。"), "36 §15, §17",
    ),
}  # fmt: skip


def act_of(action: Action, item: str) -> Act:
    """Say what an act is called on a case of this item, and which permission it needs."""
    return _MATTER_ACTS.get((item, action), ACTS[action])


def roles_to(action: Action, item: str) -> frozenset[str]:
    """Give the roles in which this person may do an act on a case of this item."""
    if not is_internal(item):
        return roles_for(ACTS[action].permission)
    act = _MATTER_ACTS.get((item, action))
    return frozenset({ACTING[act.permission]}) if act and may(the_staff().roles, act.permission) else frozenset()


def acting_roles() -> frozenset[str]:
    """Give the roles of offices in which this person works, whatever their own role is called."""
    return frozenset(role for permission, role in ACTING.items() if may(the_staff().roles, permission))
