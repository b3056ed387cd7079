"""Tell each cause once: a finding that follows from another is counted in it, and what is a contradiction is named so.

One pair of checks that exclude each other can keep everybody from a whole part of the form. People need to hear of the
pair, and how much hangs on it; not of every field of the part with the same rules again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import z3

from tongban.assurance.prove.codes import Cause, Findings
from tongban.assurance.prove.proof import Claim, ProvenFinding
from tongban.assurance.prove.reach import Examination
from tongban.assurance.prove.rules import Kind

MOST_NAMES = 5
CONTRADICTIONS = ("TB304", "TB305")
_ASKING = (Kind.CHECK, Kind.BOUNDS, Kind.REQUIRED, Kind.COMPUTED)


@dataclass(slots=True)
class Root:
    """A cause, the finding that tells it, and the findings that follow from it."""

    told: ProvenFinding
    cause: Cause
    follow: list[tuple[ProvenFinding, Cause]] = field(default_factory=list)


def gather_causes(exam: Examination, findings: Findings) -> None:
    """Leave one finding for each cause, those first on which most hangs; what has no cause comes after."""
    pairs = list(zip(findings.listed, findings.causes, strict=True))
    roots: list[Root] = []
    caused = [(told, cause) for told, cause in pairs if cause is not None]
    for told, cause in sorted(caused, key=lambda each: (each[0].finding.code not in CONTRADICTIONS, len(each[1].core))):
        _lay(exam, roots, told, cause)
    ordered = sorted(roots, key=lambda each: (-len(each.follow), each.told.finding.code not in CONTRADICTIONS))
    others = [told for told, cause in pairs if cause is None]
    findings.listed = [*(_said(exam, findings, each) for each in ordered), *others]
    findings.causes = [*(each.cause for each in ordered), *(None for _ in others)]


def lost_steps(findings: Findings) -> tuple[str, ...]:
    """List by title the steps that nobody reaches; to be asked before causes are gathered."""
    return tuple(each.lost for each in findings.causes if each is not None and each.key.startswith("step:"))


def _lay(exam: Examination, roots: list[Root], told: ProvenFinding, cause: Cause) -> None:
    """Lay a finding to the cause that it follows from, unless it has one of its own besides."""
    for root in roots:
        if _follows(exam, cause, root.cause):
            other = _besides(exam, cause, root.cause)
            if other is None or any(_follows(exam, other, each.cause) for each in roots):
                root.follow.append((told, cause))
                return
            message = other.retold(other.core) if other.retold is not None else told.finding.message
            shows = told.witness.shows if told.witness is not None else ""
            witness = exam.refused(other.core, *other.goals, shows=shows) if told.witness is not None else None
            told, cause = replace(told, finding=replace(told.finding, message=message), witness=witness), other
            break
    roots.append(Root(told, cause))


def _follows(exam: Examination, cause: Cause, root: Cause) -> bool:
    """Say whether what is lost always lies where the root's rules exclude each other."""
    if not set(root.core) <= set(cause.core):
        return False
    rest = [key for key in cause.core if key not in root.core and key in exam.applicant.rules]
    return exam.applicant.solver.ask(rest, *cause.goals, z3.Not(exam.applicant.solver.every(root.goals))).no


def _besides(exam: Examination, cause: Cause, root: Cause) -> Cause | None:
    """Look for a reason that would be left, were the root mended."""
    if cause.retold is None:
        return None
    solver, left = exam.applicant.solver, [key for key in exam.valid() if key not in root.core]
    reply = solver.ask(left, *cause.goals)
    if not reply.no:
        return None
    own = tuple(key for key in cause.core if key not in exam.applicant.rules)
    return replace(cause, core=(*solver.least_core(reply.core, *cause.goals), *own))


def _said(exam: Examination, findings: Findings, root: Root) -> ProvenFinding:
    """Tell a cause with what follows from it."""
    told = _as_contradiction(exam, findings, root)
    first = (root.cause.lost,) if root.cause.lost and told.finding.code != root.told.finding.code else ()
    lost = (*first, *dict.fromkeys(cause.lost for _, cause in root.follow if cause.lost))
    behind = (root.told, *(follower for follower, _ in root.follow))
    also = dict.fromkeys((*told.also, *(each.claim for each in behind)))
    message = told.finding.message + (_hanging(lost) if lost else "")
    finding = replace(told.finding, message=message)
    return replace(told, finding=finding, lost=lost, also=tuple(each for each in also if each is not told.claim))


def _hanging(lost: Sequence[str]) -> str:
    names = "、".join(lost[:MOST_NAMES])
    return f"因此用不到或者选不了的有 {len(lost)} 项：{names}{'等' if len(lost) > MOST_NAMES else ''}。"


def _as_contradiction(exam: Examination, findings: Findings, root: Root) -> ProvenFinding:
    """Tell an answer or situation that a check and another demand exclude as what it is: demands that are opposite."""
    rules = [exam.applicant.rules[key] for key in root.cause.core if key in exam.applicant.rules]
    checks = [each for each in rules if each.kind is Kind.CHECK]
    asking = [each for each in rules if each.kind in _ASKING]
    if root.told.finding.code not in ("TB302", "TB303") or not checks or len(asking) < 2:
        return root.told
    bounds = [f"“{each.said}”的范围" for each in rules if each.kind is Kind.BOUNDS]
    must = [f"“{each.said}”的必填要求" for each in rules if each.kind is Kind.REQUIRED]
    named = [f"核对规则“{each.of}”" for each in checks] + (bounds or must if len(checks) == 1 else [])
    where = root.cause.lost.removesuffix("的情形")
    opposite = f"{'与'.join(named)}要求相反"
    excluding = exam.teller.excluding(each.key for each in rules)
    if (
        len(checks) == 1 and root.told.finding.code == "TB303"
    ):  # an answer that one check cannot take stays its own code
        message = f"{where}以后，没有能够通过的申请：{opposite}。{excluding}"
        return replace(root.told, finding=replace(root.told.finding, message=message), also=(Claim.CONSISTENT,))
    place = [each.id for each in exam.applicant.definition.checks].index(checks[-1].of)
    made = findings.made("TB305", ("checks", place), f"{where}时，{opposite}，没有申请能够通过。{excluding}")
    return ProvenFinding(Claim.CONSISTENT, made, root.told.witness)
