"""Type once, offered in every form: what the applicant's account and earlier cases say, by data element (F4).

What is kept is the applicant's own (person, enterprise, bank); an agent, a place or a promise belongs to one case only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tongban.cases.licences.offers import Offer
from tongban.definitions import Definition
from tongban.definitions.model import Field
from tongban.errors import TongbanError
from tongban.fields import field_types
from tongban.forms import options_of

_OWN = ("person.", "enterprise.", "bank.")
ACCOUNT = "account"  # the source of what the account itself says


@dataclass(frozen=True, slots=True)
class Offered:
    """A value offered for a field. `source` is `ACCOUNT`, or the number of a case or of a licence.

    `licence` is that licence's name, or the source of a plugin; empty for other sources.
    """

    value: object
    source: str
    licence: str = ""


def offered(
    definition: Definition,
    profile: Mapping[str, Any],
    *,
    kind: str,
    name: str,
    licences: Iterable[Offer] = (),
    sources: Mapping[str, Mapping[str, object]] | None = None,
) -> dict[str, Offered]:
    """Offer what is known, by field id; what this definition would not take is left out.

    `sources` are those of plugins: title → values by data element; they come after all that the house itself knows.
    What a licence says comes before what the applicant typed once: its issuer answers for it (7 §20).
    """
    known: dict[str, Offered] = {}
    for title, values in (sources or {}).items():
        known |= {element: Offered(value, title, title) for element, value in values.items()}
    known |= {element: Offered(each["value"], str(each["from"])) for element, each in profile.items()}
    known["person.name" if kind == "person" else "enterprise.name"] = Offered(name, ACCOUNT)
    for each in licences:
        if each.prefills:
            row = each.licence
            known |= {element: Offered(value, row.number, row.name) for element, value in each.elements.items()}
    found: dict[str, Offered] = {}
    for field in definition.fields:
        given = known.get(field.element or "")
        if given is not None and field.computed is None and (value := _taken(field, given.value)) is not None:
            found[field.id] = Offered(value, given.source, given.licence)
    return found


def _taken(field: Field, data: object) -> object:
    """Read a kept value as this field would; None where it does not fit."""
    kind, options = field_types[field.type], options_of(field)
    try:
        value = kind.from_json(data, options)
    except TongbanError:
        return None
    return None if kind.check(value, options) else value


def remembered(
    definition: Definition, answers: Mapping[str, object], profile: Mapping[str, Any], number: str
) -> dict[str, Any]:
    """Add to a profile what the applicant has just given. `answers` are in their JSON form, as a case keeps them."""
    new = {
        field.element: {"value": answers[field.id], "from": number}
        for field in definition.fields
        if field.element and field.element.startswith(_OWN) and answers.get(field.id) is not None
    }
    return {**profile, **new}
