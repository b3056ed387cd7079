"""The catalogue as a list: each entry in a civil servant's words, with who handles it; searched, filtered, exported."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from tongban.definitions.catalogues.kinds import KIND_NAMES, LEVEL_NAMES
from tongban.definitions.sheets.csv_text import csv_bytes
from tongban.definitions.workspace import Workspace

_COLUMNS: Mapping[str, str] = {
    "id": "目录编号", "name": "事项名称", "kind": "事项类型代码", "kind_name": "事项类型", "base_code": "基本编码",
    "department": "主管部门", "levels": "行使层级", "basis": "设定依据", "state": "状态", "claimants": "实施单位",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """One entry as lists show it."""

    id: str
    name: str
    kind: str
    kind_name: str
    base_code: str  # empty where none is published
    department: str
    levels: tuple[str, ...]
    basis: tuple[str, ...]
    state: str
    claimants: tuple[str, ...]  # names of those who claim an item of this entry


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; what is empty is not asked."""

    words: str = ""
    kind: str = ""
    department: str = ""
    level: str = ""


def catalogue_lines(workspace: Workspace) -> tuple[CatalogueLine, ...]:
    """Return the entries by department and name."""
    claimants: dict[str, list[str]] = {}
    for item in workspace.items.values():
        entry = item.document.data.get("catalogue")
        if isinstance(entry, str):
            names = [workspace.tenants[each].name for each in workspace.claimants(item.id)]
            claimants[entry] = [
                *claimants.get(entry, ()),
                *(each for each in names if each not in claimants.get(entry, ())),
            ]
    lines = (_line(name, each.data, claimants.get(name, [])) for name, each in workspace.catalogue.items())
    return tuple(sorted(lines, key=lambda each: (each.department, each.name)))


def _line(name: str, data: Mapping[str, Any], claimants: list[str]) -> CatalogueLine:
    kind = str(data["kind"])
    return CatalogueLine(
        id=name,
        name=str(data["name"]),
        kind=kind,
        kind_name=KIND_NAMES[kind],
        base_code=str(data.get("base_code", "")),
        department=str(data["department"]),
        levels=tuple(LEVEL_NAMES[str(each)] for each in data.get("levels", ())),
        basis=tuple(_basis(each) for each in data.get("basis", ())),
        state="已取消" if data.get("state") == "cancelled" else "在用",
        claimants=tuple(claimants),
    )


def _basis(data: Mapping[str, Any]) -> str:
    number = f"（{data['number']}）" if data.get("number") else ""
    return f"《{data['law']}》{number}{data.get('article', '')}"


def matching(lines: Iterable[CatalogueLine], wanted: Wanted) -> tuple[CatalogueLine, ...]:
    """Return the lines that hold every word, and are of the kind, department and level."""
    words = wanted.words.split()
    level = LEVEL_NAMES.get(wanted.level, wanted.level)
    return tuple(
        each
        for each in lines
        if all(
            word in f"{each.id} {each.name} {each.base_code} {each.department} {' '.join(each.basis)}" for word in words
        )
        and wanted.kind in ("", each.kind, each.kind_name)
        and wanted.department in ("", each.department)
        and (not level or level in each.levels)
    )


def _searched(line: CatalogueLine) -> str:
    return " ".join((line.id, line.name, line.base_code, line.department, *line.basis))


def catalogue_csv(lines: Iterable[CatalogueLine]) -> bytes:
    """Write the lines as CSV with Chinese headings."""
    return csv_bytes(list(_COLUMNS.values()), ([_text(getattr(line, key)) for key in _COLUMNS] for line in lines))


def catalogue_json(lines: Iterable[CatalogueLine]) -> str:
    """Write the lines as JSON."""
    return json.dumps({"entries": [asdict(each) for each in lines]}, ensure_ascii=False, indent=1)


def _text(value: object) -> str:
    return "；".join(value) if isinstance(value, tuple) else str(value)
