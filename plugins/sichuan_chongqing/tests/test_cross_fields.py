"""The field types between the two sides: their samples are read, written and refused as they say."""

from __future__ import annotations

import pytest

from sichuan_chongqing.fields.partner_county import PartnerCounty
from tongban.fields import FieldError, field_types
from tongban.fields.code_text import NoOptions
from tongban.publishing.plugged import started
from tongban.settings import REPOSITORY

started(REPOSITORY)
TYPE, OPTIONS = field_types["partner_county"], NoOptions()


@pytest.mark.parametrize("sample", PartnerCounty.samples, ids=lambda sample: str(sample.value))
def test_each_sample_is_as_it_says(sample) -> None:
    assert TYPE.parse(sample.right, OPTIONS) == sample.value
    assert TYPE.from_json(TYPE.to_json(sample.value, OPTIONS), OPTIONS) == sample.value
    refused = TYPE.parse(sample.wrong, OPTIONS)
    assert isinstance(refused, FieldError)
    assert refused.code == sample.code


def test_what_is_no_code_at_all_is_told_with_an_example() -> None:
    refused = TYPE.parse({"": ("广安区",)}, OPTIONS)
    assert isinstance(refused, FieldError)
    assert "511602" in refused.message
