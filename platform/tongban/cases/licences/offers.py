"""What an applicant holds stands for what a material asks for: nobody brings it again (335 §30, §32; 7 §20)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tongban.cases.licences.standing import standing_of
from tongban.cases.licences.tables import LicenceRow
from tongban.cases.licences.wallet import held_by, versions_of
from tongban.definitions.model import Definition, Material
from tongban.law import Applicant, HandedIn
from tongban.law.case import TakenFrom


@dataclass(frozen=True, slots=True)
class Offer:
    """A licence that stands for a material; `elements` are what it says, by data element, in JSON form."""

    material: str
    licence: LicenceRow
    taken: TakenFrom
    prefills: bool
    elements: Mapping[str, Any] = field(default_factory=dict)

    @property
    def handed_in(self) -> HandedIn:
        return HandedIn(self.material, taken_from=self.taken)


def types_wanted(materials: Iterable[Material]) -> frozenset[str]:
    """List the licence types that may stand for materials; where nothing may be used again, none."""
    return frozenset(each.licence for each in materials if each.licence and _may_be_used(each))


def _may_be_used(material: Material) -> bool:
    """Tell whether the policy of licences lets it be used: a licence is the issuer's own word, whatever the paper's."""
    return material.trust_policy is not None and (material.trust != "issuer" or material.trust_policy.reuse)


def offers(session: Session, definition: Definition, applicant: Applicant, day: date) -> dict[str, Offer]:
    """Offer, by material, the licence in force that lasts longest; only the applicant's own, of its own kind."""
    wanted = types_wanted(definition.materials)
    if not wanted:
        return {}
    mine = [row for row in held_by(session, applicant.id, wanted) if _serves(row, applicant, day)]
    best: dict[str, LicenceRow] = {}
    for row in sorted(mine, key=lambda each: each.valid_until or date.max):
        best[row.type] = row
    contents = {row.type: versions_of(session, row)[0] for row in best.values()}
    found = {}
    for each in definition.materials:
        if each.licence in best and each.licence in wanted:
            row, version = best[each.licence], contents[each.licence]
            elements = {text["element"]: text["value"] for text in version.body["fields"] if text["element"]}
            found[each.id] = Offer(each.id, row, taken_from(row, version.hash), _prefills(each), elements)
    return found


def _serves(row: LicenceRow, applicant: Applicant, day: date) -> bool:
    """Tell whether a licence is in force and the applicant's: not that of a body which the applicant set up."""
    same = (row.holder_id, row.holder_kind) == (applicant.id, applicant.kind)
    return same and standing_of(row, day).in_force


def _prefills(material: Material) -> bool:
    return material.trust_policy is not None and (material.trust != "issuer" or material.trust_policy.prefill)


def taken_from(row: LicenceRow, version_hash: str) -> TakenFrom:
    """Say which version of which licence counted."""
    return TakenFrom(
        kind="licence",
        code=row.code,
        name=row.name,
        number=row.number,
        issuer=row.issuer,
        holder=row.holder_id,
        hash=version_hash,
        type=row.type,
        version=row.version,
        valid_until=row.valid_until,
    )
