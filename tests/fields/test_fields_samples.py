"""What each field type says of itself by its samples is true."""

from __future__ import annotations

from datetime import date

import jsonschema
import pytest

from tongban.fields import AnyFieldType, FieldError, Sample

TODAY = date(2026, 9, 28)


@pytest.mark.row("F1")
def test_the_right_input_is_read(kind: AnyFieldType, sample: Sample) -> None:
    options = kind.load_options(sample.options)
    value = kind.parse(sample.right, options)
    assert value == sample.value
    assert kind.check(value, options, TODAY) is None


@pytest.mark.row("F1")
def test_the_wrong_input_is_refused_with_what_would_be_right(kind: AnyFieldType, sample: Sample) -> None:
    options = kind.load_options(sample.options)
    found = kind.parse(sample.wrong, options)
    wrong = found if isinstance(found, FieldError) else kind.check(found, options, TODAY)
    assert wrong is not None
    assert wrong.code == sample.code
    assert wrong.message.endswith("。")


def test_the_value_is_written_for_people(kind: AnyFieldType, sample: Sample) -> None:
    assert kind.format(sample.value, kind.load_options(sample.options)) == sample.shown_as


def test_what_a_browser_would_post_for_the_value_is_read_as_the_value(kind: AnyFieldType, sample: Sample) -> None:
    options = kind.load_options(sample.options)
    assert kind.parse(kind.typed(sample.value, options), options) == sample.value


def test_the_json_form_comes_back_and_fits_its_schema(kind: AnyFieldType, sample: Sample) -> None:
    options = kind.load_options(sample.options)
    data = kind.to_json(sample.value, options)
    schema = kind.json_schema(options)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(data, schema, jsonschema.Draft202012Validator)
    assert kind.from_json(data, options) == sample.value


def test_nothing_typed_is_no_answer(kind: AnyFieldType, sample: Sample) -> None:
    options = kind.load_options(sample.options)
    for typed in ({}, {"": []}, {"": [""]}, {"asked": ["1"]}, {part: [""] for part in sample.right}):
        assert kind.parse(typed, options) is None


def test_an_unknown_option_is_refused_in_chinese(kind: AnyFieldType, sample: Sample) -> None:
    with pytest.raises(Exception, match="没有这个选项"):
        kind.load_options({**sample.options, "colour": "red"})
