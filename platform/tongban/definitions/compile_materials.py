"""Compile what must be shown (申请材料)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tongban.definitions import model
from tongban.definitions.compile_licences import licence_types
from tongban.definitions.compile_parts import basis_of, span_of
from tongban.definitions.compiling import Compiling

_NAMED = (
    "source", "source_note", "trust", "issuer", "licence", "result_of", "form", "max_mb", "originals", "copies",
    "copy_note", "paper", "blank_form", "help", "sample", "in_person", "note",
)  # fmt: skip


def compile_materials(data: Mapping[str, Any], compiling: Compiling) -> tuple[model.Material, ...]:
    policies = {name: _trust(name, each) for name, each in data.get("trust", {}).items()}
    types = licence_types(data)
    return tuple(
        _material(each, place, compiling, policies, types) for place, each in enumerate(data.get("materials", ()))
    )


def _material(
    entry: Mapping[str, Any],
    place: int,
    compiling: Compiling,
    policies: Mapping[str, model.TrustLevel],
    types: Mapping[str, model.LicenceType],
) -> model.Material:
    where = ("materials", place)
    values: dict[str, Any] = {key: entry[key] for key in _NAMED if key in entry}
    values |= {key: tuple(entry[key]) for key in ("formats", "criteria") if key in entry}
    values |= {key: span_of(entry[key]) for key in ("may_follow", "issued_within") if key in entry}
    if "result_of" in entry or "shared_data" in entry:
        # Government holds it, so that nobody is asked to bring it (7 §20; 335 §32).
        values = {"source": "government", "trust": "issuer"} | values
    if "basis" in entry:
        values["basis"] = tuple(basis_of(each) for each in entry["basis"])
    return model.Material(
        id=entry["id"],
        name=entry["name"],
        when=compiling.condition(entry, "when", where),
        required=compiling.required(entry, where),
        shared_data=_shared(entry.get("shared_data")),
        licence_type=types.get(entry.get("licence", "")),
        trust_policy=policies.get(values.get("trust", "uploaded")),
        **values,
    )


def _shared(entry: Mapping[str, Any] | str | None) -> model.SharedData | None:
    """Compile what `expand` put in the place of the id; an id that nothing is known of keeps its name."""
    if entry is None:
        return None
    if isinstance(entry, str):
        return model.SharedData(entry, entry, "")
    return model.SharedData(entry["id"], entry["name"], entry["provider"], tuple(entry.get("fields", {}).items()))


def _trust(name: str, entry: Mapping[str, Any]) -> model.TrustLevel:
    """Compile the policy of one level of trust; `reuse` is `none`, `while_valid` or a span."""
    plain = {key: value for key, value in entry.items() if key != "reuse"}
    reuse = entry["reuse"]
    within = span_of(reuse) if isinstance(reuse, dict) else None
    return model.TrustLevel(id=name, reuse=reuse != "none", reuse_within=within, **plain)
