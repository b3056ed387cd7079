"""Compile the parts of a definition that hold no conditions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tongban.definitions import model


def span_of(data: Mapping[str, int]) -> model.Span:
    ((unit, amount),) = data.items()
    return model.Span(amount, model.Unit(unit))


def basis_of(data: Mapping[str, str]) -> model.Basis:
    return model.Basis(**data)


def authority_of(data: Mapping[str, str]) -> model.Authority:
    return model.Authority(**data)


def catalogue_of(entry: Mapping[str, Any]) -> model.CatalogueEntry:
    plain = ("base_code", "local_code", "powers", "central_department", "state", "effective", "cancelled", "parent")
    return model.CatalogueEntry(
        id=entry["id"],
        name=entry["name"],
        kind=entry["kind"],
        department=entry["department"],
        basis=tuple(basis_of(each) for each in entry.get("basis", ())),
        levels=tuple(entry.get("levels", ())),
        mappings=tuple(model.CodeMapping(**each) for each in entry.get("mappings", ())),
        themes=tuple(entry.get("themes", ())),
        **{key: entry[key] for key in plain if key in entry},
    )


def service_of(data: Mapping[str, Any]) -> model.Service:
    listed = {"counters": model.Counter, "consult": model.Contact, "complain": model.Contact, "kiosks": model.Kiosk}
    values: dict[str, Any] = {key: value for key, value in data.items() if key not in (*listed, "appointment")}
    values |= {key: tuple(kind(**each) for each in data.get(key, ())) for key, kind in listed.items()}
    if "appointment" in data:
        entry = data["appointment"]
        values["appointment"] = model.Appointment(**(entry | {"slots": tuple(entry.get("slots", ()))}))
    return model.Service(**values)


def remedies_of(data: Mapping[str, Any]) -> model.Remedies:
    return model.Remedies(**{key: model.Remedy(**each) for key, each in data.items()})


def further_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the elements that most items do not have, as far as they are written."""
    plain = ("visits", "visits_reason", "online_depth", "central_department", "powers", "village_agent", "in_hall")
    values: dict[str, Any] = {key: data[key] for key in (*plain, "online_payment", "case_no") if key in data}
    lists = ("channels", "delivery", "themes", "keywords", "demonstration", "rights", "obligations")
    values |= {key: tuple(data[key]) for key in (*lists, "joint_departments") if key in data}
    whole = {"reach": model.Reach, "courier": model.Courier, "local": model.LocalCode}
    values |= {key: kind(**data[key]) for key, kind in whole.items() if key in data}
    if "supplement_within" in data:
        values["supplement_within"] = span_of(data["supplement_within"])
    if "remedies" in data:
        values["remedies"] = remedies_of(data["remedies"])
    if "quantity_limit" in data:
        values["quantity_limit"] = model.QuantityLimit(**_with_basis(data["quantity_limit"]))
    if "intermediaries" in data:
        listed = data["intermediaries"]
        values["intermediaries"] = tuple(model.Intermediary(**_with_basis(each)) for each in listed)
    return values


def _with_basis(entry: Mapping[str, Any]) -> dict[str, Any]:
    basis = {"basis": basis_of(entry["basis"])} if "basis" in entry else {}
    return {**entry, **basis}
