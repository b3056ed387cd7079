"""Say what stands against an adjustment before it is handed in, and again before it is confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tongban.definitions import Finding
from tongban.definitions.lint import lint_item
from tongban.definitions.load_decisions import decisions_path
from tongban.publishing.adjusting.effect import proposed_shelf
from tongban.publishing.adjusting.plan import tasks_of
from tongban.publishing.adjusting.proposal import Proposal
from tongban.publishing.adjusting.telling import bare
from tongban.publishing.books import Books, Shelf

#: rules on a claim are each claimant's own concern, when it claims
_OWN_ROOMS = "tenants/"


def unfit(books: Books, proposal: Proposal, today: date) -> tuple[str, ...]:
    """Return what is wrong, in full sentences; empty where it can be confirmed."""
    found = tuple(_references(books.shelf, proposal, today))
    return found or tuple(dict.fromkeys(_definitions(books, proposal, today)))


def _references(shelf: Shelf, proposal: Proposal, today: date) -> Iterator[str]:
    workspace = shelf.workspace
    if not proposal.items:
        yield "请写明要调整哪个事项。"
    if proposal.effective is not None and proposal.effective < today:
        yield f"拟生效日期不能早于今天（{today}），请改为今天或者以后，或者不写。"
    known = [each for each in proposal.items if each in workspace.items]
    if proposal.kind == "new":
        yield from (f"事项“{each}”已经有了，请改选“变更”，或者换一个编号。" for each in known)
        if not proposal.added:
            yield "新增事项应当先在“事项”里编写草稿，再提出调整。"
        return
    for each in proposal.items:
        if each not in workspace.items:
            yield f"没有编号为“{each}”的事项，请核对编号。"
        elif (decided := workspace.decision(workspace.entry_of(each), proposal.root)) is not None and decided.data.get(
            "state"
        ) == "cancelled":
            yield f"“{each}”已经取消，不能再作{'取消' if proposal.kind == 'cancel' else '调整'}。"
    if proposal.kind == "split" and len(proposal.added) < 2:
        yield "拆分以后应当至少有两个事项，请先在“事项”里编写它们的草稿。"
    if proposal.kind == "change" and not (proposal.files or proposal.entry):
        yield "没有拟定的改动：请修改事项定义，或者写明目录条目改什么。"
    if proposal.kind in ("hand_down", "take_over") and not proposal.levels:
        yield "请选择调整以后由哪些层级办理。"
    if known and not tasks_of(workspace, proposal):
        yield "本市没有单位认领这一事项，也没有单位应当认领，调整不会有任何效果。"


def _definitions(books: Books, proposal: Proposal, today: date) -> Iterator[str]:
    """Lint what was written as its department wrote it; each claimant's own values are judged when it claims."""
    after = proposed_shelf(books, proposal, proposal.effective or today)
    mine = {*proposal.files, decisions_path(proposal.root)}
    loading = [each for each in after.workspace.findings if each.is_error and each.path in mine]
    yield from (_said(each) for each in loading)
    for item in proposal.written:
        if item not in after.workspace.items:
            if not loading:
                yield f"拟定的事项“{item}”无法读取，请检查定义文件。"
            continue
        errors = [each for each in lint_item(after.workspace, item) if each.is_error]
        yield from (_said(each) for each in errors if not each.path.startswith(_OWN_ROOMS))
        if not loading and not errors and bare(after, item) is None:
            yield f"拟定的事项“{item}”还不能编译，请检查条件和字段。"


def _said(finding: Finding) -> str:
    return f"{finding.path.rsplit('/', 1)[-1]} 第 {finding.line} 行：{finding.message}{finding.hint}"
