"""How a tenant offers a bundle, on a page: its entry in `bundles.yaml` becomes answers, and answers the entry. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from one_thing.authoring.pages import offer_page
from one_thing.authoring.state import rows_of
from one_thing.language.library import Library
from tongban.kit.authoring import EditedYaml
from tongban.kit.definitions import Definition, Path
from tongban.kit.fields import Offer
from tongban.kit.forms import Answers

NONE = "offers: {}\n"


def page_of_offer(library: Library, bundle: str, tenant: str) -> Definition:
    """Give the page with the thresholds and items of this bundle, and who could handle them."""
    data: Any = library.source(bundle, tenant).document.data
    workspace = library.workspace
    near = [
        each for part in data["parts"] for each in workspace.claimants(part["item"]) if _near(each, tenant, library)
    ]
    parts = tuple(Offer(each["part"], _title(each, library)) for each in data["parts"])
    return offer_page(
        {
            "thresholds.name": tuple(
                Offer(name, _threshold(each)) for name, each in data.get("thresholds", {}).items()
            ),
            "handled.part": parts,
            "handled.at": tuple(Offer(each, workspace.tenants[each].name) for each in dict.fromkeys(near)),
            "without": parts,
        }
    )


def _near(each: str, tenant: str, library: Library) -> bool:
    """Tell whether somebody may be named: of the tenant's own line, a department beside, a body below, or named now."""
    tree, spec = library.workspace.tree, library.workspace.tenants[each]
    line = {one.id for one in tree.line(tenant)}
    beside = spec.kind == "department" and spec.parent in line
    below = tenant in {one.id for one in tree.line(each)}
    named = any(each in said.handled_at.values() for (of, _), (said, _doc) in library.offers.items() if of == tenant)
    return each in line or beside or below or named


def answers_of_offer(said: Mapping[str, Any] | None) -> dict[str, object]:
    """Fill the page from the tenant's own entry; None where it has none."""
    if said is None:
        return {"offered": False}
    thresholds = ({"name": name, "value": value} for name, value in said.get("thresholds", {}).items())
    handled = ({"part": part, "at": at} for part, at in said.get("handled_at", {}).items())
    found = {"thresholds": tuple(thresholds), "handled": tuple(handled), "without": tuple(said.get("without", ()))}
    return {"offered": True} | {key: value for key, value in found.items() if value}


def entry_of(answers: Answers, before: Mapping[str, Any]) -> dict[str, object]:
    """Write the entry; what the page does not ask stays as it was."""
    entry: dict[str, object] = {
        "thresholds": {
            row["name"]: row["value"] for row in rows_of(answers, "thresholds") if {"name", "value"} <= set(row)
        },
        "handled_at": {row["part"]: row["at"] for row in rows_of(answers, "handled") if {"part", "at"} <= set(row)},
        "without": list(_ticked(answers)),
    }
    filled = {key: value for key, value in entry.items() if value}
    return filled | {key: value for key, value in before.items() if key not in entry}


def with_offer(text: str, bundle: str, entry: Mapping[str, object] | None) -> str:
    """Put the entry in its place, or take it out; what is said of other bundles stays, comments too."""
    edited = EditedYaml(text)
    edited.set(("offers", bundle), entry)
    return edited.text


def places_of_offer(bundle: str, answers: Answers) -> dict[Path, str]:
    """Say where each value was typed."""
    where: Path = ("offers", bundle)
    found: dict[Path, str] = {where: "offered", (*where, "without"): "without"}
    for number, row in enumerate(rows_of(answers, "thresholds")):
        found[(*where, "thresholds", str(row.get("name")))] = f"thresholds.{number}.value"
    for number, row in enumerate(rows_of(answers, "handled")):
        found[(*where, "handled_at", str(row.get("part")))] = f"handled.{number}.at"
    return found


def _ticked(answers: Answers) -> tuple[str, ...]:
    found = answers.get("without")
    return tuple(str(each) for each in found) if isinstance(found, tuple) else ()


def _threshold(said: Mapping[str, Any]) -> str:
    return f"{said['label']}（原来是 {said['value']}{said.get('unit', '')}）"


def _title(part: Mapping[str, Any], library: Library) -> str:
    found = library.workspace.items.get(part["item"])
    return str(part.get("title") or (found.document.data["title"] if found else part["item"]))
