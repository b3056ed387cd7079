"""A bundle as it is begun: which version of which item at which office, kept as it was (C5)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from one_thing.language.compiling import asked_of, try_compile
from one_thing.language.handling import handler
from one_thing.language.library import Library
from one_thing.language.model import Bundle, Offer, Part
from one_thing.language.titles import quoted
from one_thing.merging.form import Merged, merge
from one_thing.merging.members import Taking
from one_thing.running.succession import with_successors
from one_thing.running.tables import PlanRow
from tongban.kit.definitions import NotFound, TongbanError
from tongban.kit.language import as_json
from tongban.kit.published import IN_USE, VersionRow, definition, keep_text, published_data
from tongban.kit.tables import Scope, scoped

WHY = "一件事：读取各办理单位公布的事项"


@dataclass(frozen=True, slots=True)
class Item:
    """One part as planned: who handles it, and by which version."""

    tenant: str
    version: int
    hash: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan and the one form that it makes."""

    tenant: str
    data: Mapping[str, Any]
    merged: Merged

    @property
    def form(self) -> str:
        return self.merged.form.hash

    def item(self, part: str) -> Item:
        return Item(**self.data["parts"][part])


def plan_now(session: Session, library: Library, bundle_id: str, tenant: str) -> Plan:
    """Plan a bundle with what is published now. Raises NotFound where it is not offered or an item is not served."""
    offer = library.offer(bundle_id, tenant)
    if offer is None:
        raise NotFound(f"这里不提供一件事“{bundle_id}”。")
    source = library.source(bundle_id, tenant)
    bundle = library.bundle(bundle_id, tenant)
    data = {
        "bundle": _with_facts(source.document.data, library, offer),
        "offer": as_json(
            {"thresholds": dict(offer.thresholds), "without": list(offer.without), "service": dict(offer.service)}
        ),
        "tenant": tenant,
        "parts": {part: vars_of(item) for part, item in _items(session, library, bundle, tenant).items()},
    }
    return thaw(session, json.dumps(data, ensure_ascii=False, sort_keys=False))


def vars_of(item: Item) -> dict[str, Any]:
    return {"tenant": item.tenant, "version": item.version, "hash": item.hash}


def _with_facts(data: Mapping[str, Any], library: Library, offer: Offer) -> Any:
    """Write the data elements out, so that the plan stands alone."""
    asked = asked_of(data, library.workspace.elements, offer)
    facts = [each for section in asked.get("form", ()) for each in section["fields"]]
    return as_json({**data, **({"facts": facts} if facts else {})})


def _items(session: Session, library: Library, bundle: Bundle, tenant: str) -> dict[str, Item]:
    wanted = {each.id: _handled_by(library, bundle, each, tenant) for each in bundle.parts}
    tenants = tuple(sorted(set(wanted.values())))
    with scoped(Scope(tenants, None, WHY)):
        rows = session.scalars(
            select(VersionRow).where(
                VersionRow.tenant_id.in_(tenants), VersionRow.item.in_([each.item for each in bundle.parts])
            )
        ).all()
    found = {}
    for part in bundle.parts:
        row = next((each for each in rows if _is_it(each, part, wanted[part.id])), None)
        if row is None:
            raise NotFound(f"{quoted(bundle.title)}中的“{part.title or part.item}”目前没有公布可以办理的版本。")
        found[part.id] = Item(row.tenant_id, row.version, row.hash)
    return found


def _is_it(row: VersionRow, part: Part, tenant: str) -> bool:
    if (row.tenant_id, row.item) != (tenant, part.item):
        return False
    return row.version == part.pinned if part.pinned is not None else row.state == IN_USE


def _handled_by(library: Library, bundle: Bundle, part: Part, tenant: str) -> str:
    found = handler(library, bundle.id, part.id, part.item, tenant)
    if found is None:
        raise NotFound(f"{quoted(bundle.title)}中的“{part.title or part.item}”目前没有单位办理。")
    return found


def pinned_in_vain(session: Session, library: Library, bundle: Bundle, tenant: str) -> list[Part]:
    """List the parts that are pinned to a version which their office has never published."""
    found = []
    for part in bundle.parts:
        at = handler(library, bundle.id, part.id, part.item, tenant) if part.pinned is not None else None
        if at is not None:
            with scoped(Scope((at,), None, WHY)):
                found += [part] if session.get(VersionRow, (at, part.item, part.pinned)) is None else []
    return found


def thaw(session: Session, text: str) -> Plan:
    """Make the plan of its kept text; the same text gives the same plan, worked out once for each process."""
    found = _KEPT.get(text)
    if found is None:
        found = _thawed(session, text)
        if len(_KEPT) >= _MOST:
            _KEPT.clear()
        _KEPT[text] = found
    return found


_MOST = 200  # plans kept in a process
_KEPT: dict[str, Plan] = {}


def _thawed(session: Session, text: str) -> Plan:
    data = json.loads(text)
    offer = Offer(data["tenant"], **data["offer"])
    bundle, faults = try_compile(data["bundle"], {}, offer)
    if faults:
        raise TongbanError("；".join(each.message for each in faults))
    takings = [_taking(session, each, Item(**data["parts"][each.id])) for each in bundle.parts]
    merged = merge(bundle, takings, plan=_digest(text))
    if merged.definition is None or merged.disagreements:
        told = [each.message for each in merged.disagreements] + [each.message for each in merged.faults]
        raise TongbanError(f"{quoted(bundle.title)}的各事项目前不能合成一张表：{'；'.join(told)}")
    return Plan(data["tenant"], data, merged)


def _taking(session: Session, part: Part, item: Item) -> Taking:
    data = dict(published_data(session, item.hash))
    return Taking(part, data, definition(session, item.hash), item.tenant, item.version)


@lru_cache(maxsize=256)
def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def keep(session: Session, plan: Plan, now: datetime) -> PlanRow:
    """Keep a plan and its form for the applications that begin with it; the caller is in its tenant's scope."""
    row = session.get(PlanRow, (plan.tenant, plan.form))
    if row is None:
        keep_text(session, plan.merged.data, plan.merged.form)
        text = json.dumps(plan.data, ensure_ascii=False, sort_keys=False)
        row = PlanRow(
            tenant_id=plan.tenant, form=plan.form, bundle=plan.merged.bundle.id, plan={"json": text}, kept_at=now
        )
        session.add(row)
        session.flush()
    return row


def kept(session: Session, tenant: str, form: str) -> Plan:
    """Return the plan with which an application began; raises NotFound.

    Where an office has ended since, its successor handles the part by its own version in use (36 §14(3)).
    """
    row = session.get(PlanRow, (tenant, form)) or _kept_before(session, form)
    if row is None:
        raise NotFound("没有找到这件事开始时的安排。")
    return thaw(session, with_successors(session, row.plan["json"]))


def _kept_before(session: Session, form: str) -> PlanRow | None:
    """Find a plan that another body kept: a bundle that went elsewhere than the rest of its body's work."""
    with scoped(Scope.everywhere("一件事：读取机构变更以前的安排")):
        return session.scalars(select(PlanRow).where(PlanRow.form == form).limit(1)).first()
