"""What each tenant claims, and in which words of its own it speaks."""

from __future__ import annotations

from tongban.definitions.load_items import Items, WordingSource, load_wordings
from tongban.definitions.notice_kinds import notice_kinds
from tongban.definitions.reading import Reading
from tongban.definitions.strict_yaml import Document
from tongban.definitions.tenants import TenantSpec, TenantTree
from tongban.definitions.vocabulary import ClaimsFile, nearest

#: The document of a tenant's claims, by tenant; and which items stand in it without an error.
Claims = dict[str, tuple[Document, tuple[str, ...]]]


def load_claims(reading: Reading, tree: TenantTree, items: Items, standards: Items) -> Claims:
    """Read the claims; who claims what is not there has a finding, and the rest of the file stands."""
    found: Claims = {}
    written = {names[2] for _, names in reading.under("item_defs", "*", "*", "item.yaml")}
    for path, parts in reading.under("tenants", "*", "items.yaml"):
        document = reading.document(path, ClaimsFile)
        if document is None:
            continue
        if parts[1] not in tree.tenants and f"tenants/{parts[1]}/tenant.yaml" in reading.paths:
            continue  # the tenant itself has a finding
        if parts[1] not in tree.tenants:
            hint = nearest(parts[1], tuple(tree.tenants))
            reading.refuse_at(
                "TB037", document, (), f"没有可用的租户“{parts[1]}”。", hint=hint or "请先写好 tenant.yaml。"
            )
            continue
        claims = document.data["claims"]
        assert isinstance(claims, dict)
        for name in claims:
            if name in standards:
                mark, hint = document.key_mark(("claims", name)), "请认领由它而来的事项。"
                reading.refuse_mark("TB048", path, mark, f"{standards[name].standard}不能直接认领。", hint, "36 §16")
            elif name not in items and name not in written:
                mark = document.key_mark(("claims", name))
                reading.refuse_mark(
                    "TB038", path, mark, f"没有可以认领的事项“{name}”。", nearest(name, tuple(items)), "36 §16"
                )
        found[parts[1]] = (document, tuple(name for name in claims if name in items))
    return found


def claimants_of(claims: Claims, tree: TenantTree) -> dict[str, tuple[str, ...]]:
    """Turn the claims round: item → its claimants, those nearer to the root first."""
    found: dict[str, list[str]] = {}
    for tenant in sorted(claims, key=lambda name: (len(tree.line(name)), name)):
        for item in claims[tenant][1]:
            found.setdefault(item, []).append(tenant)
    return {item: tuple(tenants) for item, tenants in found.items()}


def load_tenant_wordings(reading: Reading, tenant: TenantSpec) -> dict[str, WordingSource]:
    """Read a tenant's own words. A root words every kind for its jurisdiction (T5), others only the open ones."""
    found = load_wordings(reading, "tenants", tenant.id, "wording", tenant=tenant.id)
    for kind in [kind for kind in found if not (notice_kinds[kind].open or tenant.is_root)]:
        title = notice_kinds[kind].title
        hint = "请删除此文件，使用全市统一的文字。"
        reading.refuse(
            "TB046", found.pop(kind).path, f"《{title}》的文字由市级统一规定，租户不能改写。", hint=hint, article="7 §9"
        )
    return found
