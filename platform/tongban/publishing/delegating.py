"""Add a delegation to a principal's published texts: checked like any other text, in force from its first day (T4)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tongban.database import Scope, scoped
from tongban.definitions import edit_yaml
from tongban.definitions.delegations import Delegation
from tongban.errors import NotFound, TongbanError
from tongban.publishing.books import Books
from tongban.publishing.sources import keep
from tongban.tenancy.audit import record

EMPTY = "delegations: []\n"


def delegate(session: Session, books: Books, wanted: Delegation, *, by: str, now: datetime) -> None:
    """Write one delegation and let everybody know; raises with the fault, and writes nothing then. The caller commits.

    Only a tenant can delegate, an item of its own, to another (ORD §12); the decision stays with it.
    """
    if wanted.principal not in books.workspace.tenants:
        raise NotFound(f"没有可用的租户“{wanted.principal}”。")
    path = f"tenants/{wanted.principal}/delegations.yaml"
    sources = books.shelf.sources
    text = sources.read(path) if path in sources.paths() else EMPTY
    text = edit_yaml(text, ("delegations",), [*_written(books, wanted.principal), _row(wanted)])
    shelf = books.with_texts({path: text})
    if faults := [each for each in shelf.workspace.findings if each.is_error and each.path == path]:
        raise TongbanError("不能委托：" + "；".join(f"{each.message}{each.hint}" for each in faults), article="ORD §12")
    with scoped(Scope.of(wanted.principal)):
        keep(session, wanted.principal, {path: text}, published=True, by=by, now=now)
    note = f"{wanted.item}，{wanted.begins}至{wanted.ends}"
    for tenant in (wanted.principal, wanted.delegate):
        record(session, tenant=tenant, at=now, actor=by, action="tenant.delegate", target=wanted.delegate, allowed=True,
               note=note)  # fmt: skip


def _written(books: Books, principal: str) -> list[dict[str, object]]:
    return [_row(each) for each in books.workspace.delegations if each.principal == principal]


def _row(each: Delegation) -> dict[str, object]:
    said: dict[str, object] = {
        "item": each.item,
        "delegate": each.delegate,
        "scope": each.scope,
        "from": each.begins.isoformat(),
        "until": each.ends.isoformat(),
        "basis": [{"law": one.law, **({"article": one.article} if one.article else {})} for one in each.basis],
    }
    if each.counters:
        said["counters"] = [
            {key: value for key in ("name", "address", "hours", "phone") if (value := getattr(one, key))}
            for one in each.counters
        ]
    return said
