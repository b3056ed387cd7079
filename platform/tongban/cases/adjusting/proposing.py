"""Propose an adjustment: what stands against it is said at once, what is handed in is frozen (36 §15, §17)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban import forms
from tongban.cases.adjusting.opening import open_matter
from tongban.cases.adjusting.parties import office, party_of
from tongban.cases.adjusting.reading import entry_of, lines, proposal_of
from tongban.cases.door import Done
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow
from tongban.database import Scope, scoped
from tongban.errors import TongbanError
from tongban.law import Actor, State
from tongban.publishing.adjusting import Proposal, keep_files, tell_proposal, unfit
from tongban.publishing.adjusting.proposal import alike
from tongban.publishing.adjusting.telling import title_of
from tongban.publishing.books import Books
from tongban.publishing.internal import ADJUSTMENT, id_of, matter_at
from tongban.publishing.sources import draft_texts

LONGEST_TOLD = 5000  # characters of the differences that a case holds; what is longer is read in the draft itself


class AdjustmentRefused(TongbanError):
    """Say everything that stands against an adjustment; nothing was written."""

    def __init__(self, faults: tuple[str, ...], *, article: str = "36 §15") -> None:
        self.faults = faults
        super().__init__(" ".join(faults), article=article)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a department asks for, as typed answers; `text` is the proposed item of a change, as written."""

    kind: str
    ground: str
    items: str
    reason: str
    basis: tuple[Mapping[str, object], ...]
    levels: tuple[str, ...] = ()
    effective: date | None = None
    entry: str = ""
    files: Mapping[str, str] = field(default_factory=dict)


def drafted_files(session: Session, tenant: str, items: tuple[str, ...]) -> dict[str, str]:
    """Gather a department's drafts of its own items; its scope is entered."""
    folders = tuple(f"item_defs/{tenant}/{each}/" for each in items)
    return {path: text for path, text in draft_texts(session, tenant).items() if path.startswith(folders)}


def propose(session: Session, books: Books, department: str, asked: Asked, actor: Actor, now: datetime) -> Done:
    """Hand an adjustment in to the city; the caller commits. Raises AdjustmentRefused with all that is wrong."""
    root = books.workspace.tree.root(department).id
    today = now.astimezone(books.rulebook(root).timezone).date()
    proposal = _proposal(books, root, department, asked)
    definition = matter_at(books, ADJUSTMENT, root).definition
    faults = [*_not_ours(books, proposal), *unfit(books, proposal, today)]
    told = "" if faults else "\n".join(tell_proposal(books, proposal, today))
    answers = {**_answers(books, asked, proposal), "told": _cut(told) or "—", "proposal": "0" * 64}
    wrong = forms.check(definition, {**answers, forms.APPLICANT_KIND: "institution"}, today=today)
    faults += [
        each.message if not each.label or each.label.endswith("？") else f"{each.label}：{each.message}"
        for each in wrong
    ]
    faults += _under_way(session, proposal)
    if faults:
        raise AdjustmentRefused(tuple(dict.fromkeys(faults)))
    answers["proposal"] = keep_files(session, proposal.files) if proposal.files else None
    applicant = office(party_of(department), books.shelf.tenant(department).name)
    beside = {"department": department}
    return open_matter(session, books, ADJUSTMENT, root, answers, applicant, actor, now, beside=beside)


def unfit_now(session: Session, books: Books, row: CaseRow, now: datetime) -> tuple[str, ...]:
    """Say what stands against confirming an adjustment now: since it was proposed, something may have changed."""
    proposal = proposal_of(session, row)
    today = now.astimezone(books.rulebook(row.tenant_id).timezone).date()
    if proposal.effective is not None and proposal.effective < today:  # reviewed past its day: it holds from today
        proposal = replace(proposal, effective=None)
    return unfit(books, proposal, today)


def _proposal(books: Books, root: str, department: str, asked: Asked) -> Proposal:
    items = lines(asked.items)
    try:
        entry = entry_of(asked.entry) if asked.kind == "change" else {}
    except TongbanError as wrong:
        raise AdjustmentRefused((wrong.message,)) from wrong
    return Proposal(
        root=root,
        department=department,
        kind=asked.kind,
        items=items if asked.kind == "new" else alike(books.workspace, items, root),
        levels=asked.levels if asked.kind in ("new", "hand_down", "take_over") else (),
        entry=entry,
        files=dict(asked.files) if asked.kind in ("new", "change", "split") else {},
        effective=asked.effective,
    )


def _answers(books: Books, asked: Asked, proposal: Proposal) -> dict[str, object]:
    names = (title_of(books.shelf, each) or _title_in(proposal, each) for each in proposal.items)
    return {
        "kind": asked.kind or None,
        "ground": asked.ground or None,
        "items": "\n".join(proposal.items) or None,
        "titles": "\n".join(names) or None,
        "reason": asked.reason.strip() or None,
        "basis": tuple(dict(each) for each in asked.basis) or None,
        "levels": asked.levels or None,
        "effective": asked.effective,
        "entry": asked.entry.strip() or None,
    }


def _title_in(proposal: Proposal, item: str) -> str:
    """Read the title of an item that nobody has published yet."""
    text = next((text for path, text in proposal.files.items() if path.endswith(f"/{item}/item.yaml")), "")
    line = next((each for each in text.splitlines() if each.startswith("title:")), "")
    return line.removeprefix("title:").strip().strip('"') or item


def _not_ours(books: Books, proposal: Proposal) -> Iterator[str]:
    """Refuse what is not the department's to propose (36 §10), and texts outside of what it is about."""
    tree = books.workspace.tree
    spec = tree.tenants[proposal.department]
    if spec.kind not in ("department", "city") or (spec.kind == "department" and spec.parent != proposal.root):
        yield "目录调整由市级职能部门提出；本级自己编写的事项，发布以后报备案即可。"
        return
    for each in proposal.items:
        source = books.workspace.items.get(each)
        own = source is None or spec.kind == "city" or source.department in (spec.id, *spec.lines)
        if not own:
            yield f"“{each}”不是本部门主管的事项，请由它的市级主管部门提出。"
    allowed = tuple(_folder(books, proposal, each) for each in (*proposal.items, *proposal.written))
    for path in proposal.files:
        if not path.startswith(allowed):
            yield f"文件“{path}”不属于要调整的事项，请从拟定的内容中去掉。"


def _folder(books: Books, proposal: Proposal, item: str) -> str:
    source = books.workspace.items.get(item)
    return f"{source.folder}/" if source is not None else f"item_defs/{proposal.department}/{item}/"


def _under_way(session: Session, proposal: Proposal) -> list[str]:
    """Refuse a second adjustment of what is being adjusted: the first must end before its text can be the base."""
    mine = select(CaseRow).where(CaseRow.item == id_of(ADJUSTMENT), CaseRow.state != State.CLOSED.value)
    with scoped(Scope((proposal.root,), None, "adjustments under way")):
        rows = session.scalars(mine).all()
    found = []
    for row in rows:
        same = set(lines(case_of(row).answers["items"])) & set(proposal.items)
        found += [f"“{each}”已有正在办理的调整 {row.number}，请待它办结以后再提出。" for each in sorted(same)]
    return found


def _cut(told: str) -> str:
    if len(told) <= LONGEST_TOLD:
        return told
    kept = told[: LONGEST_TOLD - 40].rpartition("\n")[0]
    return f"{kept}\n其余 {told[len(kept) :].count(chr(10))} 处改动见拟定的定义文件。"
