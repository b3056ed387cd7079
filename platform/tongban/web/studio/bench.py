"""The bench on which one tenant's items are worked: what is published, and the same with the drafts laid over it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from flask_babel import gettext as _

from tongban.assurance.authoring.pages import FOLDER, StudioPages, studio_pages
from tongban.cases.running import versions_with_running
from tongban.definitions import Finding, MemorySources
from tongban.errors import NotFound, TongbanError
from tongban.publishing import Preview, Shelf, VersionRow, drafts
from tongban.publishing.checking import check
from tongban.publishing.memory import published_data
from tongban.publishing.tables import DefinitionDraft
from tongban.publishing.versions import IN_USE
from tongban.web.guard import note_refusal
from tongban.web.house import books, db, now
from tongban.web.people import the_staff
from tongban.web.tenant_view import TenantView
from tongban.web.view_words import show_tenant


@dataclass(frozen=True)
class Bench:
    """One request's view of a tenant's sources. Drafts are read once."""

    tenant: TenantView
    rows: Mapping[str, DefinitionDraft]
    shelf: Shelf
    versions_asked: dict[str, Sequence[tuple[VersionRow, int]]] = field(default_factory=dict)
    refused: tuple[Finding, ...] = ()  # why publishing was refused just now: what only the proof finds is among it

    @cached_property
    def tried(self) -> Shelf:
        return books().with_texts({path: row.text for path, row in self.rows.items()})

    @property
    def overlay_path(self) -> str:
        return f"tenants/{self.tenant.id}/items.yaml"

    def folder(self, item: str) -> str:
        return f"item_defs/{self.tenant.id}/{item}/"

    def is_own(self, item: str) -> bool:
        """Tell whether the tenant wrote the item itself, published or not."""
        path = f"{self.folder(item)}item.yaml"
        return path in self.rows or path in self.shelf.sources.paths()

    def item_ids(self) -> tuple[str, ...]:
        """List what the tenant claims, and its own items that are not fit to be read yet."""
        end = "/item.yaml"
        own = [path.split("/")[2] for path in self.rows if path.startswith("item_defs/") and path.endswith(end)]
        return tuple(dict.fromkeys((*self.tried.workspace.claimed(self.tenant.id), *own)))

    def require(self, item: str) -> None:
        """Refuse an item that the tenant has not claimed, and write the attempt down (T2)."""
        if item not in self.item_ids():
            why = _("本单位没有编号为“%(item)s”的事项。请从事项列表进入。", item=item)
            note_refusal(self.tenant.id, the_staff().id, "item.view", why)
            raise NotFound(why)

    def claim(self, item: str) -> Mapping[str, Any]:
        """Give the tenant's claim as the drafts have it."""
        return claim_on(self.tried, self.tenant.id, item)

    def changed(self, item: str) -> bool:
        """Tell whether drafts touch the item."""
        own = any(path.startswith(self.folder(item)) for path in self.rows)
        if own or self.overlay_path not in self.rows:
            return own
        typed = self.rows[self.overlay_path].typed
        return item in typed or self.claim(item) != claim_on(self.shelf, self.tenant.id, item)

    def draft_of(self, item: str) -> DefinitionDraft | None:
        """Give the draft row that speaks of the item, for who and when."""
        own = self.rows.get(f"{self.folder(item)}item.yaml")
        return own or (self.rows.get(self.overlay_path) if self.changed(item) else None)

    def preview(self, item: str, in_force: Mapping[str, object] | None = None) -> Preview:
        """Work the item out with the drafts; an item that cannot be read yet has findings only."""
        try:
            checked = check(self.tried, self.tenant.id, item, now=now(), in_force=in_force)
        except NotFound:
            return Preview(None, ())
        return Preview(checked.definition, checked.findings)

    def title(self, item: str) -> str:
        source = self.tried.workspace.items.get(item)
        if source is not None:
            return str(self.tried.workspace.resolve(item).data.get("title", item))
        row = self.rows.get(f"{self.folder(item)}item.yaml")
        answers = row.typed.get("answers", {}) if row else {}
        return str(answers.get("title") or item)

    def findings_in(self, item: str) -> tuple[Finding, ...]:
        """Tell what is found in the item with the drafts, compared with what is in force (36 §16)."""
        current = next((row for row, _running in self.versions(item) if row.state == IN_USE), None)
        found = self.preview(item, published_data(db(), current.hash) if current else None).findings
        return tuple(dict.fromkeys((*found, *self.refused)))

    def versions(self, item: str) -> Sequence[tuple[VersionRow, int]]:
        """Give the item's versions with the open cases of each, the newest first; asked once a request."""
        if item not in self.versions_asked:
            self.versions_asked[item] = versions_with_running(db(), self.tenant.id, item)
        return self.versions_asked[item]


def claim_on(shelf: Shelf, tenant: str, item: str) -> Mapping[str, Any]:
    if tenant not in shelf.workspace.claims:
        return {}
    claims = shelf.workspace.claims[tenant][0].data.get("claims") or {}
    found = claims.get(item) if isinstance(claims, dict) else None
    return found if isinstance(found, dict) else {}


def bench() -> Bench:
    """Set the bench up for the tenant of the member of staff who asks."""
    person = the_staff()
    if not person.tenant:
        raise TongbanError(_("平台运维账号不属于任何单位，不能编辑事项。请用租户管理员账号登录。"))
    shelf = books().shelf  # asked first: the city's stamp and the tenant's own rows are of two scopes
    tenant = _shown(shelf, person.tenant)
    show_tenant(tenant)
    return Bench(tenant, {row.path: row for row in drafts(db(), person.tenant)}, shelf)


def _shown(shelf: Shelf, tenant_id: str) -> TenantView:
    """Show the tenant as its sources have it; they are at hand."""
    spec = shelf.tenant(tenant_id)
    path = "/".join(each.id for each in shelf.workspace.tree.line(tenant_id))
    return TenantView(
        spec.id, spec.name, spec.kind, spec.theme, path, address=spec.address or "", phone=spec.phone or ""
    )


def pages() -> StudioPages:
    """Give the studio's own pages, compiled once for each state of their sources."""
    sources = books().shelf.sources
    return _pages(tuple((path, sources.read(path)) for path in sources.paths() if path.startswith(f"{FOLDER}/")))


@lru_cache(maxsize=4)
def _pages(texts: tuple[tuple[str, str], ...]) -> StudioPages:
    return studio_pages(MemorySources(dict(texts)))


def plain(value: object) -> dict[str, Any]:
    """Copy what is kept as JSON, so that no two rows share it."""
    found: dict[str, Any] = json.loads(json.dumps(value, ensure_ascii=False))
    return found
