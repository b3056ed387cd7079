"""What happens after acceptance: order, people, time and the words of notices; each small item breaks one claim."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import ClassVar

import pytest

from tongban.assurance.prove.notices import Absent, marked
from tongban.assurance.prove.staffed import people_needed
from tongban.definitions.model import Span

DECISION = "  - {step: decision, name: 决定, by: chief_representative, decides: true}\n"
SURVEY = (
    "{{step: survey, name: 现场勘验, by: reviewer,"
    " special_procedure: {{kind: site_survey, maximum: {{working_days: 4}}{clock}}}}}"
)


def process(*steps: str) -> str:
    return "process:\n" + "".join(f"  - {each}\n" for each in steps) + DECISION


def test_every_outcome_and_every_notice_is_reached_by_the_law_itself(tried):
    done = tried(process("{step: review, name: 材料审查, by: reviewer, within: {working_days: 2}}"))
    notices = next(each for each in done.proof.certificates if each.claim.value == "notices")
    # the receipt and the notices of acceptance, decline, supplement, grant, refusal, withdrawal and delivery;
    # with a supplement, its reminder and the receipt of what was supplied. No special procedure: no notice of it
    assert notices.elements == 8 + 2
    assert done.codes() == []


@pytest.mark.row("C6", part="dead end in the process")
def test_a_special_procedure_without_any_time_cannot_go_on(made, tried_as):
    survey = SURVEY.format(clock="")
    definition, rulebook, _ = made(process(survey))
    first = definition.process[0]
    procedure = replace(first.special_procedure, maximum=Span(0))  # the vocabulary refuses to write this
    stuck = replace(definition, process=(replace(first, special_procedure=procedure), *definition.process[1:]))
    done = tried_as(stuck, rulebook)
    assert "TB325" in done.codes()
    assert "办件在“已受理：现场勘验”时走不下去" in done.message("TB325")
    witness = done.witness("TB325")
    assert witness is not None
    assert done.faults(witness) == []
    assert "process" not in done.certified()


def test_a_step_after_the_decision_is_never_reached(tried):
    late = "process:\n" + DECISION + "  - {step: archive, name: 归档, by: reviewer}\n"
    done = tried(late)
    assert "TB322" in done.codes()
    assert "归档" in done.message("TB322")


def test_a_process_without_a_decision_is_told(tried):
    done = tried("process:\n  - {step: review, name: 材料审查, by: reviewer}\n")
    assert "TB321" in done.codes()


def test_a_role_that_nobody_has_is_told(tried):
    staffing = {"window_clerk": 1, "chief_representative": 1}
    done = tried(staffing=staffing)
    assert "TB323" in done.codes()
    assert "材料审查" in done.message("TB323")
    assert tried(staffing={**staffing, "reviewer": 1}).codes() == []


def test_nobody_to_accept_is_told(tried):
    done = tried(process(), staffing={"reviewer": 3})
    assert any("不能受理" in each.message for each in done.proof.findings if each.code == "TB323")


FOUR_EYES = (
    "{step: review, name: 初审, by: reviewer}",
    "{step: second, name: 复审, by: reviewer, four_eyes: [review]}",
)


@pytest.mark.row("L8", part="two people are needed")
def test_two_steps_in_two_hands_need_two_people(tried):
    staffing = {"window_clerk": 1, "chief_representative": 1, "reviewer": 1}
    done = tried(process(*FOUR_EYES), staffing=staffing)
    assert done.codes() == ["TB324"]
    assert "至少需要 2 人" in done.message("TB324")
    assert tried(process(*FOUR_EYES), staffing={**staffing, "reviewer": 2}).codes() == []


def test_how_many_people_four_eyes_need_is_counted(made):
    definition, _, _ = made(process(*FOUR_EYES))
    assert people_needed(definition) == {"chief_representative": 1, "reviewer": 2}


def test_without_a_word_of_staff_everybody_is_assumed_and_said_so(tried):
    staffed = next(each for each in tried(process(*FOUR_EYES)).proof.certificates if each.claim.value == "staffed")
    assert staffed.notes == ("假定每个岗位都有人担任。", "审查人员至少需要 2 人。")


GROUP = """\
process:
  - together: opinions
    name: 联合审查
    lead: fire
    steps:
      - {{step: road, name: 道路意见, by: reviewer, within: {{working_days: {road}}}}}
      - {{step: water, name: 水务意见, by: reviewer, within: {{working_days: 1}}, when: purpose == "works"}}
      - {{step: fire, name: 消防意见, by: reviewer, within: {{working_days: 1}}{when}}}
"""


@pytest.mark.row("L8", part="parallel branches meet")
def test_branches_meet_before_the_decision(tried):
    done = tried(GROUP.format(road=2, when="") + DECISION)
    assert done.codes() == []
    promise = next(each for each in done.proof.durations if each.clock == "promise")
    assert promise.counted == 3  # the slowest of what runs together, and then the lead


def test_a_lead_that_is_skipped_while_others_wait_is_told(tried):
    done = tried(GROUP.format(road=2, when=', when: purpose == "works"') + DECISION)
    assert done.codes() == ["TB326"]
    witness = done.witness("TB326")
    assert witness is not None
    assert witness.situation == {"purpose": "stacking"}


@pytest.mark.row("C7", part="overlong path")
def test_a_path_longer_than_the_promise_is_told_with_who_takes_it(tried):
    slow = process(
        "{step: review, name: 材料审查, by: reviewer, within: {working_days: 3}}",
        '{step: survey, name: 实地查看, by: reviewer, within: {working_days: 3}, when: purpose == "works"}',
    )
    done = tried(slow)
    assert done.codes() == ["TB330"]
    assert "“材料审查”→“实地查看”→“决定”" in done.message("TB330")
    assert "要用 6 个工作日，超过承诺期限（5个工作日）" in done.message("TB330")
    witness = done.witness("TB330")
    assert witness is not None
    assert witness.situation == {"purpose": "works"}
    assert done.line("TB330") > 1


@pytest.mark.row("C7", part="overlong path")
def test_a_path_may_break_the_statutory_limit_alone(tried):
    slow = process("{step: review, name: 材料审查, by: reviewer, within: {working_days: 9}}")
    done = tried(slow + "time: {statutory: {working_days: 8}, promise: {days: 60}}\n")
    assert done.codes() == ["TB331"]


def test_what_is_decided_on_the_spot_has_no_time_for_steps(tried):
    slow = process("{step: review, name: 材料审查, by: reviewer, within: {working_days: 1}}")
    assert tried(slow + "time: {statutory: {working_days: 8}, promise: on_the_spot}\n").codes() == ["TB330"]
    assert tried(process() + "time: {statutory: {working_days: 8}, promise: on_the_spot}\n").codes() == []


@pytest.mark.row("L6", part="a special procedure counts on one clock and not on the other")
def test_a_special_procedure_counts_on_the_promise_and_not_on_the_statutory_limit(tried):
    review = "{step: review, name: 材料审查, by: reviewer, within: {working_days: 2}}"
    done = tried(process(review, SURVEY.format(clock="")))
    assert done.codes() == ["TB330"]
    counted = {each.clock: (each.counted, each.elapsed, each.kept) for each in done.proof.durations}
    assert counted == {"promise": (6, 6, False), "statutory": (2, 6, True)}
    stopped = tried(process(review, SURVEY.format(clock=", clock: {promise: stops}")))
    assert stopped.codes() == []


def test_the_longest_stretch_of_the_calendar_is_found(tried):
    done = tried(process("{step: review, name: 材料审查, by: reviewer, within: {working_days: 2}}"))
    promise = next(each for each in done.proof.durations if each.clock == "promise")
    assert promise.limit == Span(5)
    assert (promise.start, promise.end) == (date(2026, 2, 13), date(2026, 2, 24))
    assert promise.calendar_days == 11
    assert promise.kept


class TestNotices:
    PATH: ClassVar = "item_defs/chengguan/occupy-road/notices/withdrawal_notice.md"
    WORDING: ClassVar = "{{ applicant_name }}：补正期限{{ supplement_due|中文日期 }}届满，自{{ closed_on }}起终止办理。"

    @pytest.mark.row("C6", part="a notice names a value that a state does not have")
    def test_a_value_that_one_state_lacks_is_told_with_the_state(self, tried):
        done = tried(files={self.PATH: self.WORDING})
        assert done.codes() == ["TB340"]
        assert (
            done.message("TB340") == "《终止办理（撤回）告知书》在撤回时没有“supplement_due”的值，文字里却直接用到它。"
        )
        assert done.witness("TB340") is not None

    def test_a_condition_in_the_wording_keeps_it_out(self, tried):
        guarded = self.WORDING.replace("补正", "{% if supplement_due %}补正").replace("届满，", "届满，{% endif %}")
        assert tried(files={self.PATH: guarded}).codes() == []

    def test_a_wording_that_is_not_there_is_told(self, made, tried_as):
        definition, rulebook, _ = made()
        silent = replace(definition, wording=tuple(each for each in definition.wording if each.kind != "receipt"))
        done = tried_as(silent, rulebook)
        assert done.codes() == ["TB340"]
        assert "《收件凭证》在收件时写不出来" in done.message("TB340")

    def test_a_mark_is_nothing_to_a_condition_and_shows_in_print(self):
        values = marked({"due_on": None, "phone": "", "due_note": "", "number": 1})
        assert not values["due_on"]
        assert str(values["due_on"]) == "⟦due_on⟧"
        assert isinstance(values["phone"], Absent)
        assert values["due_note"] == ""
