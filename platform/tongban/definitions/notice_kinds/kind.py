"""The kinds of notices with the values that exist where each is sent, and whether a tenant may word it (N1).

Names are written as `tongban.wording.Names` reads them: `due_on`, `reasons[]`, `deficiencies[].missing`. The city's
standard wordings are in `item_defs/_shared/notices/<kind>.md`. A decision's words carry rights and remedies
(licensing law art. 38; ORD §16), so only the city words it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

#: Values that every notice has.
ALWAYS_THERE = (
    "applicant_name", "item_title", "case_number", "authority", "tenant_name", "received_on", "date", "number",
    "basis[]", "basis[].law", "basis[].article", "phone", "complaints", "address", "hours",
)  # fmt: skip

#: Whom a notice speaks to: the applicant; the office itself, in the applicant's own words; another office.
Reader: TypeAlias = Literal["applicant", "office", "department"]
#: What an office's seal is for; which seal that is, its tenant says (`seals` in tenant.yaml).
SealUse: TypeAlias = Literal["acceptance", "approval", "fees", "evidence", "complaints"]


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """One kind of notice."""

    id: str
    title: str
    own: tuple[str, ...]  # values beside those that every notice has
    open: bool  # may a tenant vary the wording?
    article: str
    mark: str = "告"  # tells kinds apart in the document number, as each kind is counted on its own
    seal: SealUse = "acceptance"
    reader: Reader = "applicant"
    further: bool = False  # sent beside what the law orders (`TellFurther`): what a plugin has to tell
    ordinary: bool = True  # can any item's case bring it about? the others belong to a path that an item may not have

    @property
    def values(self) -> frozenset[str]:
        return frozenset((*ALWAYS_THERE, *self.own))
