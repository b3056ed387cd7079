"""Codes of 12, 31 and 33 characters: built from published parts, and checked by their parts (C1)."""

from __future__ import annotations

import pytest

from tongban.definitions.codes import (
    BaseCode,
    base_code_faults,
    business_code,
    business_code_faults,
    implementation_code,
    implementation_code_faults,
    split_base_code,
    split_implementation_code,
)

USCC, BASE = "11500235MB1218247M", "000117022000"
PUBLISHED = f"{USCC}4{BASE}"  # 云阳县, as published (domain/01 §2.2)


@pytest.mark.row("C1")
def test_the_published_codes_are_built_of_their_parts() -> None:
    assert implementation_code(USCC, "4", BASE) == PUBLISHED
    assert business_code(PUBLISHED, 1) == f"{PUBLISHED}01"
    assert business_code("1134180200328497" + "7M4000123014000", 1) == "11341802003284977M400012301400001"
    assert list(implementation_code_faults(PUBLISHED, USCC, "4", BASE)) == []
    assert list(business_code_faults(f"{PUBLISHED}01", PUBLISHED)) == []


@pytest.mark.row("C1")
@pytest.mark.parametrize(("uscc", "level", "base"), [(None, "4", BASE), (USCC, None, BASE), (USCC, "4", None)])
def test_a_part_that_nobody_published_leaves_the_code_absent(
    uscc: str | None, level: str | None, base: str | None
) -> None:
    assert implementation_code(uscc, level, base) is None
    assert business_code(implementation_code(uscc, level, base), 1) is None


@pytest.mark.parametrize("number", [None, 0, 100])
def test_the_order_is_two_digits_from_one(number: int | None) -> None:
    assert business_code(PUBLISHED, number) is None


def test_codes_are_taken_apart() -> None:
    assert split_base_code(BASE) == BaseCode("00", "01", "17", "022", "000")
    parts = split_implementation_code(PUBLISHED)
    assert parts is not None
    assert (parts.uscc, parts.level, parts.base_code) == (USCC, "4", BASE)
    assert split_base_code("00011702200") is None
    assert split_implementation_code(f"{USCC}9{BASE}") is None


@pytest.mark.row("C1")
@pytest.mark.parametrize(
    ("code", "kind", "parent", "message"),
    [
        ("00011702200", "01", None, "应为十二位数字"),
        (BASE, "07", None, "第三、四位应是事项类型“07”"),
        ("000117023001", "01", BASE, "前九位应与主项“000117022000”一致"),
        (BASE, "01", BASE, "子项应有自己的序号"),
    ],
)
def test_a_base_code_is_held_to_kind_and_parent(code: str, kind: str, parent: str | None, message: str) -> None:
    found = list(base_code_faults(code, kind, parent))
    assert len(found) == 1
    assert message in found[0]
    assert list(base_code_faults("000117022001", "01", BASE)) == []


@pytest.mark.row("C1")
@pytest.mark.parametrize(
    ("code", "message"),
    [
        (PUBLISHED[:-1], "应为三十一位"),
        (f"11500235MB1218247A4{BASE}", "校验码不对"),
        (f"{USCC}5{BASE}", "第十九位是“5”，应为“4”"),
        (f"{USCC}4000117022001", "后十二位是“000117022001”"),
    ],
)
def test_an_implementation_code_from_outside_is_held_to_its_parts(code: str, message: str) -> None:
    found = list(implementation_code_faults(code, USCC, "4", BASE))
    assert any(message in each for each in found), found


@pytest.mark.parametrize(("code", "message"), [(PUBLISHED, "应为三十三位"), (f"{PUBLISHED}00", "从 01 起")])
def test_a_business_code_from_outside_has_its_form(code: str, message: str) -> None:
    (found,) = business_code_faults(code, PUBLISHED)
    assert message in found
    (other,) = business_code_faults(f"{USCC}4000117022001" + "01", PUBLISHED)
    assert "前三十一位" in other
