"""Compile a bundle's document with a tenant's offer laid over it; every condition is checked at its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from one_thing.language.model import Bundle, Given, Offer, Part, SharedField, SharedMaterial, Takes, Threshold
from tongban.kit.conditions import BOOL, is_name
from tongban.kit.language import (
    Compiling,
    Fault,
    QuestionAnswer,
    Shared,
    as_json,
    basis_of,
    compile_form,
    compile_situation,
    compile_tables,
    condition_scope,
    hash_of,
)

_TEXT_OR_NAME = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[A-Za-z_][A-Za-z0-9_.]*")
CONDITIONS = ("when", "required", "readonly", "computed")
FACTS = "facts"  # the section of the form that holds the facts


def thresholds_of(data: Mapping[str, Any], offer: Offer | None = None) -> tuple[Threshold, ...]:
    """Give the thresholds as a tenant has them."""
    own = offer.thresholds if offer else {}
    return tuple(
        Threshold(
            name,
            each["label"],
            own.get(name, each["value"]),
            each.get("unit", ""),
            basis_of(each["basis"]) if "basis" in each else None,
        )
        for name, each in data.get("thresholds", {}).items()
    )


def with_thresholds(text: str, thresholds: Mapping[str, Decimal | int]) -> str:
    """Write the numbers in the place of their names; quoted texts stay."""
    return _TEXT_OR_NAME.sub(
        lambda found: str(thresholds[found.group()]) if found.group() in thresholds else found.group(), text
    )


def asked_of(data: Mapping[str, Any], elements: Mapping[str, Shared], offer: Offer | None = None) -> dict[str, Any]:
    """Give what a bundle asks itself, as the plain data of an item: situation, one section of facts, tables."""
    numbers = {each.id: each.value for each in thresholds_of(data, offer)}
    facts = [expanded(each, elements) for each in data.get("facts", ())]
    asked: dict[str, Any] = {"applicants": data["applicants"], "situation": data.get("questions", ())}
    if facts:
        asked["form"] = [{"section": FACTS, "title": "基本情况", "fields": facts}]
    if data.get("tables"):
        asked["tables"] = data["tables"]
    written: dict[str, Any] = _filled(as_json(asked), numbers)
    return written


def expanded(entry: Mapping[str, Any], elements: Mapping[str, Shared]) -> dict[str, Any]:
    """Put the data element in the place of `use:`, as items do (F2)."""
    used = entry.get("use")
    if not isinstance(used, str) or used not in elements:
        return dict(entry)
    own = {key: value for key, value in entry.items() if key != "use"}
    said = {key: value for key, value in elements[used].data.items() if key != "source"}
    return {"id": used.rsplit(".", 1)[-1], "element": used} | said | own


def _filled(data: Any, numbers: Mapping[str, Decimal | int]) -> Any:
    if isinstance(data, dict):
        return {
            key: with_thresholds(value, numbers)
            if key in CONDITIONS and isinstance(value, str)
            else _filled(value, numbers)
            for key, value in data.items()
        }
    return [_filled(each, numbers) for each in data] if isinstance(data, list | tuple) else data


def try_compile(
    data: Mapping[str, Any], elements: Mapping[str, Shared], offer: Offer | None = None
) -> tuple[Bundle, tuple[Fault, ...]]:
    """Compile as far as it goes; say every fault with its path in the document."""
    asked = asked_of(data, elements, offer)
    compiling = Compiling(asked, condition_scope(asked))
    questions = compile_situation(asked, compiling)
    sections = compile_form(asked, compiling)
    tables = compile_tables(asked, compiling)
    faults = [_in_document(each) for each in compiling.faults]
    compiling.faults.clear()
    thresholds = thresholds_of(data, offer)
    numbers = {each.id: each.value for each in thresholds}
    left_out = set(offer.without) if offer else set()
    parts = tuple(
        _part(each, place, compiling, numbers)
        for place, each in enumerate(data["parts"])
        if each["part"] not in left_out
    )
    faults += compiling.faults
    plain = {key: data[key] for key in ("title", "summary", "lead", "rated", "visits") if key in data}
    delivery = data.get("delivery", {})
    bundle = Bundle(
        id=data["bundle"],
        leader=data.get("leader", data["parts"][0]["part"]),
        applicants=tuple(data["applicants"]),
        parts=parts,
        basis=tuple(basis_of(each) for each in data["basis"]),
        scope=compiling.scope,
        asked=asked,
        thresholds=thresholds,
        questions=questions,
        facts=tuple(each for section in sections for each in section.fields),
        tables=tables,
        shared=tuple(SharedField(**each) for each in data.get("shared", ())),
        materials=tuple(
            SharedMaterial(each["id"], each.get("name", ""), dict(each["of"])) for each in data.get("materials", ())
        ),
        themes=tuple(data.get("themes", ())),
        keywords=tuple(data.get("keywords", ())),
        notes=tuple(data.get("notes", ())),
        faq=tuple(QuestionAnswer(each["question"], each["answer"]) for each in data.get("faq", ())),
        together=delivery.get("together", True),
        ways=tuple(delivery.get("ways", ("window", "electronic"))),
        demonstration=tuple(data.get("demonstration", ())),
        hash=hash_of({"bundle": as_json(data), "asked": asked, "without": sorted(left_out)}),
        **plain,
    )
    return bundle, tuple(faults)


def _in_document(fault: Fault) -> Fault:
    """Lead a fault in the pseudo-item back to where the author wrote it."""
    where = fault.where
    if where[:1] == ("situation",):
        where = ("questions", *where[1:])
    elif where[:3] == ("form", 0, "fields"):
        where = ("facts", *where[3:])
    return Fault(where, fault.kind, fault.message, fault.hint, fault.column, fault.article)


def _part(entry: Mapping[str, Any], place: int, compiling: Compiling, numbers: Mapping[str, Decimal | int]) -> Part:
    where = ("parts", place)
    version = entry.get("version", "current")
    written = _filled({key: entry[key] for key in ("when",) if key in entry}, numbers)
    return Part(
        id=entry["part"],
        item=entry["item"],
        title=entry.get("title", ""),
        pinned=version["pinned"] if isinstance(version, dict) else None,
        when=compiling.condition(written, "when", where),
        after=tuple(entry.get("after", ())),
        given=tuple(
            _given(name, each, (*where, "given", name), compiling, numbers)
            for name, each in entry.get("given", {}).items()
        ),
        same=dict(entry.get("same", {})),
        apart=tuple(entry.get("apart", ())),
        takes=tuple(_takes(each) for each in entry.get("takes", ())),
    )


def _given(
    name: str, said: Any, where: tuple[str | int, ...], compiling: Compiling, numbers: Mapping[str, Decimal | int]
) -> Given:
    if not isinstance(said, dict):
        return Given(name, said)
    if "table" in said:
        compiling.table_of(said["table"], (*where, "table"), ("choice", "text", "number", "money"))
        return Given(name, table=said["table"])
    text = said["when"]
    filled = with_thresholds(text, numbers) if isinstance(text, str) else text
    return Given(name, when=compiling.expression(filled, (*where, "when"), compiling.scope, BOOL))


def _takes(entry: Mapping[str, Any]) -> Takes:
    return Takes(
        entry["from"],
        entry.get("material", ""),
        entry.get("field", ""),
        entry.get("fact", "number"),
        entry.get("only", False),
    )


__all__ = ["FACTS", "asked_of", "expanded", "is_name", "thresholds_of", "try_compile", "with_thresholds"]
