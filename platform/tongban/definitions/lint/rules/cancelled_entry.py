"""What was taken out of the catalogue is no longer accepted (335 §13(2); ORD §22(2))."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    entry = subject.data.get("catalogue")
    if subject.tenant is not None and isinstance(entry, dict) and _is_cancelled(entry, subject.today):
        since = f"（{entry['cancelled']}）" if "cancelled" in entry else ""
        message = f"“{entry['name']}”已经取消{since}，租户“{subject.tenant.id}”不能再受理。"
        yield Problem(("catalogue", "state"), message)


def _is_cancelled(entry: Mapping[str, Any], today: date | None) -> bool:
    """Tell it for a day; an entry that is to be cancelled later is still in use."""
    if entry.get("state") != "cancelled":
        return False
    return today is None or "cancelled" not in entry or date.fromisoformat(entry["cancelled"]) <= today


_ENTRY = """\
entries:
  occupy-road:
    name: 占道施工审批
    kind: "01"
    department: 城市管理局
    basis: [{law: 城市市容和环境卫生管理条例, article: 第十四条}]
%s"""

RULE = Rule(
    code="TB189",
    name="cancelled_entry",
    title="已经取消的事项不再认领和受理。",
    article="335 §13；ORD §22",
    hint="请删去认领；正在办理的办件继续办完。",
    of=Of.CLAIM,
    exemptible=False,
    check=check,
    failing=Sample(files={"item_defs/_shared/catalogue.yaml": _ENTRY % "    state: cancelled\n"}),
    passing=Sample(files={"item_defs/_shared/catalogue.yaml": _ENTRY % ""}),
)
