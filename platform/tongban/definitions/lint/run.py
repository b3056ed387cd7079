"""Run the rules over a workspace."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tongban.definitions.finding import Finding, in_order
from tongban.definitions.lint.exemptions import Exemption, exemptions_of
from tongban.definitions.lint.registry import all_rules
from tongban.definitions.lint.rule import Of, Problem, Rule, Subject
from tongban.definitions.lint.rules.exemption import RULE as ABOUT_EXEMPTIONS
from tongban.definitions.rulebook import Rulebook
from tongban.definitions.workspace import Workspace

#: What is in force, by claimant and item: the resolved data of the published version.
Published = Mapping[tuple[str, str], Mapping[str, Any]]


@dataclass(slots=True)
class Judged:
    """What the rules say of an item; which exemptions it has, and which of them excused something."""

    findings: list[Finding] = field(default_factory=list)
    exemptions: dict[Exemption, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Linted:
    """What loading and the rules found; and every exemption, with its item and how many findings it keeps back."""

    findings: tuple[Finding, ...]
    exempted: tuple[tuple[str, Exemption, int], ...]


def lint(
    workspace: Workspace,
    only: Collection[str] = (),
    *,
    tenants: Collection[str] = (),
    today: date | None = None,
    published: Published | None = None,
) -> tuple[Finding, ...]:
    """Return what loading and the rules found, each once. `only` names items, `tenants` claimants; empty: all.

    `today` ends exemptions; `published` lets a rule compare with what is in force.
    """
    return linted(workspace, only, tenants=tenants, today=today, published=published).findings


def linted(
    workspace: Workspace,
    only: Collection[str] = (),
    *,
    tenants: Collection[str] = (),
    today: date | None = None,
    published: Published | None = None,
) -> Linted:
    """Lint as `lint` does, and keep what was exempted."""
    named = [name for name in workspace.items if not only or name in only]
    judged = {name: _item_judged(workspace, name, tenants, today, published) for name in named}
    found = [each for name in named for each in judged[name].findings]
    exempted = ((name, each, count) for name in named for each, count in judged[name].exemptions.items())
    return Linted(in_order((*workspace.findings, *found)), tuple(exempted))


def lint_item(workspace: Workspace, item: str, *, today: date | None = None) -> tuple[Finding, ...]:
    """Return what the rules say of one item and of all its claims, without what was found while loading."""
    return in_order(_item_judged(workspace, item, (), today, None).findings)


def lint_claim(
    workspace: Workspace,
    item: str,
    tenant: str,
    *,
    today: date | None = None,
    published: Mapping[str, Any] | None = None,
) -> tuple[Finding, ...]:
    """Return what stands between one claimant's item and its publication: rules on the item and on this claim."""
    of_item = workspace.kept.get(key := ("linted", item, today))  # the same for all its claimants
    if of_item is None:
        of_item = workspace.kept[key] = tuple(_judged([_written(workspace, item, today)]).findings)
    own = workspace.kept.get(mine := ("linted", item, today, tenant)) if published is None else None
    if own is None:
        claims = [tenant] if tenant in workspace.claimants(item) else []
        own = tuple(_judged(_claimed(workspace, item, each, today, published) for each in claims).findings)
        if published is None:  # nothing to be held against: asked of the same texts, the answer is the same
            workspace.kept[mine] = own
    return in_order((*of_item, *own))


def problems_of(
    workspace: Workspace, item: str, *, today: date | None = None
) -> Iterator[tuple[Subject, Rule, Problem]]:
    """Yield what the rules find in an item and in its claims, exempted or not."""
    for subject in _subjects(workspace, item, (), today, None):
        for rule in _rules_for(subject):
            for problem in rule.check(subject):
                yield subject, rule, problem


def _item_judged(
    workspace: Workspace, item: str, tenants: Collection[str], today: date | None, published: Published | None
) -> Judged:
    whole, *claims = _subjects(workspace, item, tenants, today, published)
    judged = _judged([whole, *claims])
    if not tenants:
        judged.findings += (ABOUT_EXEMPTIONS.finding(whole, each) for each in _idle(judged, today))
    return judged


def _judged(subjects: Iterable[Subject]) -> Judged:
    judged = Judged()
    for subject in subjects:
        exemptions = exemptions_of(subject)
        judged.exemptions |= {each: 0 for each in exemptions if each not in judged.exemptions}
        for rule in _rules_for(subject):
            for problem in rule.check(subject):
                excused = next((each for each in exemptions if each.covers(rule, subject, problem)), None)
                if excused is None:
                    judged.findings.append(rule.finding(subject, problem))
                else:
                    judged.exemptions[excused] += 1
    return judged


def _idle(judged: Judged, today: date | None) -> Iterator[Problem]:
    """Say which exemptions excuse nothing; one past its day is told by its rule."""
    for each, count in judged.exemptions.items():
        known = any(rule.code == each.rule and rule.exemptible for rule in all_rules())
        if known and not count and each.holds(today):
            message = f"对 {each.rule} 的豁免没有用处：{each.where or '整个事项'}并没有违反这条规则。"
            yield Problem(each.origin, message, "请删去这条豁免。")


def _rules_for(subject: Subject) -> Iterator[Rule]:
    of = Of.ITEM if subject.tenant is None else Of.CLAIM
    return (rule for rule in all_rules() if rule.of in (of, Of.BOTH))


def _subjects(
    workspace: Workspace, item: str, tenants: Collection[str], today: date | None, published: Published | None
) -> Iterator[Subject]:
    """Yield the item as its department wrote it, then each of its claims."""
    yield _written(workspace, item, today)
    for name in workspace.claimants(item):
        if not tenants or name in tenants:
            yield _claimed(workspace, item, name, today, (published or {}).get((name, item)))


def _written(workspace: Workspace, item: str, today: date | None) -> Subject:
    rulebooks = _rulebooks(workspace, workspace.claimants(item))
    return Subject(workspace, workspace.items[item], workspace.resolve(item), None, rulebooks, today=today)


def _claimed(
    workspace: Workspace, item: str, tenant: str, today: date | None, in_force: Mapping[str, Any] | None
) -> Subject:
    resolved, spec = workspace.resolve(item, tenant), workspace.tenants[tenant]
    own = _rulebooks(workspace, (tenant,))
    return Subject(workspace, workspace.items[item], resolved, spec, own, in_force, today)


def _rulebooks(workspace: Workspace, claimants: tuple[str, ...]) -> tuple[Rulebook, ...]:
    """Return the rulebooks under which an item runs; of one that nobody claims yet, all."""
    roots = {workspace.tree.root(each).id for each in claimants} or set(workspace.rulebooks)
    return tuple(workspace.rulebooks[each] for each in sorted(roots) if each in workspace.rulebooks)
