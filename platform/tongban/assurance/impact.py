"""What a change upstream does to each claimant: in words, where its own words conflict, whether it is kept back.

Upstream is all that a claimant inherits: standards, the item, the claims of the tenants above it (36 §6, §10; 7 §9).
A conflict keeps back the publication of that claimant alone; everybody else publishes. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tongban.definitions import Definition, DefinitionRefused, Finding, Workspace, lint_claim, tell_differences
from tongban.definitions.compiler import hash_of
from tongban.definitions.concerning import concerns, line_of
from tongban.definitions.layer import as_json, units
from tongban.definitions.policies import name_of

#: what is not an element that a claimant overrides, but a mark beside them
_MARKS = ("demonstration", "exemptions")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Words of a claimant, or of one above it, that no longer fit what they inherit."""

    text: str
    hint: str
    article: str
    place: str  # file and line
    blocks: bool


@dataclass(frozen=True, slots=True)
class ClaimantImpact:
    """One claimant and one item: nothing in it says what the claimant should do, only what would be otherwise."""

    tenant: str
    name: str
    item: str
    title: str
    changes: tuple[str, ...]  # sentences: what its guide and form would say otherwise
    kept: tuple[str, ...]  # sentences: where its own words stand over what changed above it
    conflicts: tuple[Conflict, ...]  # found in the claims of its line now and not before
    errors: tuple[Finding, ...]  # all that stands in the way of its publication
    gone: bool = False  # the item is no longer there to be claimed

    @property
    def blocked(self) -> bool:
        """Tell whether this claimant cannot publish until it, or who is above it, mends something."""
        return self.gone or bool(self.errors)

    @property
    def touched(self) -> bool:
        return bool(self.changes or self.kept or self.conflicts or self.blocked)


def impact_on_claimants(
    before: Workspace, after: Workspace, only: Collection[str] = (), *, today: date | None = None
) -> tuple[ClaimantImpact, ...]:
    """Compare two states of the sources for every claimant, those nearer to the root first.

    `only` names items; whoever claims an item that begins from one of them is looked at too. Empty: all items.
    """
    found = []
    for item in sorted({*before.items, *after.items}):
        if only and not (line_of(before, item) | line_of(after, item)) & set(only):
            continue
        for tenant in before.claimants(item):
            if _still_claims(after, item, tenant) and _differs(before, after, item, tenant):
                impact = impact_on(before, after, item, tenant, today=today)
                found += [impact] if impact.touched else []
    return tuple(sorted(found, key=lambda each: (len(after.tree.line(each.tenant)), each.tenant, each.item)))


def impact_on(
    before: Workspace, after: Workspace, item: str, tenant: str, *, today: date | None = None
) -> ClaimantImpact:
    """Compare two states of the sources for one claimant of an item that it claimed before."""
    old = _compiled(before, item, tenant)
    told = _Told(before, after, item, tenant)
    if item not in after.items:
        return told.gone(old)
    new = _compiled(after, item, tenant)
    errors, earlier = _found(after, item, tenant, today), _found(before, item, tenant, today)
    known = {(each.code, each.message) for each in earlier}
    return ClaimantImpact(
        tenant,
        after.tenants[tenant].name,
        item,
        told.title(new or old),
        tuple(tell_differences(old, new)) if old and new else (),
        tuple(told.kept()),
        (
            *told.vanished(),
            *(_conflict(each) for each in errors if (each.code, each.message) not in known and _is_own(each)),
        ),
        tuple(each for each in errors if each.is_error),
    )


def impact_since(
    published: Definition, after: Workspace, item: str, tenant: str, *, today: date | None = None
) -> ClaimantImpact:
    """Compare what a claimant has published with what its sources give now (36 §20)."""
    name = after.tenants[tenant].name
    if item not in after.items or tenant not in after.claimants(item):
        said = "上级已经没有可用的这个事项，本级的认领没有着落。"
        return ClaimantImpact(tenant, name, item, published.title, (said,), (), (), (), gone=True)
    new, found = _compiled(after, item, tenant), _found(after, item, tenant, today)
    changes = tuple(tell_differences(published, new)) if new and new.hash != published.hash else ()
    errors = tuple(each for each in found if each.is_error)
    conflicts = tuple(_conflict(each) for each in errors if _is_own(each))
    return ClaimantImpact(tenant, name, item, (new or published).title, changes, (), conflicts, errors)


@dataclass(frozen=True, slots=True)
class _Told:
    before: Workspace
    after: Workspace
    item: str
    tenant: str

    def title(self, definition: Definition | None) -> str:
        return definition.title if definition else self.item

    def gone(self, old: Definition | None) -> ClaimantImpact:
        """Say that nothing is left to claim: the item was taken away, or can no longer be read."""
        said = "上级已经没有可用的这个事项，本级的认领没有着落。"
        name = self.after.tenants[self.tenant].name
        return ClaimantImpact(self.tenant, name, self.item, self.title(old), (said,), (), (), (), gone=True)

    def kept(self) -> Iterator[str]:
        """Tell which changes above do not reach the claimant, because it has words of its own there."""
        for path, was, now in self._overridden():
            if was is not None and now is not None and was != now:
                yield f"上级改了“{name_of(path)}”，本级另有规定，仍按本级的执行。"

    def vanished(self) -> Iterator[Conflict]:
        """Warn of words of its own over something that is no longer there above."""
        document = self.after.claims[self.tenant][0]
        for path, was, now in self._overridden():
            if was is not None and now is None:
                mark = document.key_mark(("claims", self.item, *path.split(".")))
                message = f"上级已经删去“{name_of(path)}”，本级对它的改写没有了对象。"
                hint = "请确认仍要单独规定，或者删去这一项。"
                yield Conflict(message, hint, "36 §6", f"{document.path}:{mark.line}", blocks=False)

    def _overridden(self) -> Iterator[tuple[str, object, object]]:
        """Yield what the claimant itself sets: path, what it inherited before, what it inherits now."""
        was = self.before.inherited(self.item, self.tenant).data
        now = self.after.inherited(self.item, self.tenant).data
        for where, _value in units(_claims(self.after, self.item, self.tenant)):
            if where[0] not in _MARKS:
                yield ".".join(str(part) for part in where), _at(was, where), _at(now, where)


def _claims(workspace: Workspace, item: str, tenant: str) -> Mapping[str, object]:
    claims = workspace.claims[tenant][0].data.get("claims") if tenant in workspace.claims else None
    found = claims.get(item) if isinstance(claims, dict) else None
    return found if isinstance(found, dict) else {}


def _still_claims(after: Workspace, item: str, tenant: str) -> bool:
    """Tell whether the claim stands; one that the claimant itself gave up is no matter of a change upstream."""
    return tenant in after.claimants(item) if item in after.items else tenant in after.tenants


def _at(data: object, where: tuple[str | int, ...]) -> object:
    for part in where:
        data = data.get(part) if isinstance(data, Mapping) else None
    return as_json(data)


def _differs(before: Workspace, after: Workspace, item: str, tenant: str) -> bool:
    """Compare what a claimant has; what was refused changes no value, so that is compared too."""
    if item not in after.items:
        return True
    one, other = before.resolve(item, tenant), after.resolve(item, tenant)
    if _said_anew(before, after, item, tenant):
        return False  # the claimant changed its own words: nothing came from above
    told = [[(each.path, str(each.attempted)) for each in side.violations] for side in (one, other)]
    inherited = [hash_of(side.inherited(item, tenant).data) for side in (before, after)]
    return hash_of(one.data) != hash_of(other.data) or told[0] != told[1] or inherited[0] != inherited[1]


def _said_anew(before: Workspace, after: Workspace, item: str, tenant: str) -> bool:
    """Tell whether a claimant's own claim is all that differs: what it inherits and what all share is as it was."""
    if _claims(before, item, tenant) == _claims(after, item, tenant):
        return False
    one, other = (hash_of(side.inherited(item, tenant).data) for side in (before, after))
    return one == other and _shared(before) == _shared(after)


def _shared(workspace: Workspace) -> Mapping[str, str]:
    paths = (each for each in workspace.sources.paths() if each.startswith("item_defs/_shared/"))
    return {each: workspace.sources.read(each) for each in paths}


def _found(workspace: Workspace, item: str, tenant: str, today: date | None) -> tuple[Finding, ...]:
    """Return what loading, the rules and the compiler say of one claimant's item."""
    loaded = (each for each in workspace.findings if concerns(each, workspace, tenant, item))
    if item not in workspace.items or tenant not in workspace.claimants(item):
        return tuple(loaded)
    try:
        workspace.definition(item, tenant)
        compiled: tuple[Finding, ...] = ()
    except DefinitionRefused as refused:
        compiled = refused.findings
    return tuple(dict.fromkeys((*loaded, *lint_claim(workspace, item, tenant, today=today), *compiled)))


def _conflict(finding: Finding) -> Conflict:
    place = f"{finding.path}:{finding.line}"
    return Conflict(finding.message, finding.hint, finding.article, place, blocks=finding.is_error)


def _is_own(finding: Finding) -> bool:
    return finding.path.startswith("tenants/")


def _compiled(workspace: Workspace, item: str, tenant: str) -> Definition | None:
    if item not in workspace.items or tenant not in workspace.claimants(item):
        return None
    try:
        return workspace.definition(item, tenant)
    except DefinitionRefused:
        return None
