"""What the running program has loaded once: the workspace of folder and database, rulebooks, calendars (C9)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar, cast

from sqlalchemy.orm import Session

from tongban.assurance.measures import CityMeasure, measure_city
from tongban.calendars import TenantException, WorkingCalendar
from tongban.calendars.declared import declarations, path_of
from tongban.definitions import (
    Finding,
    FolderSources,
    LayeredSources,
    MemorySources,
    NamedCalendars,
    Sources,
    TenantSpec,
    Workspace,
    load_workspace,
)
from tongban.definitions.compiler import hash_of
from tongban.definitions.lint import lint_claim
from tongban.definitions.rulebook import Rulebook
from tongban.definitions.tenants import languages_of
from tongban.errors import NotFound, TongbanError
from tongban.plugins.host import Plugins
from tongban.publishing.ahead import next_effect
from tongban.publishing.plugged import plugin_words, started
from tongban.publishing.sources import published_texts, stamp_of
from tongban.publishing.switching import Switch, read_switches
from tongban.publishing.switching import path_of as switches_of
from tongban.settings import Settings


@dataclass(frozen=True, slots=True)
class HeldSources:
    """The bytes of files, read once; a file that is not UTF-8 raises when it is read, as the folder would."""

    files: Mapping[str, bytes]

    def paths(self) -> tuple[str, ...]:
        return tuple(sorted(self.files))

    def read(self, path: str) -> str:
        return self.files[path].decode("utf-8")


class Shelf:
    """One state of all sources, worked out as it is asked for. Never changed: a change makes another shelf."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self._calendars = NamedCalendars(sources)
        self._days: dict[str, tuple[TenantException, ...]] = {}
        self._changed: dict[tuple[str, tuple[TenantException, ...]], WorkingCalendar] = {}

    @cached_property
    def workspace(self) -> Workspace:
        return load_workspace(self.sources)

    def tenant(self, tenant_id: str) -> TenantSpec:
        spec = self.workspace.tenants.get(tenant_id)
        if spec is None:
            raise NotFound(f"没有可用的租户“{tenant_id}”。")
        return spec

    def rulebook(self, tenant_id: str, on: date | None = None) -> Rulebook:
        """Return the rulebook of the tenant's root (T5): the one that stands, or the one in force on a day (C12)."""
        self.tenant(tenant_id)
        rulebook = self.workspace.rulebook(tenant_id, on)
        if rulebook is None:
            raise TongbanError(f"租户“{tenant_id}”的最上级没有规则集，请写入 rulebook.yaml。")
        return rulebook

    def standing_wording(self, tenant_id: str, kind: str) -> str | None:
        """Return the words for a kind of notice today: the tenant's own, or the nearest above it, or the standard."""
        workspace = self.workspace
        line = [workspace.tenant_wordings.get(each.id, {}) for each in reversed(workspace.tree.line(tenant_id))]
        return next((layer[kind].text for layer in (*line, workspace.standard_wordings) if kind in layer), None)

    def standing_translation(self, tenant_id: str, kind: str) -> str | None:
        """Return the English words for a kind of notice; None where the tenant offers none."""
        workspace = self.workspace
        offered = "en" in languages_of(workspace.tree.line(tenant_id)) and kind in workspace.translations
        return workspace.translations[kind].text if offered else None

    def calendar(self, tenant_id: str) -> WorkingCalendar:
        """Return the working calendar that the tenant names, with the days declared for it and for those above it."""
        calendar, declared = self._calendars.named(self.tenant(tenant_id).calendar), self._declared(tenant_id)
        return self._with_declared(calendar, declared) if declared else calendar

    def text(self, path: str) -> str | None:
        """Return the text at a path as all that is published has it; None where there is none."""
        return self.sources.read(path) if path in self._paths else None

    @cached_property
    def _paths(self) -> frozenset[str]:
        return frozenset(self.sources.paths())

    def _declared(self, tenant_id: str) -> tuple[TenantException, ...]:
        """List the days declared off or on, those of the root first, so that a tenant's own are the last said."""
        if tenant_id not in self._days:
            spec, text = self.tenant(tenant_id), self.text(path_of(tenant_id))
            above = self._declared(spec.parent) if spec.parent else ()
            self._days[tenant_id] = (*above, *(each.exception for each in declarations(text))) if text else above
        return self._days[tenant_id]

    def _with_declared(self, calendar: WorkingCalendar, declared: tuple[TenantException, ...]) -> WorkingCalendar:
        key = (calendar.version, declared)
        if key not in self._changed:
            self._changed[key] = calendar.with_exceptions(declared)
        return self._changed[key]

    def findings(
        self,
        tenant_id: str,
        item: str,
        *,
        today: date | None = None,
        in_force: Mapping[str, object] | None = None,
    ) -> tuple[Finding, ...]:
        """Return what loading found, and what the linter says of the item and of this one claim.

        `today` ends exemptions; `in_force` is the resolved data of the version in use, with which rules compare.
        """
        found = self.workspace.findings
        if tenant_id not in self.workspace.claimants(item):
            return found
        return (*found, *lint_claim(self.workspace, item, tenant_id, today=today, published=in_force))

    def hash(self, tenant_id: str, item: str) -> str:
        """Return the hash that the item has for a claimant, before linting; raises NotFound where it is not claimed."""
        kept = self.workspace.kept
        found: str | None = kept.get(key := ("hash", item, tenant_id))
        if found is None:
            found = kept[key] = hash_of(self.workspace.resolve(item, tenant_id).data)
        return found

    def measures(self, root: str, only: str | None = None) -> CityMeasure:
        """Return the figures of a root's lists, or of one district (C10); worked out once for each state of sources."""
        return measure_city(self.workspace, root, only)


@dataclass(frozen=True, slots=True)
class _Loaded:
    stamp: str
    shelf: Shelf
    made: dict[Hashable, object] = field(default_factory=dict)


_MOST_MADE = 4096
Made = TypeVar("Made")
_NOTHING_READ = ""  # before the database was asked


class Books:
    """The shelf in use, changed for another when a tenant has published; safe for many threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.home: Path = settings.home
        self.themes: Path = settings.home / "themes"
        self.plugins: Plugins = started(settings.home)
        self._folder = _held(FolderSources(settings.home), plugin_words(settings.home))
        self._lock = Lock()
        self._loaded = _Loaded(_NOTHING_READ, Shelf(self._folder))
        #: when the next version that was published ahead comes into use; None where there is none (C12)
        self.next_effect: datetime | None = None

    @property
    def shelf(self) -> Shelf:
        return self._loaded.shelf

    @property
    def workspace(self) -> Workspace:
        return self.shelf.workspace

    def rulebook(self, tenant_id: str, on: date | None = None) -> Rulebook:
        return self.shelf.rulebook(tenant_id, on)

    def rulebook_at(self, tenant_id: str, moment: datetime) -> Rulebook:
        """Return the rulebook in force on the local day of a moment: a case's is the one of its submission (C12)."""
        return self.rulebook(tenant_id, moment.astimezone(self.rulebook(tenant_id).timezone).date())

    def calendar(self, tenant_id: str) -> WorkingCalendar:
        return self.shelf.calendar(tenant_id)

    def standing_wording(self, tenant_id: str, kind: str) -> str | None:
        return self.shelf.standing_wording(tenant_id, kind)

    def standing_translation(self, tenant_id: str, kind: str) -> str | None:
        return self.shelf.standing_translation(tenant_id, kind)

    def switched_on(self, plugin: str, tenant_id: str) -> Mapping[str, Any] | None:
        """Return the settings with which a tenant uses a plugin; None where it does not use it."""
        manifest = self.plugins.manifests.get(plugin)
        if manifest is None or tenant_id not in self.workspace.tenants:
            return None
        return self.once(("plugin", plugin, tenant_id), lambda: self._switch(plugin, tenant_id, manifest.defaults()))

    def _switch(self, plugin: str, tenant_id: str, settings: dict[str, Any]) -> Mapping[str, Any] | None:
        on: bool | None = None
        for spec in self.workspace.tree.line(tenant_id):
            text = self.shelf.text(switches_of(spec.id))
            said = read_switches(text, switches_of(spec.id)).switches.get(plugin, Switch()) if text else Switch()
            on = on if said.on is None else said.on
            settings = {**settings, **said.settings}
        return settings if on else None

    def users_of(self, plugin: str) -> tuple[str, ...]:
        """Return the tenants at which a plugin is switched on, in the order of their names."""
        return self.once(("users", plugin), lambda: self._users(plugin))

    def _users(self, plugin: str) -> tuple[str, ...]:
        return tuple(each for each in sorted(self.workspace.tenants) if self.switched_on(plugin, each) is not None)

    @property
    def stamp(self) -> str:
        """Give the mark of the last publication known; what was worked out of all published things stands with it."""
        return self._loaded.stamp

    def refresh(self, session: Session) -> Books:
        """Take up what was published since; one small query where nothing was (C9)."""
        stamp = stamp_of(session)
        if stamp != self._loaded.stamp:
            with self._lock:
                if stamp != self._loaded.stamp:
                    self._loaded = _Loaded(stamp, Shelf(self._over_folder(published_texts(session))))
                    self.next_effect = next_effect(session)
        return self

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Give what is worked out of all that is published: made once, and thrown away with the next publication.

        The mark is taken before the making, so that nothing older is ever kept under a newer mark.
        """
        made = self._loaded.made
        if key not in made:
            if len(made) >= _MOST_MADE:
                made.clear()
            made[key] = make()
        return cast(Made, made[key])

    def with_texts(self, texts: Mapping[str, str]) -> Shelf:
        """Return a shelf of its own with these texts laid over all that is published: previews, trials."""
        return Shelf(LayeredSources((MemorySources(dict(texts)), self.shelf.sources)))

    def department_folders(self) -> frozenset[str]:
        """Return the names under `item_defs/` that the folder holds; no tenant's own items may lie there."""
        return frozenset(path.split("/")[1] for path in self._folder.paths() if path.startswith("item_defs/"))

    def _over_folder(self, texts: Mapping[str, str]) -> Sources:
        return LayeredSources((MemorySources(texts), self._folder)) if texts else self._folder


def _held(folder: FolderSources, words: Mapping[str, str]) -> HeldSources:
    """Hold the folder's files, so that a running program does not follow a half-finished edit of one."""
    under = {path: text.encode() for path, text in words.items()}
    return HeldSources(under | {path: (folder.root / path).read_bytes() for path in folder.paths()})
