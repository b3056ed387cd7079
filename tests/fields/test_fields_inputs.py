"""What people type, and what each field type makes of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from marshmallow import ValidationError

from tongban.fields import FieldError, field_types

TODAY = date(2026, 9, 28)


def read(kind: str, text: str, **options: object) -> object:
    """Read a text, and check it: the value, or the code of what is wrong."""
    found = field_types[kind]
    loaded = found.load_options(options)
    value = found.parse({"": [text]}, loaded)
    wrong = value if isinstance(value, FieldError) or value is None else found.check(value, loaded, TODAY)
    return wrong.code if isinstance(wrong, FieldError) else value


@pytest.mark.row("F1")
@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("500000199001010016", "500000199001010016"),
        (" 500000 19900101 0016 ", "500000199001010016"),
        ("５０００００１９９００１０１００１６", "500000199001010016"),
        ("50000019900101001X", "wrong_check_digit"),
        ("50000019900101001", "wrong_length"),
        ("50000019900A010016", "wrong_characters"),
        ("500000199013010016", "wrong_birth_date"),
        ("990000199001010016", "wrong_birth_date"),
        ("500000209001010012", "future_birth_date"),
    ],
)
def test_an_id_number_is_judged_by_its_standard(typed: str, outcome: str) -> None:
    assert read("id_number", typed) == outcome


@pytest.mark.row("F1")
@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("11500235MB1218247M", "11500235MB1218247M"),
        ("11500235 mb12 18247m", "11500235MB1218247M"),
        ("11500235MB1218247A", "wrong_check_digit"),
        ("11500235MB121824", "wrong_length"),
        ("11500235MB12I8247M", "wrong_characters"),
    ],
)
def test_a_credit_code_is_judged_by_its_standard(typed: str, outcome: str) -> None:
    assert read("uscc", typed) == outcome


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("13800138000", "+8613800138000"),
        ("+86 138 0013 8000", "+8613800138000"),
        ("0086-13800138000", "+8613800138000"),
        ("023-55187618", "+862355187618"),
        ("（023）55187618", "+862355187618"),
        ("400 123 4567", "+864001234567"),
        ("110", "wrong_phone"),
        ("1380013800", "wrong_phone"),
        ("+1 650 253 0000", "wrong_phone"),
        ("电话", "wrong_phone"),
    ],
)
def test_a_telephone_number_of_the_mainland_is_read_as_people_write_it(typed: str, outcome: str) -> None:
    assert read("phone", typed) == outcome


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("1200", 1200),
        ("１，２００", 1200),
        ("+7", 7),
        ("-3", -3),
        ("12.0", 12),
        ("1,20", "not_a_number"),
        ("12,00", "not_a_number"),
        ("1e5", "not_a_number"),
        ("٣", "not_a_number"),
        ("十二", "not_a_number"),
        ("12㎡", "not_a_number"),
        ("9" * 19, "too_long"),
    ],
)
def test_a_whole_number_is_exact_or_refused(typed: str, outcome: object) -> None:
    assert read("number", typed) == outcome


def test_money_has_two_decimals_and_says_no_more() -> None:
    assert read("money", "0.1") == Decimal("0.10")
    assert str(read("money", "2,000,000")) == "2000000.00"
    assert read("money", "0.005") == "too_many_decimals"
    assert read("money", "-1") == "too_small"


def test_lengths_are_counted_in_characters_not_in_bytes() -> None:
    assert read("text", "䶮" * 5, max_length=5) == "䶮" * 5
    assert read("text", "𠮷" * 6, max_length=5) == "too_long"
    assert read("text", "短", min_length=2) == "too_short"


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\u202e", "\ud800"])
def test_characters_that_no_keyboard_types_are_refused(character: str) -> None:
    assert read("text", f"张{character}三") == "control_characters"


def test_a_line_break_belongs_only_where_there_are_lines() -> None:
    assert read("text", "甲\n乙") == "control_characters"
    assert read("text", "甲\r\n乙", lines=2) == "甲\n乙"


def test_a_date_can_be_bounded_by_today() -> None:
    assert read("date", "2026-09-28", max="today") == TODAY
    assert read("date", "2026-09-29", max="today") == "too_late"
    assert read("date", "2026-09-27", min="today") == "too_early"


def test_a_period_names_the_date_that_is_missing() -> None:
    kind = field_types["period"]
    found = kind.parse({"begin": ["2026-03-01"]}, kind.load_options({}))
    assert isinstance(found, FieldError)
    assert (found.code, found.part) == ("incomplete", "end")


def test_an_address_tells_of_both_its_parts_at_once() -> None:
    kind = field_types["address"]
    found = kind.parse({"division": ["999999"], "detail": [""]}, kind.load_options({}))
    assert isinstance(found, FieldError)
    assert [(each.code, each.part) for each in found.each()] == [("not_offered", "division"), ("incomplete", "detail")]


def test_a_dissolved_district_keeps_its_code_and_says_so() -> None:
    kind = field_types["address"]
    options = kind.load_options({"within": ["500000"]})
    labels = {each.code: each.label for _, members in options.groups for each in members}
    assert "2025 年 11 月撤销" in labels["500105"]
    assert labels["500235"] == "云阳县"
    assert "510104" not in labels


def test_the_cells_of_a_table_are_judged_each_at_its_place() -> None:
    kind = field_types["table"]
    columns = [
        {"id": "name", "label": "姓名", "type": "text", "max_length": 3},
        {"id": "born", "label": "生日", "type": "date"},
    ]
    options = kind.load_options({"columns": columns, "max_rows": 2})
    wrong = kind.parse({"0.born": ["昨天"], "1.born": ["2026-02-30"], "1.name": ["张三"]}, options)
    assert isinstance(wrong, FieldError)
    assert [(each.code, each.part) for each in wrong.each()] == [("not_a_date", "0.born"), ("no_such_day", "1.born")]
    long = kind.check(({"name": "欧阳上官"},), options, TODAY)
    assert long is not None
    assert (long.code, long.part) == ("too_long", "0.name")
    assert kind.check(({"name": "甲"},) * 3, options, TODAY).code == "too_many_rows"


@pytest.mark.parametrize(
    ("kind", "options", "key"),
    [
        ("text", {"max_length": 0}, "max_length"),
        ("text", {"min_length": 9, "max_length": 3}, "min_length"),
        ("text", {"pattern": "(a+)+b", "pattern_help": "……。"}, "pattern"),
        ("text", {"pattern": "[", "pattern_help": "……。"}, "pattern"),
        ("text", {"pattern": "[0-9]+"}, "pattern_help"),
        ("number", {"min": 5, "max": 1}, "min"),
        ("number", {"decimals": True}, "decimals"),
        ("date", {"min": "tomorrow"}, "min"),
        ("choice", {}, "choices"),
        ("choice", {"choices": {}}, "choices"),
        ("multi_choice", {"choices": {"a": "甲"}, "min": 2}, "min"),
        ("address", {"level": "street"}, "level"),
        ("address", {"within": ["123456"]}, "within"),
        ("table", {"columns": [{"id": "t", "label": "表", "type": "table"}]}, "columns"),
        ("declaration", {}, "statement"),
    ],
)
def test_wrong_options_are_refused_at_their_key(kind: str, options: dict[str, object], key: str) -> None:
    with pytest.raises(ValidationError) as refused:
        field_types[kind].load_options(options)
    assert key in refused.value.messages_dict


@pytest.mark.row("F1")
def test_personal_data_is_masked() -> None:
    masked = {
        kind: field_types[kind].mask(value, field_types[kind].load_options({}))
        for kind, value in {
            "id_number": "500000199001010016",
            "phone": "+8613800138000",
            "email": "zhang@example.com",
            "text": "欧阳示例",
        }.items()
    }
    assert masked == {
        "id_number": "500*************16",
        "phone": "138****8000",
        "email": "z***@example.com",
        "text": "欧***",
    }
