"""What was published stands as published; what was not is marked as a sample; no code is invented."""

import re

from stdnum.cn import ric, uscc

from tongban.definitions import Definition, Workspace, lint
from tongban.definitions.examples import Example
from tongban.definitions.model import Field, Span, Unit
from tongban.fields.registry import OWN_TYPES

PUBLISHED_BASE_CODES = {"occupy-road": "000117022000", "nurse-first": "000123014000"}
#: in what was published, by name; the file itself says which (`item_defs/_shared/divisions.csv`)
PUBLISHED_DIVISIONS = {"chongqing": "500000", "yuzhong": "500103", "jiangbei": "500105", "yunyang": "500235"}
PUBLISHED_AUTHORITIES = {"11500235MB1218247M"}


def played(city: Workspace) -> list[Example]:
    return [each for group in city.examples.values() for each in group]


def columns_too(definition: Definition) -> list[Field]:
    return [part for each in definition.fields for part in (each, *each.columns)]


def test_the_definitions_of_the_repository_have_no_finding(city: Workspace) -> None:
    assert [str(each) for each in lint(city)] == []


def test_road_occupation_in_yunyang_is_as_the_county_published_it(every: list[Definition]) -> None:
    (item,) = [each for each in every if (each.item, each.tenant) == ("occupy-road", "yunyang")]
    assert item.implementation_code == "11500235MB1218247M4000117022000"
    assert (item.time.statutory, item.time.promise) == (Span(20), Span(5))
    assert (item.service.phone, item.service.complaints) == ("023-55187618", "023-55163608")
    assert not {"authority", "service", "service.phone", "service.complaints", "time.promise"} & set(item.demonstration)


def test_no_code_is_invented(city: Workspace, every: list[Definition]) -> None:
    entries = {each.catalogue.id: each.catalogue.base_code for each in every if each.catalogue.base_code}
    assert entries == PUBLISHED_BASE_CODES
    coded = {name: each for name, each in city.tenants.items() if each.division}
    assert {name: each.division for name, each in coded.items() if not each.listed} == PUBLISHED_DIVISIONS
    assert [each.name for each in coded.values() if city.divisions[str(each.division)].name != each.name] == []
    assert {each.uscc for each in city.tenants.values()} == {None}
    assert {each.authority.uscc for each in every} - {None} == PUBLISHED_AUTHORITIES


def test_numbers_in_examples_check_out_and_belong_to_nobody(city: Workspace) -> None:
    texts = [str(each.answers) for each in played(city)]
    people = {found for text in texts for found in re.findall(r"'(\d{17}[\dX])'", text)}
    bodies = {found for text in texts for found in re.findall(r"'(9[12]\w{16}|[15][12]\w{16})'", text)} - people
    assert len(people) > 30
    assert len(bodies) > 20
    assert all(ric.is_valid(each) for each in people)
    assert all(each[14:17] in {"000", "010", "020", "999", "998", "997", "996", "995"} for each in people)
    assert all(uscc.is_valid(each) and each[2:8] == "000000" for each in bodies)


def test_each_address_hour_and_number_of_a_claim_is_marked_unless_published(every: list[Definition]) -> None:
    for item in every:
        if (item.item, item.tenant) != ("occupy-road", "yunyang"):
            assert {"authority", "service"} <= set(item.demonstration), (item.item, item.tenant)


def test_each_item_shows_a_grant_a_supplement_and_an_end_without_grant(city: Workspace) -> None:
    for item, examples in city.examples.items():
        outcomes = {each.expect.outcome for each in examples}
        assert "granted" in outcomes, item
        assert outcomes & {"refused", "not_accepted", "deemed_withdrawn"}, item
        assert any("supplement_notice" in (each.expect.notices or ()) for each in examples), item


def test_the_demonstration_city_shows_every_state_and_outcome(city: Workspace) -> None:
    expected = [each.expect for each in played(city)]
    assert {each.state for each in expected} == {"submitted", "supplementing", "accepted", "decided", "closed"}
    assert {each.outcome for each in expected if each.outcome} == {
        "granted", "refused", "not_accepted", "withdrawn", "deemed_withdrawn",
    }  # fmt: skip


def test_every_field_type_is_used_by_a_real_item(every: list[Definition]) -> None:
    used = {field.type for item in every for field in columns_too(item)}
    assert used == set(OWN_TYPES)


def test_steps_fit_within_the_promise(every: list[Definition]) -> None:
    for item in every:
        if item.time.promise is None:
            continue
        spans = [each.special_procedure.maximum if each.special_procedure else each.within for each in item.process]
        days = [each.amount for each in spans if each and each.unit is Unit.WORKING_DAYS]
        assert sum(days) <= item.time.promise.amount, (item.item, item.tenant)
