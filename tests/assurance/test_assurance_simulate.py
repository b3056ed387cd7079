"""The simulation: made-up applicants, the law itself, a clock that jumps; what is seen is what a case would show."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from example_stage import EXAMPLES, WORKSPACE, name_of, played, stage_for
from tongban.assurance import examples, play
from tongban.assurance.prove import Witness
from tongban.assurance.simulate import (
    MOST_MOVES,
    Simulation,
    days_to_next_deadline,
    offers,
    perform,
    record,
    recorded,
    run,
    script_from_json,
    script_to_json,
    undone,
)
from tongban.assurance.simulate.autopilot import idle, straight, until
from tongban.assurance.simulate.script import begun
from tongban.assurance.simulate.telling import tell
from tongban.assurance.simulate.witnessed import script_of_witness
from tongban.definitions.examples import Deed, Example, example_of
from tongban.definitions.strict_yaml import read_yaml
from tongban.definitions.vocabulary import ExampleFile
from tongban.errors import TongbanError
from tongban.law import CaseOutcome, Refusal, State, explain
from tongban.notices import to_html


def example_named(name: str, item: str = "occupy-road") -> Example:
    return next(each for each in examples(WORKSPACE, item) if each.name == name)


_RAN: dict[str, Simulation] = {}


def ran(example: Example) -> Simulation:
    """Run an example to its end, once for all who look at it."""
    if (name := name_of(example)) not in _RAN:
        _RAN[name] = run(stage_for(example), example)
    return _RAN[name]


def begin(name: str = "granted-works") -> Simulation:
    """云阳, Monday 28 September 2026, 10:00, online, all materials there."""
    example = example_named(name)
    return run(stage_for(example), begun(example))


def done(simulation: Simulation, *deeds: Deed) -> Simulation:
    for deed in deeds:
        answer = perform(simulation, deed)
        assert isinstance(answer, Simulation), answer
        simulation = answer
    return simulation


def offered(simulation: Simulation) -> set[str]:
    return {each.do for each in offers(simulation) if each.not_yet is None}


def read_example(text: str, item: str = "occupy-road") -> Example:
    document, findings = read_yaml(text, "recorded.yaml")
    assert document is not None, findings
    assert ExampleFile().validate(document.data) == {}
    return example_of(item, "recorded", document)


@pytest.mark.row("C7")
@pytest.mark.parametrize("example", EXAMPLES, ids=name_of)
def test_a_run_of_an_example_comes_to_the_same_case_as_its_play(example: Example) -> None:
    simulation, was = ran(example), played(example)
    assert simulation.refused is None
    assert (simulation.case, simulation.events) == (was.case, was.events)


@pytest.mark.row("C7")
@pytest.mark.parametrize("example", EXAMPLES, ids=name_of)
def test_whatever_is_run_can_be_recorded_and_the_recording_plays(example: Example) -> None:
    simulation = ran(example)
    stage = simulation.stage
    again = read_example(record(simulation, "录下来的"), example.item)
    found = play(again, stage.definition, stage.rulebook, stage.calendar)
    assert [str(each) for each in found.surprises] == []
    assert (found.case.outcome, found.case.notices) == (simulation.case.outcome, simulation.case.notices)


@pytest.mark.row("C7")
def test_every_notice_is_rendered_with_the_values_of_the_case() -> None:
    simulation = done(begin(), Deed("accept", after=1))
    receipt, acceptance = (document for each in simulation.happenings for document in each.notices)
    assert (receipt.title, acceptance.title) == ("收件凭证", "受理通知书")
    assert "重庆云阳示例建设有限公司" in to_html(receipt)
    assert "2026年10月12日" in to_html(acceptance)
    assert acceptance.draft


@pytest.mark.row("C7")
def test_nobody_acting_makes_the_application_accepted_on_the_morning_after_the_review_limit() -> None:
    simulation = begin()
    assert days_to_next_deadline(simulation) == 2  # the limit is Tuesday 29; on Wednesday 30 it has ended
    simulation = done(simulation, Deed("wait", after=2))
    assert simulation.case.acceptance_deemed
    assert simulation.case.accepted_on == date(2026, 9, 28)
    assert [each.title for each in simulation.happenings[-1].notices] == ["受理通知书"]
    assert [(each.role, each.name) for each in simulation.happenings[-1].queued] == [("reviewer", "材料审查")]


@pytest.mark.row("C7")
def test_the_clock_passes_over_the_national_holiday() -> None:
    simulation = done(begin(), Deed("accept"), Deed("wait", after=2), Deed("wait", after=1))
    assert simulation.at.date() == date(2026, 10, 8)  # 1 to 7 October are holidays


@pytest.mark.row("C7")
def test_the_supplement_limit_lapses_by_itself_when_the_clock_goes_past_it() -> None:
    simulation = done(begin(), Deed("request_supplement", missing={"plan": "没有写明防护措施。"}))
    assert days_to_next_deadline(simulation) == 9  # first the reminder, while there is time left to supply
    simulation = done(simulation, Deed("wait", after=9))
    assert [each.title for each in simulation.happenings[-1].notices] == ["补正提醒"]
    assert simulation.case.outcome is None
    assert days_to_next_deadline(simulation) == 2  # the limit itself, eleven days after it was told
    simulation = done(simulation, Deed("wait", after=2))
    assert simulation.case.outcome is CaseOutcome.DEEMED_WITHDRAWN
    assert days_to_next_deadline(simulation) is None
    assert offers(simulation) == ()


@pytest.mark.row("C7")
def test_each_limit_of_a_run_is_explained_day_by_day() -> None:
    simulation = done(begin(), Deed("accept", after=1))
    promise = next(each for each in simulation.happenings[-1].deadlines if each.kind == "promise")
    told = explain(promise, simulation.stage.calendar, simulation.stage.rulebook)
    assert [line.number for line in told.lines if line.number] == [1, 2, 3, 4, 5]
    assert told.conclusion.startswith("期限于2026年10月12日24时届满")


@pytest.mark.row("C7")
def test_the_law_refuses_in_a_run_what_it_refuses_at_the_desk() -> None:
    simulation = done(begin("supplemented-stacking"), Deed("request_supplement", missing={"location": "看不清。"}))
    simulation = done(simulation, Deed("supply", materials=("location",)))
    again = perform(simulation, Deed("request_supplement", missing={"location": "还是看不清。"}))
    assert isinstance(again, Refusal)
    assert "不得再次告知" in again.message
    assert "request_supplement" not in offered(simulation)


def test_what_is_offered_follows_the_turn_of_each() -> None:
    simulation, beside = begin(), ("ask_countersign", "ask_opinion")
    assert offered(simulation) == {"accept", "request_supplement", "decline", "withdraw"}
    simulation = done(simulation, Deed("accept"))
    assert offered(simulation) == {"complete_step", *beside, "withdraw"}
    simulation = done(simulation, Deed("complete_step", step="review", opinion="齐全。"))
    assert offered(simulation) == {"start_special_procedure", "return_step", *beside, "withdraw"}
    simulation = straight(simulation)
    assert simulation.case.state is State.CLOSED
    assert offered(simulation) == set()


def test_everything_on_offer_is_really_possible() -> None:
    simulation = begin()
    for offer in offers(simulation):
        deed = Deed(offer.do, step=offer.step, opinion="好。", reasons="因故。", missing={"plan": "不清楚。"})
        assert isinstance(perform(simulation, deed), Simulation), offer


def test_what_cannot_be_accepted_yet_says_why() -> None:
    example = begun(example_named("granted-works"))
    simulation = run(stage_for(example), replace(example, materials=("location",)))
    accept = next(each for each in offers(simulation) if each.do == "accept")
    assert accept.not_yet is not None
    assert "施工方案" in accept.not_yet.message
    with pytest.raises(TongbanError, match="施工方案"):
        straight(simulation)


def test_a_case_sent_back_is_recorded_too() -> None:
    simulation = done(
        begin("refused-building"),
        Deed("accept"),
        Deed("complete_step", step="review", opinion="齐全。", after=1),
        Deed("return_step", step="review", reasons="请再核对占用面积。"),
        Deed("complete_step", step="review", opinion="已核对。"),
        Deed("grant", opinion="同意。", after=1),
    )
    again = read_example(record(simulation, "退回一次后准予"))
    assert [each.do for each in again.then] == ["accept", "complete_step", "return_step", "complete_step", "grant"]


def test_waiting_before_a_deed_becomes_its_after() -> None:
    simulation = done(begin(), Deed("wait", after=1), Deed("accept"), Deed("wait", after=2))
    script, _case = recorded(simulation)
    assert [(each.do, each.after) for each in script.then] == [("accept", 1), ("wait", 2)]


def test_a_recording_without_a_title_is_refused() -> None:
    with pytest.raises(TongbanError, match="标题"):
        record(begin(), "  ")


def test_a_script_survives_its_way_through_a_page() -> None:
    for example in examples(WORKSPACE, "food-permit"):
        simulation = run(stage_for(example), example)
        back = script_from_json(script_to_json(simulation.script), example.item)
        assert run(simulation.stage, back).case == simulation.case


def test_the_last_move_can_be_taken_back() -> None:
    simulation = done(begin(), Deed("accept"), Deed("wait", after=1))
    back = run(simulation.stage, undone(undone(simulation.script)))
    assert back.case == begin().case


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"channel": "fax"}', "null", '{"then": [{"do": "burn"}]}', "[" * 5000, '{"begin": {}}'],
)
def test_a_script_that_was_tampered_with_is_refused_in_words(text: str) -> None:
    with pytest.raises(TongbanError, match="试办记录不完整"):
        script_from_json(text, "occupy-road")


def _changed(change: Callable[[dict[str, object]], None]) -> str:
    data = json.loads(script_to_json(begin().script))
    change(data)
    return json.dumps(data, ensure_ascii=False)


def test_a_script_keeps_within_its_limits() -> None:
    with pytest.raises(TongbanError, match="最多 60 步"):
        script_from_json(_changed(lambda data: data.update(then=[{"do": "accept"}] * (MOST_MOVES + 1))), "occupy-road")
    with pytest.raises(TongbanError, match="2015 年至 2060 年"):
        script_from_json(_changed(lambda data: data.update(begin="9998-01-01 10:00")), "occupy-road")
    with pytest.raises(TongbanError, match="400 个工作日"):
        script_from_json(_changed(lambda data: data.update(then=[{"do": "wait", "after": 10**6}])), "occupy-road")
    with pytest.raises(TongbanError, match="超过"):
        script_from_json(_changed(lambda data: data.update(title="长" * 100_001)), "occupy-road")


def test_a_script_that_names_what_the_item_does_not_have_is_refused_in_words() -> None:
    simulation = done(begin(), Deed("accept"))
    answer = perform(simulation, Deed("complete_step", step="no-such-step", opinion="好。"))
    assert isinstance(answer, Refusal)
    assert "no-such-step" in answer.message
    answer = perform(begin(), Deed("request_supplement", missing={"no-such-material": "没有。"}))
    assert isinstance(answer, Refusal)


def test_a_run_that_the_changed_draft_refuses_ends_before_the_refused_move() -> None:
    example = example_named("granted-works")
    script = replace(example, then=(example.then[0], Deed("deliver", method="window")))
    simulation = run(stage_for(example), script)
    assert simulation.refused is not None
    assert [each.do for each in simulation.script.then] == ["accept"]


def test_with_nobody_acting_every_limit_is_missed_in_its_order() -> None:
    simulation = idle(begin())
    missed = [each.deadline for each in simulation.events if type(each).__name__ == "DeadlineMissed"]
    assert missed == ["online_review-1", "step-1", "promise-1", "statutory-1"]


def test_the_clock_can_be_wound_to_a_day() -> None:
    assert until(begin(), date(2026, 10, 1)).at.date() == date(2026, 9, 30)
    assert until(begin(), date(2026, 9, 1)).at.date() == date(2026, 9, 28)


def test_a_run_is_told_in_lines_of_chinese() -> None:
    told = "\n".join(tell(done(begin(), Deed("wait", after=2))))
    assert "2026-09-28 周一 10:00  重庆云阳示例建设有限公司提交申请" in told
    assert "依法视为受理，受理日期 2026-09-28" in told
    assert "待办：审查人员，材料审查" in told
    assert told.endswith("现在：办理中。")


@pytest.mark.row("C7")
def test_a_witness_of_the_proof_begins_a_run() -> None:
    source = example_named("supplemented-stacking")
    witness = Witness("person", source.situation, source.answers, source.materials, on=date(2026, 9, 21))
    stage = stage_for(source)
    simulation = straight(run(stage, script_of_witness(witness, stage.definition)))
    assert simulation.case.outcome is CaseOutcome.GRANTED
    assert simulation.case.applicant.name == "示例甲"


@pytest.mark.row("C7")
def test_steps_that_run_together_enter_their_queues_at_once_and_all_are_on_offer() -> None:
    example = begun(example_named("granted-hospital", "medical-practice"))
    stage = stage_for(example)
    together = {each.id for each in stage.definition.process if each.together}
    simulation = run(stage, example)
    wanted = {
        "accept",
        "complete_step",
        "start_special_procedure",
        "end_special_procedure",
        "record_survey",
        "appoint_survey",
    }
    while len(simulation.case.open_steps) < 2:
        offer = next(each for each in offers(simulation) if each.do in wanted and not each.not_yet)
        simulation = done(simulation, Deed(offer.do, step=offer.step, opinion="符合要求。", after=1))
    assert set(simulation.case.open_steps) <= together
    names = {stage.definition.step(each).name for each in simulation.case.open_steps}
    assert {each.name for each in simulation.happenings[-1].queued} == names
    assert set(simulation.case.open_steps) <= {each.step for each in offers(simulation)}
    assert straight(simulation).case.outcome is CaseOutcome.GRANTED


def test_what_is_handed_in_at_a_window_is_accepted_there_and_then() -> None:
    example = begun(example_named("supplemented-outpatient", "medical-practice"))
    simulation = straight(run(stage_for(example), example))
    assert simulation.case.outcome is CaseOutcome.GRANTED
    assert not simulation.case.acceptance_deemed
