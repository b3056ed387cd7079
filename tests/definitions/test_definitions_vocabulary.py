"""The vocabulary: unknown keys with the nearest right one, wrong types with what is right; nothing half loaded."""

import pytest

from tongban.definitions import lint

CASES = [
    # keys of the item, code, line in item.yaml, words of the message or hint
    ("sumary: 简介", "TB010", "是否想写“summary”"),
    ("materials:\n  - {id: plan, name: 方案, formats: [pdf], formatss: [pdf]}", "TB010", "是否想写“formats”"),
    ("time: {statutory: {working_day: 20}, promise: on_the_spot}", "TB010", "是否想写“working_days”"),
    ("visits: 一次", "TB011", "不小于零的整数"),
    ("visits: true", "TB011", "是非值 true"),
    ("title: 12", "TB011", '请加引号："12"'),
    ("title:", "TB011", "没有值"),
    ("conditions: 一句话", "TB011", "这里应写一个列表"),
    ("applicants: [person, company]", "TB013", "可以写：person、enterprise"),
    ("fees: nothing", "TB011", "none 或一个列表"),
    ("result: {name: 决定书}", "TB012", "缺少“kind”"),
    ("materials:\n  - {name: 方案}", "TB012", "缺少“id”"),
    ("materials:\n  - plan", "TB011", "可以写的键"),
    ("form:\n  - {section: a, title: 甲, fields: [{id: x, label: 乙, type: numbr}]}", "TB013", "是否想写“number”"),
    (
        "form:\n  - {section: a, title: 甲, fields: [{id: x, label: 乙, type: number, maximum: 3}]}",
        "TB010",
        "是否想写“max”",
    ),
    ("form:\n  - {section: a, title: 甲, fields: [{id: x, label: 乙, type: number, min: 一}]}", "TB011", "应是一个数"),
    ("form:\n  - {section: a, title: 甲, fields: [{id: in, label: 乙, type: number}]}", "TB013", "保留词"),
    ("form:\n  - {section: a, title: 甲, fields: [{id: x, label: 乙, type: table}]}", "TB012", "columns"),
    ("situation:\n  - {id: a, ask: 甲？, choices: {only: 一个}}", "TB013", "至少写 2 项"),
    ("process:\n  - {step: a, name: 甲, by: review}", "TB013", "是否想写“reviewer”"),
    ("supplement_within: {working_days: 0}", "TB011", "正整数"),
    ("supplement_within: {working_days: 5, days: 3}", "TB011", "一段时间"),
    ("materials:\n  - {id: a, name: 甲, optional: 是}", "TB011", "true 或 false"),
]


@pytest.mark.row("C2")
@pytest.mark.parametrize(("item", "code", "words"), CASES, ids=[each[0].replace("\n", " ")[:40] for each in CASES])
def test_a_wrong_item_is_told_and_absent(workspace_with, item: str, code: str, words: str) -> None:
    workspace = workspace_with(item=item)
    found = [each for each in workspace.findings if each.path.endswith("/item.yaml")]
    assert [each.code for each in found] == [code]
    assert words in found[0].message + found[0].hint
    assert found[0].line > 0
    assert "occupy-road" not in workspace.items
    assert workspace.claimed("yunyang") == ()
    assert found[0] in lint(workspace)


def test_an_unknown_key_is_told_at_the_key(workspace_with) -> None:
    workspace = workspace_with(item="sumary: 简介")
    (finding,) = workspace.findings
    line = workspace.sources.read(finding.path).split("\n")[finding.line - 1]
    assert line[finding.column - 1 :].startswith("sumary")


def test_an_option_of_one_type_is_not_an_option_of_another(workspace_with) -> None:
    form = "form:\n  - {section: a, title: 甲, fields: [{id: x, label: 乙, type: yes_no, unit: 米}]}"
    assert "没有“unit”这个键" in workspace_with(item=form).findings[0].message


def test_a_field_that_uses_an_element_may_not_change_its_type(workspace_with) -> None:
    form = "form:\n  - {section: a, title: 甲, fields: [{use: person.name, max_length: 3}]}"
    (finding,) = workspace_with(item=form).findings
    assert finding.code == "TB010"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- {do: grant}", "“grant”缺少“opinion”"),
        ("- {do: accept, step: review}", "没有“step”这个键"),
        ("- {do: approve}", "不在可写的值之内"),
        ("- {do: wait}", "缺少“after”"),
    ],
)
def test_an_example_is_held_against_its_own_vocabulary(workspace_with, text: str, words: str) -> None:
    path = "item_defs/chengguan/occupy-road/examples/granted.yaml"
    example = f"""\
title: 准予
channel: online
applicant: {{kind: person, name: 张三}}
begin: 2026-09-28 10:00
then:
  {text}
expect: {{state: closed}}
"""
    workspace = workspace_with(files={path: example})
    assert any(words in each.message and each.path == path and each.line == 6 for each in workspace.findings)
    assert "granted" not in [each.name for each in workspace.examples["occupy-road"]]


def test_an_example_that_is_right_is_plain_typed_data(workspace_with) -> None:
    example = workspace_with().examples["occupy-road"][0]
    assert (example.applicant.name, example.begin.isoformat()) == ("张三", "2026-09-28T10:00:00")
    assert [each.do for each in example.then] == ["accept"]
    assert example.answers["area"] == 20
    assert example.expect.materials is None
