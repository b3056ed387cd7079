"""The data elements and the divisions: what means the same everywhere is written once (7 §17, ORD §42)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tongban.fields import field_types, published_divisions

SHARED = Path(__file__).parents[2] / "item_defs" / "_shared"
ELEMENTS = yaml.safe_load((SHARED / "elements.yaml").read_text(encoding="utf-8"))["elements"]
ABOUT_THE_FIELD = {"label", "type", "help", "example", "personal", "source"}


def options(element: str) -> object:
    own = {key: value for key, value in ELEMENTS[element].items() if key not in ABOUT_THE_FIELD}
    return field_types[ELEMENTS[element]["type"]].load_options(own)


@pytest.mark.row("F2")
@pytest.mark.parametrize("element", sorted(ELEMENTS))
def test_a_data_element_has_a_known_type_with_right_options_and_a_source(element: str) -> None:
    assert options(element) is not None
    assert ELEMENTS[element]["source"]


@pytest.mark.row("F2")
@pytest.mark.parametrize("element", sorted(each for each in ELEMENTS if ELEMENTS[each].get("example")))
def test_the_example_of_a_data_element_is_itself_valid(element: str) -> None:
    kind = field_types[ELEMENTS[element]["type"]]
    value = kind.parse({"": [ELEMENTS[element]["example"]]}, options(element))
    assert value is not None
    assert kind.check(value, options(element)) is None


@pytest.mark.row("F2")
@pytest.mark.parametrize("element", sorted(each for each in ELEMENTS if each.startswith(("person.", "agent."))))
def test_what_tells_of_a_person_is_marked_as_personal(element: str) -> None:
    assert ELEMENTS[element].get("personal") is True


@pytest.mark.row("F2")
def test_the_numbers_of_the_standards_rest_on_their_standards() -> None:
    by_type = {each["type"]: each["source"] for each in ELEMENTS.values() if each["type"] in {"id_number", "uscc"}}
    assert by_type == {"id_number": "GB 11643—1999", "uscc": "GB 32100—2015"}


def test_the_divisions_are_those_of_both_provinces() -> None:
    divisions = published_divisions()
    assert len(divisions.offered("county", ("500000",))) == 38
    assert len(divisions.offered("city", ("510000",))) == 21
    assert len(divisions.offered("county", ("510000",))) == 183
    assert {each.code for each in divisions.offered("city")} & {"500000", "510100"} == {"500000", "510100"}
    assert divisions.full_name("511602") == "四川省广安市广安区"
    assert all(each.parent in divisions for each in divisions.by_code.values() if each.level != "province")
