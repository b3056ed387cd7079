"""Delegations (委托): who accepts or handles an item for its authority, from when to when (ORD §12, §35; 335 §12).

`tenants/<principal>/delegations.yaml` says it. The decision is never delegated; a delegation ends by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongban.definitions.model import Basis
from tongban.definitions.reading import Reading
from tongban.definitions.strict_yaml import Document
from tongban.definitions.tenants import TenantSpec
from tongban.definitions.vocabulary import nearest
from tongban.definitions.vocabulary.tenancy import DelegationsFile

ACCEPTANCE, HANDLING = "acceptance", "handling"
SCOPES: Mapping[str, str] = {ACCEPTANCE: "受理", HANDLING: "受理和办理"}
ARTICLE = "ORD §12"


@dataclass(frozen=True, slots=True)
class Place:
    """Where one goes: the delegate's counter."""

    name: str
    address: str
    hours: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Delegation:
    """One item of one principal, done by a delegate within a scope from a day to a day, both included."""

    principal: str
    item: str
    delegate: str
    scope: str  # acceptance, handling
    begins: date
    ends: date
    basis: tuple[Basis, ...]
    counters: tuple[Place, ...] = ()

    def holds_on(self, day: date) -> bool:
        return self.begins <= day <= self.ends


def load_delegations(
    reading: Reading, tenants: Mapping[str, TenantSpec], claimed: Mapping[str, Collection[str]]
) -> tuple[Delegation, ...]:
    """Return the delegations of all principals; what names nobody, or nothing of the principal's, is a finding."""
    found: list[Delegation] = []
    for path, parts in reading.under("tenants", "*", "delegations.yaml"):
        if parts[1] not in tenants or (document := reading.document(path, DelegationsFile)) is None:
            continue
        rows = document.data["delegations"]
        assert isinstance(rows, list)
        for place, row in enumerate(rows):
            if _fits(reading, document, place, row, parts[1], tenants, claimed.get(parts[1], ())):
                found.append(_made(parts[1], row))
    return tuple(found)


def _fits(
    reading: Reading,
    document: Document,
    place: int,
    row: Mapping[str, Any],
    principal: str,
    tenants: Mapping[str, TenantSpec],
    claimed: Collection[str],
) -> bool:
    before = len(reading.findings)

    def refuse(key: str, message: str, hint: str) -> None:
        where = ("delegations", place, key)
        reading.refuse_at("TB039", document, where, message, hint=hint, article=ARTICLE)

    if row["item"] not in claimed:
        refuse("item", f"“{principal}”没有认领事项“{row['item']}”，不能委托。", nearest(row["item"], tuple(claimed)))
    if row["delegate"] not in tenants:
        refuse("delegate", f"没有受委托单位“{row['delegate']}”。", nearest(row["delegate"], tuple(tenants)))
    elif row["delegate"] == principal:
        refuse("delegate", "不能委托给自己。", "请写受委托单位的租户编号。")
    if row["until"] < row["from"]:
        refuse("until", f"终止日{row['until']}早于起始日{row['from']}。", "请核对委托的期限。")
    return len(reading.findings) == before


def _made(principal: str, row: Mapping[str, Any]) -> Delegation:
    return Delegation(
        principal=principal,
        item=row["item"],
        delegate=row["delegate"],
        scope=row["scope"],
        begins=date.fromisoformat(row["from"]),
        ends=date.fromisoformat(row["until"]),
        basis=tuple(Basis(each["law"], each.get("article", "")) for each in row["basis"]),
        counters=tuple(Place(**each) for each in row.get("counters", ())),
    )
