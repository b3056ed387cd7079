"""A whole application is checked at once, so that the applicant is told once (335 §18)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from tongban.definitions import Definition
from tongban.forms import (
    Supplied,
    SuppliedFile,
    check,
    condition_values,
    guide_view,
    materials_asked,
    precheck,
    read,
    step_points,
    summary_view,
)

TODAY = date(2026, 9, 28)
GOOD = {
    "applicant.kind": "person",
    "purpose": "works",
    "lane": "no",
    "name": "张三",
    "id_number": "500000199001010016",
    "length": Decimal("12.5"),
    "width": Decimal("2.0"),
    "begin_on": date(2026, 10, 1),
    "end_on": date(2026, 10, 8),
    "night": False,
    "vehicles": ({"plate": "渝A00001", "heavy": False},),
    "made": True,
}
PROCESS = [{"step": "decision", "name": "决定", "by": "chief_representative", "decides": True}]


def found(
    definition: Definition, answers: dict[str, object], materials: tuple[object, ...] = ("location", "plan")
) -> list[str]:
    findings = check(definition, answers, materials, TODAY)  # type: ignore[arg-type]
    return [f"{each.code} {each.at or each.material}" for each in findings]


def without(*ids: str) -> dict[str, object]:
    return {key: value for key, value in GOOD.items() if key not in ids}


@pytest.mark.row("F1")
def test_a_complete_application_has_no_findings(definition: Definition) -> None:
    assert found(definition, GOOD) == []


@pytest.mark.row("F1")
def test_all_that_is_missing_is_told_at_once_in_the_order_of_the_form(definition: Definition) -> None:
    assert found(definition, {}, ()) == [
        "missing applicant.kind",
        "missing purpose",
        "missing name",
        "missing length",
        "missing width",
        "missing begin_on",
        "missing end_on",
        "missing night",
        "missing_material location",
    ]


def test_what_is_optional_or_hidden_is_not_missing(definition: Definition) -> None:
    assert found(definition, without("remark", "uscc")) == []


@pytest.mark.row("F1")
def test_a_field_is_obligatory_only_while_its_condition_holds(definition: Definition) -> None:
    large = {**GOOD, "length": Decimal("100.0")}
    assert "missing permit_note" in found(definition, large)
    assert "missing permit_note" not in found(definition, GOOD)


def test_a_cell_is_obligatory_while_its_row_shows_it(definition: Definition) -> None:
    rows = ({"plate": "渝A00001", "heavy": False}, {"plate": "渝A00002", "heavy": True})
    assert found(definition, {**GOOD, "vehicles": rows}) == ["missing vehicles.1.permit"]


@pytest.mark.row("F1")
def test_a_cross_field_check_speaks_its_own_message_at_its_field(definition: Definition) -> None:
    [finding] = check(definition, {**GOOD, "end_on": date(2026, 9, 30)}, ("location", "plan"), TODAY)
    assert (finding.code, finding.at, finding.section) == ("check:dates", "end_on", "site")
    assert finding.message == "结束日期不能早于开始日期。"


def test_a_check_that_leans_on_an_unanswered_field_is_not_judged(definition: Definition) -> None:
    assert found(definition, without("end_on")) == ["missing end_on"]


def test_limits_that_lean_on_the_day_are_judged_again_when_the_day_moves_on(definition: Definition) -> None:
    later = check(definition, GOOD, ("location", "plan"), date(2026, 10, 2))
    assert [each.code for each in later] == ["too_early"]


def test_a_text_that_could_not_be_read_is_not_called_missing(definition: Definition) -> None:
    reading = read(definition, {"length": ["很长"]}, GOOD)
    findings = check(definition, reading.answers, ("location", "plan"), TODAY, typed=reading.typed)
    assert [(each.code, each.at) for each in findings] == [("not_a_number", "length")]


def test_a_kind_of_applicant_that_the_item_is_not_for_is_refused(definition: Definition) -> None:
    assert "not_offered applicant.kind" in found(definition, {**GOOD, "applicant.kind": "institution"})


def test_an_item_for_one_kind_of_applicant_need_not_ask(make: Callable[..., Definition]) -> None:
    section = {"section": "only", "title": "申请人", "fields": [{"id": "name", "label": "姓名", "type": "text"}]}
    item = make(applicants=["person"], form=[section], situation=[], checks=[], materials=[], process=PROCESS)
    assert found(item, {"name": "张三"}) == []
    assert found(item, {"name": "张三", "applicant.kind": "enterprise"}) == ["not_offered applicant.kind"]


@pytest.mark.row("F3")
def test_only_the_materials_of_ones_own_situation_are_asked_for(definition: Definition) -> None:
    building = {**GOOD, "purpose": "building"}
    assert [each.id for each in materials_asked(definition, GOOD)] == ["location", "plan", "licence"]
    assert [each.id for each in materials_asked(definition, building)] == ["location", "licence"]
    assert found(definition, GOOD, ("location",)) == ["missing_material plan"]


def test_what_government_holds_is_not_asked_for(definition: Definition) -> None:
    assert not any("licence" in each for each in found(definition, {}, ()))


def test_a_material_that_may_follow_says_so(definition: Definition) -> None:
    answers = {**GOOD, "length": Decimal("40.0")}
    result = precheck(definition, answers, ("location", "plan"), TODAY)
    assert result.ready
    assert [each.material for each in result.may_follow] == ["rights"]
    assert "5 个工作日内补交" in result.may_follow[0].message


@pytest.mark.row("F1")
@pytest.mark.parametrize(
    ("file", "said"),
    [
        (SuppliedFile("plan.docx", 10, "docx"), "请上传 pdf 格式"),
        (SuppliedFile("plan.pdf", 0, "pdf"), "文件是空的"),
        (SuppliedFile("plan.pdf", 21 * 1024 * 1024, "pdf"), "20 MB 以内"),
        (SuppliedFile("plan.pdf", 10, "pdf", "文件已损坏，请重新导出。"), "文件已损坏"),
    ],
)
def test_a_file_that_does_not_do_is_found_at_its_material(
    definition: Definition, file: SuppliedFile, said: str
) -> None:
    [finding] = check(definition, GOOD, ("location", Supplied("plan", (file,))), TODAY)
    assert finding.material == "plan"
    assert said in finding.message


@pytest.mark.row("F6")
def test_the_pre_check_finds_what_the_reviewer_would_find(definition: Definition) -> None:
    result = precheck(definition, without("name"), ("location",), TODAY)
    assert not result.ready
    assert [each.message for each in result.missing] == ["请填写“姓名”。", "请提交“施工方案”。"]
    assert [(each.where, each.text) for each in result.points] == [
        ("占用位置图", "标明占用范围"),
        ("材料审查", "占用理由充分"),
        ("现场勘验", "现场与图纸一致"),
    ]


@pytest.mark.row("F6")
def test_the_pre_check_lists_only_the_points_of_this_situation(definition: Definition) -> None:
    points = precheck(definition, {**GOOD, "purpose": "building"}, (), TODAY).points
    assert "现场勘验" not in {each.where for each in points}


def test_the_summary_tells_the_answers_and_masks_what_is_personal(definition: Definition) -> None:
    told = {row.field: row.text for section in summary_view(definition, GOOD) for row in section.rows}
    masked = {row.field: row.text for section in summary_view(definition, GOOD, masked=True) for row in section.rows}
    assert told["name"] == "张三"
    assert told["purpose"] == "占道施工"
    assert told["area"] == "25.00 ㎡"
    assert told["remark"] == "未填写"
    assert "night_reason" not in told
    assert masked["name"] == "张*"
    assert masked["id_number"] == "500*************16"
    assert masked["area"] == "25.00 ㎡"


CARDS = {
    "id": "members",
    "label": "共同居住人",
    "type": "table",
    "layout": "cards",
    "item_title": "居住人",
    "columns": [
        {"id": "name", "label": "姓名", "type": "text"},
        {"id": "income", "label": "月收入", "type": "number"},
        {"id": "months", "label": "月数", "type": "number"},
        {"id": "total", "label": "收入合计", "type": "number", "computed": "row.income * row.months"},
    ],
}
ENOUGH = {
    "id": "low",
    "each": "members",
    "holds": "row.total <= 1000",
    "message": "收入合计不能超过一千。",
    "at": "income",
}


@pytest.mark.row("F3")
def test_a_check_of_each_row_is_told_at_the_cell_of_the_row_that_fails_it(make: Callable[..., Definition]) -> None:
    definition = make(form=[{"section": "home", "title": "家庭", "fields": [CARDS]}], checks=[ENOUGH], materials=[])
    rows = ({"name": "张三", "income": 100, "months": 10}, {"name": "李四", "income": 101, "months": 10})
    answers = {"applicant.kind": "person", "purpose": "building", "members": rows}
    (found,) = check(definition, answers)
    assert (found.code, found.at) == ("check:low", "members.1.income")
    assert found.message == "居住人 2：收入合计不能超过一千。"
    assert condition_values(definition, answers)["members"][1]["total"] == 1010


@pytest.mark.row("F3")
def test_a_row_that_lacks_what_the_check_needs_is_told_as_missing_instead(make: Callable[..., Definition]) -> None:
    definition = make(form=[{"section": "home", "title": "家庭", "fields": [CARDS]}], checks=[ENOUGH], materials=[])
    answers = {"applicant.kind": "person", "purpose": "building", "members": ({"name": "张三", "months": 10},)}
    assert [each.message for each in check(definition, answers)] == ["居住人 1：请填写“月收入”。"]


def test_a_decision_table_decides_what_is_asked_and_is_told_in_words(make: Callable[..., Definition]) -> None:
    table = {
        "id": "size",
        "title": "规模",
        "over": ["area"],
        "gives": {"type": "choice", "choices": {"small": "小型", "large": "大型"}},
        "rows": [{"area": "<= 50", "gives": "small"}, {"area": "> 50", "gives": "large"}],
    }
    materials = [{"id": "plan", "name": "施工方案", "when": 'size == "large"'}]
    definition = make(tables=[table], materials=materials)
    site = {"applicant.kind": "person", "purpose": "building", "length": Decimal(10)}
    small, large = ({**site, "width": Decimal(width)} for width in (5, 6))
    assert condition_values(definition, small)["size"] == "small"
    assert [each.id for each in materials_asked(definition, small)] == []
    assert [each.id for each in materials_asked(definition, large)] == ["plan"]
    (told,) = guide_view(definition, {}).materials
    assert told.condition == "规模为大型"


@pytest.mark.row("F6")
def test_the_same_review_points_serve_applicant_and_reviewer(make: Callable[..., Definition]) -> None:
    points = [
        "占用理由充分",
        {"point": "面积不超过一百平方米", "about": ["area"], "holds": "area <= 100", "remedy": "请缩小占用范围。"},
    ]
    review = {"step": "review", "name": "材料审查", "by": "reviewer", "points": points}
    definition = make(process=[review, *PROCESS])
    small, large = ({**GOOD, "length": Decimal(length), "width": Decimal(10)} for length in (10, 11))
    assert precheck(definition, small, ("location", "plan", "rights"), TODAY).doubtful == ()
    (doubt,) = precheck(definition, large, ("location", "plan", "rights"), TODAY).doubtful
    assert (doubt.where, doubt.text, doubt.remedy) == ("材料审查", "面积不超过一百平方米", "请缩小占用范围。")
    assert doubt.about == ("area",)
    judged = step_points(definition.step("review"), condition_values(definition, large))
    assert [each.holds for each in judged] == [None, False]
    assert [each.holds for each in step_points(definition.step("review"), {})] == [None, None]
