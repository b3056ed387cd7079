"""Changes of divisions and bodies as data (36 §14(3)): renamed, merged, split, dissolved, from a day, and who succeeds.

`tenants/_changes/<change>.yaml` says it; `tongban divisions change` tells what it would move, and carries it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongban.definitions.finding import Finding
from tongban.definitions.load_tenants import tenant_of
from tongban.definitions.strict_yaml import read_yaml
from tongban.definitions.tenants import TenantSpec
from tongban.definitions.vocabulary import check_vocabulary
from tongban.definitions.vocabulary.tenancy import ChangeFile
from tongban.errors import TongbanError

FOLDER = "tenants/_changes/"
#: what may go its own way, and what it is called
PARTS: Mapping[str, str] = {"town": "镇街", "case": "办件", "staff": "工作人员", "item": "事项", "tenant": "下级单位"}


@dataclass(frozen=True, slots=True)
class Part:
    """Something of an old body that goes elsewhere than the rest: which, and to whom."""

    kind: str  # town, case, staff, item, tenant
    what: str
    to: str


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of one old body. `to` None: it stays, and only its parts go."""

    old: str
    to: str | None
    ends: bool
    parts: tuple[Part, ...] = ()

    def of(self, kind: str) -> Mapping[str, str]:
        """Give the parts of a kind: what → to whom."""
        return {each.what: each.to for each in self.parts if each.kind == kind}

    @property
    def destinations(self) -> tuple[str, ...]:
        """List to whom anything may go, the main successor first."""
        found = [self.to, *(each.to for each in self.parts)]
        return tuple(dict.fromkeys(each for each in found if each is not None))


@dataclass(frozen=True, slots=True)
class Change:
    """One change as its file says it."""

    id: str
    title: str
    kind: str  # rename, merge, split, dissolve
    begins: date
    basis: str
    source: str
    successors: tuple[TenantSpec, ...]
    moves: tuple[Move, ...]

    def successor(self, tenant: str) -> TenantSpec | None:
        return next((each for each in self.successors if each.id == tenant), None)


class ChangeRefused(TongbanError):
    """Say why a change cannot be read or carried out, and what would be right. Nothing was written."""

    def __init__(self, change: str, faults: tuple[str, ...]) -> None:
        self.faults = faults
        told = "；".join(each.rstrip("。") for each in faults)
        super().__init__(f"机构变更“{change}”不能执行：{told}。", article="36 §14")


def read_change(text: str, path: str) -> Change:
    """Read one change; raises ChangeRefused with every fault at its line."""
    document, findings = read_yaml(text, path)
    faults: tuple[Finding, ...] = findings
    if document is not None:
        faults = (*findings, *check_vocabulary(document, ChangeFile))
    if document is None or faults:
        raise ChangeRefused(path, tuple(f"第 {each.line} 行，{each.message}{each.hint}" for each in faults))
    change = _made(document.data)
    if wrong := tuple(_faults(change, path)):
        raise ChangeRefused(change.id, wrong)
    return change


def _made(data: Mapping[str, Any]) -> Change:
    return Change(
        id=data["change"],
        title=data["title"],
        kind=data["kind"],
        begins=date.fromisoformat(data["from"]),
        basis=data["basis"],
        source=data["source"],
        successors=tuple(tenant_of(each) for each in data["successors"]),
        moves=tuple(_move(each) for each in data["moves"]),
    )


def _move(data: Mapping[str, Any]) -> Move:
    parts = tuple(_part(each) for each in data.get("except", ()))
    return Move(data["from"], data.get("to"), data["ends"], parts)


def _part(data: Mapping[str, Any]) -> Part:
    named = [kind for kind in PARTS if kind in data]
    return Part(named[0], str(data[named[0]]), data["to"]) if len(named) == 1 else Part("", "", data["to"])


def _faults(change: Change, path: str) -> Iterator[str]:
    name = path.rsplit("/", 1)[-1].removesuffix(".yaml")
    if name != change.id:
        yield f"编号“{change.id}”与文件名“{name}”不一致"
    olds = [each.old for each in change.moves]
    if len(set(olds)) != len(olds):
        yield "同一个原单位写了两次，请合并为一项移交"
    for move in change.moves:
        renamed = change.kind == "rename"
        if move.ends and move.to is None:
            yield f"“{move.old}”撤销，应当写明由谁承接（to）"
        if move.ends and renamed:
            yield f"“{move.old}”只是改名，ends 应写 false"
        if not move.ends and move.to is not None and move.to != move.old:
            yield f"“{move.old}”继续存在，不写 to，划出的部分写在 except 里"
        if move.to == move.old and not renamed:
            yield f"“{move.old}”不能移交给自己；改名的，kind 应写 rename"
        for part in move.parts:
            if not part.kind:
                yield f"“{move.old}”的 except 每一项应当且只能写一个：{'、'.join(PARTS)}"
            if part.to == move.old:
                yield f"“{move.old}”的“{part.what}”不能移交给它自己"
            if part.to in {each.old for each in change.moves if each.ends}:
                yield f"“{part.to}”也在撤销之列，不能承接“{part.what}”"
