"""The JSON Schema says what the strict loader says, and the reference tells every key in a civil servant's words."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from marshmallow import ValidationError

from tongban.assurance.authoring import pages
from tongban.calendars.load import KEYS as CALENDAR_KEYS
from tongban.calendars.load import LOCAL_KEYS
from tongban.definitions import FolderSources
from tongban.definitions.rulebook import RulebookSchema
from tongban.definitions.schema import (
    FILES,
    Terms,
    listed_entries,
    reference_page,
    schema_file_for,
    schemas,
    terms,
)
from tongban.definitions.schema.entries import keys_in, type_keys
from tongban.definitions.schema.flow import flow
from tongban.definitions.schema.terms import name_of
from tongban.definitions.strict_yaml import read_yaml
from tongban.definitions.vocabulary import keys_of
from tongban.definitions.vocabulary.kinds import Value
from tongban.definitions.vocabulary.other_files import (
    CalendarFile,
    ItemTemplateFile,
    LocalCalendarFile,
    TenantTemplateFile,
)
from tongban.fields import field_types
from tongban.publishing.plugged import started
from tongban.publishing.templates import KEYS as TEMPLATE_KEYS
from tongban.settings import REPOSITORY

SOURCES = FolderSources(REPOSITORY)
YAML = [path for path in SOURCES.paths() if path.endswith(".yaml")]
Where = tuple[str | int, ...]


@cache
def judge(name: str) -> Draft202012Validator:
    schema = schemas()[name]
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def data_of(path: str) -> dict[str, Any]:
    document, findings = read_yaml(SOURCES.read(path), path)
    assert document is not None, findings
    return document.data


@pytest.mark.parametrize("file", FILES, ids=[each.name for each in FILES])
def test_every_schema_is_one_of_json_schema_2020_12(file):
    schema = schemas()[file.name]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["additionalProperties"] is False or file.name == "elements"


def of_plugins(path: str) -> bool:
    """Tell whether a file is a tenant's switches, or of a kind that a plugin brings."""
    told = started(REPOSITORY).at_start("vocabulary")
    patterns = ["tenants/*/plugins.yaml", *(each.pattern for _plugin, kinds in told for each in kinds)]
    return any(fnmatchcase(path, pattern) for pattern in patterns)


def test_every_file_of_the_repository_is_of_a_known_kind_and_fits_its_schema():
    told = []
    for path in YAML:
        if of_plugins(path):
            continue  # the host and the plugins judge these themselves, and `tongban lint` tells it
        file = schema_file_for(path)
        assert file is not None, f"no schema speaks of {path}"
        told += [f"{path} {each.json_path}: {each.message}" for each in judge(file.name).iter_errors(data_of(path))]
    assert len(YAML) > 90
    assert not told


ITEM = "item_defs/chengguan/occupy-road/item.yaml"
EXAMPLE = "item_defs/chengguan/occupy-road/examples/granted-works.yaml"
CATALOGUE = "item_defs/_shared/catalogue.yaml"
ELEMENTS = "item_defs/_shared/elements.yaml"
LICENCE = "item_defs/_shared/licences/business-licence.yaml"
TENANT = "tenants/yunyang/tenant.yaml"
CLAIMS = "tenants/yunyang/items.yaml"
RULEBOOK = "tenants/chongqing/rulebook.yaml"

#: A file, a place in it, and what is written there instead (GONE: nothing).
GONE = object()
BREAKS: tuple[tuple[str, Where, object], ...] = (
    (ITEM, ("titel",), "占道"),
    (ITEM, ("item",), "Occupy Road"),
    (ITEM, ("item",), GONE),
    (ITEM, ("title",), 12),
    (ITEM, ("title",), "  "),
    (ITEM, ("applicants",), []),
    (ITEM, ("applicants",), ["persons"]),
    (ITEM, ("visits",), -1),
    (ITEM, ("visits",), "一次"),
    (ITEM, ("channels",), "online"),
    (ITEM, ("online_depth",), "deep"),
    (ITEM, ("conditions", 0), 3),
    (ITEM, ("situation", 0, "choices"), {"one": "只有一项"}),
    (ITEM, ("situation", 0, "id"), "Purpose"),
    (ITEM, ("situation", 0, "id"), "true"),
    (ITEM, ("situation", 0, "when"), 5),
    (ITEM, ("form", 0, "fields"), []),
    (ITEM, ("form", 0, "fields", 0), {"use": "person.name", "type": "text"}),
    (ITEM, ("form", 0, "fields", 0), {"id": "area", "label": "面积", "type": "nummer"}),
    (ITEM, ("form", 0, "fields", 0), {"id": "area", "label": "面积", "type": "number", "lines": 3}),
    (ITEM, ("form", 0, "fields", 0), {"id": "area", "label": "面积", "type": "number", "decimals": 9}),
    (ITEM, ("form", 0, "fields", 0), {"id": "kind", "label": "种类", "type": "choice"}),
    (ITEM, ("form", 0, "fields", 0), {"id": "rows", "label": "车辆", "type": "table"}),
    (ITEM, ("form", 0, "fields", 0), {"label": "没有编号", "type": "text"}),
    (
        ITEM,
        ("form", 0, "fields", 0),
        {"id": "rows", "label": "车辆", "type": "table", "columns": [{"id": "a", "label": "甲", "type": "file"}]},
    ),
    (ITEM, ("materials", 0, "formats"), ["P D F"]),
    (ITEM, ("materials", 0, "may_follow"), {"weeks": 2}),
    (ITEM, ("materials", 0, "may_follow"), {"days": 0}),
    (ITEM, ("materials", 0, "may_follow"), {"days": 2, "months": 1}),
    (ITEM, ("materials", 0, "copies"), True),
    (ITEM, ("process", 0, "by"), "mayor"),
    (ITEM, ("process", 0, "special_procedure"), {"kind": "site_survey"}),
    (ITEM, ("time", "promise"), "none"),
    (ITEM, ("time", "statutory"), 20),
    (ITEM, ("fees",), []),
    (ITEM, ("fees",), "nothing"),
    (ITEM, ("result", "kind"), "paper"),
    (ITEM, ("questions",), [{"question": "可以代办吗？"}]),
    (EXAMPLE, ("begin",), "明天"),
    (EXAMPLE, ("then", 0), {"do": "dance"}),
    (EXAMPLE, ("then", 0), {"do": "grant", "reasons": "写错了键"}),
    (EXAMPLE, ("then", 0), {"do": "complete_step", "step": "review"}),
    (EXAMPLE, ("expect", "state"), "finished"),
    (CATALOGUE, ("entries", "occupy-road", "kind"), "99"),
    (CATALOGUE, ("entries", "occupy-road", "base_code"), "0001170220"),
    (CATALOGUE, ("entries", "Occupy"), {"name": "甲", "kind": "01", "department": "乙"}),
    (ELEMENTS, ("elements", "name"), {"label": "姓名", "type": "text"}),
    (ELEMENTS, ("elements", "person.name", "type"), "string"),
    (LICENCE, ("holders",), GONE),
    (TENANT, ("division",), "5002"),
    (TENANT, ("kind",), "province"),
    (CLAIMS, ("claims", "occupy-road", "service", "tel"), "023-1"),
    (RULEBOOK, ("online_review", "span"), {"weeks": 1}),
    (RULEBOOK, ("zone",), GONE),
    (RULEBOOK, ("colour",), "red"),
)


def broken(path: str, where: Where, value: object) -> dict[str, Any]:
    data = copy.deepcopy(data_of(path))
    holder: Any = data
    for part in where[:-1]:
        holder = holder[part]
    if value is GONE:
        del holder[where[-1]]
    else:
        holder[where[-1]] = value
    return data


def loader_refuses(path: str, data: dict[str, Any]) -> bool:
    file = schema_file_for(path)
    assert file is not None
    try:
        if file.schema is RulebookSchema:
            RulebookSchema().load(data)
            return False
        return bool(file.schema().validate(data))
    except ValidationError:
        return True


@pytest.mark.parametrize(("path", "where", "value"), BREAKS)
def test_what_the_strict_loader_refuses_for_its_structure_the_schema_refuses_too(path, where, value):
    data = broken(path, where, value)
    file = schema_file_for(path)
    assert file is not None
    assert loader_refuses(path, data), "the break is none: the loader takes it"
    assert list(judge(file.name).iter_errors(data))


def test_there_are_more_than_fifty_seeded_breaks():
    assert len(BREAKS) > 50


def all_keys() -> Iterator[tuple[str, str, Any, Any]]:
    """Every key of the vocabulary: entry, key, kind, term."""
    said: Terms = terms()
    for entry, schema in listed_entries().items():
        for key, kind in keys_in(schema).items():
            yield entry, key, kind, said.of_schema(schema, key)
    for kind_name in field_types:
        for key, kind in type_keys(kind_name).items():
            yield f"type.{kind_name}", key, kind, said.of(f"type.{kind_name}", key)


def test_every_key_and_every_entry_of_the_vocabulary_has_a_term_a_meaning_and_an_example():
    without = [f"{entry}.{key}" for entry, key, _kind, term in all_keys() if term is None]
    without += [name for name, schema in listed_entries().items() if terms().of_schema(schema) is None]
    assert not without, "write them into definitions/vocabulary/terms"
    short = [
        f"{entry}.{key}"
        for entry, key, _kind, term in all_keys()
        if term is not None and (term.example is None or len(term.told) < 4 or not term.told.endswith("。"))
    ]
    assert not short


def test_no_term_is_told_of_a_key_that_is_not_there():
    known = {(entry, key) for entry, key, _kind, _term in all_keys()}
    bases = {base for schema in listed_entries().values() for base in schema.__mro__}
    known |= {(name_of(base), key) for base in bases for key in _own(base)}
    told = {(entry, key) for entry, keys in terms().entries.items() for key in keys if key != "_"}
    likes = {str(keys["_"]["like"]) for keys in terms().entries.values() if "like" in keys.get("_", {})}
    assert not {each for each in told - known if each[0] not in likes}


def _own(schema: type) -> tuple[str, ...]:
    return keys_of(schema) if hasattr(schema, "_declared_fields") else ()


def test_every_example_loads_and_reads_back_from_the_page_as_it_was():
    wrong = []
    for entry, key, kind, term in all_keys():
        try:
            kind.deserialize(term.example)
        except ValidationError as error:
            wrong.append(f"{entry}.{key}: {error.messages}")
        document, findings = read_yaml(f"it: {flow(term.example)}\n", "example.yaml")
        assert document is not None, (entry, key, findings)
        assert document.data["it"] == term.example
    assert not wrong


def test_the_reference_page_is_the_one_that_the_vocabulary_makes():
    kept = (REPOSITORY / "docs" / "reference.md").read_text("utf-8")
    assert kept == reference_page(), "run `tongban schema --reference docs/reference.md`"


def test_every_kind_of_value_says_what_it_is_in_words():
    assert all(kind.expects for _entry, _key, kind, _term in all_keys() if isinstance(kind, Value))


def test_files_that_other_rooms_read_have_the_keys_that_those_rooms_know():
    assert set(keys_of(CalendarFile)) == CALENDAR_KEYS
    assert set(keys_of(LocalCalendarFile)) == LOCAL_KEYS
    assert set(keys_of(TenantTemplateFile)) == TEMPLATE_KEYS
    for path in YAML:
        if path.startswith(f"{pages.FOLDER}/templates/"):
            assert set(keys_of(ItemTemplateFile)) == data_of(path).keys()
