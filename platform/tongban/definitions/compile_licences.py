"""Compile licence types, and what of an application fills a licence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tongban.definitions import model
from tongban.definitions.compiling import Compiling, Fault
from tongban.definitions.strict_yaml import Path


def licence_types(data: Mapping[str, Any]) -> dict[str, model.LicenceType]:
    """Return the types that the resolved data carry; a version from before they did has none."""
    return {name: _type(name, each) for name, each in data.get("licences", {}).items()}


def _type(name: str, entry: Mapping[str, Any]) -> model.LicenceType:
    numbering = entry.get("numbering", {})
    return model.LicenceType(
        id=name,
        name=entry["name"],
        issuer=entry["issuer"],
        holders=tuple(entry["holders"]),
        fields=tuple(_field(key, each) for key, each in entry.get("fields", {}).items()),
        numbering=numbering.get("pattern", ""),
        standard=numbering.get("standard", ""),
    )


def _field(name: str, entry: str | Mapping[str, Any]) -> model.LicenceField:
    if isinstance(entry, str):
        return model.LicenceField(name, entry)
    return model.LicenceField(
        id=name,
        label=entry["label"],
        given=entry.get("given", ""),
        element=entry.get("element", ""),
        optional=entry.get("optional", False),
    )


def compile_fill(
    entry: Mapping[str, Any], where: Path, compiling: Compiling
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Compile which answers fill which field of the licence; of several the first that was given."""
    found = []
    known = {str(each["id"]) for each in compiling.data.get("situation", ())}
    known |= {str(each["id"]) for section in compiling.data.get("form", ()) for each in section["fields"]}
    for name, said in entry.get("fill", {}).items():
        answers = (said,) if isinstance(said, str) else tuple(said)
        for each in answers:
            if each not in known:
                message = f"没有编号为“{each}”的问题或者字段，不能填入证照。"
                fault = Fault((*where, "fill", name), "unknown_place", message, compiling.near(each, known))
                compiling.faults.append(fault)
        found.append((name, answers))
    return tuple(found)


def compile_entered(entry: Mapping[str, Any]) -> tuple[model.Entered, ...]:
    """Compile what the decision itself adds to the licence; wanted, unless it is said to be optional."""
    said = (
        (name, each if isinstance(each, dict) else {"type": each}) for name, each in entry.get("entered", {}).items()
    )
    return tuple(model.Entered(name, each["type"], each.get("optional", False)) for name, each in said)
