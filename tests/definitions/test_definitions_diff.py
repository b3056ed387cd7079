"""The difference between two versions, told in Chinese sentences (C5)."""

import pytest

from tongban.definitions import tell_differences

CASES = [
    ("time: {statutory: {working_days: 20}, promise: {working_days: 3}}", "承诺办结时限由5 个工作日改为3 个工作日。"),
    ("time: {statutory: none, promise: on_the_spot}", "承诺办结时限由5 个工作日改为当场办结。"),
    ("title: 占道审批", "事项名称由“占道施工审批”改为“占道审批”。"),
    ("materials:\n  - {id: map, name: 位置图}", "删去申请材料“施工方案”。"),
    (
        'materials:\n  - {id: plan, name: 施工方案, formats: [pdf], when: purpose == "works"}\n'
        "  - {id: map, name: 位置图, when: area > 100}",
        "增加申请材料“位置图”（当占用面积>100㎡时）。",
    ),
    (
        'materials:\n  - {id: plan, name: 施工图, formats: [pdf], when: purpose == "works"}',
        "申请材料“施工方案”的名称由“施工方案”改为“施工图”。",
    ),
    ("materials:\n  - {id: plan, name: 施工方案, formats: [pdf]}", "改为“任何情况下”。"),
    ("conditions: [确需占用人行道。]", "受理条件增加“确需占用人行道。”。"),
    ("applicants: [person]", "服务对象删去“企业”。"),
    (
        "fees:\n  - {name: 占道费, standard: 一元, basis: {law: 收费办法, article: 第一条}}",
        "收费由“无”改为“占道费、一元、《收费办法》第一条”。",
    ),
    ("supplement_within: {working_days: 15}", "补正期限由“10 个工作日”改为“15 个工作日”。"),
    ("process:\n  - {step: decision, name: 决定, by: chief_representative, decides: true}", "删去办理环节“材料审查”。"),
]


@pytest.mark.row("C5")
@pytest.mark.parametrize(("item", "sentence"), CASES, ids=[each[1] for each in CASES])
def test_a_change_is_told_in_a_sentence(workspace_with, item: str, sentence: str) -> None:
    old = workspace_with().definition("occupy-road", "yunyang")
    new = workspace_with(item=item).definition("occupy-road", "yunyang")
    told = tell_differences(old, new)
    assert any(sentence in each for each in told), told
    assert all(each.endswith("。") for each in told)


@pytest.mark.row("C5")
def test_a_claimants_change_and_a_wording_are_told_too(workspace_with) -> None:
    old = workspace_with().definition("occupy-road", "yunyang")
    claim = "service: {address: 新路 2 号, hours: 工作日 9:00—17:00, phone: 023-55187618, complaints: 023-55163608}"
    files = {"item_defs/_shared/notices/acceptance_notice.md": "受理。\n"}
    new = workspace_with(claim=claim, files=files).definition("occupy-road", "yunyang")
    assert tell_differences(old, new) == ("办理地址由“示例路 1 号”改为“新路 2 号”。", "《受理通知书》的文字有改动。")


@pytest.mark.row("C5")
def test_equal_versions_have_no_difference(workspace_with) -> None:
    one = workspace_with().definition("occupy-road", "yunyang")
    assert tell_differences(one, workspace_with().definition("occupy-road", "yunyang")) == ()


def test_a_renamed_field_is_one_change_and_not_two(workspace_with) -> None:
    form = """\
form:
  - section: applicant
    title: 申请人信息
    fields:
      - use: person.name
      - {id: area, label: 占地面积, type: number, unit: ㎡, min: 1}
      - {id: night, label: 是否夜间施工, type: yes_no, when: purpose == "works"}
"""
    old = workspace_with().definition("occupy-road", "yunyang")
    new = workspace_with(item=form).definition("occupy-road", "yunyang")
    assert tell_differences(old, new) == ("字段“占用面积”的名称由“占用面积”改为“占地面积”。",)


ELEMENTS_BEFORE = """\
conditions: [{text: 确需占用。, standard: 以文件为准。}]
rights: [有权陈述。]
reach: {level: city}
tables:
  - {id: size, title: 规模, over: [area], gives: {type: number}, rows: [{area: 1, gives: 1}]}
"""
ELEMENTS_AFTER = """\
conditions: [{text: 确需占用。, standard: 以现场为准。}, 路面完好。]
rights: [有权陈述。, 有权申辩。]
reach: {level: province}
tables:
  - {id: size, title: 规模, over: [area], gives: {type: number}, rows: [{area: 1, gives: 2}]}
tolerance: {promise: 按期补交。, consequence: 终止办理。}
"""


@pytest.mark.row("C5")
def test_differences_of_the_further_elements_are_told(workspace_with) -> None:
    old, new = (
        workspace_with(item=each).definition("occupy-road", "yunyang") for each in (ELEMENTS_BEFORE, ELEMENTS_AFTER)
    )
    told = tell_differences(old, new)
    assert "受理条件“确需占用。”的审查标准由“以文件为准。”改为“以现场为准。”。" in told
    assert "受理条件增加“路面完好。”。" in told
    assert "依法享有的权利增加“有权申辩。”。" in told
    assert "通办范围由“city”改为“province”。" in told
    assert any(each.startswith("决策表“规模”的各行由") for each in told)
    # what the law does with a broken promise is told in words, the default too
    assert "容缺受理由“无”改为“按期补交。终止办理。逾期处理方式：不能准予。”。" in told
    assert not any("的type" in each for each in told)
