"""Who acts on a case, and who applied."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """Who acts. Roles: applicant, agent, window_clerk, reviewer, chief_representative, tenant_admin, system."""

    id: str
    name: str
    role: str
    desk: str = ""  # of the office; empty: a member of staff who serves all of them


@dataclass(frozen=True)
class Applicant:
    """The person or body that applies. Kinds as in the definition: person, enterprise, …"""

    id: str
    kind: str
    name: str
    broken_promises: int = 0  # on record and not repaired when the application was handed in (ORD §31)


SYSTEM = Actor(id="system", name="系统", role="system")
