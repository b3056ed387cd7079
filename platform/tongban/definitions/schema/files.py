"""The kinds of files of the language, and the schema of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from marshmallow import Schema

from tongban.definitions.rulebook import RulebookSchema
from tongban.definitions.schema.entries import Entries
from tongban.definitions.schema.kinds import Json
from tongban.definitions.vocabulary import (
    CatalogueFile,
    ClaimsFile,
    ElementsFile,
    ExampleFile,
    ItemEntry,
    LicenceFile,
    SharedDataFile,
    TenantFile,
    TrustFile,
)
from tongban.definitions.vocabulary.decisions import DecisionsFile
from tongban.definitions.vocabulary.other_files import (
    CalendarFile,
    ItemTemplateFile,
    LocalCalendarFile,
    TenantTemplateFile,
)
from tongban.definitions.vocabulary.tenancy import ChangeFile, DelegationsFile, DistrictsFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """One kind of file: its schema's name, what it is, where it lies (the first pattern that fits), its keys."""

    name: str
    title: str
    patterns: tuple[str, ...]
    schema: type[Schema]


FILES: tuple[SchemaFile, ...] = (
    SchemaFile("item-template", "新事项模板", ("item_defs/_studio/templates/*.yaml",), ItemTemplateFile),
    SchemaFile("example", "办件示例", ("item_defs/*/examples/*.yaml",), ExampleFile),
    SchemaFile("item", "事项", ("item_defs/*/item.yaml",), ItemEntry),
    SchemaFile("catalogue", "基本目录", ("item_defs/*catalogue.yaml",), CatalogueFile),
    SchemaFile("elements", "数据元", ("item_defs/_shared/elements.yaml",), ElementsFile),
    SchemaFile("licence", "电子证照类型", ("item_defs/_shared/licences/*.yaml",), LicenceFile),
    SchemaFile("shared-data", "共享数据", ("item_defs/_shared/shared_data.yaml",), SharedDataFile),
    SchemaFile("trust", "可信程度", ("item_defs/_shared/trust.yaml",), TrustFile),
    SchemaFile("calendar", "放假安排", ("item_defs/_shared/calendars/*-[0-9][0-9][0-9][0-9].yaml",), CalendarFile),
    SchemaFile("local-calendar", "地方日历", ("item_defs/_shared/calendars/*.yaml",), LocalCalendarFile),
    SchemaFile("tenant-template", "租户模板", ("tenants/_templates/*.yaml",), TenantTemplateFile),
    SchemaFile("change", "机构变更", ("tenants/_changes/*.yaml",), ChangeFile),
    SchemaFile("districts", "区县名录", ("tenants/*/districts.yaml",), DistrictsFile),
    SchemaFile("delegations", "委托", ("tenants/*/delegations.yaml",), DelegationsFile),
    SchemaFile("decisions", "目录调整", ("tenants/*/catalogue.yaml",), DecisionsFile),
    SchemaFile("tenant", "租户", ("tenants/*/tenant.yaml",), TenantFile),
    SchemaFile("claims", "认领和差异", ("tenants/*/items.yaml",), ClaimsFile),
    SchemaFile("rulebook", "规则集", ("tenants/*/rulebook.yaml", "tenants/*/rulebook-*.yaml"), RulebookSchema),
)


def schema_file_for(path: str) -> SchemaFile | None:
    """Return the kind of a file by its path in the repository; None where the language does not speak of it."""
    return next((each for each in FILES if any(fnmatchcase(path, pattern) for pattern in each.patterns)), None)


def schemas() -> Mapping[str, Json]:
    """Return the schema of each kind of file by its name, whole in itself: no reference leads out of it."""
    return {each.name: _schema(each) for each in FILES}


def _schema(file: SchemaFile) -> Json:
    entries = Entries()
    root = entries.entry(file.schema)
    head = {"$schema": DIALECT, "$id": f"urn:tongban:schema:{file.name}", "title": file.title}
    return {**root, **head, "$defs": dict(sorted(entries.written.items()))}
