"""Load tenants and check the tree that they form (T1): parent, circle, division code, social credit code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tongban.definitions.codes import is_uscc
from tongban.definitions.reading import Reading
from tongban.definitions.rulebook import Rulebook
from tongban.definitions.strict_yaml import Document, Path
from tongban.definitions.tenants import Division, TenantSpec, TenantTree
from tongban.definitions.vocabulary import TenantFile, nearest
from tongban.definitions.vocabulary.tenancy import DistrictsFile

Found = dict[str, tuple[TenantSpec, Document]]


def load_tenants(reading: Reading, divisions: Mapping[str, Division]) -> TenantTree:
    """Return the tree of those tenants that are right, with all above them right too."""
    found = _read(reading)
    found |= _listed(reading, found)
    wrong = {name for name, (spec, document) in found.items() if _refused(spec, document, found, reading, divisions)}
    wrong |= _taken_twice(found, reading)
    kept = {name: spec for name, (spec, _) in found.items() if not _hangs_on(name, wrong, found)}
    return TenantTree(kept)


def load_rulebooks(reading: Reading, tree: TenantTree) -> dict[str, Rulebook]:
    """Return the rulebook of each root (T5); a root without one is told."""
    found: dict[str, Rulebook] = {}
    for spec in tree.tenants.values():
        path = f"tenants/{spec.id}/rulebook.yaml"
        if not spec.is_root:
            if path in reading.paths:
                reading.refuse("TB036", path, "规则集只归最上级租户所有。", hint="请删除此文件，由上级的规则集继承。")
        elif path not in reading.paths:
            hint = "请写入 rulebook.yaml。"
            reading.refuse("TB036", f"tenants/{spec.id}/tenant.yaml", f"最上级租户“{spec.id}”没有规则集。", hint=hint)
        elif (rulebook := reading.rulebook(path)) is not None:
            found[spec.id] = rulebook
    return found


def load_later_rulebooks(reading: Reading, standing: Mapping[str, Rulebook]) -> dict[str, tuple[Rulebook, ...]]:
    """Return the versions after the standing one (`rulebook-2027-01-01.yaml`), in the order of their days (C12)."""
    found: dict[str, tuple[Rulebook, ...]] = {}
    for root, first in standing.items():
        versions = [first]
        for path in sorted(each for each in reading.paths if each.startswith(f"tenants/{root}/rulebook-")):
            version = reading.rulebook(path)
            if version is not None and _follows(reading, path, version, versions[-1]):
                versions.append(version)
        found[root] = tuple(versions[1:])
    return found


def _follows(reading: Reading, path: str, version: Rulebook, before: Rulebook) -> bool:
    day = path.rsplit("/rulebook-", 1)[-1].removesuffix(".yaml")
    if version.in_force.isoformat() != day:
        reading.refuse("TB036", path, f"in_force 应与文件名一致，写 {day}。", hint="文件名是 rulebook-日期.yaml。")
    elif version.id != before.id or version.version <= before.version or version.in_force <= before.in_force:
        hint = f"编号应为 {before.id}，version 应大于 {before.version}，in_force 应晚于前一版。"
        reading.refuse("TB036", path, "这一版规则集没有接着前一版。", hint=hint)
    else:
        return True
    return False


def _read(reading: Reading) -> Found:
    found: Found = {}
    for path, parts in reading.under("tenants", "*", "tenant.yaml"):
        if (document := reading.document(path, TenantFile)) is None:
            continue
        spec = tenant_of(document.data)
        if spec.id != parts[1]:
            hint = f"请把文件夹改名为 {spec.id}。"
            reading.refuse_at(
                "TB021", document, ("tenant",), f"编号“{spec.id}”与文件夹名“{parts[1]}”不一致。", hint=hint
            )
            continue
        found[spec.id] = (spec, document)
    return found


def _listed(reading: Reading, found: Found) -> Found:
    """Read the districts that a root lists and that have no folder of their own yet."""
    listed: Found = {}
    for path, parts in reading.under("tenants", "*", "districts.yaml"):
        if parts[1] not in found or (document := reading.document(path, DistrictsFile)) is None:
            continue
        root = found[parts[1]][0]
        rows = document.data["districts"]
        assert isinstance(rows, list)
        for place, row in enumerate(rows):
            if row["tenant"] in listed:
                message = f"“{row['tenant']}”列了两次。"
                reading.refuse_at("TB033", document, ("districts", place), message, hint="一个租户只列一行。")
            elif row["tenant"] not in found:
                spec = TenantSpec(
                    id=row["tenant"],
                    name=row["name"],
                    kind="county",
                    parent=root.id,
                    division=row.get("division"),
                    calendar=root.calendar,
                    listed=True,
                )
                listed[spec.id] = (spec, _row_of(document, place))
    return listed


def _row_of(document: Document, place: int) -> Document:
    """Give one row of a list as a document of its own, so that what is wrong with it is told at its line."""
    before: Path = ("districts", place)
    rows = document.data["districts"]
    assert isinstance(rows, list)
    values = {where[2:]: mark for where, mark in document.values.items() if where[:2] == before}
    return Document(document.path, rows[place], values, {})


def tenant_of(data: Mapping[str, Any]) -> TenantSpec:
    """Make a tenant of checked data."""
    lists = ("aliases", "lines", "desks", "successors", "former_names", "languages", "demonstration")
    values: dict[str, Any] = {key: value for key, value in data.items() if key != "tenant"}
    return TenantSpec(id=data["tenant"], **values | {key: tuple(data.get(key, ())) for key in lists})


def _refused(
    spec: TenantSpec, document: Document, found: Found, reading: Reading, divisions: Mapping[str, Division]
) -> bool:
    before = len(reading.findings)
    if spec.parent is not None and spec.parent not in found:
        hint = nearest(spec.parent, tuple(found))
        reading.refuse_at(
            "TB030", document, ("parent",), f"没有上级租户“{spec.parent}”。", hint=hint, article="335 §10"
        )
    elif circle := _circle(spec.id, found):
        told = " → ".join(circle)
        reading.refuse_at(
            "TB031", document, ("parent",), f"上级关系成了一个圈：{told}。", hint="请改正其中一个 parent。"
        )
    if spec.parent is None and spec.kind != "city":
        hint = "请写 parent，或把 kind 改为 city。"
        reading.refuse_at("TB030", document, ("kind",), "只有市可以没有上级。", hint=hint, article="335 §10")
    if spec.uscc is not None and not is_uscc(spec.uscc):
        hint = "请核对十八位代码，第十八位是校验码。"
        reading.refuse_at("TB034", document, ("uscc",), f"统一社会信用代码“{spec.uscc}”的校验码不对。", hint=hint)
    for place, path in enumerate(spec.demonstration):
        if path not in document.data:
            message = f"示范数据标记“{path}”指向的内容不存在。"
            reading.refuse_at(
                "TB035", document, ("demonstration", place), message, hint=nearest(path, tuple(document.data))
            )
    if spec.division is not None:
        _check_division(spec, spec.division, document, found, reading, divisions)
    return len(reading.findings) > before


def _check_division(
    spec: TenantSpec, code: str, document: Document, found: Found, reading: Reading, divisions: Mapping[str, Division]
) -> None:
    if code[:6] not in divisions:
        hint = nearest(code[:6], tuple(divisions))
        reading.refuse_at("TB032", document, ("division",), f"区划表（GB/T 2260）中没有代码“{code[:6]}”。", hint=hint)
        return
    above = found[spec.parent][0].division if spec.parent in found else None
    if above is not None and above != code and not code.startswith(_significant(above)):
        message = f"区划“{code}”不在上级的区划“{above}”之内。"
        reading.refuse_at("TB032", document, ("division",), message, hint="请核对代码或上级。")


def _significant(code: str) -> str:
    """Drop the pairs of zeros at the end: 500000 → 50, 511600 → 5116. A municipality's own districts share its two."""
    while len(code) > 2 and code.endswith("00"):
        code = code[:-2]
    return code


def _circle(start: str, found: Found) -> tuple[str, ...]:
    way = [start]
    while (parent := found[way[-1]][0].parent) is not None and parent in found:
        if parent in way:
            return (*way[way.index(parent) :], parent) if start in way[way.index(parent) :] else ()
        way.append(parent)
    return ()


def _taken_twice(found: Found, reading: Reading) -> set[str]:
    owners: dict[str, str] = {}
    wrong: set[str] = set()
    for name, (spec, document) in found.items():
        for code, key, word in ((spec.division, "division", "区划代码"), (spec.uscc, "uscc", "统一社会信用代码")):
            if code is None or (key == "division" and spec.kind == "department"):
                continue
            if (owner := owners.setdefault(code, name)) != name:
                message = f"{word}“{code}”已由租户“{owner}”使用。"
                reading.refuse_at("TB033", document, (key,), message, hint="一个代码只能属于一个租户。")
                wrong.add(name)
    return wrong


def _hangs_on(name: str, wrong: set[str], found: Found) -> bool:
    """Say whether a tenant or one above it was refused."""
    seen: set[str] = set()
    each: str | None = name
    while each is not None and each not in seen:
        if each in wrong or each not in found:
            return True
        seen.add(each)
        each = found[each][0].parent
    return each is not None
