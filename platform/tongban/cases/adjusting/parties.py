"""Offices as parties to a case: under an id that no applicant's account can have."""

from __future__ import annotations

import hashlib

from tongban.law import Applicant

ADJUSTED = "adj:"  # before a case number, which always has 21 characters
_LONGEST = 40  # of an applicant's id


def party_of(tenant: str) -> str:
    """Give the id under which an office proposes; a long tenant id is shortened to its hash."""
    named = f"office:{tenant}"
    return named if len(named) <= _LONGEST else f"office:{hashlib.sha256(tenant.encode()).hexdigest()[:32]}"


def party_of_adjustment(number: str) -> str:
    """Give the id under which the claims of one adjustment are found, all over the city."""
    return f"{ADJUSTED}{number}"


def office(party: str, name: str) -> Applicant:
    return Applicant(party, "institution", name)
