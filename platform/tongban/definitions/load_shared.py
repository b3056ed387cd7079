"""Load what all items share: catalogue, data elements, licence types, divisions."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Collection, Mapping

from tongban.definitions.expand import Shared
from tongban.definitions.finding import Finding, Severity
from tongban.definitions.reading import Reading
from tongban.definitions.strict_yaml import Document
from tongban.definitions.tenants import Division
from tongban.definitions.vocabulary import CatalogueFile, ElementsFile, LicenceFile, SharedDataFile, TrustFile

CATALOGUE = "item_defs/_shared/catalogue.yaml"
ELEMENTS = "item_defs/_shared/elements.yaml"
SHARED_DATA = "item_defs/_shared/shared_data.yaml"
TRUST = "item_defs/_shared/trust.yaml"
DIVISIONS = "item_defs/_shared/divisions.csv"

#: A tenant's own entry stands beside its item; of these kinds only (GB/T 39046 A.1: other powers, public services).
OWN_ENTRY = "catalogue.yaml"
OWN_KINDS = ("10", "20")


def load_catalogue(reading: Reading, confirmed: Collection[str] = ()) -> dict[str, Shared]:
    """Return the catalogue's entries by id; of `confirmed` ones a tenant's own text is the city's entry (36 §15)."""
    if CATALOGUE not in reading.paths:
        reading.refuse("TB020", CATALOGUE, "没有基本目录文件。", hint="请建立此文件并写入 entries。", article="36 §6")
        return {}
    document = reading.document(CATALOGUE, CatalogueFile)
    entries = document.data["entries"] if document else {}
    assert isinstance(entries, dict)
    shared = {name: Shared(name, document, ("entries", name)) for name in entries if document}
    if document:
        _refuse_namesakes(reading, document, shared)
    return shared | _own_entries(reading, shared, confirmed)


def _refuse_namesakes(reading: Reading, document: Document, shared: Mapping[str, Shared]) -> None:
    """Refuse a second entry of the same name or base code: one item has one entry everywhere (36 §6)."""
    for key, told in (("name", "名称"), ("base_code", "基本编码")):
        first: dict[object, str] = {}
        for name, each in shared.items():
            said = _folded(each.data.get(key))
            if said and said in first:
                where = ("entries", name, key)
                message = f"{told}“{each.data[key]}”已由条目“{first[said]}”使用。"
                reading.refuse_at("TB026", document, where, message, hint="请合并为一个条目。", article="36 §6")
            first.setdefault(said, name)


def _folded(name: object) -> str:
    """Make names alike that differ only in brackets and spaces."""
    return unicodedata.normalize("NFKC", str(name or "")).replace(" ", "")


def _own_entries(reading: Reading, shared: Mapping[str, Shared], confirmed: Collection[str]) -> dict[str, Shared]:
    """Return the entries that tenants wrote beside items of their own (`item_defs/<tenant>/<item>/catalogue.yaml`).

    An office may not set up a power (335 §13), and its item has no code before the city gives one (36 §6).
    """
    found: dict[str, Shared] = {}
    for path, parts in reading.under("item_defs", "*", "*", OWN_ENTRY):
        if (document := reading.document(path, CatalogueFile)) is None:
            continue
        entries = document.data["entries"]
        assert isinstance(entries, dict)
        if _fit_to_own(reading, document, entries, parts[2], shared, confirmed):
            found[parts[2]] = Shared(parts[2], document, ("entries", parts[2]))
    return found


def _fit_to_own(
    reading: Reading,
    document: Document,
    entries: Mapping[str, dict[str, object]],
    item: str,
    shared: Mapping[str, Shared],
    confirmed: Collection[str],
) -> bool:
    before = len(reading.findings)
    if list(entries) != [item]:
        hint = "请只写与文件夹同名的一个条目。"
        reading.refuse_at("TB024", document, ("entries",), f"这里只能写事项“{item}”自己的目录条目。", hint=hint)
    elif item in shared:
        reading.refuse_at(
            "TB024",
            document,
            ("entries", item),
            f"全市基本目录已有“{item}”。",
            hint="请认领，不必另建。",
            article="36 §6",
        )
    elif namesake := _namesake(entries[item], shared):
        reading.refuse_at(
            "TB024",
            document,
            ("entries", item, "name"),
            f"全市基本目录已有“{entries[item]['name']}”，编号为“{namesake}”。",
            hint=f"请认领“{namesake}”，不必另建；同一事项在各级、各地名称、类型、编码和依据应当一致。",
            article="36 §6",
        )
    elif item not in confirmed:
        entry = entries[item]
        if entry["kind"] not in OWN_KINDS:
            message = "政务服务部门不得自行设置或者变相设置行政许可等行政权力事项。"
            hint = "自建的只能是公共服务（20），或者依据中已有规定的其他行政权力（10）。"
            reading.refuse_at("TB025", document, ("entries", item, "kind"), message, hint=hint, article="335 §13")
        if "base_code" in entry:
            reading.refuse_at(
                "TB025",
                document,
                ("entries", item, "base_code"),
                "自建事项没有全市统一的基本编码。",
                hint="请删去 base_code；编入全市基本目录后由目录管理部门赋码。",
                article="36 §6",
            )
    return len(reading.findings) == before


def _namesake(entry: Mapping[str, object], shared: Mapping[str, Shared]) -> str:
    """Return the city's entry of the same name; empty where there is none."""
    name = _folded(entry["name"])
    return next((found for found, each in shared.items() if _folded(each.data["name"]) == name), "")


def load_elements(reading: Reading) -> dict[str, Shared]:
    """Return the data elements by name (F2)."""
    if ELEMENTS not in reading.paths:
        return {}
    document = reading.document(ELEMENTS, ElementsFile)
    elements = document.data["elements"] if document else {}
    assert isinstance(elements, dict)
    return {name: Shared(name, document, ("elements", name)) for name in elements if document}


def load_shared_data(reading: Reading) -> dict[str, Shared]:
    """Return the data that other offices share, by id (335 §32)."""
    if SHARED_DATA not in reading.paths:
        return {}
    document = reading.document(SHARED_DATA, SharedDataFile)
    listed = document.data["shared_data"] if document else {}
    assert isinstance(listed, dict)
    return {name: Shared(name, document, ("shared_data", name)) for name in listed if document}


def load_trust(reading: Reading) -> Shared | None:
    """Return what each level of trust allows (F7); None, with a finding, leaves materials as the platform has them."""
    if TRUST not in reading.paths:
        message, hint = "没有可信程度文件，材料一律不再次使用、不预先填入。", "请建立此文件，写明四个等级的规定。"
        reading.findings.append(Finding("TB027", Severity.WARNING, TRUST, 1, 1, message, "7 §20", hint))
        return None
    document = reading.document(TRUST, TrustFile)
    return Shared("trust", document, ("trust",)) if document else None


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
