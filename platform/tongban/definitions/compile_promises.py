"""Compile what office and applicant promise each other: limits, commitment, tolerance, fees, results."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tongban.conditions import NUMBER
from tongban.definitions import model
from tongban.definitions.compile_licences import compile_entered, compile_fill, licence_types
from tongban.definitions.compile_parts import basis_of, span_of
from tongban.definitions.compiling import Compiling, Fault
from tongban.definitions.scope import PROMISED
from tongban.definitions.strict_yaml import Path


def time_of(data: Mapping[str, Any]) -> model.Time:
    """Compile both limits; decided on the spot means that there is no promised span (335 §25)."""
    statutory, promise = data["statutory"], data["promise"]
    return model.Time(
        statutory=None if statutory == "none" else span_of(statutory),
        promise=None if promise == "on_the_spot" else span_of(promise),
        statutory_note=data.get("statutory_note", ""),
    )


def compile_conditions(data: Mapping[str, Any], compiling: Compiling) -> tuple[model.AcceptanceCondition, ...]:
    found = []
    for place, each in enumerate(data.get("conditions", ())):
        entry = {"text": each} if isinstance(each, str) else each
        when = compiling.condition(entry, "when", ("conditions", place))
        negative = entry.get("kind") == "negative"
        found.append(model.AcceptanceCondition(entry["text"], entry.get("standard", ""), when, negative))
    return tuple(found)


def compile_fees(data: Mapping[str, Any], compiling: Compiling) -> tuple[model.Fee, ...]:
    """Compile fees. One without its own basis keeps an empty one; the linter refuses that (335 §27)."""
    listed = data.get("fees", "none")
    return () if listed == "none" else tuple(_fee(each, ("fees", n), compiling) for n, each in enumerate(listed))


def _fee(entry: Mapping[str, Any], where: Path, compiling: Compiling) -> model.Fee:
    amount = None
    if "amount" in entry:
        amount = compiling.expression(entry["amount"], (*where, "amount"), compiling.scope, NUMBER)
    if "table" in entry:
        compiling.table_of(entry["table"], (*where, "table"), ("number", "money"))
        if "amount" in entry:
            message, hint = "金额或者按公式算，或者按决策表查，只能写一种。", "请删去 amount 或者 table。"
            compiling.faults.append(Fault((*where, "table"), "fee", message, hint))
    return model.Fee(
        name=entry["name"],
        standard=entry["standard"],
        basis=basis_of(entry.get("basis", {"law": ""})),
        reduction=_reduction(entry.get("reduction"), (*where, "reduction"), compiling),
        amount=amount,
        table=entry.get("table", ""),
        note=entry.get("note", ""),
        online=entry.get("online", False),
    )


def _reduction(entry: str | Mapping[str, Any] | None, where: Path, compiling: Compiling) -> model.Reduction | None:
    if entry is None or isinstance(entry, str):
        return model.Reduction(entry) if entry else None
    basis = basis_of(entry["basis"]) if "basis" in entry else None
    return model.Reduction(entry["text"], compiling.condition(entry, "when", where), basis)


def compile_results(data: Mapping[str, Any], compiling: Compiling) -> tuple[model.Outcome, ...]:
    """Compile what a grant yields: nothing, one result, or several with their conditions."""
    result = data.get("result", "none")
    if result == "none":
        return ()
    listed = result if isinstance(result, list) else [result]
    many = isinstance(result, list)
    return tuple(
        _outcome(each, ("result", place) if many else ("result",), compiling) for place, each in enumerate(listed)
    )


def _outcome(entry: Mapping[str, Any], where: Path, compiling: Compiling) -> model.Outcome:
    values = {key: entry[key] for key in ("licence", "sample", "validity_note") if key in entry}
    valid = span_of(entry["valid"]) if "valid" in entry else None
    when = compiling.condition(entry, "when", where)
    return model.Outcome(
        name=entry["name"],
        kind=entry["kind"],
        valid=valid,
        when=when,
        licence_type=licence_types(compiling.data).get(entry.get("licence", "")),
        fill=compile_fill(entry, where, compiling),
        entered=compile_entered(entry),
        **values,
    )


def compile_commitment(data: Mapping[str, Any], compiling: Compiling) -> model.Commitment | None:
    """Compile what may be promised instead of shown (ORD §31); it can replace only materials that are asked for."""
    entry = data.get("commitment")
    if entry is None:
        return None
    known = {str(each["id"]) for each in data.get("materials", ())}
    fields = (each["id"] for section in data.get("form", ()) for each in section["fields"])
    if PROMISED in (*fields, *(each["id"] for each in data.get("situation", ()))):
        message = f"有告知承诺的事项，编号“{PROMISED}”由平台使用。"
        compiling.faults.append(Fault(("commitment",), "commitment", message, "请给那个字段换一个编号。"))
    for place, each in enumerate(entry["replaces"]):
        if each not in known:
            where = ("commitment", "replaces", place)
            message = f"没有编号为“{each}”的材料可以用承诺代替。"
            compiling.faults.append(Fault(where, "unknown_place", message, compiling.near(each, known)))
    return model.Commitment(
        promise=entry["promise"],
        requirements=tuple(entry["requirements"]),
        replaces=tuple(entry["replaces"]),
        check=model.CommitmentCheck(span_of(entry["check"]["within"]), entry["check"]["by"]),
        consequence=entry["consequence"],
        when=compiling.condition(entry, "when", ("commitment",), scope=compiling.scope.before(PROMISED)),
        excluded=entry.get("excluded", ""),
        basis=basis_of(entry["basis"]) if "basis" in entry else None,
    )


def tolerance_of(data: Mapping[str, Any]) -> model.Tolerance | None:
    return model.Tolerance(**data["tolerance"]) if "tolerance" in data else None
