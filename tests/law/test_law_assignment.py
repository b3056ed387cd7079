"""Who holds a task, who may take it, and who must step aside: 335 §16, §21."""

from __future__ import annotations

from dataclasses import replace

import pytest

from law.desk import CHIEF, CITIZEN, CLERK, REVIEWER, ROAD, Desk, moment
from tongban import law
from tongban.calendars import WorkingCalendar
from tongban.conditions import ALWAYS, TEXT
from tongban.definitions.model import Assignment, Choice, DecisionTable, TableRow
from tongban.definitions.rulebook import Rulebook
from tongban.law.case_json import case_from_json, case_to_json
from tongban.law.work import work_of

SECOND = law.Actor("r2", "孙七", "reviewer")
SECOND_CLERK = law.Actor("c2", "钱八", "window_clerk")
SUPERVISOR = law.Actor("s1", "吴监督", "supervisor")


def _road(by: Assignment, **changes: object) -> law.Definition | object:
    first = replace(ROAD.process[0], assign=by)
    return replace(ROAD, process=(first, *ROAD.process[1:]), hash=f"road-{by.by}", **changes)


def _accepted(definition: object, rulebook: Rulebook, calendar: WorkingCalendar) -> Desk:
    desk = Desk(definition, rulebook, calendar, moment("2026-11-20 Fri 10:00"))  # type: ignore[arg-type]
    desk.submit("location")
    desk.accept()
    return desk


@pytest.fixture
def accepted(desk: Desk) -> Desk:
    desk.submit("location")
    desk.accept()
    return desk


@pytest.mark.row("L8", part="assignment")
@pytest.mark.article("335 §16")
def test_what_one_has_claimed_nobody_else_does(accepted: Desk) -> None:
    accepted.do(law.Claim(REVIEWER, "review"))
    refusal = accepted.refused(law.CompleteStep(SECOND, "review", "齐全。"))
    assert refusal.code == "held_by_other"
    assert REVIEWER.name in refusal.message
    assert accepted.refused(law.Claim(SECOND, "review")).code == "held_by_other"
    assert accepted.refused(law.Claim(REVIEWER, "review")).code == "already_held"
    assert accepted.refused(law.Release(SECOND, "review")).code == "not_held"
    assert accepted.do(law.CompleteStep(REVIEWER, "review", "齐全。")).open_steps == ("decision",)


@pytest.mark.row("L8", part="assignment")
def test_what_is_released_anybody_of_the_role_may_claim(accepted: Desk) -> None:
    accepted.do(law.Claim(REVIEWER, "review"))
    accepted.do(law.Release(REVIEWER, "review"))
    assert accepted.refused(law.Claim(CLERK, "review")).code == "wrong_role"
    case = accepted.do(law.Claim(SECOND, "review"))
    (work,) = work_of(case, accepted.definition)
    assert work.holder == SECOND
    assert case_from_json(case_to_json(case)) == case


@pytest.mark.row("W2", part="claims")
def test_the_intake_and_the_delivery_are_claimed_like_a_step(desk: Desk) -> None:
    desk.submit("location")
    desk.do(law.Claim(CLERK, law.INTAKE_WORK))
    assert desk.refused(law.Accept(SECOND_CLERK, desk.verdicts())).code == "held_by_other"
    desk.accept()
    desk.do(law.CompleteStep(REVIEWER, "review", "齐全。"))
    desk.do(law.Grant(CHIEF, "准予。"))
    desk.do(law.Claim(SECOND_CLERK, law.DELIVERY_WORK))
    assert desk.refused(law.Deliver(CLERK, "window")).code == "held_by_other"
    assert desk.do(law.Deliver(SECOND_CLERK, "window")).state is law.State.CLOSED


@pytest.mark.row("L8", part="transfer")
@pytest.mark.article("335 §16")
def test_a_task_is_handed_on_with_a_reason_to_one_of_its_role(accepted: Desk) -> None:
    accepted.do(law.Claim(REVIEWER, "review"))
    assert accepted.refused(law.Transfer(REVIEWER, "review", "", to=SECOND)).code == "no_reasons"
    assert accepted.refused(law.Transfer(REVIEWER, "review", "出差", to=CLERK)).code == "wrong_receiver"
    assert accepted.refused(law.Transfer(REVIEWER, "review", "出差")).code == "no_receiver"
    assert accepted.refused(law.Transfer(SECOND, "review", "我来", to=SECOND)).code == "held_by_other"
    accepted.do(law.Transfer(REVIEWER, "review", "出差。", to=SECOND))
    assert accepted.refused(law.CompleteStep(REVIEWER, "review", "齐全。")).code == "held_by_other"
    accepted.do(law.Transfer(SUPERVISOR, "review", "孙七请假。", desk="市政科"))
    at_another = replace(REVIEWER, desk="园林科")
    assert accepted.refused(law.CompleteStep(at_another, "review", "齐全。")).code == "other_desk"
    assert accepted.do(law.CompleteStep(replace(REVIEWER, desk="市政科"), "review", "齐全。")).open_steps


@pytest.mark.row("W3", part="takes over")
@pytest.mark.article("335 §16")
def test_the_chief_representative_takes_a_task_over_and_does_it(accepted: Desk) -> None:
    accepted.do(law.Claim(REVIEWER, "review"))
    assert accepted.refused(law.TakeOver(SECOND, "review", "急件。")).code == "wrong_role"
    assert accepted.refused(law.TakeOver(CHIEF, "review", " ")).code == "no_reasons"
    case = accepted.do(law.TakeOver(CHIEF, "review", "申请人急需，经办人外出。"))
    assert work_of(case, accepted.definition)[0].role == "chief_representative", "it waits in the queue of who took it"
    case = accepted.do(law.CompleteStep(CHIEF, "review", "齐全。"))
    assert case.steps_done[0].actor == CHIEF


@pytest.mark.row("L8", part="conflict of interest")
@pytest.mark.article("335 §21")
def test_who_steps_aside_does_nothing_more_on_the_case_and_holds_nothing(accepted: Desk) -> None:
    accepted.do(law.Claim(REVIEWER, "review"))
    assert accepted.refused(law.Recuse(REVIEWER, "")).code == "no_reasons"
    case = accepted.do(law.Recuse(REVIEWER, "与申请人是近亲属。"))
    assert work_of(case, accepted.definition)[0].holder is None
    for again in (law.Claim(REVIEWER, "review"), law.CompleteStep(REVIEWER, "review", "齐全。")):
        assert accepted.refused(again).code == "must_recuse"
    assert accepted.refused(law.Transfer(CHIEF, "review", "仍请办理。", to=REVIEWER)).code == "not_fit"
    assert accepted.do(law.CompleteStep(SECOND, "review", "齐全。")).open_steps == ("decision",)


@pytest.mark.row("L8", part="conflict of interest")
def test_who_has_the_applicants_name_must_step_aside_without_saying_so(accepted: Desk) -> None:
    namesake = law.Actor("r9", CITIZEN.name, "reviewer")
    assert accepted.refused(law.Claim(namesake, "review")).code == "must_recuse"
    assert accepted.refused(law.CompleteStep(namesake, "review", "齐全。")).code == "must_recuse"


@pytest.mark.row("L8", part="four eyes")
def test_four_eyes_are_kept_when_a_task_is_claimed_handed_on_or_taken_over(
    rulebook: Rulebook, calendar: WorkingCalendar
) -> None:
    decision = replace(ROAD.process[-1], by="reviewer", four_eyes=("review",))
    desk = _accepted(replace(ROAD, process=(*ROAD.process[:-1], decision), hash="road-4"), rulebook, calendar)
    desk.do(law.CompleteStep(REVIEWER, "review", "齐全。"))
    assert desk.refused(law.Claim(REVIEWER, "decision")).code == "not_fit"
    assert desk.refused(law.Transfer(SECOND, "decision", "转办。", to=REVIEWER)).code == "not_fit"
    case = desk.do(law.AssignByLoad(law.SYSTEM, "decision", (law.Load(REVIEWER, 0), law.Load(SECOND, 9))))
    assert work_of(case, desk.definition)[0].holder == SECOND


@pytest.mark.row("L8", part="assignment")
def test_a_task_goes_to_the_least_loaded_and_of_equals_to_the_first_by_account(accepted: Desk) -> None:
    third = law.Actor("r0", "周九", "reviewer")
    loads = (law.Load(REVIEWER, 2), law.Load(SECOND, 1), law.Load(third, 1), law.Load(CLERK, 0))
    case = accepted.do(law.AssignByLoad(law.SYSTEM, "review", loads[:3]))
    assert work_of(case, accepted.definition)[0].holder == third
    assert not accepted.ask(law.AssignByLoad(law.SYSTEM, "review", loads)), "who has it keeps it"
    assert accepted.refused(law.AssignByLoad(REVIEWER, "review", loads)).code == "wrong_role"


@pytest.mark.row("L8", part="assignment")
@pytest.mark.parametrize("by", ["desk", "table"])
def test_a_task_goes_to_the_desk_that_the_definition_or_its_table_names(
    by: str, rulebook: Rulebook, calendar: WorkingCalendar
) -> None:
    table = DecisionTable(
        "who", "分派", ("purpose",), "choice", (TableRow(ALWAYS, "m"),), (Choice("m", "市政科"),), type=TEXT
    )
    definition = _road(
        Assignment(by, "市政科" if by == "desk" else "", "who" if by == "table" else ""), tables=(table,)
    )
    desk = _accepted(definition, rulebook, calendar)
    assert desk.case is not None
    assert work_of(desk.case, desk.definition)[0].desk == "市政科"
    assert desk.refused(law.Claim(replace(REVIEWER, desk="园林科"), "review")).code == "other_desk"
    case = desk.do(law.Claim(replace(REVIEWER, desk="市政科"), "review"))
    assert work_of(case, desk.definition)[0].desk == "市政科"


@pytest.mark.row("L8", part="return")
def test_a_step_sent_back_goes_to_who_did_it(accepted: Desk) -> None:
    accepted.do(law.Claim(REVIEWER, "review"))
    accepted.do(law.CompleteStep(REVIEWER, "review", "齐全。"))
    case = accepted.do(law.ReturnStep(CHIEF, "review", "请核对面积。"))
    assert work_of(case, accepted.definition)[0].holder == REVIEWER


@pytest.mark.row("L8", part="assignment")
def test_a_desk_is_offered_what_its_own_person_may_do(accepted: Desk) -> None:
    accepted.do(law.Claim(REVIEWER, "review"))

    def offered(person: law.Actor) -> set[str]:
        acts = law.possible_actions(
            accepted.case, accepted.definition, accepted.rulebook, accepted.calendar, accepted.now,  # type: ignore[arg-type]
            lambda _: ("reviewer",), person,
        )  # fmt: skip
        return {each.action.value for each in acts}

    assert {"release", "complete_step", "transfer", "recuse"} <= offered(REVIEWER)
    assert "claim" not in offered(REVIEWER)
    assert not offered(SECOND) & {"claim", "complete_step", "transfer"}
