"""What a department proposes. Its texts are frozen under their hash when handed in: what is reviewed does not move."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from tongban.definitions import Workspace
from tongban.errors import TongbanError
from tongban.publishing.sources import is_own_path
from tongban.publishing.tables import DefinitionText

#: the kinds of adjustment that 36 §14 and §16 name
KINDS: Mapping[str, str] = {
    "new": "新增", "cancel": "取消", "hand_down": "下放", "take_over": "承接", "change": "变更", "split": "拆分",
}  # fmt: skip
LEVELS: Mapping[str, str] = {"city": "市级", "county": "区县", "township": "乡镇（街道）", "village": "村（社区）"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """One adjustment: of which items, how, and from which day; `effective` None means the day of confirmation."""

    root: str
    department: str
    kind: str
    items: tuple[str, ...]
    levels: tuple[str, ...] = ()
    entry: Mapping[str, object] = field(default_factory=dict)  # keys of the catalogue entry that change
    files: Mapping[str, str] = field(default_factory=dict)  # definition files by path
    effective: date | None = None
    number: str = ""  # of the case; empty while it is not handed in

    @property
    def written(self) -> tuple[str, ...]:
        """List the items that the files define."""
        return tuple(path.split("/")[2] for path in sorted(self.files) if path.endswith("/item.yaml"))

    @property
    def added(self) -> tuple[str, ...]:
        """List the items that are not there before it."""
        return tuple(each for each in self.written if self.kind == "new" or each not in self.items)

    def keeper_of(self, path: str) -> str:
        """Say who keeps a text: the department its own rooms, the city what several departments' folders hold."""
        return self.department if is_own_path(self.department, path) else self.root


def in_charge_of(workspace: Workspace, department: str) -> tuple[str, ...]:
    """List the items of a department's lines of business, and those that it wrote itself (36 §10)."""
    spec = workspace.tenants.get(department)
    return tuple(each.id for each in workspace.items.values() if spec and each.department in (spec.id, *spec.lines))


def alike(workspace: Workspace, items: tuple[str, ...], root: str) -> tuple[str, ...]:
    """Add the items that stand on the same entries of the catalogue, as far as somebody in the city handles them."""
    entries = {workspace.entry_of(each) for each in items if each in workspace.items}
    below = {root, *(each.id for each in workspace.tree.below(root))}
    same = (
        each
        for each in workspace.items
        if workspace.entry_of(each) in entries and below.intersection(workspace.claimants(each))
    )
    return tuple(dict.fromkeys((*items, *same)))


def keep_files(session: Session, files: Mapping[str, str]) -> str:
    """Keep texts under their SHA-256, by which the case names them; what is kept so never changes (C5)."""
    text = json.dumps(dict(sorted(files.items())), ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    if session.get(DefinitionText, digest) is None:
        session.add(DefinitionText.of(digest, text))
        session.flush()
    return digest


def read_files(session: Session, digest: str) -> dict[str, str]:
    """Return the texts that were kept; raises TongbanError where they are not what the hash says."""
    row = session.get(DefinitionText, digest)
    text = row.text if row is not None else ""
    if hashlib.sha256(text.encode()).hexdigest() != digest:
        raise TongbanError("拟定内容与它的校验值不符，数据可能已被改动，请联系运维人员核查。")
    found: dict[str, str] = json.loads(text)
    return found
