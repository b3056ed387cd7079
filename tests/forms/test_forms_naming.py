"""What is wrong is told by the name of its field, whatever the type of the field: a list stands apart from the form."""

from __future__ import annotations

import pytest

from example_stage import WORKSPACE, stage_for
from tongban.assurance import examples
from tongban.assurance.play import answers_of
from tongban.definitions import Definition
from tongban.fields import field_types, placed
from tongban.forms import APPLICANT_KIND, Finding, all_fields, in_full, load, of_materials, options_of, read

pytestmark = pytest.mark.row("F1")
NONSENSE = "＃" * 5000


def with_nonsense(definition: Definition, item: str) -> dict[str, list[Finding]]:
    """Type nonsense into each field that an example fills in, one after the other; give what is found by field."""
    found: dict[str, list[Finding]] = {}
    for example in examples(WORKSPACE, item):
        answers = {**load(definition, answers_of(example, definition)), APPLICANT_KIND: example.applicant.kind}
        for each in all_fields(definition):
            if each.id in answers and each.computed is None and each.id != APPLICANT_KIND:
                texts = placed(field_types[each.type].typed(answers[each.id], options_of(each)), each.id)
                spoilt = {name: [NONSENSE] for name in texts}
                found.setdefault(each.id, []).extend(read(definition, spoilt, answers).findings)
    return found


@pytest.mark.article("335 §18")
def test_whatever_is_typed_wrong_is_told_by_the_label_of_its_field() -> None:
    told: set[str] = set()
    for item in WORKSPACE.items:
        group = examples(WORKSPACE, item)
        if not group:
            continue
        definition = stage_for(group[0]).definition
        fields = {each.id: each for each in all_fields(definition)}
        for name, findings in with_nonsense(definition, item).items():
            for each in findings:
                assert fields[each.field].label in in_full(each, definition), (item, name, each)
            told |= {fields[name].type} if findings else set()
    assert told >= {"number", "date", "text", "choice", "address", "table", "phone", "id_number", "uscc", "money"}, told


def test_a_cell_is_told_by_its_row_and_its_column(definition: Definition) -> None:
    wrong = Finding("too_long", "最多填写 10 个字。", "vehicles", "1.plate", "施工车辆")
    assert in_full(wrong, definition) == "施工车辆 第 2 行 号牌：最多填写 10 个字。"


def test_what_names_itself_is_not_named_twice(definition: Definition) -> None:
    assert in_full(Finding("missing", "请填写“长度”。", "length", label="长度"), definition) == "请填写“长度”。"
    assert in_full(Finding("too_small", "不能小于 0.1 米。", "length"), definition) == "长度：不能小于 0.1 米。"


def test_an_upload_is_told_by_its_material(definition: Definition) -> None:
    told = of_materials({"plan": "“图.exe”没有上传：格式不对。", "": "已经逾期。"}, definition)
    assert told == {"plan": "施工方案：“图.exe”没有上传：格式不对。", "": "已经逾期。"}
