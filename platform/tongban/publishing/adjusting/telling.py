"""Tell an adjustment in Chinese sentences: what it does, and how what is proposed differs from what stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tongban.definitions import Definition, tell_differences
from tongban.definitions.compiler import try_compile
from tongban.definitions.schema.terms import terms
from tongban.publishing.adjusting.effect import proposed_shelf
from tongban.publishing.adjusting.proposal import KINDS, LEVELS, Proposal
from tongban.publishing.books import Books, Shelf

#: stands in for what each claimant says of itself, and is never shown
_SOMEBODY: Mapping[str, object] = {
    "authority": {"name": "各认领单位"},
    "service": {"address": "—", "hours": "—", "phone": "—", "complaints": "—"},
}


def tell_proposal(books: Books, proposal: Proposal, today: date) -> tuple[str, ...]:
    """Return one sentence for each thing that changes."""
    before, after = books.shelf, proposed_shelf(books, proposal, proposal.effective or today)
    return tuple(_told(before, after, proposal))


def _told(before: Shelf, after: Shelf, proposal: Proposal) -> Iterator[str]:
    since = f"{proposal.effective:%Y 年 %-m 月 %-d 日}起" if proposal.effective else "确认之日起"
    names = {each: title_of(before, each) or title_of(after, each) or each for each in proposal.items}
    match proposal.kind:
        case "new":
            yield from (_new(after, each, since) for each in proposal.added)
        case "cancel":
            for name in names.values():
                yield f"取消“{name}”，{since}不再受理新的申请；已经受理的办件继续办结。"
        case "split":
            new = "、".join(f"“{title_of(after, each)}”" for each in proposal.added)
            for name in names.values():
                yield f"“{name}”拆分为{new}；{since}原事项不再受理新的申请，已经受理的办件继续办结。"
            yield from (_new(after, each, since) for each in proposal.added)
        case "hand_down" | "take_over":
            now = "、".join(LEVELS[each] for each in proposal.levels)
            for item, name in names.items():
                was = "、".join(LEVELS[each] for each in _levels(before, proposal.root, item)) or "未规定"
                levels = f"仍为“{now}”" if was == now else f"由“{was}”改为“{now}”"
                yield f"{KINDS[proposal.kind]}“{name}”：行使层级{levels}，{since}施行。"
        case _:
            for item, name in names.items():
                yield f"变更“{name}”，{since}施行。"
                yield from _entry(before, item, proposal)
                yield from _differences(before, after, item)


def title_of(shelf: Shelf, item: str) -> str:
    source = shelf.workspace.items.get(item)
    return str(source.document.data.get("title", item)) if source else ""


def bare(shelf: Shelf, item: str) -> Definition | None:
    """Compile an item as nobody's: what all its claimants share; None where it cannot be."""
    if item not in shelf.workspace.items:
        return None
    return try_compile({**_SOMEBODY, **shelf.workspace.resolve(item).data}).definition


def _new(after: Shelf, item: str, since: str) -> str:
    found = bare(after, item)
    if found is None:
        return f"新增“{title_of(after, item) or item}”，{since}施行。"
    basis = "、".join(f"《{each.law}》{each.article}" for each in found.catalogue.basis)
    parts = f"申请材料 {len(found.materials)} 种，办理环节 {len(found.process)} 个"
    return (
        f"新增“{found.title}”，主管部门为{found.catalogue.department}，依据{basis or '未写明'}，{parts}，{since}施行。"
    )


def _levels(shelf: Shelf, root: str, item: str) -> list[str]:
    workspace = shelf.workspace
    entry = workspace.entry_of(item)
    decided = workspace.decision(entry, root)
    found = (decided.data.get("levels") if decided else None) or workspace.catalogue[entry].data.get("levels") or []
    assert isinstance(found, list)
    return found


def _entry(before: Shelf, item: str, proposal: Proposal) -> Iterator[str]:
    workspace = before.workspace
    entry = workspace.entry_of(item)
    decided = workspace.decision(entry, proposal.root)
    was = {**workspace.catalogue[entry].data, **(decided.data if decided else {})}
    for key, value in proposal.entry.items():
        if was.get(key) != value:
            term = terms().of("decision", key)
            yield f"目录条目的{term.term if term else key}由“{_say(was.get(key))}”改为“{_say(value)}”。"


def _say(value: object) -> str:
    if isinstance(value, Mapping):
        return "".join(str(each) for each in value.values())
    if isinstance(value, list):
        return "、".join(LEVELS.get(str(each), _say(each)) for each in value)
    return str(value) if value not in (None, "") else "无"


def _differences(before: Shelf, after: Shelf, item: str) -> tuple[str, ...]:
    was, now = bare(before, item), bare(after, item)
    return tell_differences(was, now) if was is not None and now is not None else ()
