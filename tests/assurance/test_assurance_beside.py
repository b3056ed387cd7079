"""Countersigned steps and opinions of other departments: tried out, recorded, and found again in a history (C7)."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from example_stage import WORKSPACE, stage_for
from tongban.assurance import examples, play
from tongban.assurance.recording import record_case
from tongban.assurance.rerun import Ground, rerun
from tongban.assurance.retrace import retrace
from tongban.assurance.simulate import Simulation, Stage, offers, perform, record, run, telling
from tongban.assurance.simulate.autopilot import straight
from tongban.assurance.simulate.script import begun
from tongban.assurance.simulate.telling import tell
from tongban.definitions.examples import Deed, Example, example_of
from tongban.definitions.strict_yaml import read_yaml
from tongban.definitions.vocabulary import ExampleFile
from tongban.definitions.vocabulary import example as vocabulary
from tongban.law import CaseOutcome, Countersign, GiveOpinion, Refusal

POLICE = "公安局（示例）"
#: the review asks the chief to sign and the police for their opinion, and waits for both
BESIDE = (
    Deed("accept"),
    Deed("ask_countersign", step="review", role="chief_representative", reasons="请就占用范围会签。"),
    Deed("ask_opinion", step="review", department=POLICE, reasons="请就交通组织提出意见。", after=1),
    Deed("give_opinion", step="review", department=POLICE, found="objects", opinion="应当增设警示灯。", after=1),
    Deed("countersign", step="review", role="chief_representative", opinion="同意，按公安意见办理。"),
    Deed("complete_step", step="review", opinion="已经按意见补充要求。"),
)


@cache
def stage() -> Stage:
    return stage_for(_begun())


def _begun() -> Example:
    return next(begun(each) for each in examples(WORKSPACE, "occupy-road") if each.name == "granted-works")


def _after(count: int) -> Simulation:
    return run(stage(), replace(_begun(), then=BESIDE[:count]))


def _offered(simulation: Simulation) -> dict[str, str]:
    return {each.do: each.department or each.role for each in offers(simulation)}


@pytest.mark.row("C7")
@pytest.mark.row("L8")
@pytest.mark.row("L9")
@pytest.mark.article("335 §24")
def test_a_countersign_and_an_opinion_are_offered_and_waited_for() -> None:
    assert {"ask_countersign", "ask_opinion"} <= _offered(_after(1)).keys()
    waiting = _after(3)
    assert _offered(waiting) | {"countersign": "chief_representative", "give_opinion": POLICE} == _offered(waiting)
    (not_yet,) = (each.not_yet for each in offers(waiting) if each.do == "complete_step")
    assert not_yet is not None
    assert not_yet.code in {"countersign_missing", "opinion_missing"}
    refused = perform(waiting, BESIDE[-1])
    assert isinstance(refused, Refusal)
    assert refused.code in {"countersign_missing", "opinion_missing"}
    whole = _after(len(BESIDE))
    assert whole.refused is None
    told = "\n".join(tell(whole))
    assert "等待首席代表签署“材料审查”" in told
    assert f"征求意见：{POLICE}，请就交通组织提出意见。" in told
    assert "意见：应当增设警示灯。" in told
    assert straight(waiting).case.outcome is CaseOutcome.GRANTED, "the way to the grant does not stop there"


@pytest.mark.row("C7")
def test_what_others_did_is_recorded_plays_again_and_is_found_in_the_history() -> None:
    whole = straight(_after(len(BESIDE)))
    document, findings = read_yaml(record(whole, "会签和征求意见"), "recorded.yaml")
    assert document is not None, findings
    assert ExampleFile().validate(document.data) == {}
    here = stage()
    again = play(example_of("occupy-road", "recorded", document), here.definition, here.rulebook, here.calendar)
    assert [str(each) for each in again.surprises] == []
    assert again.case.opinions[0].reply is not None
    assert again.case.opinions[0].reply.objects

    asked = retrace(whole.events, here.definition)
    assert [type(each.command) for each in asked if isinstance(each.command, Countersign | GiveOpinion)] == [
        GiveOpinion,
        Countersign,
    ]
    ground = Ground(here.definition, here.rulebook, here.calendar)
    found = rerun(asked, ground, whole.at)
    assert found.stopped is None
    assert (found.case.opinions, found.case.signatures) == (whole.case.opinions, whole.case.signatures)

    written = record_case(whole.case, whole.events, here)
    assert written.differs == ()
    assert "应当增设警示灯" not in written.text, "what people wrote stays out"
    assert f"department: {POLICE}" in written.text
    assert "found: objects" in written.text


@pytest.mark.row("L9")
def test_silence_is_not_retraced_and_ends_a_departments_own_step_again() -> None:
    """A department that says nothing in time has no different opinion; a history of it has no answer in it."""
    silent = run(stage(), replace(_begun(), then=(*BESIDE[:3], Deed("wait", after=30))))
    assert silent.case.opinions[0].reply is not None
    assert silent.case.opinions[0].reply.silent
    asked = retrace(silent.events, stage().definition)
    assert not any(isinstance(each.command, GiveOpinion) for each in asked)


@pytest.mark.row("C7")
def test_every_deed_that_an_example_may_hold_can_be_told() -> None:
    assert set(vocabulary.DEEDS) == {*telling.DEEDS, *telling.LATER_DEEDS}
