"""A signature drawn by hand is figures and nothing else, whatever is posted; what is drawn can be seen."""

from __future__ import annotations

import pytest

from tongban.fields import field_types
from tongban.fields.drawn import LONGEST, picture_of
from tongban.fields.slot import Slot

STROKES = "80,60 120,55 200,50;140,20 138,90 130,160"
WRONG = (
    "80,60",
    "80,60 120,55 200,50;140,20 138,90 601,10",
    "80,60 120,55 200,50;140,20 138,90 130,301",
    "80,60  120,55 200,50 140,20 138,90 130,160",
    f"{STROKES};",
    f'{STROKES}"/><script>',
    "1,1 " * LONGEST,
    "８０,６０ 120,55 200,50;140,20 138,90 130,160",
)


@pytest.mark.row("F1")
@pytest.mark.row("E4")
def test_a_drawing_is_shown_as_a_picture_with_words() -> None:
    picture = picture_of(STROKES, '张三"<')
    assert picture.startswith("<svg")
    assert 'd="M80 60L120 55L200 50M140 20L138 90L130 160"' in picture
    assert 'aria-label="张三&#34;&lt;"' in picture


@pytest.mark.row("F1")
@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_drawing_is_refused_and_never_drawn(wrong: str) -> None:
    kind = field_types["signature"]
    typed = {"name": ["张三"], "confirmed": ["yes"], "drawn": [wrong]}
    told = kind.parse(typed, kind.load_options({}))
    assert getattr(told, "code", None) == "not_drawn"
    assert picture_of(wrong, "张三") == ""
    html = kind.render(Slot(name="sign", label="签名", typed=typed), kind.load_options({}))
    assert "<script" not in html


@pytest.mark.row("F1")
def test_drawing_alone_is_no_signature_and_the_typed_name_alone_is_one() -> None:
    kind = field_types["signature"]
    options = kind.load_options({})
    assert getattr(kind.parse({"drawn": [STROKES]}, options), "code", None) == "incomplete"
    assert kind.format(kind.parse({"name": ["张三"], "confirmed": ["yes"]}, options), options) == "张三（已确认签署）"
