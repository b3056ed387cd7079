"""Read an agreement strictly: on any fault there is none, and each fault has its line and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sichuan_chongqing.agreements.model import (
    AgreedItem,
    AgreedMaterial,
    Agreement,
    Basis,
    Custody,
    Mode,
    Recognised,
    Region,
    Side,
    Teller,
)
from sichuan_chongqing.agreements.vocabulary import AgreementFile
from tongban.kit.definitions import Document, Finding, Severity, read_yaml
from tongban.kit.vocabulary import check_vocabulary


@dataclass(frozen=True, slots=True)
class Loaded:
    """An agreement and the document it came from, or None and what was found."""

    agreement: Agreement | None
    document: Document | None
    findings: tuple[Finding, ...]


def load_agreement(text: str, path: str) -> Loaded:
    """Read one file; exactly two sides are an agreement of this kind."""
    document, findings = read_yaml(text, path)
    if document is None:
        return Loaded(None, None, findings)
    findings = (*findings, *check_vocabulary(document, AgreementFile), *_other_than_two(document))
    if findings:
        return Loaded(None, document, findings)
    return Loaded(_agreement(document.data), document, ())


def _other_than_two(document: Document) -> tuple[Finding, ...]:
    sides = document.data.get("sides")
    if not isinstance(sides, dict) or len(sides) in (0, 1, 2):
        return ()
    mark = document.mark(("sides",))
    message, hint = f"协议由两方签订，这里写了 {len(sides)} 方。", "多方之间请两两签订，各写一份。"
    return (Finding("TB013", Severity.ERROR, document.path, mark.line, mark.column, message, "", hint),)


def _agreement(data: Mapping[str, Any]) -> Agreement:
    return Agreement(
        id=data["agreement"],
        title=data["title"],
        version=data["version"],
        valid_from=date.fromisoformat(data["valid"]["from"]),
        valid_until=date.fromisoformat(data["valid"]["until"]),
        basis=tuple(Basis(each["law"], each.get("article", ""), each.get("number", "")) for each in data["basis"]),
        sides=tuple(_side(side, each) for side, each in data["sides"].items()),
        tells={what: Teller(who) for what, who in data["tells"].items()},
        custody=Custody(tuple(data["custody"]["couriers"]), *(data["custody"][key] for key in _SPANS)),
        licences=tuple(_licence(licence, each) for licence, each in data.get("licences", {}).items()),
        items=tuple(_item(item, each) for item, each in data["items"].items()),
    )


_SPANS = ("hand_over", "confirm", "missing_after")


def _side(side: str, data: Mapping[str, Any]) -> Side:
    regions = tuple(Region(each["tenant"], each["division"], each["name"]) for each in data["regions"])
    return Side(side, data["title"], data["calendar"], regions)


def _licence(licence: str, data: Mapping[str, Any]) -> Recognised:
    return Recognised(licence, data["names"], data["types"], data["verified"], data.get("fallback", ""))


def _item(item: str, data: Mapping[str, Any]) -> AgreedItem:
    materials = tuple(
        AgreedMaterial(material, each["name"], each["ids"], each.get("paper", False), each.get("licence", ""))
        for material, each in data.get("materials", {}).items()
    )
    return AgreedItem(
        id=item,
        mode=Mode(data["mode"]),
        names=data["names"],
        items=data["items"],
        codes=data.get("codes", {}),
        unknown_codes=data.get("unknown_codes", {}),
        handled_by=tuple(data["handled_by"]),
        materials=materials,
        delivery=tuple(data["delivery"]),
        lead=data.get("lead", ""),
        parts=data.get("parts", {}),
        hand_over=data.get("hand_over"),
    )
