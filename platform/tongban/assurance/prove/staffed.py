"""Claim: every step has somebody to do it, and as many as its four eyes need."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

from tongban.assurance.prove.codes import Findings
from tongban.definitions.model import Definition, Step
from tongban.law.roles import APPLICANT, INTAKE, NAMES, names_of

#: roles that a step may be given to: those of offices that handle cases
ROLES = frozenset(NAMES) - APPLICANT - {"tenant_admin", "supervisor", "operator", "system"}


def staffed_roles(staffing: Mapping[str, int] | None) -> frozenset[str]:
    """Give the roles that somebody has; all of them where nothing is said."""
    return ROLES if staffing is None else frozenset(role for role in ROLES if staffing.get(role, 0) > 0)


def prove_staffed(definition: Definition, staffing: Mapping[str, int] | None, findings: Findings) -> tuple[str, ...]:
    """Look at each step's role; return what was assumed or is needed, in Chinese."""
    staffed = staffed_roles(staffing)
    for place, step in enumerate(definition.process):
        if step.by not in ROLES:
            allowed = names_of(ROLES)
            findings.add(
                "TB323", ("process", place), f"环节“{step.name}”的岗位“{step.by}”不存在，可以写的有：{allowed}。"
            )
        elif step.by not in staffed:
            findings.add(
                "TB323", ("process", place), f"环节“{step.name}”由{names_of((step.by,))}办理，但是没有人担任。"
            )
        for role in sorted(set(step.countersign) - staffed):
            message = f"环节“{step.name}”由{names_of((role,))}会签，但是没有人担任。"
            findings.add("TB323", ("process", place), message)
    if not INTAKE & staffed and not definition.internal:
        findings.add("TB323", ("process",), f"没有人担任{names_of(INTAKE)}，不能受理和送达。")
    needs = people_needed(definition)
    if staffing is not None:
        _too_few(definition, staffing, needs, findings)
    assumed = () if staffing is not None else ("假定每个岗位都有人担任。",)
    return (*assumed, *(f"{names_of((role,))}至少需要 {count} 人。" for role, count in needs.items() if count > 1))


def people_needed(definition: Definition) -> Mapping[str, int]:
    """Count the people that each role needs so that nobody does two steps that must be in two hands (L8)."""
    graph = nx.Graph()
    graph.add_nodes_from(each.id for each in definition.process)
    graph.add_edges_from((step.id, other) for step in definition.process for other in step.four_eyes)
    needed: dict[str, int] = {}
    for role in sorted({role for each in definition.process for role in (each.by, *each.countersign)}):
        own = graph.subgraph(each.id for each in definition.process if each.by == role)
        colours = nx.greedy_color(own, strategy="DSATUR")
        needed[role] = max(1 + max(colours.values(), default=0), *(_hands(each, role) for each in definition.process))
    return needed


def _hands(step: Step, role: str) -> int:
    """Count the people of a role that one step needs: its owner, and each who signs beside the owner (会签)."""
    return (step.by == role) + step.countersign.count(role)


def _too_few(definition: Definition, staffing: Mapping[str, int], needs: Mapping[str, int], findings: Findings) -> None:
    for role, count in needs.items():
        there = staffing.get(role, 0)
        if 0 < there < count:
            step = _with_other_eyes(definition, role)
            message = (
                f"环节“{step.name}”应当由另一名{names_of((role,))}办理，现在只有 {there} 人，至少需要 {count} 人。"
            )
            findings.add("TB324", ("process", definition.process.index(step)), message)


def _with_other_eyes(definition: Definition, role: str) -> Step:
    """Find the step that needs another person of the role: by its four eyes, or by the signatures beside its owner."""
    return next(each for each in definition.process if (each.by == role and each.four_eyes) or _hands(each, role) > 1)
