"""Compile resolved data to the frozen definition. The only writer of `Definition`.

The input is plain JSON data and nothing else, so that a published version, stored as it was resolved, compiles again to
the same definition with the same hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tongban.definitions import model
from tongban.definitions.codes import business_code, implementation_code
from tongban.definitions.compile_form import compile_checks, compile_form, compile_situation
from tongban.definitions.compile_materials import compile_materials
from tongban.definitions.compile_parts import authority_of, catalogue_of, further_of, service_of
from tongban.definitions.compile_process import compile_groups, compile_process
from tongban.definitions.compile_promises import (
    compile_commitment,
    compile_conditions,
    compile_fees,
    compile_results,
    time_of,
    tolerance_of,
)
from tongban.definitions.compile_tables import compile_tables
from tongban.definitions.compiling import Compiling, Fault
from tongban.definitions.complete import lacking_in_claim, lacking_in_item
from tongban.definitions.finding import DefinitionRefused, Finding, Severity
from tongban.definitions.kept_by_hash import KeptByHash
from tongban.definitions.promised import promise_section, spared
from tongban.definitions.scope import condition_scope
from tongban.definitions.vocabulary import dotted

MOST = 2000  # compiled definitions kept; a few tens of kilobytes each

_kept: KeptByHash[model.Definition] = KeptByHash(MOST)


@dataclass(frozen=True, slots=True)
class Compiled:
    """The definition, or None with the faults that stand in its way."""

    definition: model.Definition | None
    faults: tuple[Fault, ...]


def compile_resolved(data: Mapping[str, Any]) -> model.Definition:
    """Return the definition; raise `DefinitionRefused` with findings where the data cannot be compiled."""
    compiled = try_compile(data)
    if compiled.definition is None:
        raise DefinitionRefused(as_finding(fault, str(data.get("item", ""))) for fault in compiled.faults)
    return compiled.definition


def compiled_before(digest: str) -> model.Definition | None:
    """Return what this process has compiled of the data with a hash."""
    return _kept.get(digest)


def try_compile(data: Mapping[str, Any]) -> Compiled:
    """Compile as far as it goes; say every fault with its path. What was compiled before is not compiled again."""
    lacking = (*lacking_in_item(data), *lacking_in_claim(data))
    if lacking:
        faults = (Fault(where, "lacking", f"缺少“{dotted(where)}”。", "请补上这一项。") for where in lacking)
        return Compiled(None, tuple(faults))
    digest = hash_of(data)
    if (known := compiled_before(digest)) is not None:
        return Compiled(known, ())
    compiling = Compiling(data, condition_scope(data))
    definition = _definition(data, digest, compiling)
    if compiling.faults:
        return Compiled(None, tuple(compiling.faults))
    _kept.put(digest, definition)
    return Compiled(definition, ())


def condition_faults(data: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Return the faults of an item's conditions and fields, complete or not."""
    compiling = Compiling(data, condition_scope(data))
    _conditional_parts(data, compiling)
    return tuple(compiling.faults)


def hash_of(data: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the canonical JSON of resolved data."""
    text = json.dumps(_ordered(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _ordered(data: object) -> object:
    """Keep the order of choices, which people see, as a list of pairs; other keys have no order."""
    if isinstance(data, dict):
        found = {key: value if isinstance(value, str) else _ordered(value) for key, value in data.items()}
        if isinstance(choices := data.get("choices"), dict):
            found["choices"] = [[key, value] for key, value in choices.items()]
        return found
    if isinstance(data, list):
        return [each if isinstance(each, str) else _ordered(each) for each in data]
    return data


def as_finding(fault: Fault, path: str) -> Finding:
    """Say a fault where no source file is known any more."""
    message = f"{dotted(fault.where)}：{fault.message}"
    return Finding("TB050", Severity.ERROR, path, 0, fault.column, message, fault.article, fault.hint)


def _conditional_parts(data: Mapping[str, Any], compiling: Compiling) -> dict[str, Any]:
    parts = _written_parts(data, compiling)
    commitment: model.Commitment | None = parts["commitment"]
    if commitment is not None:
        parts["sections"] = (*parts["sections"], promise_section(commitment, parts["materials"]))
        parts["materials"] = spared(parts["materials"], commitment)
    return parts


def _written_parts(data: Mapping[str, Any], compiling: Compiling) -> dict[str, Any]:
    return {
        "situation": compile_situation(data, compiling),
        "sections": compile_form(data, compiling),
        "tables": compile_tables(data, compiling),
        "checks": compile_checks(data, compiling),
        "conditions": compile_conditions(data, compiling),
        "materials": compile_materials(data, compiling),
        "commitment": compile_commitment(data, compiling),
        "process": compile_process(data, compiling),
        "groups": compile_groups(data, compiling),
        "fees": compile_fees(data, compiling),
        "results": compile_results(data, compiling),
    }


def _definition(data: Mapping[str, Any], digest: str, compiling: Compiling) -> model.Definition:
    entry, authority = data["catalogue"], authority_of(data["authority"])
    implementation = implementation_code(authority.uscc, data.get("level"), entry.get("base_code"))
    return model.Definition(
        item=data["item"],
        tenant=data.get("tenant", ""),
        title=data["title"],
        summary=data["summary"],
        catalogue=catalogue_of(entry),
        authority=authority,
        applicants=tuple(data["applicants"]),
        time=time_of(data["time"]),
        tolerance=tolerance_of(data),
        service=service_of(data["service"]),
        questions=tuple(model.QuestionAnswer(each["question"], each["answer"]) for each in data.get("questions", ())),
        wording=tuple(model.Wording(kind, text) for kind, text in sorted(data.get("wording", {}).items())),
        translation=tuple(model.Wording(kind, text) for kind, text in sorted(data.get("translations", {}).items())),
        implementation_code=implementation,
        business_code=business_code(implementation, data.get("case_no")),
        hash=digest,
        **_conditional_parts(data, compiling),
        **further_of(data),
    )
