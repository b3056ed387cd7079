"""The one form: fields of one element are one, the strictest rule holds, conditions say what they said before."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from one_thing.language.compiling import try_compile
from one_thing.language.library import Library
from one_thing.language.lint.rule import Sample
from one_thing.language.lint.sample import sample_library
from one_thing.merging.form import Merged, merge
from one_thing.merging.members import Taking
from one_thing.merging.options import merge_rules
from one_thing.merging.rewriting import Names, rewrite, written
from one_thing.merging.saving import saving
from one_thing.merging.splitting import Flow, chosen, findings_of, share, waves
from one_thing.proof.prove import Proof, prove
from tongban.calendars import WorkingCalendar
from tongban.calendars.working_calendar import YearNotice
from tongban.conditions import BOOL, Scope, choice_of, compile_expression
from tongban.definitions import compile_resolved
from tongban.forms import Supplied


def merged_of(sample: Sample | None = None, *, tenant: str = "yunyang") -> Merged:
    return merged_in(sample_library(sample), tenant)


def merged_in(library: Library, tenant: str) -> Merged:
    bundle = library.bundle("street-works", tenant)
    takings = []
    for part in bundle.parts:
        data = library.workspace.resolve(part.item, tenant).data
        takings.append(Taking(part, data, compile_resolved(data), tenant, 1))
    return merge(bundle, takings)


def proof_of(sample: Sample | None = None) -> Proof:
    merged = merged_of(sample)
    return prove(merged, date(2026, 9, 28), {"yunyang": _calendar(merged)})


def _calendar(merged: Merged) -> WorkingCalendar:
    """A calendar without holidays, so that days are counted on the fingers."""
    assert merged
    return WorkingCalendar("cn", tuple(YearNotice(year, {}, {}, "示例") for year in (2026, 2027)))


def fields_in(merged: Merged) -> Mapping[str, Any]:
    return {each["id"]: each for section in merged.data["form"] for each in section["fields"]}


ANSWERS: Mapping[str, object] = {"sign": "yes", "area": 20, "person_name": "张三", "board_kind": "fixed"}


@pytest.mark.row("B2")
@pytest.mark.article("30 (十四)", "ORD §42")
def test_a_name_that_both_items_ask_is_asked_once() -> None:
    merged = merged_of()
    assert merged.fields["works"]["name"] == merged.fields["board"]["name"] == "person_name"
    assert [each for each in fields_in(merged) if each.endswith("name")] == ["person_name"]


@pytest.mark.row("B2")
def test_what_the_bundle_answers_by_itself_is_not_asked_and_folds_into_the_conditions() -> None:
    fields = fields_in(merged_of())
    assert "works_purpose" not in fields
    assert "when" not in fields["works_night"]  # the item alone says: purpose == "works"


@pytest.mark.row("B2")
def test_what_an_earlier_outcome_always_tells_is_not_asked() -> None:
    assert not [each for each in fields_in(merged_of()) if "permit" in each]


@pytest.mark.row("B2")
def test_what_an_earlier_outcome_only_sometimes_tells_is_asked_where_that_part_is_not_chosen() -> None:
    parts = """\
parts:
  - {part: works, item: occupy-road, when: area >= large, given: {purpose: works}, same: {area: area}}
  - part: board
    item: works-sign
    when: sign == "yes" || area >= large
    takes: [{from: works, field: permit_number, fact: case_number}]
"""
    entry = fields_in(merged_of(Sample(bundle=parts)))["board_permit_number"]
    assert entry["when"] == '(sign == "yes" || area >= 60) && !(area >= 60)'


@pytest.mark.row("B1")
def test_each_tenant_has_its_own_threshold() -> None:
    library = sample_library()
    assert library.bundle("street-works", "yunyang").part("board").when.text == 'sign == "yes" || area >= 60'
    assert library.bundle("street-works").part("board").when.text == 'sign == "yes" || area >= 50'


@pytest.mark.row("B2")
def test_each_item_gets_its_own_answers_back_and_keeps_its_own_rules() -> None:
    merged = merged_of()
    board = merged.bundle.part("board")
    mine = share(
        merged, board, {**ANSWERS, "board_fixing": "膨胀螺栓"}, Flow({"permit_number": "50023520260928000001"})
    )
    assert mine.answers["name"] == "张三"
    assert mine.answers["permit_number"] == "50023520260928000001"
    assert mine.answers["fixing"] == "膨胀螺栓"
    assert findings_of(merged, mine, [Supplied(merged.materials["board"]["picture"])], None) == ()


@pytest.mark.row("B3")
def test_what_an_outcome_will_tell_is_not_missing_at_hand_in_but_later_it_is() -> None:
    merged = merged_of()
    mine = share(merged, merged.bundle.part("board"), {**ANSWERS, "board_fixing": "膨胀螺栓"})
    supplied = [Supplied(merged.materials["board"]["picture"])]
    assert findings_of(merged, mine, supplied, None, later=True) == ()
    assert [each.field for each in findings_of(merged, mine, supplied, None)] == ["permit_number"]


@pytest.mark.row("B1")
def test_the_answers_choose_the_parts_and_their_waves() -> None:
    merged = merged_of()
    both = chosen(merged, ANSWERS)
    assert [[each.id for each in wave] for wave in waves(both)] == [["works"], ["board"]]
    assert [each.id for each in chosen(merged, {**ANSWERS, "sign": "no"})] == ["works"]
    assert [each.id for each in chosen(merged, {"sign": "no", "area": 60})] == ["works", "board"]


@pytest.mark.row("B2")
def test_the_saving_is_reckoned_beside_the_items_apart() -> None:
    found = saving(merged_of(), ANSWERS)
    assert (found.apart.applications, found.together.applications) == (2, 1)
    # apart: who applies, purpose, name, area, night; kind, name, permit number, fixing
    # together: sign, area, name, night, kind, fixing
    assert (found.apart.fields, found.together.fields) == (9, 6)
    assert found.saved.fields == 3


@pytest.mark.row("B2")
def test_the_strictest_rule_holds_and_it_is_known_whose_it_is() -> None:
    merged = merge_rules(
        "phone",
        [
            ("a", {"id": "x", "label": "名称", "type": "text", "max_length": 50}),
            ("b", {"id": "x", "label": "名称", "type": "text", "max_length": 30, "min_length": 2}),
        ],
    )
    assert merged.rules["max_length"] == 30
    assert {(each.rule, each.value, each.part) for each in merged.strictest} == {
        ("max_length", 30, "b"),
        ("min_length", 2, "b"),
    }
    assert not merged.disagreements


@pytest.mark.row("B2")
@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ({"type": "text"}, {"type": "number"}, "类型不同"),
        ({"type": "number", "unit": "㎡"}, {"type": "number", "unit": "亩"}, "规则 unit 不同"),
        ({"type": "choice", "choices": {"a": "甲"}}, {"type": "choice", "choices": {"b": "乙"}}, "没有一个相同"),
        ({"type": "number", "min": 10}, {"type": "number", "max": 5}, "最小值 10 大于最大值 5"),
        ({"type": "text", "pattern": "[0-9]{3}"}, {"type": "text", "pattern": "[0-9]{4}"}, "规则 pattern 不同"),
    ],
)
def test_rules_that_one_answer_cannot_keep_are_told_and_never_guessed(
    one: dict[str, Any], other: dict[str, Any], told: str
) -> None:
    found = merge_rules("x", [("a", {"id": "x", "label": "项", **one}), ("b", {"id": "x", "label": "项", **other})])
    assert told in found.disagreements[0].message


@pytest.mark.row("B2")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('kind == "new"', "true"),
        ('kind == "old"', "false"),
        ('kind == "new" && lit', "board_lit"),
        ("!lit || hot", "!board_lit || cook"),
        ("gone", "false"),
        ("!gone", "false"),
        ("lit || !gone", "board_lit"),
    ],
)
def test_a_condition_says_in_the_one_form_what_it_said_in_its_item(text: str, said: str) -> None:
    scope = Scope({"kind": choice_of(["new", "old"]), "lit": BOOL, "hot": BOOL, "gone": BOOL})
    names = Names(
        {"lit": "board_lit", "gone": "board_gone"},
        {"kind": "new"},
        {"hot": compile_expression("cook", Scope({"cook": BOOL}))},
        absent=frozenset({"board_gone"}),
    )
    assert written(rewrite(compile_expression(text, scope).tree, names)) == said


@pytest.mark.row("B1")
def test_a_bundle_that_is_in_order_is_proven_with_its_longest_way_on_both_clocks() -> None:
    proof = proof_of()
    assert proof.broken == ()
    assert proof.exact
    assert set(proof.sets) == {("works",), ("works", "board")}
    promise, statutory = (each for each, _ in proof.durations)
    # each part: one working day to accept (335 §18), then its own limit; the second waits for the first
    assert (promise.working_days, [each.part for each in promise.legs]) == (1 + 5 + 1 + 3, ["works", "board"])
    assert statutory.working_days == 1 + 20 + 1 + 10


@pytest.mark.row("B1")
def test_a_circle_is_found() -> None:
    parts = """\
parts:
  - {part: works, item: occupy-road, after: [board], given: {purpose: works}}
  - {part: board, item: works-sign, after: [works]}
"""
    assert [each.code for each in proof_of(Sample(bundle=parts)).broken] == ["OT301"]


@pytest.mark.row("B1")
@pytest.mark.parametrize(
    ("over", "code", "witness"),
    [
        ("takes: [{from: works, field: permit_number, only: true}]", "OT302", "要设"),
        ("when: area < 1", "OT304", ""),
    ],
)
def test_a_set_that_cannot_finish_and_a_part_that_is_never_chosen_are_found(over: str, code: str, witness: str) -> None:
    parts = f"""\
parts:
  - {{part: works, item: occupy-road, when: sign == "no", given: {{purpose: works}}, same: {{area: area}}}}
  - part: board
    item: works-sign
    {over}
"""
    found = {each.code: each for each in proof_of(Sample(bundle=parts)).broken}
    assert code in found
    assert witness in found[code].witness


@pytest.mark.row("B1")
def test_a_situation_in_which_nothing_is_done_is_found_with_its_answers() -> None:
    parts = """\
parts:
  - {part: works, item: occupy-road, when: area >= large, given: {purpose: works}, same: {area: area}}
  - {part: board, item: works-sign, when: sign == "yes"}
"""
    found = next(each for each in proof_of(Sample(bundle=parts)).broken if each.code == "OT303")
    assert "不设" in found.witness
    assert "占用面积：59㎡" in found.witness


@pytest.mark.row("B1")
def test_a_bundle_that_no_item_serves_for_one_kind_of_applicant_is_found() -> None:
    found = {each.code for each in proof_of(Sample(bundle="applicants: [person, enterprise]\n")).broken}
    assert found == {"OT307"}


def test_a_fault_in_a_condition_is_told_at_its_line_and_column() -> None:
    library = sample_library(Sample(bundle="questions:\n  - {id: sign, ask: 设吗？, choices: {y: 设, n: 不设}}\n"))
    source = library.source("street-works")
    _, faults = try_compile(source.document.data, library.workspace.elements)
    assert [each.where for each in faults] == [("parts", 1, "when")]


def test_decimals_stay_exact() -> None:
    assert merge_rules("x", [("a", {"label": "x", "type": "number", "min": Decimal("0.01")})]).rules["min"] == Decimal(
        "0.01"
    )
