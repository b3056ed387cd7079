"""What a draft would change for cases that run: they keep their version, and this says what they are spared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tongban.assurance.replay import Impact
from tongban.cases.impact import impact_on_cases
from tongban.definitions import Definition
from tongban.web.house import books, db, now

MOST = 100  # cases run while somebody waits for the page; the command runs them all
SHOWN = 20

#: what may change → how its count is said
_COUNTED: Mapping[str, str] = {
    "outcome": lazy_gettext("结果会变 %(count)s 件"),
    "deadline": lazy_gettext("期限会变 %(count)s 件"),
    "materials": lazy_gettext("材料会变 %(count)s 件"),
    "fields": lazy_gettext("表单要补填 %(count)s 件"),
    "next_step": lazy_gettext("下一环节会变 %(count)s 件"),
    "notices": lazy_gettext("文书会变 %(count)s 件"),
    "refused": lazy_gettext("办理经过不合新版 %(count)s 件"),
}


@dataclass(frozen=True, slots=True)
class CaseView:
    number: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImpactView:
    lead: str
    counts: tuple[str, ...]
    cases: tuple[CaseView, ...]
    more: str


def impact_view(draft: Definition | None, running: int) -> ImpactView | None:
    """Run the newest open cases on the draft; nothing of them is changed."""
    if draft is None or not running:
        return None
    found = Impact(tuple(impact_on_cases(db(), books(), draft, now(), most=MOST)))
    changed = found.changed
    return ImpactView(
        lead=_lead(len(found.cases), len(changed)),
        counts=tuple(str(_COUNTED[kind]) % {"count": count} for kind, count in found.counts.items()),
        cases=tuple(CaseView(each.number, tuple(one.text for one in each.changes)) for each in changed[:SHOWN]),
        more=_more(len(changed), running),
    )


def _lead(count: int, changed: int) -> str:
    if not changed:
        return _("用新版重新推演了在办的 %(count)s 件：结果、期限、材料、环节和文书都和原来一样。", count=count)
    return _(
        "在办件不会改用新版。如果按新版办理，推演的 %(count)s 件中有 %(changed)s 件会有变化：",
        count=count,
        changed=changed,
    )


def _more(changed: int, running: int) -> str:
    if running > MOST:
        return _("这里只推演了最近的 %(count)s 件，全部推演请由运维人员运行 tongban replay。", count=MOST)
    return _("还有 %(count)s 件会有变化，没有列出。", count=changed - SHOWN) if changed > SHOWN else ""
