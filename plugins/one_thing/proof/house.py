"""Prove every bundle at every tenant that offers it, and say what does not hold at the line where it is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from one_thing.language.compiling import try_compile
from one_thing.language.handling import handler
from one_thing.language.library import BundleSource, Library
from one_thing.language.model import Bundle, Offer
from one_thing.merging.form import Merged, merge
from one_thing.merging.members import Taking
from one_thing.proof.examples import example_faults
from one_thing.proof.prove import Broken, Proof, prove
from tongban.kit.definitions import NotFound, WorkingCalendar
from tongban.kit.language import DefinitionRefused, Document, Finding, Severity

START = date(2026, 9, 28)  # a Monday before the longest holidays: durations are told for a case begun then


@dataclass(frozen=True, slots=True)
class Proven:
    """One bundle at one tenant."""

    source: BundleSource
    tenant: str
    merged: Merged
    proof: Proof


def merged_at(library: Library, bundle_id: str, tenant: str) -> Merged:
    """Merge a bundle as its texts say it for a tenant. Raises NotFound or DefinitionRefused."""
    return merge_at(library, library.bundle(bundle_id, tenant), tenant)


def merge_at(library: Library, bundle: Bundle, tenant: str) -> Merged:
    """Merge a compiled bundle with the items as a tenant's offices have them. Raises NotFound."""
    takings = []
    for part in bundle.parts:
        at = handler(library, bundle.id, part.id, part.item, tenant)
        if at is None:
            raise NotFound(f"没有单位办理“{part.item}”。")
        resolved = library.workspace.resolve(part.item, at)
        takings.append(Taking(part, resolved.data, library.workspace.definition(part.item, at), at))
    return merge(bundle, takings)


def prove_at(library: Library, bundle_id: str, tenant: str, start: date = START) -> Proven:
    merged = merged_at(library, bundle_id, tenant)
    tenants = library.workspace.tenants
    calendars: Mapping[str, WorkingCalendar] = {
        each.tenant: library.calendars.named(tenants[each.tenant].calendar) for each in merged.takings
    }
    return Proven(library.source(bundle_id, tenant), tenant, merged, prove(merged, start, calendars))


def proof_findings(library: Library, without: Collection[str] = ()) -> Iterator[Finding]:
    """Prove all; a bundle whose text has an error already is passed over."""
    for name in library.bundles:
        for tenant in library.tenants_offering(name):
            source = library.source(name, tenant)
            if source.document.path not in without:
                yield from findings_at(library, source, tenant)


def findings_at(library: Library, source: BundleSource, tenant: str) -> Iterator[Finding]:
    """Say what does not hold of a bundle at one tenant, its examples among it."""
    try:
        proven = prove_at(library, source.id, tenant)
    except DefinitionRefused as refused:
        yield from refused.findings
        return
    except NotFound:
        return  # told by OT103 or OT114
    name = library.workspace.tenants[tenant].name
    for broken in proven.proof.broken:
        yield _finding(source, broken, name)
    if not proven.proof.broken:
        yield from _of_examples(library, proven)


def merged_for(library: Library, proven: Proven, document: Document) -> Merged:
    """Merge a bundle as it is written, for one of its examples: a tenant's own offer makes no example wrong.

    Raises NotFound where the offer does without a part because nobody handles it.
    """
    said: Any = document.data.get("thresholds", {})
    bundle, _ = try_compile(
        proven.source.document.data, library.workspace.elements, Offer(proven.tenant, thresholds=said)
    )
    return proven.merged if bundle == proven.merged.bundle else merge_at(library, bundle, proven.tenant)


def _of_examples(library: Library, proven: Proven) -> Iterator[Finding]:
    for document in proven.source.examples:
        with suppress(NotFound):
            yield from example_faults(merged_for(library, proven, document), document)


def _finding(source: BundleSource, broken: Broken, tenant: str) -> Finding:
    mark = source.document.mark(broken.where)
    told = f"{broken.message}（{tenant}{f'；例如：{broken.witness}' if broken.witness else ''}）"
    return Finding(
        broken.code, Severity.ERROR, source.document.path, mark.line, mark.column, told, "7 §22", broken.hint
    )
