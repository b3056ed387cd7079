"""Exemptions: an item, or a claim, says that one rule need not hold at one place until a day, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongban.definitions.layer import Layer
from tongban.definitions.lint.rule import Problem, Rule, Subject
from tongban.definitions.provenance import Origin
from tongban.definitions.strict_yaml import Path


@dataclass(frozen=True, slots=True)
class Exemption:
    """One exemption as it is written; `tenant` is the claimant that wrote it, None the item's department."""

    rule: str
    where: str  # dotted path with ids, such as materials.licence; empty: everywhere in the item
    reason: str
    until: date  # the last day on which it holds
    origin: Origin
    tenant: str | None = None

    def holds(self, today: date | None) -> bool:
        """Tell whether it still holds; without a day it does."""
        return today is None or today <= self.until

    def covers(self, rule: Rule, subject: Subject, problem: Problem) -> bool:
        """Tell whether it excuses a problem: same rule, within its place, not past its day, and a rule that may be."""
        if self.rule != rule.code or not rule.exemptible or not self.holds(subject.today):
            return False
        if not self.where:
            return True
        where = problem.where
        return not isinstance(where, Origin) and _within(self.where.split("."), subject.data, where)


def exemptions_of(subject: Subject) -> tuple[Exemption, ...]:
    """Return those of the item, of what it extends, and of the claims that lead to the claimant."""
    workspace, item = subject.workspace, subject.item.id
    found = [each for source in workspace.line_of(item) for each in _written(Layer(source.document))]
    if subject.tenant is not None:
        for spec in workspace.tree.line(subject.tenant.id):
            if spec.id in workspace.claimants(item):
                found += _written(Layer(workspace.claims[spec.id][0], ("claims", item), spec.id))
    return tuple(found)


def _written(layer: Layer) -> Iterator[Exemption]:
    listed = layer.data.get("exemptions")
    for place, each in enumerate(listed if isinstance(listed, list) else ()):
        yield Exemption(
            rule=each["rule"],
            where=each.get("where", ""),
            reason=each["reason"],
            until=date.fromisoformat(each["until"]),
            origin=layer.origin(("exemptions", place)),
            tenant=layer.tenant,
        )


def _within(wanted: list[str], data: Mapping[str, Any], where: Path) -> bool:
    """Tell whether a path leads through the parts that are wanted; an entry of a list goes by its id or its number."""
    below: Any = data
    if len(where) < len(wanted):
        return False
    for part, word in zip(where, wanted, strict=False):
        below = below[part] if isinstance(below, dict) and part in below else _entry(below, part)
        names = {str(part)}
        if isinstance(below, dict):
            names |= {str(below[key]) for key in ("id", "step", "section", "together", "rule") if key in below}
        if word not in names:
            return False
    return True


def _entry(listed: object, place: str | int) -> object:
    return listed[place] if isinstance(listed, list) and isinstance(place, int) and place < len(listed) else None
