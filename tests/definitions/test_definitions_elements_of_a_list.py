"""Every element of an implementation list has its place in the compiled definition (C2)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tongban.conditions import NEVER, evaluate, holds
from tongban.definitions import Definition, Workspace, lint
from tongban.definitions.model import Basis, ClockEffect, Span, Unit

MakeWorkspace = Callable[..., Workspace]
SHARED = """\
shared_data:
  household-register: {name: 户籍信息, provider: 公安局, fields: {name: 姓名}}
"""
DECIDES = "  - {step: decision, name: 决定, by: chief_representative, decides: true}\n"


@pytest.fixture
def compiled(workspace_with: MakeWorkspace) -> Callable[..., Definition]:
    def make(item: str, **files: str) -> Definition:
        shared = {"item_defs/_shared/shared_data.yaml": SHARED}
        workspace = workspace_with(item=item, files={**shared, **files})
        assert workspace.findings == (), [str(each) for each in workspace.findings]
        return workspace.definition("occupy-road", "yunyang")

    return make


@pytest.fixture
def faults(workspace_with: MakeWorkspace) -> Callable[[str], list[str]]:
    """Return what the linter says of names and shapes in an item."""

    def find(item: str) -> list[str]:
        found = lint(workspace_with(item=item))
        return [f"{each.line}: {each.message} {each.hint}" for each in found if each.code in ("TB106", "TB107")]

    return find


@pytest.mark.row("C2")
def test_a_condition_may_carry_its_standard_its_situation_and_its_kind(compiled) -> None:
    one, other = compiled(
        "conditions:\n  - 确需占用。\n"
        "  - {text: 不在禁止的路段。, standard: 以公告为准。, when: area > 10, kind: negative}\n"
    ).conditions
    assert (one.text, one.standard, one.negative) == ("确需占用。", "", False)
    assert (other.standard, other.negative) == ("以公告为准。", True)
    assert holds(other.when, {"area": 11})


@pytest.mark.row("C2")
def test_a_material_carries_its_sub_elements(compiled) -> None:
    (plan,) = compiled(
        "materials:\n  - id: plan\n    name: 施工方案\n    form: both\n    issuer: 设计单位\n"
        "    issued_within: {months: 6}\n    source_note: 可以委托编制。\n    paper: A4\n    blank_form: 方案样式\n"
        "    copy_note: 加盖公章。\n    in_person: true\n    basis: [{law: 示例法, article: 第一条, issuer: 国务院, "
        "effective: 2020-01-01}]\n    note: 备注。\n"
    ).materials
    assert (plan.issuer, plan.issued_within, plan.paper) == ("设计单位", Span(6, Unit.MONTHS), "A4")
    assert plan.basis == (Basis("示例法", "第一条", issuer="国务院", effective="2020-01-01"),)
    assert plan.in_person
    assert plan.source == "applicant"


@pytest.mark.row("C2")
def test_what_government_holds_or_issued_is_not_asked_for(compiled) -> None:
    shared, result = compiled(
        "materials:\n  - {id: household, name: 户籍信息, shared_data: household-register}\n"
        "  - {id: permit, name: 施工许可证, result_of: occupy-road}\n"
    ).materials
    assert shared.shared_data is not None
    assert (shared.shared_data.name, shared.shared_data.provider) == ("户籍信息", "公安局")
    assert (shared.source, result.source) == ("government", "government")
    assert result.result_of == "occupy-road"


def test_shared_data_that_nobody_lists_is_told_at_its_line(workspace_with: MakeWorkspace) -> None:
    item = "materials:\n  - {id: household, name: 户籍信息, shared_data: household}\n"
    (finding,) = workspace_with(item=item, files={"item_defs/_shared/shared_data.yaml": SHARED}).findings
    assert (finding.code, finding.article) == ("TB049", "335 §32")
    assert "household-register" in finding.hint


GROUP = """\
process:
  - step: review
    name: 审查
    by: reviewer
    points: [{point: 面积合理, about: [area, plan], holds: area <= 100, remedy: 请缩小。}]
  - together: opinions
    name: 联合审查
    lead: fire
    joint: true
    steps:
      - {step: traffic, name: 交通意见, by: reviewer, department: 公安局, four_eyes: [review]}
      - step: fire
        name: 消防意见
        by: reviewer
        office: 消防科
        assign: {by: desk, desk: 消防窗口}
        special_procedure: {kind: expert_review, maximum: {working_days: 3}, clock: {statutory: stops, promise: runs}}
  - {step: decision, name: 决定, by: chief_representative, decides: true, four_eyes: true}
"""


@pytest.mark.row("C2")
def test_steps_of_a_group_stand_in_the_flat_order_and_know_their_group(compiled) -> None:
    definition = compiled(GROUP)
    assert [(each.id, each.together) for each in definition.process] == [
        ("review", ""),
        ("traffic", "opinions"),
        ("fire", "opinions"),
        ("decision", ""),
    ]
    (group,) = definition.groups
    assert (group.id, group.name, group.lead, group.joint) == ("opinions", "联合审查", "fire", True)
    fire = definition.step("fire")
    assert (fire.assign.by, fire.assign.desk) == ("desk", "消防窗口")
    assert fire.special_procedure is not None
    assert fire.special_procedure.clock == ClockEffect("stops", "runs")
    assert definition.step("traffic").four_eyes == ("review",)
    assert definition.step("decision").four_eyes == ("review", "traffic", "fire")
    (point,) = definition.step("review").points
    assert (str(point), point.about, point.remedy) == ("面积合理", ("area", "plan"), "请缩小。")
    assert point.holds is not None
    assert evaluate(point.holds, {"area": 101}) is False


@pytest.mark.parametrize(
    ("wrong", "right", "message"),
    [
        ("lead: fire", "lead: nobody", "牵头环节“nobody”不在“联合审查”之内。 可以写：traffic、fire。"),
        ("    lead: fire\n", "", "联合办理的“联合审查”没有写明由哪个环节牵头"),
        ("four_eyes: [review]", "four_eyes: [fire]", "“fire”不是之前的环节"),
        ("about: [area, plan]", "about: [aera, plan]", "没有编号为“aera”的字段、问题或者材料。 是否想写“area”？"),
        ("{by: desk, desk: 消防窗口}", "{by: desk}", "应写明是哪一个"),
        ("{by: desk, desk: 消防窗口}", "{by: table, table: nothing}", "没有编号为“nothing”的决策表"),
    ],
)
def test_what_a_process_says_wrongly_is_told_with_what_would_be_right(
    faults: Callable[[str], list[str]], wrong: str, right: str, message: str
) -> None:
    assert wrong in GROUP
    assert any(message in each for each in faults(GROUP.replace(wrong, right)))


def test_one_step_alone_is_no_group_and_the_decision_is_in_none(faults: Callable[[str], list[str]]) -> None:
    alone = (
        "process:\n  - {together: g, name: 会审, steps: [{step: decision, name: 决定, by: reviewer, decides: true}]}\n"
    )
    told = faults(alone)
    assert any("只有 1 个环节，谈不上并联" in each for each in told)
    assert any("决定环节不能放在“会审”里" in each for each in told)


@pytest.mark.row("C2")
def test_a_commitment_says_what_it_replaces_and_how_it_is_checked(compiled, faults) -> None:
    text = (
        "commitment:\n  promise: 本单位承诺。\n  requirements: [不影响盲道。]\n  replaces: [plan]\n  when: area < 10\n"
        "  excluded: 失信的除外。\n  check: {within: {working_days: 20}, by: on_site}\n  consequence: 撤销。\n"
        "tolerance: {promise: 按期补交。, consequence: 终止办理。}\n"
    )
    definition = compiled(text)
    assert definition.commitment is not None
    assert (definition.commitment.replaces, definition.commitment.check.by) == (("plan",), "on_site")
    assert definition.tolerance is not None
    assert definition.tolerance.consequence == "终止办理。"
    assert any("没有编号为“plans”的材料可以用承诺代替" in each for each in faults(text.replace("[plan]", "[plans]")))


@pytest.mark.row("C2")
def test_fees_are_reckoned_and_reduced_and_results_depend_on_the_situation(compiled, faults) -> None:
    text = (
        "fees:\n  - name: 占用费\n    standard: 每平方米五角\n    amount: area * 0.5\n    online: true\n"
        '    reduction: {text: 抢险的免收。, when: purpose == "works"}\n    basis: {law: 示例法, article: 第一条}\n'
        "result:\n  - {name: 许可决定书, kind: approval, when: area > 5}\n"
        "  - {name: 备案回执, kind: other, validity_note: 长期有效}\n"
    )
    definition = compiled(text)
    (fee,) = definition.fees
    assert fee.amount is not None
    assert str(evaluate(fee.amount, {"area": 3})) == "1.5"
    assert fee.reduction is not None
    assert holds(fee.reduction.when, {"purpose": "works"})
    assert [each.name for each in definition.results] == ["许可决定书", "备案回执"]
    assert definition.result is definition.results[0]
    assert any("这里应当得出数值" in each for each in faults(text.replace("area * 0.5", "area > 1")))
    assert any("没有编号为“fee”的决策表" in each for each in faults(text.replace("amount: area * 0.5", "table: fee")))


@pytest.mark.row("C2")
def test_the_further_elements_have_their_places(compiled) -> None:
    definition = compiled(
        "remedies: {review: {office: 县人民政府}, litigation: {office: 县人民法院, url: 'https://example.gov.cn/'}}\n"
        "rights: [有权陈述。]\nobligations: [如实申请。]\nquantity_limit: {text: 每年一百个。, basis: {law: 示例法}}\n"
        "intermediaries: [{name: 测绘, content: 绘图, basis: {law: 示例法}}]\njoint_departments: [公安局]\n"
        "central_department: 住房城乡建设部\npowers: 县级负责。\nreach: {level: city}\nvillage_agent: true\n"
        "in_hall: true\nonline_payment: true\ncourier: {materials: true}\nlocal: {code: DEMO-1}\ncase_no: 2\n"
    )
    assert definition.remedies.litigation is not None
    assert definition.reach is not None
    assert (definition.reach.level, definition.courier.materials, definition.courier.results) == ("city", True, False)
    assert definition.implementation_code == "11500235MB1218247M4000117022000"
    assert definition.business_code == "11500235MB1218247M400011702200002"


def test_what_is_not_written_is_its_default(compiled) -> None:
    definition = compiled("")
    assert (definition.tables, definition.groups, definition.commitment, definition.reach) == ((), (), None, None)
    assert definition.business_code is None
    assert all(each.required != NEVER for each in definition.materials)
