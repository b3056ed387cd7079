"""Load every bundle and every tenant's offer of bundles: strict YAML, the vocabulary, line and column of each value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from one_thing.language.compiling import try_compile
from one_thing.language.model import Bundle, Offer
from one_thing.language.vocabulary import BundleExampleFile, BundleFile, OffersFile
from tongban.kit.definitions import NotFound
from tongban.kit.language import (
    DefinitionRefused,
    Document,
    Finding,
    FolderSources,
    LayeredSources,
    NamedCalendars,
    Reading,
    Severity,
    Sources,
    Workspace,
)
from tongban.kit.vocabulary import dotted, nearest

ROOT = Path(__file__).resolve().parents[1]
FOLDER = "bundles"


@dataclass(frozen=True, slots=True)
class BundleSource:
    """One bundle as its file says it; `owner` is the tenant whose own it is, empty for those that come along."""

    id: str
    folder: str
    document: Document
    owner: str = ""
    examples: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """All bundles, all offers, and what was found while reading. Compiled bundles are kept: a library never changes."""

    workspace: Workspace
    bundles: Mapping[str, tuple[BundleSource, ...]]  # by id: what comes along first, then tenants' own
    offers: Mapping[tuple[str, str], tuple[Offer, Document]]  # by tenant and bundle
    findings: tuple[Finding, ...]
    calendars: NamedCalendars = field(compare=False, repr=False)
    _kept: dict[tuple[str, str | None], Bundle] = field(default_factory=dict, compare=False, repr=False)

    def source(self, bundle: str, tenant: str | None = None) -> BundleSource:
        """Return the text that holds for a tenant: the nearest above it, else the one that comes along."""
        known = self.bundles.get(bundle, ())
        line = [each.id for each in reversed(self.workspace.tree.line(tenant))] if tenant else []
        for owner in (*line, ""):
            if (own := next((each for each in known if each.owner == owner), None)) is not None:
                return own
        raise NotFound(f"没有可用的一件事“{bundle}”。{nearest(bundle, tuple(self.bundles))}")

    def offered(self, tenant: str) -> tuple[str, ...]:
        """Return the bundles that a tenant offers, those of the tenants above it among them."""
        line = [each.id for each in self.workspace.tree.line(tenant)]
        found = (bundle for of, bundle in self.offers if of in line and bundle in self.bundles)
        return tuple(sorted(dict.fromkeys(found)))

    def tenants_offering(self, bundle: str) -> tuple[str, ...]:
        return tuple(tenant for tenant, name in self.offers if name == bundle)

    def offer(self, bundle: str, tenant: str) -> Offer | None:
        """Lay the offers of a tenant and of those above it on one another; None where nobody offers the bundle."""
        found: Offer | None = None
        for each in self.workspace.tree.line(tenant):
            if (said := self.offers.get((each.id, bundle))) is not None:
                own = said[0]
                found = own if found is None else _laid(found, own, tenant)
        return replace(found, tenant=tenant) if found else None

    def bundle(self, bundle: str, tenant: str | None = None) -> Bundle:
        """Compile for a tenant, or for nobody yet. Raises NotFound, or DefinitionRefused with the lines."""
        kept = self._kept.get((bundle, tenant))
        if kept is not None:
            return kept
        source = self.source(bundle, tenant)
        offer = self.offer(bundle, tenant) if tenant else None
        compiled, faults = try_compile(source.document.data, self.workspace.elements, offer)
        if faults:
            raise DefinitionRefused(fault_findings(source, faults))
        self._kept[(bundle, tenant)] = compiled
        return compiled


def _laid(above: Offer, own: Offer, tenant: str) -> Offer:
    return Offer(
        tenant,
        {**above.thresholds, **own.thresholds},
        {**above.handled_at, **own.handled_at},
        tuple(dict.fromkeys((*above.without, *own.without))),
        {**above.service, **own.service},
    )


def fault_findings(source: BundleSource, faults: object) -> Iterator[Finding]:
    """Say what the compiler refuses at the line where the author wrote it."""
    for each in faults:  # type: ignore[attr-defined]
        mark = source.document.mark(each.where)
        message = f"{dotted(each.where)}：{each.message}"
        column = mark.column + max(each.column - 1, 0)
        yield Finding(
            "OT100", Severity.ERROR, source.document.path, mark.line, column, message, each.article, each.hint
        )


@cache
def own_folder() -> Sources:
    """Give the bundles that come along with the plugin."""
    return FolderSources(ROOT, (FOLDER,))


def load_library(workspace: Workspace, along: Sources | None = None, over: Sources | None = None) -> Library:
    """Read the bundles that come along and those of tenants; a document with a finding is absent.

    A text among the workspace's sources shadows the one of the same path that comes along; `over`, a draft, both.
    """
    layers = (*((over,) if over is not None else ()), workspace.sources, along or own_folder())
    reading = Reading(LayeredSources(layers))
    found: dict[str, list[BundleSource]] = {}
    for source in _bundles(reading):
        found.setdefault(source.id, []).append(source)
    offers = dict(_offers(reading, workspace, found))
    bundles = {name: tuple(each) for name, each in found.items()}
    return Library(workspace, bundles, offers, tuple(reading.findings), NamedCalendars(workspace.sources))


def _bundles(reading: Reading) -> Iterator[BundleSource]:
    patterns = ((FOLDER, "*", "bundle.yaml"), ("tenants", "*", FOLDER, "*", "bundle.yaml"))
    for pattern in patterns:
        for path, parts in reading.under(*pattern):
            document = reading.document(path, BundleFile)
            if document is None:
                continue
            folder = parts[:-1]
            if document.data["bundle"] != folder[-1]:
                message = f"一件事的编号“{document.data['bundle']}”应与文件夹“{folder[-1]}”相同。"
                reading.refuse_at("OT101", document, ("bundle",), message, hint="请改成同一个名称。")
                continue
            owner = parts[1] if parts[0] == "tenants" else ""
            examples = (reading.document(each, BundleExampleFile) for each, _ in _examples(reading, folder))
            yield BundleSource(
                folder[-1], "/".join(folder), document, owner, tuple(each for each in examples if each is not None)
            )


def _examples(reading: Reading, folder: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from reading.under(*folder, "examples", "*.yaml")


def _offers(
    reading: Reading, workspace: Workspace, bundles: Mapping[str, list[BundleSource]]
) -> Iterator[tuple[tuple[str, str], tuple[Offer, Document]]]:
    for path, parts in reading.under("tenants", "*", "bundles.yaml"):
        document = reading.document(path, OffersFile)
        if document is None or parts[1] not in workspace.tenants:
            continue
        said = document.data["offers"]
        assert isinstance(said, dict)
        for name, each in said.items():
            if name not in bundles:
                mark, hint = document.key_mark(("offers", name)), nearest(name, tuple(bundles))
                reading.refuse_mark("OT102", path, mark, f"没有可用的一件事“{name}”。", hint, "7 §22")
                continue
            yield (parts[1], name), (_offer(parts[1], each), document)


def _offer(tenant: str, said: Mapping[str, object]) -> Offer:
    values = {key: said[key] for key in ("thresholds", "handled_at", "service") if key in said}
    without = said.get("without", ())
    assert isinstance(without, list | tuple)
    return Offer(tenant, without=tuple(str(each) for each in without), **values)  # type: ignore[arg-type]
