"""Whatever is posted, a field type answers with a value, an error or nothing; what it wrote it can read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.fields import AnyFieldType, FieldError, Slot, field_types, published_divisions
from tongban.fields.drawn import HEIGHT, WIDTH
from tongban.fields.types.address import Address
from tongban.fields.types.period import Period
from tongban.fields.types.signature import Signature

TODAY = date(2026, 9, 28)
PARTS = ["", "asked", "begin", "end", "division", "detail", "name", "confirmed", "kept", "kept_name", "rows", "action"]
PARTS += ["0.plate", "7.heavy", "999.plate", "-1.plate", "0.name", "."]

awkward = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="0123456789０１２３４５６７８９.,-+eE年月日 Xx×", max_size=25),
    st.sampled_from(
        ["1e999999999", "NaN", "Infinity", "٣", "²", "½", "\ud800", "\x00", "9" * 400, "0000-00-00", "made"]
    ),
)
anything = st.dictionaries(
    st.one_of(st.sampled_from(PARTS), st.text(max_size=8)), st.lists(awkward, max_size=3), max_size=6
)


@pytest.mark.row("F1")
@pytest.mark.parametrize("name", sorted(field_types))
@given(typed=anything)
@settings(max_examples=60, deadline=None)
def test_no_post_makes_a_field_type_fail(name: str, typed: dict[str, list[str]]) -> None:
    kind = field_types[name]
    for sample in kind.samples:
        options = kind.load_options(sample.options)
        value = kind.parse(typed, options)
        if value is None or isinstance(value, FieldError):
            continue
        kind.check(value, options, TODAY)
        assert kind.parse(kind.typed(value, options), options) == value
        assert kind.from_json(kind.to_json(value, options), options) == value
        assert isinstance(kind.format(value, options), str)
        kind.mask(value, options)


@pytest.mark.parametrize("name", sorted(field_types))
@given(typed=anything)
@settings(max_examples=15, deadline=None)
def test_what_was_typed_is_always_escaped(name: str, typed: dict[str, list[str]]) -> None:
    kind = field_types[name]
    options = kind.load_options(kind.samples[0].options)
    posted = {part: [*texts, "<script>alert(1)</script>"] for part, texts in typed.items()}
    html = kind.render(Slot("field", '<b>"名称"', typed=posted, help="<i>", example="'\""), options)
    assert "<script" not in html
    assert "<b>" not in html


days = st.dates(min_value=date(1000, 1, 1), max_value=date(9999, 12, 31))
# The blank at either end and the invisible marks are not part of a text.
lines = st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=20)
codes = st.sampled_from([each.code for each in published_divisions().offered("county")])
points = st.tuples(st.integers(0, WIDTH), st.integers(0, HEIGHT)).map(lambda point: f"{point[0]},{point[1]}")
strokes = st.lists(points, min_size=3, max_size=20).map(" ".join)
drawings = st.lists(strokes, min_size=2, max_size=6).map(";".join)
values = {
    "text": lines,
    "number": st.integers(min_value=-(10**17), max_value=10**17),
    "money": st.decimals(min_value=-(10**9), max_value=10**12, places=2),
    "date": days,
    "period": st.lists(days, min_size=2, max_size=2).map(sorted).map(lambda two: Period(*two)),
    "yes_no": st.booleans(),
    "address": st.builds(Address, codes, lines),
    "signature": st.builds(Signature, lines, st.one_of(st.just(""), drawings)),
}


@pytest.mark.parametrize("name", sorted(values))
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_every_value_survives_the_browser_and_json(name: str, data: st.DataObject) -> None:
    kind: AnyFieldType = field_types[name]
    options = kind.load_options({})
    value = data.draw(values[name])
    assert kind.parse(kind.typed(value, options), options) == value
    assert kind.from_json(kind.to_json(value, options), options) == value


@pytest.mark.parametrize("name", ["number", "money", "date", "text"])
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_what_is_written_for_people_can_be_typed_again(name: str, data: st.DataObject) -> None:
    kind = field_types[name]
    options = kind.load_options({})
    value = data.draw(values[name])
    assert kind.parse({"": [kind.format(value, options)]}, options) == value


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
def test_decimals_are_kept_exactly(value: Decimal) -> None:
    kind = field_types["number"]
    options = kind.load_options({"decimals": 3})
    assert kind.parse({"": [f"{value:,f}"]}, options) == value
