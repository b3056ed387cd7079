"""The compiled definition: frozen, hashed, the same again from stored JSON; with its codes and conditions."""

import dataclasses
import json

import pytest

from tongban.conditions import ALWAYS, NEVER, holds
from tongban.definitions import DefinitionRefused, compile_resolved
from tongban.definitions.codes import implementation_code, is_base_code, is_uscc, level_of
from tongban.definitions.compiler import hash_of
from tongban.definitions.model import Span, Unit
from tongban.definitions.scope import condition_scope

FORM = """\
form:
  - section: a
    title: 甲
    fields:
      - {use: person.name, id: owner, label: 业主姓名, optional: true}
      - {id: area, label: 面积, type: number, min: 1.50, decimals: 2}
      - {id: total, label: 合计, type: number, decimals: 2, computed: area * 2}
      - id: cars
        label: 车辆
        type: table
        max_rows: 3
        required: purpose == "works"
        columns:
          - {use: person.phone, id: driver}
          - {id: heavy, label: 是否重型, type: yes_no}
          - {id: permit, label: 通行证号, type: text, when: row.heavy}
"""


@pytest.mark.row("C5")
def test_a_stored_version_compiles_again_to_the_same_definition(workspace_with) -> None:
    resolved = workspace_with(item=FORM).resolve("occupy-road", "yunyang")
    first = compile_resolved(resolved.data)
    again = compile_resolved(json.loads(json.dumps(resolved.data, ensure_ascii=False)))
    assert again == first
    assert again.hash == first.hash
    assert len(first.hash) == 64


@pytest.mark.row("C5")
def test_the_hash_is_that_of_the_content_and_not_of_its_spelling(workspace_with) -> None:
    plain = workspace_with().definition("occupy-road", "yunyang").hash
    spelled = workspace_with(item='time:\n  promise: {"working_days": 5}   # the same\n  statutory: {working_days: 20}')
    assert spelled.definition("occupy-road", "yunyang").hash == plain
    assert workspace_with(item="title: 别的事项").definition("occupy-road", "yunyang").hash != plain


def test_the_order_of_choices_is_part_of_the_content() -> None:
    one = {"situation": [{"id": "a", "choices": {"x": "甲", "y": "乙"}}], "title": "丙"}
    other = {"title": "丙", "situation": [{"choices": {"y": "乙", "x": "甲"}, "id": "a"}]}
    same = {"title": "丙", "situation": [{"choices": {"x": "甲", "y": "乙"}, "id": "a"}]}
    assert hash_of(one) == hash_of(same)
    assert hash_of(one) != hash_of(other)


@pytest.mark.row("C5")
@pytest.mark.parametrize(
    "files",
    [
        {"item_defs/_shared/notices/acceptance_notice.md": "受理。\n"},
        {"item_defs/_shared/elements.yaml": "elements:\n  person.name: {label: 姓名, type: text, max_length: 60}\n"},
    ],
)
def test_wordings_and_data_elements_are_part_of_the_content(workspace_with, files: dict[str, str]) -> None:
    plain = workspace_with().definition("occupy-road", "yunyang")
    assert workspace_with(files=files).definition("occupy-road", "yunyang").hash != plain.hash


@pytest.mark.row("F2")
def test_a_field_that_uses_an_element_takes_everything_from_it(workspace_with) -> None:
    definition = workspace_with(item=FORM).definition("occupy-road", "yunyang")
    owner = definition.field("owner")
    assert (owner.label, owner.type, owner.element, owner.personal) == ("业主姓名", "text", "person.name", True)
    assert owner.options.max_length == 50
    assert owner.required == NEVER
    driver = definition.field("cars").columns[0]
    assert (driver.label, driver.type, driver.element) == ("手机号码", "phone", "person.phone")


@pytest.mark.row("C2")
def test_conditions_are_compiled_where_they_stand(workspace_with) -> None:
    definition = workspace_with(item=FORM).definition("occupy-road", "yunyang")
    cars = definition.field("cars")
    assert holds(cars.required, {"purpose": "works"})
    assert not holds(cars.required, {"purpose": "stacking"})
    assert cars.columns[2].when.names() == {"row.heavy"}
    assert definition.field("total").computed is not None
    assert definition.field("area").when == ALWAYS
    assert definition.material("plan").when.text == 'purpose == "works"'


@pytest.mark.row("C2")
def test_the_definition_holds_what_the_files_say(workspace_with) -> None:
    definition = workspace_with().definition("occupy-road", "yunyang")
    assert (definition.item, definition.tenant, definition.title) == ("occupy-road", "yunyang", "占道施工审批")
    assert definition.catalogue.base_code == "000117022000"
    assert (definition.time.statutory, definition.time.promise) == (Span(20), Span(5, Unit.WORKING_DAYS))
    assert definition.fees == ()
    assert [each.id for each in definition.process] == ["review", "decision"]
    assert definition.supplement_within == Span(10)
    assert definition.result is not None
    assert definition.result.name == "占道许可决定书"
    assert not definition.on_the_spot
    assert list(definition.wordings) == ["acceptance_notice"]


def test_on_the_spot_means_no_promised_span(workspace_with) -> None:
    item = "time: {statutory: none, promise: on_the_spot, statutory_note: 没有规定}\nresult: none"
    definition = workspace_with(item=item).definition("occupy-road", "yunyang")
    assert definition.on_the_spot
    assert definition.time.statutory is None
    assert definition.result is None


def test_a_definition_cannot_be_changed(workspace_with) -> None:
    definition = workspace_with().definition("occupy-road", "yunyang")
    with pytest.raises(dataclasses.FrozenInstanceError):
        definition.title = "别的"


@pytest.mark.row("C6")
def test_what_cannot_be_compiled_is_refused_with_the_line(workspace_with) -> None:
    workspace = workspace_with(item="materials:\n  - {id: plan, name: 方案, when: nothing > 1}")
    with pytest.raises(DefinitionRefused) as refused:
        workspace.definition("occupy-road", "yunyang")
    (finding,) = refused.value.findings
    assert (finding.path, finding.line) == ("item_defs/chengguan/occupy-road/item.yaml", 18)
    with pytest.raises(DefinitionRefused, match="nothing"):
        compile_resolved(workspace.resolve("occupy-road", "yunyang").data)


def test_an_item_that_nobody_claimed_has_no_definition_yet(workspace_with) -> None:
    with pytest.raises(DefinitionRefused, match="authority"):
        compile_resolved(workspace_with().resolve("occupy-road").data)


@pytest.mark.parametrize(
    ("uscc", "level", "base_code", "code"),
    [
        ("11500235MB1218247M", "4", "000117022000", "11500235MB1218247M4000117022000"),
        ("11341802003284977M", "4", "000123014000", "11341802003284977M4000123014000"),
        ("12441500196720244T", "3", "442199806003", "12441500196720244T3442199806003"),
        (None, "4", "000117022000", None),
        ("11500235MB1218247M", "4", None, None),
    ],
)
def test_the_implementation_code_is_built_from_published_parts_only(uscc, level, base_code, code) -> None:
    assert implementation_code(uscc, level, base_code) == code
    assert uscc is None or is_uscc(uscc)
    assert base_code is None or is_base_code(base_code)


def test_the_published_item_of_yunyang_has_its_published_code(workspace_with) -> None:
    assert (
        workspace_with().definition("occupy-road", "yunyang").implementation_code == "11500235MB1218247M4000117022000"
    )


@pytest.mark.parametrize(
    ("kind", "division", "level"),
    [
        ("city", "500000", "2"),
        ("city", "511600", "3"),
        ("county", "500235", "4"),
        ("township", None, "5"),
        ("village", None, "6"),
    ],
)
def test_the_level_follows_the_tenant(kind: str, division: str | None, level: str) -> None:
    assert level_of(kind, division) == level


@pytest.mark.parametrize(
    "text", ["11500235MB1218247X", "11500235mb1218247m", " 11500235MB1218247M", "115002", "1" * 18]
)
def test_a_wrong_credit_code_is_not_one(text: str) -> None:
    assert not is_uscc(text)


@pytest.mark.row("F2")
def test_the_scope_holds_questions_and_fields_in_the_order_in_which_they_are_asked(workspace_with) -> None:
    data = workspace_with(item=FORM).resolve("occupy-road", "yunyang").data
    assert list(condition_scope(data).names) == ["applicant.kind", "purpose", "owner", "area", "total", "cars"]
