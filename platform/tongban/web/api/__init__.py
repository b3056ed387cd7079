"""The REST API for programs of applicants: items, applications, materials, cases; JSON, tokens, OpenAPI 3.1."""

from __future__ import annotations

from tongban.web.api import (
    access,
    applications,
    cases,
    documents,
    evaluation,
    licences,
    own_acts,
    tenants,
    tickets,
    uploads,
)
from tongban.web.api.room import blueprint

__all__ = [
    "access",
    "applications",
    "blueprint",
    "cases",
    "documents",
    "evaluation",
    "licences",
    "own_acts",
    "tenants",
    "tickets",
    "uploads",
]
