"""Work one item out for one claimant and gather what the linter says of just these two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from tongban.definitions import Definition, DefinitionRefused, Finding, compile_resolved
from tongban.definitions.concerning import concerns
from tongban.errors import NotFound, TongbanError
from tongban.publishing.books import Shelf


class PublicationRefused(TongbanError):
    """Say why a version may not be published; the findings say where and how to mend it."""

    def __init__(self, item: str, tenant: str, findings: Iterable[Finding]) -> None:
        self.item, self.tenant, self.findings = item, tenant, tuple(findings)
        told = "；".join(each.message.rstrip("。") for each in self.findings)
        super().__init__(f"租户“{tenant}”的事项“{item}”不能发布：{told}。", article=_article(self.findings))


@dataclass(frozen=True, slots=True)
class Checked:
    """An item worked out for a claimant: absent where it cannot be, and all that was found."""

    item: str
    tenant: str
    data: Mapping[str, object] | None
    definition: Definition | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.is_error)

    @property
    def refusal(self) -> PublicationRefused | None:
        """Say why it may not be published; None where it may."""
        refused = self.errors or self.definition is None
        return PublicationRefused(self.item, self.tenant, self.errors) if refused else None

    def approved(self) -> Definition:
        """Return the definition, or raise PublicationRefused: what is published is free of errors."""
        if (refusal := self.refusal) is not None:
            raise refusal
        assert self.definition is not None
        return self.definition


def resolve_and_compile(shelf: Shelf, tenant: str, item: str) -> tuple[Mapping[str, object], Definition]:
    """Work an item out without the linter; raises NotFound or PublicationRefused."""
    data = shelf.workspace.resolve(item, tenant).data
    try:
        return data, compile_resolved(data)
    except DefinitionRefused as refused:
        raise PublicationRefused(item, tenant, refused.findings) from refused


def check(
    shelf: Shelf,
    tenant: str,
    item: str,
    *,
    now: datetime | None = None,
    in_force: Mapping[str, object] | None = None,
) -> Checked:
    """Work an item out and lint it, for one claimant; what another claimant did wrong is not this one's concern.

    `now` ends exemptions by the law's local day; `in_force` is the data of the version in use, where there is one.
    """
    today = (
        now.astimezone(shelf.rulebook(tenant).timezone).date() if now and tenant in shelf.workspace.tenants else None
    )
    linted = shelf.findings(tenant, item, today=today, in_force=in_force)
    found = tuple(each for each in linted if concerns(each, shelf.workspace, tenant, item))
    try:
        data, definition = resolve_and_compile(shelf, tenant, item)
    except PublicationRefused as refused:
        return Checked(item, tenant, None, None, tuple(dict.fromkeys((*refused.findings, *found))))
    except NotFound as missing:
        if any(each.is_error for each in found):  # it is absent because of these
            return Checked(item, tenant, None, None, found)
        raise missing
    return Checked(item, tenant, data, definition, found)


def _article(findings: Iterable[Finding]) -> str:
    return next((each.article for each in findings if each.article), "")
