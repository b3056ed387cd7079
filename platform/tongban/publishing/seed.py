"""Load the city: every tenant into the tree, every claim published; the second time only what differs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.database import Scope, scoped
from tongban.definitions import Finding
from tongban.publishing.books import Books
from tongban.publishing.checking import PublicationRefused
from tongban.publishing.tables import VersionRow
from tongban.publishing.versions import Why, looked_over, publish_all
from tongban.tenancy.tree import enter_tenant, tenant

LOADER = "平台"


@dataclass(frozen=True, slots=True)
class CityLoaded:
    """What loading did; a claimant whose definition has errors keeps its old version, and is told here."""

    tenants: int
    published: tuple[VersionRow, ...]
    unchanged: int
    refused: tuple[PublicationRefused, ...]
    findings: tuple[Finding, ...] = ()  # errors for which a file is absent as a whole

    def told(self) -> tuple[str, ...]:
        """Say what was not loaded, and why: each file once, then each claimant for what is only its own."""
        known = frozenset(self.findings)
        own = (each for each in self.refused if not known.issuperset(each.findings))
        return (*(str(each) for each in self.findings), *(each.message for each in own))


def load_city(session: Session, books: Books, now: datetime, *, by: str = LOADER, prove: bool = True) -> CityLoaded:
    """Enter all tenants, then publish every claim that was never published as it now reads. The caller commits.

    `prove=False` is for a folder that has been proven where it was made (`tongban lint --prove`). What was published
    before and is not in use was withdrawn or rolled back by somebody: it stays so.
    """
    tree = books.workspace.tree
    order = sorted(tree.tenants.values(), key=lambda spec: (len(tree.line(spec.id)), spec.id))
    for spec in order:
        enter_tenant(session, spec, now)
    new: list[VersionRow] = []
    refused: list[PublicationRefused] = []
    unchanged = 0
    for spec in order:
        if spec.ended is not None or tenant(session, spec.id).ended is not None:
            continue  # nobody applies there any more (36 §14(3))
        with scoped(Scope.of(spec.id)):
            claimed, known = books.workspace.claimed(spec.id), _hashes(session)
            unknown = [item for item in claimed if (item, books.shelf.hash(spec.id, item)) not in known]
            checked = [looked_over(session, books, spec.id, item, now=now, prove=prove) for item in unknown]
            sound = [each for each in checked if each.refusal is None]
            new += publish_all(session, books.shelf, spec.id, sound, Why(by, now))
        refused += [each.refusal for each in checked if each.refusal is not None]
        unchanged += len(claimed) - len(unknown)
    findings = tuple(each for each in books.workspace.findings if each.is_error)
    return CityLoaded(len(order), tuple(new), unchanged, tuple(refused), findings)


def _hashes(session: Session) -> frozenset[tuple[str, str]]:
    """Return what this tenant has ever published, by item and hash."""
    return frozenset((item, digest) for item, digest in session.execute(select(VersionRow.item, VersionRow.hash)))
