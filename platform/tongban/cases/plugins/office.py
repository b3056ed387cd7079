"""What a plugin's answer works with: one tenant, its settings there, and the doors through which it may act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tongban.cases import outbox
from tongban.cases.door import Application, Done, act, submit
from tongban.cases.files import FileStore
from tongban.cases.plugins.telling import follow_case
from tongban.cases.register import case_in_scope
from tongban.database import scoped
from tongban.definitions import Definition
from tongban.errors import TongbanError
from tongban.law import Actor, Command, Refusal
from tongban.plugins.manifest import Manifest
from tongban.publishing.books import Books
from tongban.tenancy.audit import record


@dataclass(frozen=True, slots=True)
class Office:
    """A plugin at one tenant, at one moment. The session is in that tenant's scope; whoever asked commits."""

    plugin: Manifest
    tenant: str
    settings: Mapping[str, Any]
    session: Session = field(repr=False)
    books: Books = field(repr=False)
    files: FileStore = field(repr=False)
    now: datetime

    @property
    def actor(self) -> Actor:
        """Give the name under which the plugin acts: histories show it."""
        return Actor(f"plugin:{self.plugin.name}", self.plugin.title, "system")

    def follow(self, number: str) -> None:
        """Hear of a case of this tenant from now on, though another handed it in."""
        self.plugin.require("cases.read")
        follow_case(case_in_scope(self.session, number), self.plugin.name)

    def secret(self, name: str) -> str:
        """Read a secret of the plugin at this tenant: a file that no text of a tenant holds."""
        path = self.books.settings.data / "secrets" / f"{self.plugin.name}.{self.tenant}.{name}"
        if not path.is_file():
            raise TongbanError(f"缺少密钥文件 secrets/{path.name}，请运维人员放入数据文件夹。")
        return path.read_text(encoding="utf-8").strip()

    def act(self, number: str, command: Command) -> Done | Refusal:
        """Send a command to a case of this tenant by the one door."""
        self.plugin.require("cases.act")
        return act(self.session, self.books, number, command, self.now)

    def submit(self, definition: Definition, application: Application, actor: Actor) -> Done | Refusal:
        """Hand an application in at this tenant by the one door."""
        self.plugin.require("cases.submit")
        name = self.plugin.name
        return submit(self.session, self.books, definition, application, actor, self.now, follower=name)

    def look_up(self, name: str, **key: str) -> Mapping[str, Any] | None:
        """Look something up in the sources of data that plugins connect for this tenant; None where nobody knows it.

        Raises the source's own fault, so that whoever asks can say that it is away and what is done instead.
        """
        self.plugin.require("network")
        offices = Offices(self.session, self.books, self.files, self.tenant, self.now)
        for plugin in self.books.plugins.answering("data_source"):
            if (answering := offices(plugin)) is not None:
                found = self.books.plugins.of(plugin, "data_source", **answering, name=name, key=key)
                if found is not None:
                    return dict(found)
        return None

    def post(self, kind: str, body: dict[str, Any], *, ready: datetime | None = None) -> None:
        """Have an effect of the plugin carried out after commit."""
        outbox.post(self.session, self.tenant, f"{self.plugin.name}.{kind}", body, self.now, ready=ready)

    @contextmanager
    def at(self, tenant: str, reason: str) -> Iterator[Office]:
        """Go to another tenant for a stated reason, which is written down there (design, idea 4)."""
        self.plugin.require("tenants.cross")
        settings = self.books.switched_on(self.plugin.name, tenant)
        with scoped(tenant):
            record(
                self.session, tenant=tenant, at=self.now, actor=self.actor.id, action="tenant.cross",
                target=self.tenant, allowed=True, note=reason,
            )  # fmt: skip
            yield replace(self, tenant=tenant, settings=settings or {})


@dataclass(frozen=True, slots=True)
class Offices:
    """Makes the office in which each plugin answers, where the tenant uses it."""

    session: Session
    books: Books
    files: FileStore
    tenant: str
    now: datetime

    def __call__(self, plugin: str) -> Mapping[str, Any] | None:
        """Give `{"office": …}` for a plugin that the tenant uses, None for any other."""
        settings = self.books.switched_on(plugin, self.tenant)
        return None if settings is None else {"office": self.office(plugin, settings)}

    def office(self, plugin: str, settings: Mapping[str, Any]) -> Office:
        manifest = self.books.plugins.manifests[plugin]
        return Office(manifest, self.tenant, settings, self.session, self.books, self.files, self.now)
