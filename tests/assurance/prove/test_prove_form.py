"""What is asked can be answered: each small definition breaks one claim and no other."""

from __future__ import annotations

import pytest

FORM = """\
form:
  - section: applicant
    title: 申请人信息
    fields:
      - use: person.name
      - {{id: area, label: 占用面积, type: number, unit: ㎡, min: 1, max: 100}}
      - {{id: night, label: 是否夜间施工, type: yes_no, when: purpose == "works"}}
{more}
"""


def form(*lines: str, checks: str = "", rest: str = "") -> str:
    more = "\n".join(f"      - {line}" for line in lines)
    return FORM.format(more=more) + (f"checks:\n{checks}\n" if checks else "") + rest


@pytest.mark.row("C6", part="dead end in the process")
def test_the_small_item_holds_in_every_claim(tried):
    done = tried()
    assert done.codes() == []
    assert done.proof.holds
    assert done.certified() == {
        "reachable", "satisfiable", "consistent", "conditions", "process", "staffed", "duration", "notices"
    }  # fmt: skip


def test_every_witness_is_accepted_by_the_real_form_and_together_they_reach_everything(tried):
    done = tried()
    assert [done.faults(each) for each in done.proof.witnesses] == [[] for _ in done.proof.witnesses]
    reached = {key for each in done.proof.witnesses for key in each.reaches}
    assert {"field:night", "material:plan", "choice:purpose=works", "choice:night=true", "step:review"} <= reached


@pytest.mark.row("C6", part="unreachable field")
def test_a_field_whose_conditions_exclude_each_other_is_told_with_both_conditions(tried):
    done = tried(form('{id: reason, label: 夜间理由, type: text, when: night && purpose == "stacking"}'))
    assert done.codes() == ["TB301"]
    assert "夜间理由" in done.message("TB301")
    assert "“是否夜间施工”只在" in done.message("TB301")
    assert done.line("TB301") > 1
    assert "reachable" not in done.certified()


def test_a_field_that_only_a_bound_keeps_away_is_told_with_the_bound(tried):
    done = tried(form("{id: large, label: 大面积说明, type: text, when: area > 100}"))
    assert done.codes() == ["TB301"]
    assert "在 1 至 100 ㎡之间" in done.message("TB301")


def test_a_field_behind_a_hidden_field_is_hidden_too(tried):
    done = tried(
        form(
            "{id: crane, label: 吊车, type: yes_no, when: area > 100}",
            "{id: weight, label: 吨位, type: number, when: crane}",
        )
    )
    assert done.codes() == ["TB301"]
    assert "“吊车”只在" in done.message("TB301")
    assert "3 项：“吊车”选“是”、“吊车”选“否”、字段“吨位”" in done.message("TB301")


def test_a_column_of_a_table_is_reached_by_a_row(tried):
    table = (
        "{id: cars, label: 车辆, type: table, min_rows: 1, max_rows: 3, columns: ["
        "{id: plate, label: 号牌, type: text, max_length: 10}, {id: heavy, label: 是否重型, type: yes_no},"
        " {id: permit, label: 通行证, type: text, when: row.heavy}]}"
    )
    assert tried(form(table)).codes() == []
    never = table.replace("when: row.heavy", 'when: row.heavy && row.plate == "甲乙丙丁戊己庚辛壬癸子"')
    done = tried(form(never))
    assert done.codes() == ["TB301"]
    assert "“车辆”的“通行证”" in done.message("TB301")


def test_a_table_that_can_never_have_so_many_rows_shows_nothing(tried):
    column = "{id: plate, label: 号牌, type: text, max_length: 9}"
    table = f"{{id: cars, label: 车辆, type: table, max_rows: 3, columns: [{column}]}}"
    assert tried(form(table, "{id: fleet, label: 车队, type: text, when: size(cars) >= 3}")).codes() == []
    assert tried(form(table, "{id: fleet, label: 车队, type: text, when: size(cars) >= 4}")).codes() == ["TB301"]


def test_a_date_before_today_and_after_it_cannot_be(tried):
    dates = ("{id: from, label: 开始, type: date, min: today}", "{id: until, label: 结束, type: date, max: today}")
    assert tried(form(*dates, "{id: same, label: 当天, type: text, when: until >= from}")).codes() == []
    assert tried(form(*dates, "{id: odd, label: 奇怪, type: text, when: until > from}")).codes() == ["TB301"]


def test_a_computed_field_is_what_it_is_computed_to_be(tried):
    fields = (
        "{id: length, label: 长, type: number, min: 1, max: 10, decimals: 1}",
        "{id: twice, label: 两倍, type: number, decimals: 1, computed: length * 2}",
    )
    assert tried(form(*fields, "{id: long, label: 较长, type: text, when: twice >= 20.0}")).codes() == []
    assert tried(form(*fields, "{id: long, label: 较长, type: text, when: twice > 20.0}")).codes() == ["TB301"]


def test_two_unknowns_multiplied_are_settled_with_a_witness_that_the_form_accepts(tried):
    done = tried(
        form(
            "{id: length, label: 长, type: number, min: 1, max: 100, decimals: 1}",
            "{id: width, label: 宽, type: number, min: 1, max: 100, decimals: 1}",
            "{id: ground, label: 面积, type: number, decimals: 2, computed: length * width}",
            "{id: large, label: 大面积说明, type: text, when: ground >= 300.0}",
        )
    )
    assert done.codes() == []
    assert "nonlinear" in {each.code for each in done.proof.limits}
    assert any("field:large" in each.reaches for each in done.proof.witnesses)


def test_a_choice_of_several_is_counted(tried):
    goods = "{id: goods, label: 物料, type: multi_choice, max: 2, choices: {sand: 砂, brick: 砖, steel: 钢}}"
    assert tried(form(goods, "{id: two, label: 两种, type: text, when: size(goods) == 2}")).codes() == []
    some = '{id: all, label: 三种, type: text, when: ("sand" in goods) && "brick" in goods && "steel" in goods}'
    assert tried(form(goods, some)).codes() == ["TB301"]


def test_a_text_is_what_it_is_compared_with(tried):
    fields = ("{id: street, label: 街道, type: text, max_length: 4}",)
    assert tried(form(*fields, '{id: core, label: 核心区, type: text, when: street == "中山路"}')).codes() == []
    assert tried(form(*fields, '{id: core, label: 核心区, type: text, when: street == "人民解放路"}')).codes() == [
        "TB301"
    ]


def test_a_text_with_a_pattern_gets_a_witness_that_fits_the_pattern(tried):
    pattern = '{id: mark, label: 编号, type: text, pattern: "[A-Z]{2}[0-9]{4}", pattern_help: 两个字母四位数字。}'
    done = tried(form(pattern))
    assert done.codes() == []
    assert {each.answers["mark"] for each in done.proof.witnesses if "mark" in each.answers} == {"AA1111"}


def test_an_applicant_kind_to_whom_nothing_applies_is_told(tried):
    check = '  - {id: body, holds: applicant.kind != "person" || area > 100, message: 个人不办。}'
    done = tried(form(checks=check))
    assert done.codes() == ["TB303"]
    assert "选“自然人”" in done.message("TB303")


@pytest.mark.row("C6", part="dead end")
def test_a_situation_without_any_valid_application_is_a_dead_end_with_a_filled_form(tried):
    checks = (
        "  - {id: small, holds: area < 10, message: 面积应小于 10。,"
        ' when: purpose == "works" && applicant.kind == "person"}\n'
        '  - {id: large, holds: area > 10, message: 面积应大于 10。, when: purpose == "works"}'
    )
    done = tried(form(checks=checks))
    assert done.codes() == ["TB305"]
    assert "“您以什么身份申请？”选“自然人”、“您要办理哪一种占用？”选“占道施工”" in done.message("TB305")
    assert {"satisfiable", "consistent"}.isdisjoint(done.certified())
    witness = done.witness("TB305")
    assert witness is not None
    assert (witness.applicant, witness.situation) == ("person", {"purpose": "works"})
    assert not witness.valid
    assert done.faults(witness) != []


def test_an_answer_that_two_rules_together_refuse_is_told_with_both(tried):
    checks = (
        "  - {id: small, holds: area < 10, message: 面积应小于 10。, when: night}\n"
        "  - {id: large, holds: area > 10, message: 面积应大于 10。, when: night}"
    )
    done = tried(form(checks=checks))
    assert done.codes() == ["TB305"]
    assert "small" in done.message("TB305")
    assert "large" in done.message("TB305")
    assert "“是否夜间施工”选“是”" in done.message("TB305")
    assert "satisfiable" not in done.certified()


def test_an_answer_that_one_check_refuses_by_itself_is_an_exclusion_and_no_fault(tried):
    done = tried(form(checks="  - {id: elsewhere, holds: '!night', message: 夜间施工请改办夜间许可。, at: night}"))
    assert done.codes() == []
    notes = [note for each in done.proof.certificates for note in each.notes]
    assert any("夜间施工请改办夜间许可" in note for note in notes)


def test_an_answer_in_a_row_that_two_rules_refuse_is_told(tried):
    table = (
        "{id: cars, label: 车辆, type: table, min_rows: 1, max_rows: 3, columns: ["
        "{id: kind, label: 种类, type: choice, choices: {van: 货车, crane: 吊车}},"
        " {id: tons, label: 吨位, type: number, min: 1, max: 9}]}"
    )
    check = (
        '  - {id: heavy, each: cars, holds: row.kind != "crane" || row.tons > 9, message: 吊车应超过 9 吨。, at: tons}'
    )
    done = tried(form(table, checks=check))
    assert done.codes() == ["TB303"]
    assert "“种类”选“吊车”" in done.message("TB303")


def test_a_columns_condition_that_always_holds_is_a_warning(tried):
    table = (
        "{id: cars, label: 车辆, type: table, min_rows: 1, max_rows: 3, columns: ["
        "{id: tons, label: 吨位, type: number, min: 1, max: 9},"
        " {id: note, label: 说明, type: text, when: row.tons >= 1}]}"
    )
    assert tried(form(table)).codes() == ["TB308"]
    assert tried(form(table.replace("row.tons >= 1", "row.tons >= 2"))).codes() == []


def test_a_computed_value_that_a_check_refuses_is_told_with_its_formula(tried):
    twice = "{id: twice, label: 两倍面积, type: number, computed: area * 2}"
    done = tried(form(twice, checks="  - {id: odd, holds: twice < area, message: 两倍应小于一倍。}"))
    assert "TB304" in done.codes()
    assert "“两倍面积”由占用面积×2" in done.message("TB304")


def test_a_check_of_a_decision_table_may_refuse_answers_too(tried):
    tables = (
        "tables:\n"
        "  - id: fits\n"
        "    title: 是否相符\n"
        "    over: [purpose, applicant.kind]\n"
        "    gives: {type: choice, choices: {yes: 相符, no: 不相符}}\n"
        "    rows: [{purpose: works, applicant.kind: person, gives: no}]\n"
        "    otherwise: yes\n"
    )
    check = '  - {id: fitting, holds: fits == "yes", message: 个人不办占道施工。}'
    done = tried(form(checks=check, rest=tables))
    assert done.codes() == []
    notes = [note for each in done.proof.certificates for note in each.notes]
    assert any("个人不办占道施工" in note for note in notes)


def test_a_check_that_nobody_can_meet_is_told(tried):
    done = tried(form(checks="  - {id: huge, holds: area > 100, message: 面积应大于 100。}"))
    assert "TB304" in done.codes()
    assert "在 1 至 100 ㎡之间" in done.message("TB304")
    assert done.witness("TB304") is not None


def test_an_obligation_that_falls_due_when_its_field_is_hidden_is_told(tried):
    done = tried(form("{id: note, label: 说明, type: text, when: area > 50, required: area < 20}"))
    assert done.codes() == ["TB305"]
    assert "而那时它恰好不出现" in done.message("TB305")


def test_an_obligation_that_never_falls_due_is_a_warning(tried):
    done = tried(form("{id: note, label: 说明, type: text, required: area > 100}"))
    assert done.codes() == ["TB310"]
    assert done.proof.holds


def test_a_condition_that_always_holds_is_a_warning(tried):
    done = tried(form("{id: note, label: 说明, type: text, when: area >= 1}"))
    assert done.codes() == ["TB308"]
    assert done.proof.holds
    assert "总是成立" in done.message("TB308")


def test_a_check_that_stops_nobody_is_a_warning(tried):
    done = tried(form(checks="  - {id: any, holds: area >= 1, message: 面积应为正数。}"))
    assert done.codes() == ["TB309"]
    assert done.proof.holds


def test_a_check_of_rows_is_met_by_a_row(tried):
    table = (
        "{id: cars, label: 车辆, type: table, min_rows: 1, max_rows: 3, columns: ["
        "{id: low, label: 最低, type: number, min: 1, max: 9}, {id: high, label: 最高, type: number, min: 1, max: 9}]}"
    )
    check = "  - {id: order, each: cars, holds: row.high > row.low, message: 最高应大于最低。, at: high}"
    done = tried(form(table, checks=check))
    assert done.codes() == []
    assert all(done.faults(each) == [] for each in done.proof.witnesses)
    never = "  - {id: order, each: cars, holds: row.high > row.low + 8, message: 最高应大于最低。, at: high}"
    assert "TB304" in tried(form(table, checks=never)).codes()


TABLE = """\
tables:
  - id: fee_class
    title: 收费档次
    over: [purpose, area]
    gives: {{type: choice, choices: {{small: 小型, large: 大型}}}}
    rows:
      - {{purpose: works, area: "<= {first}", gives: small}}
      - {{purpose: works, area: "> {second}", gives: large}}
      - {{purpose: stacking, gives: large}}
"""


def test_a_decision_table_that_covers_everything_once_holds(tried):
    done = tried(TABLE.format(first=50, second=50))
    assert done.codes() == []
    assert "tables" in done.certified()


@pytest.mark.row("C6", part="decision table overlaps")
def test_rows_that_overlap_are_told_with_an_applicant_who_meets_both(tried):
    done = tried(TABLE.format(first=50, second=40))
    assert done.codes() == ["TB306"]
    witness = done.witness("TB306")
    assert witness is not None
    assert 40 < int(str(witness.answers["area"])) <= 50
    assert done.faults(witness) == []


@pytest.mark.row("C6", part="decision table leaves a gap")
def test_a_gap_is_told_with_an_applicant_who_falls_into_it(tried):
    done = tried(TABLE.format(first=50, second=60))
    assert done.codes() == ["TB307"]
    witness = done.witness("TB307")
    assert witness is not None
    assert witness.situation == {"purpose": "works"}
    assert 50 < int(str(witness.answers["area"])) <= 60
    assert tried(TABLE.format(first=50, second=60) + "    otherwise: small\n").codes() == []


def test_a_row_that_nobody_needs_is_told(tried):
    done = tried(form(rest=TABLE.format(first=100, second=100)))
    assert done.codes() == ["TB301"]
    assert "第 2 行" in done.message("TB301")


def test_a_material_may_hang_on_a_decision_table(tried):
    materials = 'materials: [{id: plan, name: 施工方案, when: fee_class == "small" && area > 50}]\n'
    assert tried(TABLE.format(first=50, second=50) + materials).codes() == ["TB301"]
    assert tried(TABLE.format(first=60, second=60) + materials).codes() == []


def test_without_origins_findings_stand_at_the_item(made, tried_as):
    definition, rulebook, _ = made(form("{id: large, label: 大面积说明, type: text, when: area > 100}"))
    finding = tried_as(definition, rulebook).proof.findings[0]
    assert (finding.path, finding.line) == ("occupy-road", 0)
