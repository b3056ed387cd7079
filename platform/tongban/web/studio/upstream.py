"""What a change does to those who claim the item, and what those above have changed for this tenant (C3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from tongban.assurance.impact import ClaimantImpact, impact_on_claimants, impact_since
from tongban.cases.claimants import AtWork, at_work
from tongban.publishing import VersionRow, definition
from tongban.web.house import db, now
from tongban.web.studio.bench import Bench
from tongban.web.view_words import WALL

SHOWN = 6  # sentences of one claimant; the command tells them all
MOST = 60  # claimants on the page


@dataclass(frozen=True, slots=True)
class ClaimantRow:
    """One claimant below, and what it will find."""

    name: str
    state: str
    tone: str
    changes: tuple[str, ...]
    conflicts: tuple[str, ...]
    under_way: str


@dataclass(frozen=True, slots=True)
class ClaimantsView:
    lead: str
    rows: tuple[ClaimantRow, ...]
    more: str


@dataclass(frozen=True, slots=True)
class UpstreamNews:
    """What those above changed since this tenant last published."""

    text: str
    changes: tuple[str, ...]
    conflicts: tuple[str, ...]


def claimants_view(here: Bench, item: str) -> ClaimantsView | None:
    """Compare what is published with the drafts for all others who claim the item; None where nobody is touched."""
    today = now().astimezone(WALL).date()
    before, after = here.shelf.workspace, here.tried.workspace
    found = [each for each in impact_on_claimants(before, after, (item,), today=today) if each.tenant != here.tenant.id]
    if not found:
        return None
    shown = found[:MOST]
    counts: dict[tuple[str, str], AtWork] = {}
    for name in dict.fromkeys(each.item for each in shown):
        working = at_work(db(), [each.tenant for each in shown if each.item == name], name)
        counts |= {(tenant, name): work for tenant, work in working.items()}
    blocked = sum(each.blocked for each in found)
    lead = _("发布以后，%(count)s 个认领单位的内容随之变化，由各单位核对后自行发布。", count=len(found))
    if blocked:
        lead += _("其中 %(count)s 个单位有冲突，改正以前不能发布新版；其他单位不受影响。", count=blocked)
    more = _("还有 %(count)s 个单位没有列出。", count=len(found) - MOST) if len(found) > MOST else ""
    return ClaimantsView(lead, tuple(_row(each, counts) for each in shown), more)


def _row(impact: ClaimantImpact, counts: Mapping[tuple[str, str], AtWork]) -> ClaimantRow:
    work = counts.get((impact.tenant, impact.item), AtWork())
    under_way = _("在办 %(cases)s 件、草稿 %(drafts)s 份，按原版本办理。", cases=work.cases, drafts=work.drafts)
    return ClaimantRow(
        impact.name,
        _("有冲突，不能发布") if impact.blocked else _("可以发布"),
        "red" if impact.blocked else "green",
        cut((*impact.changes, *impact.kept)),
        _conflicts(impact),
        under_way if work != AtWork() else "",
    )


def upstream_news(here: Bench, item: str, versions: Sequence[VersionRow]) -> UpstreamNews | None:
    """Tell a claimant that those above have changed the item; None where it has published that already."""
    current = next((row for row in versions if row.state == "in_use"), None)
    workspace, tenant = here.shelf.workspace, here.tenant.id
    if current is None or tenant not in workspace.claimants(item):
        return None
    if here.shelf.hash(tenant, item) in {row.hash for row in versions}:
        return None  # published before, and perhaps rolled back since: that was its own decision
    today = now().astimezone(WALL).date()
    impact = impact_since(definition(db(), current.hash), workspace, item, tenant, today=today)
    if impact.blocked:
        text = _("上级改了这个事项，本单位的内容与它有冲突，改正以前仍按现行版本办理。")
    else:
        text = _("上级改了这个事项，本单位还没有发布新版，群众看到的仍是现行版本。请核对后发布。")
    return UpstreamNews(text, cut(impact.changes), _conflicts(impact))


def _conflicts(impact: ClaimantImpact) -> tuple[str, ...]:
    told = [f"{each.text}{each.hint}" for each in impact.conflicts]
    own = {each.text for each in impact.conflicts}
    told += [f"{each.message}{each.hint}" for each in impact.errors if each.message not in own]
    return cut(told)


def cut(sentences: Sequence[str]) -> tuple[str, ...]:
    """Keep the first sentences, and say how many there are beyond them."""
    if len(sentences) <= SHOWN:
        return tuple(sentences)
    return (*sentences[:SHOWN], _("等 %(count)s 处。", count=len(sentences)))
