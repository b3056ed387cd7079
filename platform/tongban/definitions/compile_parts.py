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


def time_of(data: Mapping[str, Any]) -> model.Time:
    """Compile both limits; decided on the spot means that there is no promised span (335 §25)."""
    statutory, promise = data["statutory"], data["promise"]
    return model.Time(
        statutory=None if statutory == "none" else span_of(statutory),
        promise=None if promise == "on_the_spot" else span_of(promise),
        statutory_note=data.get("statutory_note", ""),
    )


def fees_of(data: Any) -> tuple[model.Fee, ...]:
    """Compile fees. One without its own basis keeps an empty one; the linter refuses that (335 §27)."""
    if data == "none":
        return ()
    return tuple(
        model.Fee(each["name"], each["standard"], basis_of(each.get("basis", {"law": ""})), each.get("reduction", ""))
        for each in data
    )


def outcome_of(data: Any) -> model.Outcome | None:
    if data == "none":
        return None
    values = {key: data[key] for key in ("licence", "sample") if key in data}
    valid = span_of(data["valid"]) if "valid" in data else None
    return model.Outcome(name=data["name"], kind=data["kind"], valid=valid, **values)


def service_of(data: Mapping[str, Any]) -> model.Service:
    values = {key: value for key, value in data.items() if key != "counters"}
    return model.Service(**values, counters=tuple(model.Counter(**each) for each in data.get("counters", ())))
