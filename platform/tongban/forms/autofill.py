"""What the browser may fill in about the person who types (WCAG 2.2, 1.3.5 Identify Input Purpose)."""

from __future__ import annotations

from collections.abc import Mapping

#: Data element → token of HTML's `autocomplete`. Only what is about the applicant; never an agent's or a bank's.
AUTOFILL: Mapping[str, str] = {
    "person.name": "name",
    "person.birth_date": "bday",
    "person.phone": "tel",
    "person.email": "email",
    "person.nationality": "country-name",
    "enterprise.name": "organization",
}
