"""Lay definitions out as sheets: items as their departments wrote them, or a tenant's claims and own items."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from tongban.definitions.expand import fields_in
from tongban.definitions.load_shared import CATALOGUE
from tongban.definitions.sheets import columns
from tongban.definitions.sheets.table import Column, Row, Sheet
from tongban.definitions.strict_yaml import Document, Path
from tongban.definitions.workspace import Workspace
from tongban.errors import TongbanError

WANTED = ("items", "materials", "catalogue")


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A document that speaks of an item, and where in it the item's keys begin."""

    item: str
    document: Document
    base: Path = ()

    def value(self, where: Path) -> object:
        return value_at(self.document.data, (*self.base, *where))


def export_sheets(workspace: Workspace, wanted: str, tenant: str | None = None) -> tuple[Sheet, ...]:
    """Return the sheets of items, of their materials, or of the catalogue; with a tenant, of what is the tenant's."""
    if wanted not in WANTED:
        raise TongbanError(f"不能导出“{wanted}”，可以导出：{'、'.join(WANTED)}。")
    if wanted == "catalogue":
        return (_catalogue(workspace, tenant),)
    items = [
        _Spoken(each.id, each.document)
        for each in workspace.items.values()
        if tenant is None or each.department == tenant
    ]
    if wanted == "materials":
        return (_materials(items),)
    claims = (_claims(workspace, tenant), _claimed_questions(workspace, tenant)) if tenant else ()
    own = (_items(items), _materials(items), _fields(items), _steps(items), _fees(items), _questions(items))
    return (*claims, *(own if items else ()))


def value_at(data: object, where: Path) -> object:
    """Return what stands at a path; None where nothing does, or where a list stands in the way."""
    for part in where:
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data


def _row(spoken: _Spoken, listed: tuple[Column, ...], where: Path, shown: Mapping[str, str], keyed: int) -> Row:
    cells = tuple(_cell(spoken, each, where, shown) for each in listed)
    return Row(spoken.item, spoken.document.path, (*spoken.base, *where), cells[:keyed], cells)


def _cell(spoken: _Spoken, column: Column, where: Path, shown: Mapping[str, str]) -> str:
    if column.heading in shown:
        return shown[column.heading]
    value = spoken.value((*where, *column.below))
    if column.kind is None:
        return value if isinstance(value, str) else "" if value is None else str(value).lower()
    return column.kind.told(value)


def _sheet(
    name: str,
    listed: tuple[Column, ...],
    found: Iterable[tuple[_Spoken, Path, Mapping[str, str]]],
    keyed: int,
    adds: str = "",
    items: Iterable[_Spoken] = (),
) -> Sheet:
    rows = tuple(_row(spoken, listed, where, shown, keyed) for spoken, where, shown in found)
    return Sheet(name, listed, rows, keyed, adds, {each.item: (each.document.path, each.base) for each in items})


def _items(items: list[_Spoken]) -> Sheet:
    return _sheet("事项", columns.item_columns(), ((each, (), {"事项编号": each.item}) for each in items), 1)


def _claims(workspace: Workspace, tenant: str) -> Sheet:
    listed = columns.claim_columns()
    return _sheet("认领", listed, ((each, (), _named(workspace, each)) for each in _claimed(workspace, tenant)), 1)


def _claimed(workspace: Workspace, tenant: str) -> Iterator[_Spoken]:
    for item in workspace.claimed(tenant):
        yield _Spoken(item, workspace.claims[tenant][0], ("claims", item))


def _named(workspace: Workspace, spoken: _Spoken) -> dict[str, str]:
    title = str(workspace.resolve(spoken.item).data.get("title", ""))
    return {"事项编号": spoken.item, columns.TITLE.heading: title}


def _claimed_questions(workspace: Workspace, tenant: str) -> Sheet:
    return _listed("认领常见问题", columns.question_columns(), list(_claimed(workspace, tenant)), "questions")


def _materials(items: list[_Spoken]) -> Sheet:
    found = (
        (each, ("materials", place), {"事项编号": each.item})
        for each in items
        for place, _entry in _entries(each, "materials")
    )
    return _sheet("材料", columns.material_columns(), found, 2, "materials", items)


def _fees(items: list[_Spoken]) -> Sheet:
    return _listed("收费", columns.fee_columns(), items, "fees")


def _questions(items: list[_Spoken]) -> Sheet:
    return _listed("常见问题", columns.question_columns(), items, "questions")


def _listed(name: str, listed: tuple[Column, ...], items: list[_Spoken], key: str) -> Sheet:
    found = (
        (each, (key, place), {"事项编号": each.item, "序号": str(place + 1)})
        for each in items
        for place, _entry in _entries(each, key)
    )
    return _sheet(name, listed, found, 2, key, items)


def _entries(spoken: _Spoken, key: str) -> Iterator[tuple[int, object]]:
    found = spoken.value((key,))
    yield from enumerate(found if isinstance(found, list) else ())


def _fields(items: list[_Spoken]) -> Sheet:
    return _sheet("字段", columns.field_columns(), _each(items, _fields_of), 3)


def _fields_of(spoken: _Spoken) -> Iterator[tuple[Path, Mapping[str, str]]]:
    form = spoken.value(("form",))
    for below, entry in fields_in(form):
        if "columns" in below:
            continue
        section = str(value_at(form, (*below[:1], "section")))
        name = str(entry.get("id") or str(entry.get("use", "")).rpartition(".")[2])
        yield ("form", *below), {"节编号": section, "字段编号（id）": name}


def _steps(items: list[_Spoken]) -> Sheet:
    return _sheet("环节", columns.step_columns(), _each(items, _steps_of), 2)


def _steps_of(spoken: _Spoken) -> Iterator[tuple[Path, Mapping[str, str]]]:
    for place, entry in _entries(spoken, "process"):
        inner = entry.get("steps") if isinstance(entry, dict) else None
        if isinstance(inner, list):
            yield from ((("process", place, "steps", number), {}) for number in range(len(inner)))
        else:
            yield ("process", place), {}


def _each(
    items: list[_Spoken], places: Callable[[_Spoken], Iterator[tuple[Path, Mapping[str, str]]]]
) -> Iterator[tuple[_Spoken, Path, Mapping[str, str]]]:
    for spoken in items:
        for where, shown in places(spoken):
            yield spoken, where, {"事项编号": spoken.item, **shown}


def _catalogue(workspace: Workspace, tenant: str | None) -> Sheet:
    """Lay out the city's catalogue; with a tenant, the entries that stand beside items of its own."""
    wanted = CATALOGUE if tenant is None else f"item_defs/{tenant}/"
    found = (
        (_Spoken(name, each.document), each.at, {"目录编号": name})
        for name, each in workspace.catalogue.items()
        if each.document.path.startswith(wanted)
    )
    return _sheet("基本目录", columns.catalogue_columns(), found, 1)
