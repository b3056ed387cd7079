"""Opinions of other departments and signatures beside the owner's: 335 §16, §24; ORD §24, §26."""

from __future__ import annotations

from dataclasses import replace

import pytest

from law.desk import CHIEF, REVIEWER, ROAD, Desk, last_instant, moment
from tongban import law
from tongban.calendars import WorkingCalendar
from tongban.definitions.model import Definition, Span, Step, StepGroup
from tongban.definitions.rulebook import Rulebook, Switch
from tongban.law import DeadlineKind, DeadlineStatus
from tongban.law.case_json import case_from_json, case_to_json
from tongban.law.work import work_of

SECOND = law.Actor("r2", "孙七", "reviewer")
POLICE = law.Actor("d1", "郑交警", "reviewer")
SIGNED = replace(
    ROAD, process=(replace(ROAD.process[0], countersign=("chief_representative",)), *ROAD.process[1:]), hash="signed-1"
)
TOGETHER = replace(
    ROAD,
    process=(
        Step("traffic", "交通意见", "reviewer", together="opinions", department="公安局"),
        Step("fire", "消防意见", "reviewer", together="opinions"),
        Step("summary", "牵头汇总", "reviewer", together="opinions"),
        Step("decision", "决定", "chief_representative", decides=True),
    ),
    groups=(StepGroup("opinions", "联合审查", lead="summary"),),
    hash="opinions-1",
)
ASK = law.AskOpinion(law.SYSTEM, "traffic", "cq-gongan", "公安局", "请就交通组织提出意见。")
ANSWER = law.GiveOpinion(POLICE, "opinion-1", "cq-gongan", objects=False, text="同意。")


def _accepted(definition: Definition, rulebook: Rulebook, calendar: WorkingCalendar) -> Desk:
    desk = Desk(definition, rulebook, calendar, moment("2026-11-20 Fri 10:00"))
    desk.submit("location")
    desk.accept()
    return desk


@pytest.fixture
def asked(rulebook: Rulebook, calendar: WorkingCalendar) -> Desk:
    """A lead department's case in which the police were asked for their opinion on Friday the 20th."""
    desk = _accepted(TOGETHER, rulebook, calendar)
    desk.do(ASK)
    return desk


@pytest.mark.row("L9")
@pytest.mark.article("335 §24", "ORD §24")
def test_one_intake_all_at_once_one_deadline_and_one_reply(asked: Desk) -> None:
    case = asked.case
    assert case is not None
    assert case.open_steps == ("traffic", "fire"), "simultaneous: neither waits for the other"
    assert {each.role for each in work_of(case, asked.definition)} == {"department", "reviewer"}
    promise = [each for each in case.deadlines if each.kind is DeadlineKind.PROMISE]
    assert [each.status for each in promise] == [DeadlineStatus.RUNNING], "one, and it waits for nobody"
    assert asked.refused(law.CompleteStep(REVIEWER, "traffic", "代为同意。")).code == "opinion_missing"
    case = asked.do(law.GiveOpinion(POLICE, "opinion-1", "cq-gongan", objects=False, text="不影响通行。"))
    assert case.open_steps == ("fire",)
    assert case.steps_done[0].opinion == "公安局：不影响通行。"
    asked.do(law.CompleteStep(REVIEWER, "fire", "符合。"))
    asked.do(law.CompleteStep(REVIEWER, "summary", "一致同意。"))
    case = asked.do(law.Grant(CHIEF, "准予。"))
    assert case.notices.count("grant_decision") == 1
    assert case_from_json(case_to_json(case)) == case


@pytest.mark.row("L9", part="the letter that asks")
@pytest.mark.article("335 §24", "ORD §26")
def test_the_department_is_asked_in_a_letter_that_says_by_when_and_what_its_silence_means(asked: Desk) -> None:
    assert asked.case is not None
    assert asked.case.notices[-1] == "opinion_request"
    said = next(each for each in asked.history if isinstance(each, law.NoticeOrdered) and "silence" in each.values)
    limit = asked.case.open_deadline(DeadlineKind.OPINION, "opinion-1")
    assert limit is not None
    assert limit.due is not None
    named = ("department", "question", "opinion_days", "opinion_due", "silence", "materials")
    assert [said.values[each] for each in named] == [
        "公安局", "请就交通组织提出意见。", "5个工作日", limit.due.date(), "视为没有不同意见", ("占用位置图",),
    ]  # fmt: skip


@pytest.mark.row("L9")
def test_only_the_department_that_was_asked_answers_and_only_once(asked: Desk) -> None:
    assert asked.refused(replace(ANSWER, department="cq-linye")).code == "not_asked"
    assert asked.refused(replace(ANSWER, text=" ")).code == "no_opinion"
    asked.do(law.GiveOpinion(POLICE, "opinion-1", "cq-gongan", objects=True, text="占用消防通道，不同意。"))
    assert asked.refused(ANSWER).code == "answered"


@pytest.mark.row("L9")
@pytest.mark.article("335 §24")
def test_silence_past_the_limit_is_no_objection_where_the_rulebook_says_so(asked: Desk) -> None:
    limit = asked.deadline(DeadlineKind.OPINION)
    assert limit.due == last_instant("2026-11-27 Fri"), "five working days after the 20th"
    assert asked.pass_time("2026-11-27 Fri 23:59").open_steps == ("traffic", "fire")
    case = asked.pass_time("2026-11-30 Mon 08:00")
    assert case.open_steps == ("fire",)
    reply = case.opinions[0].reply
    assert reply is not None
    assert (reply.silent, reply.objects, reply.at) == (True, False, last_instant("2026-11-27 Fri"))
    assert asked.deadline(DeadlineKind.OPINION).status is DeadlineStatus.LAPSED


@pytest.mark.row("L9")
@pytest.mark.article("ORD §26")
def test_silence_is_no_answer_where_the_law_wants_a_conclusion(rulebook: Rulebook, calendar: WorkingCalendar) -> None:
    strict = replace(rulebook, opinion_silence_agrees=Switch(holds=False, article="《示范市政务服务条例》第二十六条"))
    desk = _accepted(TOGETHER, strict, calendar)
    desk.do(ASK)
    case = desk.pass_time("2026-12-01 Tue 08:00")
    assert case.open_steps == ("traffic", "fire")
    assert case.opinions[0].reply is None
    assert desk.deadline(DeadlineKind.OPINION).missed_at == last_instant("2026-11-27 Fri")
    late = desk.do(ANSWER)
    assert late.open_steps == ("fire",), "a late answer still counts: every case can come to its end"


@pytest.mark.row("L9")
def test_a_step_asks_for_an_opinion_by_its_owner_within_the_rulebooks_time(desk: Desk) -> None:
    desk.submit("location")
    desk.accept()
    question = "请提出意见。"

    def ask(department: str = "cq-gongan", **other: object) -> law.AskOpinion:
        return law.AskOpinion(REVIEWER, "review", department, "公安局", **{"question": question, **other})  # type: ignore[arg-type]

    assert desk.refused(ask(question="")).code == "no_question"
    assert desk.refused(ask("yunyang")).code == "own_department"
    assert desk.refused(ask(limit=Span(6))).code == "too_long"
    assert desk.refused(ask(limit=Span(0))).code == "too_long"
    desk.do(ask(limit=Span(3)))
    assert desk.refused(ask()).code == "already_asked"
    assert desk.refused(law.CompleteStep(REVIEWER, "review", "齐全。")).code == "opinion_missing"
    desk.do(ANSWER)
    assert desk.case is not None
    assert desk.case.open_steps == ("review",), "the step is its owner's to end"
    assert desk.do(law.CompleteStep(REVIEWER, "review", "齐全。")).open_steps == ("decision",)


@pytest.mark.row("L9")
def test_a_withdrawn_application_waits_for_no_opinion(asked: Desk) -> None:
    case = asked.do(law.Withdraw(law.Actor("a1", "张三", "applicant"), "不再需要。"))
    assert not any(each.is_open for each in case.deadlines)
    assert asked.refused(ANSWER).code == "wrong_state"


@pytest.mark.row("L8", part="countersign")
@pytest.mark.article("335 §16")
def test_a_step_is_done_when_all_who_must_have_signed(rulebook: Rulebook, calendar: WorkingCalendar) -> None:
    desk = _accepted(SIGNED, rulebook, calendar)
    assert desk.case is not None
    assert [each.name for each in work_of(desk.case, SIGNED)] == ["材料审查", "会签：材料审查"]
    assert desk.refused(law.CompleteStep(REVIEWER, "review", "齐全。")).code == "countersign_missing"
    assert desk.refused(law.Countersign(SECOND, "review", "同意。")).code == "not_asked"
    assert desk.refused(law.Countersign(CHIEF, "review", "")).code == "no_opinion"
    desk.do(law.Countersign(CHIEF, "review", "同意。"))
    assert desk.refused(law.Countersign(CHIEF, "review", "同意。")).code == "already_signed"
    assert desk.do(law.CompleteStep(REVIEWER, "review", "齐全。")).open_steps == ("decision",)
    case = desk.do(law.ReturnStep(CHIEF, "review", "请重看。"))
    assert [each.signed for each in case.signatures] == [None], "what is done again is signed again"


@pytest.mark.row("L8", part="countersign")
def test_the_owner_of_a_step_asks_for_one_more_signature(desk: Desk) -> None:
    desk.submit("location")
    desk.accept()
    desk.do(law.Claim(REVIEWER, "review"))
    ask = law.AskCountersign(REVIEWER, "review", "reviewer", SECOND, "面积较大。")
    assert desk.refused(replace(ask, reason="")).code == "no_reasons"
    assert desk.refused(replace(ask, person=REVIEWER)).code == "own_signature"
    assert desk.refused(replace(ask, person=None, role="supervisor")).code == "wrong_role"
    desk.do(ask)
    assert desk.refused(ask).code == "already_asked"
    assert desk.refused(law.Countersign(REVIEWER, "review", "同意。")).code == "own_signature"
    desk.do(law.Countersign(SECOND, "review", "同意。"))
    assert desk.do(law.CompleteStep(REVIEWER, "review", "齐全。")).open_steps == ("decision",)
