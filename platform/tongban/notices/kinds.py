"""Check and fill the wording of a kind of notice, against the values that exist where it is sent."""

from __future__ import annotations

from collections.abc import Mapping

from tongban.definitions.notice_kinds import NoticeKind, notice_kinds
from tongban.notices.blocks import Block, DocumentError, to_blocks
from tongban.wording import WordingFinding, check_wording, render_wording

kinds: Mapping[str, NoticeKind] = notice_kinds


def kind(kind_id: str) -> NoticeKind:
    """Return the kind; raises `DocumentError` that lists those there are."""
    if kind_id not in kinds:
        raise DocumentError(f"没有文书种类“{kind_id}”，可以使用：{'、'.join(kinds)}。")
    return kinds[kind_id]


def check_notice(kind_id: str, wording: str) -> tuple[WordingFinding, ...]:
    """Return what is wrong with a wording for that kind; empty when it may be used."""
    return check_wording(wording, kind(kind_id).values)


def notice_markdown(kind_id: str, wording: str, values: Mapping[str, object]) -> str:
    """Return a notice's words as Markdown: what is kept when it is ordered.

    A value that the kind knows and the caller has not is empty, so that a wording need not ask whether it exists.
    """
    known = kind(kind_id).values
    empty: dict[str, object] = {name: None for name in known if "[" not in name}
    empty |= {name.split("[")[0]: [] for name in known if "[" in name}
    return render_wording(wording, {**empty, **values})


def fill_notice(kind_id: str, wording: str, values: Mapping[str, object]) -> tuple[Block, ...]:
    """Return the body of a notice as blocks: `notice_markdown`, read."""
    return to_blocks(notice_markdown(kind_id, wording, values))
