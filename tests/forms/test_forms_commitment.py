"""Told and promised (告知承诺, ORD §31): one may promise instead of showing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tongban.definitions import Definition
from tongban.forms import all_sections, check, form_view, guide_view, materials_asked, precheck

Make = Callable[..., Definition]
COMMITMENT = {
    "promise": "本人承诺已经具备条件。",
    "requirements": ["占用期满恢复原状。"],
    "replaces": ["location"],
    "when": 'purpose == "stacking"',
    "excluded": "失信的除外。",
    "check": {"within": {"working_days": 20}, "by": "on_site"},
    "consequence": "承诺不实的，撤销决定。",
}
FORM = [{"section": "home", "title": "申请人", "fields": [{"id": "name", "label": "姓名", "type": "text"}]}]
BASE = {"applicant.kind": "person", "name": "张三"}


@pytest.fixture
def promising(make: Make) -> Definition:
    materials = [{"id": "location", "name": "占用位置图"}, {"id": "plan", "name": "施工方案"}]
    return make(form=FORM, checks=[], materials=materials, commitment=COMMITMENT)


@pytest.mark.row("C2")
def test_who_promises_is_spared_the_materials_that_the_promise_replaces(promising: Definition) -> None:
    stacking = {**BASE, "purpose": "stacking"}
    promised = {**stacking, "commitment_made": True, "commitment_statement": True}
    assert [each.id for each in materials_asked(promising, promised)] == ["plan"]
    assert precheck(promising, promised, ("plan",)).ready
    assert [each.id for each in materials_asked(promising, {**stacking, "commitment_made": False})] == [
        "location",
        "plan",
    ]


@pytest.mark.row("C2")
def test_the_promise_must_be_declared_and_the_choice_be_made(promising: Definition) -> None:
    stacking = {**BASE, "purpose": "stacking"}
    assert [each.field for each in check(promising, stacking, ("plan",))] == ["commitment_made"]
    undeclared = check(promising, {**stacking, "commitment_made": True}, ("plan",))
    assert [(each.field, each.message) for each in undeclared] == [("commitment_statement", "请勾选声明。")]
    html = str(form_view(promising, {**stacking, "commitment_made": True}).field("commitment_statement").html)
    assert all(each in html for each in ("本人承诺已经具备条件。", "占用期满恢复原状。", "承诺不实的，撤销决定。"))


@pytest.mark.row("C2")
def test_where_one_may_not_promise_nothing_is_asked_and_everything_is_to_be_shown(promising: Definition) -> None:
    building = {**BASE, "purpose": "building"}
    assert [each.id for each in materials_asked(promising, building)] == ["location", "plan"]
    assert check(promising, building, ("location", "plan")) == ()
    assert [each.field for each in check(promising, {**building, "commitment_made": True}, ("location", "plan"))] == []


def test_an_item_without_a_commitment_asks_nothing_of_it(make: Make) -> None:
    assert "commitment" not in {each.id for each in all_sections(make())}


def test_the_guide_says_when_a_spared_material_is_needed(promising: Definition) -> None:
    location = next(
        each for each in guide_view(promising, {"purpose": "stacking"}).materials if each.material.id == "location"
    )
    assert location.asked is None
    assert "采用告知承诺方式" in location.condition
