"""Opinions of other departments: one intake, all at once, one reply; silence as the rulebook says (335 §24)."""

from __future__ import annotations

from tongban.definitions.model import Step
from tongban.law import events as happened
from tongban.law.case import Deadline, DeadlineKind, DeadlineStatus, Opinion, State
from tongban.law.commands import AskOpinion, GiveOpinion
from tongban.law.deadlines import count_span
from tongban.law.decide.consequences import at_end_of
from tongban.law.decide.proceeding import Proceeding, decides, require_text
from tongban.law.decide.steps import BEFORE_THE_END, require_turn, step_done
from tongban.law.notice_values import PRESUMED, span_in_chinese
from tongban.law.refusals import Refused
from tongban.law.roles import STAFF

ARTICLE = "335 §24; ORD §24"
SILENT = "逾期没有回复，视为没有不同意见。"


@decides(AskOpinion)
def ask_opinion(proceeding: Proceeding, command: AskOpinion) -> None:
    """Ask a department at the step's turn; its limit runs beside the case's own clocks, which do not wait."""
    proceeding.require_state("征求意见", ARTICLE, State.ACCEPTED)
    step = _asking_step(proceeding, command.step)
    require_text(command.question, "no_question", "请写明征求意见的内容。", ARTICLE)
    _require_other_department(proceeding, command, step)
    limit = command.limit or proceeding.rulebook.opinion.span
    _require_time(proceeding, command)
    opinion = f"opinion-{len(proceeding.case.opinions) + 1}"
    proceeding.record(
        happened.OpinionAsked(
            opinion=opinion, step=step.id, department=command.department, name=command.name,
            question=command.question, **proceeding.stamp(),
        )
    )  # fmt: skip
    basis = proceeding.rulebook.opinion.article
    proceeding.open(DeadlineKind.OPINION, limit, proceeding.today, basis, opinion)
    _write(proceeding, command, opinion)


def _write(proceeding: Proceeding, command: AskOpinion, opinion: str) -> None:
    """Send the department the letter that it answers, with what its silence means (335 §24; ORD §26)."""
    row = proceeding.case.open_deadline(DeadlineKind.OPINION, opinion)
    assert row is not None
    agrees = proceeding.rulebook.opinion_silence_agrees.holds
    proceeding.order(
        "opinion_request",
        department=command.name,
        question=command.question,
        opinion_days=span_in_chinese(row.budget),
        opinion_due=row.due.astimezone(proceeding.zone).date() if row.due else None,
        due_note=PRESUMED if row.provisional else "",
        silence="视为没有不同意见" if agrees else "本机关将继续等待你单位的意见",
    )


@decides(GiveOpinion)
def give_opinion(proceeding: Proceeding, command: GiveOpinion) -> None:
    """Answer, for the department that was asked and for no other; a step that waits for nothing else is done by it."""
    opinion = next((each for each in proceeding.case.opinions if each.id == command.opinion), None)
    if opinion is None or opinion.department != command.department:
        raise Refused("not_asked", "这件办件没有征求您单位的意见。", ARTICLE)
    if opinion.reply is not None:
        how = SILENT if opinion.reply.silent else "意见已经回复，不能再次回复。"
        raise Refused("answered", how, ARTICLE)
    proceeding.require_state("回复意见", ARTICLE, State.ACCEPTED)
    proceeding.require_role("回复意见", ARTICLE, STAFF)
    require_text(command.text, "no_opinion", "请填写意见；有不同意见的，应当说明理由和依据。", ARTICLE)
    _answer(proceeding, opinion, command.text, objects=command.objects)


@at_end_of(DeadlineKind.OPINION)
def _let_silence_speak(proceeding: Proceeding, deadline: Deadline) -> None:
    """Take the silence of a department as the rulebook says; where that is not consent, the answer is waited for."""
    opinion = next(each for each in proceeding.case.opinions if each.id == deadline.subject)
    if proceeding.rulebook.opinion_silence_agrees.holds:
        _answer(proceeding, opinion, SILENT, silent=True)


def require_answered(proceeding: Proceeding, step: Step) -> None:
    """Refuse to end a step while a department that it asked has not answered."""
    waiting = proceeding.case.unanswered(step.id)
    if waiting:
        names = "、".join(each.name for each in waiting)
        raise Refused("opinion_missing", f"“{step.name}”还在等待{names}回复意见，回复后才能办结本环节。", ARTICLE)


def _answer(
    proceeding: Proceeding, opinion: Opinion, text: str, *, objects: bool = False, silent: bool = False
) -> None:
    proceeding.record(
        happened.OpinionGiven(opinion=opinion.id, objects=objects, text=text, silent=silent, **proceeding.stamp())
    )
    limit = proceeding.case.open_deadline(DeadlineKind.OPINION, opinion.id)
    if limit is not None:
        status = DeadlineStatus.LAPSED if silent else DeadlineStatus.MET
        proceeding.record(happened.DeadlineClosed(deadline=limit.id, status=status, **proceeding.stamp()))
    step = proceeding.definition.step(opinion.step)
    outstanding = proceeding.case.unanswered(step.id) or proceeding.case.unsigned(step.id)
    plain = step.special_procedure is None and not step.decides
    if step.department and plain and step.id in proceeding.case.open_steps and not outstanding:
        step_done(proceeding, step, f"{opinion.name}：{text}")


def _asking_step(proceeding: Proceeding, step_id: str) -> Step:
    """Give the step that asks: its owner asks, or the system for a step that is another department's."""
    step = next((each for each in proceeding.definition.process if each.id == step_id), None)
    if proceeding.actor.role != "system" or step is None or step_id not in proceeding.case.open_steps:
        return require_turn(proceeding, step_id)
    return step


def _require_other_department(proceeding: Proceeding, command: AskOpinion, step: Step) -> None:
    if not command.department or command.department == proceeding.case.tenant:
        raise Refused("own_department", "征求意见应当选择其他部门，本部门的意见由本部门的环节出具。", ARTICLE)
    if any(each.department == command.department for each in proceeding.case.unanswered(step.id)):
        raise Refused("already_asked", f"“{step.name}”已经征求{command.name}的意见，还没有回复。", ARTICLE)


def _require_time(proceeding: Proceeding, command: AskOpinion) -> None:
    """Refuse a limit longer than the rulebook's: the case's own clock does not wait for it."""
    longest = proceeding.rulebook.opinion.span
    if command.limit is None:
        return
    asked = count_span(command.limit, proceeding.today, proceeding.calendar).last_day
    allowed = count_span(longest, proceeding.today, proceeding.calendar).last_day
    if command.limit.amount < 1 or asked > allowed:
        raise Refused("too_long", f"回复意见的时限应在{span_in_chinese(longest)}以内。", ARTICLE)


BEFORE_THE_END.append(require_answered)
