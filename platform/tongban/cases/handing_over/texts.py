"""What a change writes into the definitions: successors with the items they take over, and the end of those before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tongban.cases.handing_over.plan import items_going, name_of
from tongban.cases.handing_over.plugin_texts import Texts, texts_going_along
from tongban.definitions import TenantSpec, write_yaml
from tongban.definitions.changes import Change, Move
from tongban.definitions.strict_yaml import read_yaml
from tongban.publishing.books import Books
from tongban.publishing.claims_text import EMPTY, ClaimsText


def successors_texts(books: Books, change: Change) -> Texts:
    """Write the successors, each with its claims: its own, and those it takes over under its own name."""
    texts: Texts = {}
    for spec in change.successors:
        texts[spec.id] = {_tenant_path(spec.id): _successor(books, change, spec)}
    for to in dict.fromkeys(to for move in change.moves for to in move.destinations):
        if (claims := _claims(books, change, to)) is not None:
            texts.setdefault(to, {})[_claims_path(to)] = claims
    for to, own in texts_going_along(books, change).items():
        texts.setdefault(to, {}).update(own)
    return texts


def ended_text(books: Books, change: Change, move: Move) -> dict[str, str]:
    """Write the end of a body: the day, and where one goes now."""
    data = {**_data(books, move.old), "ended": change.begins.isoformat(), "successors": list(move.destinations)}
    return {_tenant_path(move.old): write_yaml(data)}


def without_items_text(books: Books, move: Move) -> dict[str, str]:
    """Write the claims of a body that stays, without the items that go elsewhere."""
    text = ClaimsText(_text(books, _claims_path(move.old)) or EMPTY)
    for item in move.of("item"):
        text.drop(item)
    return {_claims_path(move.old): text.text}


def parent_text(books: Books, tenant: str, parent: str) -> dict[str, str]:
    """Write a sub-tenant that comes under another body."""
    return {_tenant_path(tenant): write_yaml({**_data(books, tenant), "parent": parent})}


def _successor(books: Books, change: Change, spec: TenantSpec) -> str:
    known = books.workspace.tenants.get(spec.id)
    if known is None or known.listed:
        return write_yaml(_said(spec))
    data = _data(books, spec.id)
    if change.kind == "rename" and known.name != spec.name:
        data["former_names"] = [*known.former_names, known.name]
        data["name"] = spec.name
        data.pop("signs_as", None)  # the old name's body; the new one is not known here
        if known.demonstration:
            data["demonstration"] = [each for each in known.demonstration if each != "signs_as"]
        data["aliases"] = list(spec.aliases) or data.get("aliases", [])
    return write_yaml(data)


def _claims(books: Books, change: Change, to: str) -> str | None:
    """Give the claims file of a successor; what it claims already stays as it is. None where nothing comes to it."""
    text = ClaimsText(_text(books, _claims_path(to)) or EMPTY)
    before = text.text
    for move in change.moves:
        if move.old == to:
            _rename(books, change, move, text)
        coming = [item for item in items_going(books, move, to) if item not in text.items]
        theirs = ClaimsText(_text(books, _claims_path(move.old)) or EMPTY) if coming else text
        text.set_all({item: _under_new_name(books, change, move.old, to, theirs.claim(item)) for item in coming})
    return text.text if text.text != before else None


def _rename(books: Books, change: Change, move: Move, text: ClaimsText) -> None:
    successor = change.successor(move.old)
    if change.kind == "rename" and successor and books.workspace.tenants[move.old].name != successor.name:
        named = {item: _under_new_name(books, change, move.old, move.old, text.claim(item)) for item in text.items}
        text.set_all(named)


def _under_new_name(books: Books, change: Change, old: str, new: str, claim: Mapping[str, Any]) -> dict[str, Any]:
    """Write a claim for the successor: its authority bears the new name, and the old one's code is not its own."""
    before = books.workspace.tenants[old].name
    successor = change.successor(new)
    after = successor.name if successor else name_of(books, change, new)
    said = dict(claim)
    name = str(said.get("authority", {}).get("name", ""))
    if before in name:
        said["authority"] = {"name": name.replace(before, after)}
    return said


def _said(spec: TenantSpec) -> dict[str, object]:
    said: dict[str, object] = {"tenant": spec.id, "name": spec.name, "kind": spec.kind, "parent": spec.parent}
    if spec.division:
        said["division"] = spec.division
    said |= {"theme": spec.theme, "calendar": spec.calendar}
    said |= {"address": spec.address, "phone": spec.phone} if spec.address else {}
    for key in ("aliases", "demonstration"):
        if values := getattr(spec, key):
            said[key] = list(values)
    return said


def _data(books: Books, tenant: str) -> dict[str, object]:
    """Give a tenant's own file as data; one that is only listed is written out."""
    text = _text(books, _tenant_path(tenant))
    document = read_yaml(text, _tenant_path(tenant))[0] if text else None
    return dict(document.data) if document else _said(books.workspace.tenants[tenant])


def _text(books: Books, path: str) -> str:
    sources = books.shelf.sources
    return sources.read(path) if path in sources.paths() else ""


def _tenant_path(tenant: str) -> str:
    return f"tenants/{tenant}/tenant.yaml"


def _claims_path(tenant: str) -> str:
    return f"tenants/{tenant}/items.yaml"
