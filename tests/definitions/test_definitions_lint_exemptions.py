"""An exemption excuses one rule at one place until its day, and must earn its keep."""

from __future__ import annotations

from datetime import date

import pytest

from tongban.definitions import lint
from tongban.definitions.lint import lint_claim, linted

REASON = "沿用已公布的文字，下次调整时改正"
SPACED = "summary: 因施工等需要 临时占用城市道路的，办理本事项。\n"
LAST_DAY = date(2027, 6, 30)


def exempt(rule: str = "TB151", where: str = "", reason: str = REASON) -> str:
    place = f"where: {where}, " if where else ""
    return f"exemptions: [{{rule: {rule}, {place}reason: {reason}, until: 2027-06-30}}]\n"


def codes(workspace, today: date = LAST_DAY) -> list[str]:
    return [each.code for each in lint(workspace, today=today)]


@pytest.mark.row("C6")
@pytest.mark.parametrize("where", ["", "summary"])
def test_it_keeps_back_that_rule_at_that_place(workspace_with, where: str) -> None:
    assert codes(workspace_with(item=SPACED)) == ["TB151"]
    assert codes(workspace_with(item=SPACED + exempt(where=where))) == []


@pytest.mark.row("C6")
def test_it_keeps_back_no_other_rule_and_no_other_place(workspace_with) -> None:
    other_place = SPACED + exempt(where="title")
    assert sorted(codes(workspace_with(item=other_place))) == ["TB151", "TB153"]
    other_rule = SPACED + exempt(rule="TB150", where="summary")
    assert sorted(codes(workspace_with(item=other_rule))) == ["TB151", "TB153"]


def test_a_place_is_named_by_ids_or_by_numbers_and_takes_in_what_lies_below(workspace_with) -> None:
    material = "materials: [{id: plan, name: 施工方案, help: 请 附 图。}]\n"
    for where in ("materials", "materials.plan", "materials.plan.help", "materials.0"):
        assert codes(workspace_with(item=material + exempt(where=where))) == [], where
    for where in ("materials.pla", "materials.1", "materials.plan.name", "material"):
        assert "TB151" in codes(workspace_with(item=material + exempt(where=where))), where


@pytest.mark.row("C6")
def test_it_holds_through_its_last_day_and_is_itself_found_after(workspace_with) -> None:
    workspace = workspace_with(item=SPACED + exempt())
    assert codes(workspace, LAST_DAY) == []
    found = lint(workspace, today=date(2027, 7, 1))
    assert sorted(each.code for each in found) == ["TB151", "TB153"]
    assert any("已经过期" in each.message for each in found)


def test_one_that_excuses_nothing_is_found(workspace_with) -> None:
    (found,) = lint(workspace_with(item=exempt()), today=LAST_DAY)
    assert found.code == "TB153"
    assert "没有用处" in found.message


def test_for_one_claimant_alone_an_exemption_is_not_called_idle(workspace_with) -> None:
    assert lint_claim(workspace_with(item=exempt()), "occupy-road", "yunyang", today=LAST_DAY) == ()


@pytest.mark.row("C6")
def test_what_the_law_fixes_is_not_excused(workspace_with) -> None:
    item = "time: {statutory: {working_days: 5}, promise: {working_days: 5}}\n" + exempt("TB102", "time.promise")
    found = lint(workspace_with(item=item), today=LAST_DAY)
    assert sorted(each.code for each in found) == ["TB102", "TB153"]
    assert any("不能豁免" in each.message and "335 §25" in each.article for each in found if each.code == "TB153")


@pytest.mark.parametrize("reason", ["无", "同上", "特殊情况", "——————"])
def test_a_word_is_no_reason(workspace_with, reason: str) -> None:
    found = lint(workspace_with(item=SPACED + exempt(reason=reason)), today=LAST_DAY)
    assert [each.code for each in found] == ["TB153"]
    assert "理由" in found[0].message


def test_a_rule_that_is_not_there_is_told(workspace_with) -> None:
    found = lint(workspace_with(item=exempt("TB999")), today=LAST_DAY)
    assert [each.code for each in found] == ["TB153"]


@pytest.mark.row("C6")
def test_a_claimant_exempts_itself_and_nobody_beside_it(workspace_with, township) -> None:
    service = 'service: {address: 示例路 1 号, hours: 工作日, phone: "12345", complaints: "12345"}'
    told = workspace_with(claim=service)
    assert codes(told) == ["TB112"]
    held = workspace_with(claim=service + "\n" + exempt("TB112", "service.complaints"))
    assert codes(held) == []
    township["tenants/jiangkou/items.yaml"] = (
        "claims:\n  occupy-road:\n    service: {complaints: 023-55163608, phone: 023-55163608}\n"
    )
    beside = workspace_with(claim=exempt("TB112", "service.phone"), files=township)
    assert "TB112" in codes(beside)


def test_all_are_listed_with_what_they_keep_back(workspace_with) -> None:
    ((item, held, count),) = linted(workspace_with(item=SPACED + exempt()), today=LAST_DAY).exempted
    assert (item, held.rule, held.reason, held.until, count) == ("occupy-road", "TB151", REASON, LAST_DAY, 1)
