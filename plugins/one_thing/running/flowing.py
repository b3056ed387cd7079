"""What the outcome of an earlier part is to a later one: a material that nobody brings, a value that nobody types."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from one_thing.language.model import Part, Takes
from one_thing.merging.splitting import Flow
from one_thing.running.tables import PartRow
from tongban.kit.cases import CaseRow, DocumentRow, LicenceRow, Office, case_of, taken_from, versions_of
from tongban.kit.definitions import Definition
from tongban.kit.law import Case, HandedIn, TakenFrom

_DECISIONS = ("grant_decision", "partial_grant_decision")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one granted part has brought: its case, its licence where it yields one, the text of its decision."""

    case: Case
    name: str
    issuer: str
    licence: LicenceRow | None
    licence_hash: str
    facts: Mapping[str, Any]  # by field of the licence, in JSON form
    digest: str  # of the very decision that counts

    def fact(self, name: str) -> object:
        """Give one fact; None where the outcome does not say it."""
        return self.facts.get(name)

    def stands_for(self, material: str, wanted: str | None) -> HandedIn:
        """Hand it in for a material: as the licence that is asked for, else as the decision itself (335 §32)."""
        if self.licence is not None and self.licence.type == wanted:
            return HandedIn(material, taken_from=taken_from(self.licence, self.licence_hash))
        return HandedIn(
            material,
            taken_from=TakenFrom(
                kind="outcome",
                code=self.case.number,
                name=self.name,
                number=self.licence.number if self.licence else self.case.number,
                issuer=self.issuer,
                holder=self.case.applicant.id,
                hash=self.digest,
                handed_on=self.case.decided_at.date() if self.case.decided_at else None,
            ),
        )


@dataclass(frozen=True, slots=True)
class Flown:
    """All that earlier parts have told one part."""

    flow: Flow
    handed_in: tuple[HandedIn, ...] = field(default_factory=tuple)


NOTHING = Flown(Flow({}))


def outcome_of(office: Office, row: CaseRow, definition: Definition) -> Outcome:
    """Read what a granted case has brought; the office is that of the tenant that decided it."""
    case, session = case_of(row), office.session
    licence = session.scalars(select(LicenceRow).where(LicenceRow.case_number == row.number)).first()
    version = versions_of(session, licence)[0] if licence is not None else None
    asked = select(DocumentRow).where(DocumentRow.case_number == row.number, DocumentRow.kind.in_(_DECISIONS))
    decision = session.scalars(asked.order_by(DocumentRow.issued_at.desc())).first()
    facts: dict[str, Any] = {"case_number": row.number}
    if licence is not None and version is not None:
        facts |= {"number": licence.number, "name": licence.holder_name, "issued_on": licence.issued_on.isoformat()}
        facts |= {"valid_until": licence.valid_until.isoformat()} if licence.valid_until else {}
        facts |= {each["id"]: each["value"] for each in version.body["fields"] if each.get("value") is not None}
    return Outcome(
        case,
        licence.name if licence else (definition.result.name if definition.result else row.title),
        case.authority or definition.authority.name,
        licence,
        version.hash if version else "",
        facts,
        hashlib.sha256((decision.markdown if decision else row.number).encode()).hexdigest(),
    )


def flow_to(part: Part, definition: Definition, outcomes: Mapping[str, Outcome]) -> Flown:
    """Gather what a part takes of the outcomes that are there."""
    fields: dict[str, object] = {}
    handed: list[HandedIn] = []
    for takes in part.takes:
        outcome = outcomes.get(takes.part)
        if outcome is None:
            continue
        if takes.material:
            wanted = next((each.licence for each in definition.materials if each.id == takes.material), None)
            handed.append(outcome.stands_for(takes.material, wanted))
        elif (value := outcome.fact(takes.fact)) is not None:
            fields[takes.field] = value
    return Flown(Flow(fields, tuple(each.material for each in handed)), tuple(handed))


def needed(part: Part, rows: Sequence[PartRow]) -> tuple[PartRow, ...]:
    """List the parts whose outcomes flow into this one."""
    sources = {each.part for each in part.takes}
    return tuple(each for each in rows if each.part in sources and each.case_number)


__all__ = ["NOTHING", "Flown", "Outcome", "Takes", "flow_to", "needed", "outcome_of"]
