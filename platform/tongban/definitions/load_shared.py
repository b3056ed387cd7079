"""Load what all items share: catalogue, data elements, licence types, divisions."""

from __future__ import annotations

import csv
import io

from tongban.definitions.expand import Shared
from tongban.definitions.reading import Reading
from tongban.definitions.tenants import Division
from tongban.definitions.vocabulary import CatalogueFile, ElementsFile, LicenceFile

CATALOGUE = "item_defs/_shared/catalogue.yaml"
ELEMENTS = "item_defs/_shared/elements.yaml"
DIVISIONS = "item_defs/_shared/divisions.csv"


def load_catalogue(reading: Reading) -> dict[str, Shared]:
    """Return the catalogue's entries by id."""
    if CATALOGUE not in reading.paths:
        reading.refuse("TB020", CATALOGUE, "没有基本目录文件。", hint="请建立此文件并写入 entries。", article="36 §6")
        return {}
    document = reading.document(CATALOGUE, CatalogueFile)
    entries = document.data["entries"] if document else {}
    assert isinstance(entries, dict)
    return {name: Shared(name, document, ("entries", name)) for name in entries if document}


def load_elements(reading: Reading) -> dict[str, Shared]:
    """Return the data elements by name (F2)."""
    if ELEMENTS not in reading.paths:
        return {}
    document = reading.document(ELEMENTS, ElementsFile)
    elements = document.data["elements"] if document else {}
    assert isinstance(elements, dict)
    return {name: Shared(name, document, ("elements", name)) for name in elements if document}


def load_licences(reading: Reading) -> dict[str, Shared]:
    """Return the licence types by id."""
    found: dict[str, Shared] = {}
    for path, parts in reading.under("item_defs", "_shared", "licences", "*.yaml"):
        if (document := reading.document(path, LicenceFile)) is None:
            continue
        name = str(document.data["licence"])
        if parts[-1] != f"{name}.yaml":
            reading.refuse_at(
                "TB021", document, ("licence",), f"编号“{name}”与文件名不一致。", hint=f"请把文件改名为 {name}.yaml。"
            )
            continue
        found[name] = Shared(name, document, ())
    return found


def load_divisions(reading: Reading) -> dict[str, Division]:
    """Return the divisions by code (GB/T 2260)."""
    if DIVISIONS not in reading.paths or (text := reading.text(DIVISIONS)) is None:
        return {}
    rows = csv.DictReader(io.StringIO(text))
    wanted = {"code", "name", "parent", "level"}
    if not wanted <= set(rows.fieldnames or ()):
        reading.refuse("TB022", DIVISIONS, "区划表的第一行应有 code、name、parent、level 四列。", hint="请补齐列名。")
        return {}
    return {row["code"]: Division(row["code"], row["name"], row["parent"], row["level"]) for row in rows}
