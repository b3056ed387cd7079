"""Archives and their lists as the pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for
from flask_babel import gettext as _

from tongban.cases.archiving import ArchiveListRow, ArchiveRow, ArchiveState, ListKind, ListState
from tongban.cases.archiving.lists import ListLine, lines_of
from tongban.web.desk.queue_page import TabView
from tongban.web.view_words import day, moment, size


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """One archive; `digest` is what the downloaded file must hash to. `free`: it may be put on a list."""

    number: str
    title: str
    state: str
    tone: str
    closed: str
    made: str
    keep_until: str
    retention: str
    size: str
    digest: str
    there: bool
    free: bool
    note: str
    list_href: str


@dataclass(frozen=True, slots=True)
class LineView:
    """One package on a list, as it was when the list was made."""

    number: str
    title: str
    closed: str
    keep_until: str
    retention: str
    size: str
    digest: str


@dataclass(frozen=True, slots=True)
class ListView:
    """One list; `said` is its receiver or its reason."""

    id: str
    code: str
    href: str
    title: str
    destroys: bool
    state: str
    tone: str
    open: bool
    done: bool
    said: str
    made: str
    made_by: str
    done_at: str
    done_by: str
    received_by: str
    receipt: str
    note: str
    count: int
    lines: tuple[LineView, ...]


def archive_tabs(here: str) -> list[TabView]:
    """Give the tabs of the room; `here` is all, expired or lists."""
    return [
        TabView(_("全部归档"), url_for("desk.archives"), here == "all"),
        TabView(_("保管期满"), url_for("desk.archives", show="expired"), here == "expired"),
        TabView(_("移交和销毁清单"), url_for("desk.archive_lists"), here == "lists"),
    ]


def states() -> dict[ArchiveState, tuple[str, str]]:
    """Name the states with their tones."""
    return {
        ArchiveState.KEPT: (_("保管中"), "green"),
        ArchiveState.HANDED_OVER: (_("已移交"), "brand"),
        ArchiveState.DESTROYED: (_("已销毁"), ""),
    }


def archive_view(row: ArchiveRow, *, expired: bool = False) -> ArchiveView:
    """Show one archive; on the list of those that have expired, what was handed over may be chosen too."""
    state = ArchiveState(row.state)
    label, tone = states()[state]
    there = state is not ArchiveState.DESTROYED
    return ArchiveView(
        number=row.number,
        title=row.title,
        state=label,
        tone=tone,
        closed=day(row.closed_at),
        made=moment(row.made_at),
        keep_until=day(row.keep_until) if row.keep_until else _("永久"),
        retention=row.retention,
        size=size(row.size),
        digest=row.package,
        there=there,
        free=not row.listed_in and (state is ArchiveState.KEPT or (expired and there)),
        note=_note(row),
        list_href=url_for("desk.archive_list", id=row.listed_in) if row.listed_in else "",
    )


def _note(row: ArchiveRow) -> str:
    if row.destroyed_at is not None:
        return _("%(one)s提出，%(two)s批准", one=row.proposed_by, two=row.approved_by)
    if row.proposed_at is not None:
        return _("%(one)s提出销毁，等待另一人批准", one=row.proposed_by)
    if row.handed_over_to:
        return _("移交给%(name)s", name=row.handed_over_to)
    return _("已列入移交清单，等待签收") if row.listed_in else ""


def list_view(row: ArchiveListRow) -> ListView:
    destroys = row.kind == ListKind.DESTRUCTION.value
    state, lines = ListState(row.state), lines_of(row)
    label, tone = _list_states(destroys=destroys)[state]
    return ListView(
        id=row.id,
        code=row.id[:8].upper(),
        href=url_for("desk.archive_list", id=row.id),
        title=_("办件归档销毁清册") if destroys else _("办件归档移交清单"),
        destroys=destroys,
        state=label,
        tone=tone,
        open=state is ListState.OPEN,
        done=state is ListState.DONE,
        said=row.reason if destroys else row.receiver,
        made=moment(row.made_at),
        made_by=row.made_by,
        done_at=moment(row.done_at),
        done_by=row.done_by,
        received_by=row.received_by,
        receipt=row.receipt,
        note=row.note,
        count=len(lines),
        lines=line_views(lines),
    )


def _list_states(*, destroys: bool) -> dict[ListState, tuple[str, str]]:
    return {
        ListState.OPEN: (_("等待批准") if destroys else _("等待签收"), "yellow"),
        ListState.DONE: (_("已销毁") if destroys else _("已移交"), "" if destroys else "brand"),
        ListState.DROPPED: (_("已作废"), ""),
    }


def line_views(lines: Sequence[ListLine]) -> tuple[LineView, ...]:
    return tuple(
        LineView(
            number=each.number,
            title=each.title,
            closed=day(datetime.fromisoformat(each.closed_at)),
            keep_until=day(date.fromisoformat(each.keep_until)) if each.keep_until else _("永久"),
            retention=each.retention,
            size=size(each.size),
            digest=each.package,
        )
        for each in lines
    )
