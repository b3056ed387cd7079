"""Saying why a limit was not kept (ORD §39)."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy

from tongban.law import KIND_NAMES, Action, ExplainLateness
from tongban.law.escalation import unexplained
from tongban.web.desk.acts.act import ACTS, Act, Asked, Option, Sheet
from tongban.web.view_words import WALL, day


def _fields(sheet: Sheet) -> list[Asked]:
    late = tuple(
        Option(each.id, _("%(name)s，%(day)s届满", name=_(KIND_NAMES[each.kind]), day=_ended(each.missed_at)))
        for each in unexplained(sheet.case)
    )
    first = late[0].value if late else ""
    told = _("申请人能看到这段话；本地规定应当公开的，公众也能看到。请不要写姓名、电话等个人信息。")
    return [
        Asked("deadline", _("哪一个期限"), "choice", first, options=late),
        Asked("reason", _("超期的理由"), help=told),
    ]


def _ended(moment: datetime | None) -> str:
    return day(moment.astimezone(WALL)) if moment else ""


ACTS[Action.EXPLAIN_LATENESS] = Act(
    permission="case.explain_lateness",
    label=lazy("说明超期理由"),
    submit=lazy("公开理由"),
    done=lazy("超期理由已经记录，申请人可以看到。"),
    basis="ORD §39",
    kind="second",
    notice=False,
    asks=_fields,
    command=lambda actor, sheet: ExplainLateness(actor, sheet.text("deadline"), sheet.text("reason")),
)
