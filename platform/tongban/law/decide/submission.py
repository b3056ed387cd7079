"""Submission: the same rules by every channel (335 §28); the review clock runs from the first second (335 §17)."""

from __future__ import annotations

from collections.abc import Mapping

from tongban.law import applicable
from tongban.law import events as happened
from tongban.law.case import DeadlineKind, DeadlineStatus, HandedIn, State
from tongban.law.commands import CorrectOnTheSpot, CorrectReceiptDay, Submit
from tongban.law.deadlines import open_deadline
from tongban.law.decide.acceptance import INTAKE_KINDS, take_in
from tongban.law.decide.commitment_made import settle_commitment
from tongban.law.decide.proceeding import Proceeding, decides, require_text
from tongban.law.decide.taken import check_taken, confirm_taken
from tongban.law.decide.time_passes import let_time_pass
from tongban.law.json_form import to_plain
from tongban.law.refusals import Refused
from tongban.law.roles import APPLICANT, APPLYING

CHANNELS = {"online": "网上", "window": "窗口", "kiosk": "自助终端", "courier": "寄递", "agent": "帮办代办"}
KINDS = {
    "person": "自然人", "enterprise": "企业", "self_employed": "个体工商户", "institution": "事业单位",
    "social_organisation": "社会组织", "other": "其他组织",
}  # fmt: skip


@decides(Submit)
def submit(proceeding: Proceeding, command: Submit) -> None:
    """Take an application in. It need not be complete: what is missing is the clerk's to name (335 §18)."""
    if proceeding.begun:
        raise Refused("already_submitted", f"编号为{command.number}的申请已经提交，不需要重复提交。")
    proceeding.require_role("提交申请", "335 §28", APPLYING)
    _check_way_in(proceeding, command)
    check_handed_in(
        proceeding,
        command.materials,
        applicable.situation(proceeding.definition, command.answers, command.applicant.kind),
    )
    check_taken(proceeding, command.materials, command.applicant)
    definition = proceeding.definition
    proceeding.record(
        happened.CaseSubmitted(
            number=command.number,
            tenant=definition.tenant,
            item=definition.item,
            version=command.version,
            definition_hash=definition.hash,
            channel=command.channel,
            applicant=command.applicant,
            answers=dict(command.answers),
            materials=command.materials,
            received_on=proceeding.today,
            **proceeding.stamp(),
        )
    )
    if definition.internal:  # an office's request is in hand as it arrives: 36 §15, 7 §6 count from its receipt
        with proceeding.as_system():
            take_in(proceeding, proceeding.today, on_the_spot=True)
        return
    confirm_taken(proceeding)
    start_review_clock(proceeding, command.channel)
    proceeding.order("receipt")
    settle_commitment(proceeding)


def _check_way_in(proceeding: Proceeding, command: Submit) -> None:
    definition = proceeding.definition
    online_only_told = command.channel == "online" and definition.online_depth == "consult"
    if command.channel not in definition.channels or online_only_told:
        offered = "、".join(CHANNELS.get(each, each) for each in definition.channels)
        raise Refused(
            "channel", f"“{definition.title}”不通过这一渠道收件，可以通过以下渠道申请：{offered}。", "335 §28"
        )
    if command.channel == "window" and proceeding.actor.role in APPLICANT:
        raise Refused("wrong_role", "窗口收件应当由窗口人员登记；申请人自行提交的，渠道应为网上。", "335 §15")
    if command.applicant.kind not in definition.applicants:
        allowed = "、".join(KINDS.get(each, each) for each in definition.applicants)
        raise Refused("applicant_kind", f"“{definition.title}”的申请人应为：{allowed}。", "ORD §9")


def check_handed_in(proceeding: Proceeding, materials: tuple[HandedIn, ...], values: Mapping[str, object]) -> None:
    """Take only listed materials that apply, each once (ORD §38)."""
    applying = {each.id for each in applicable.materials(proceeding.definition, values)}
    seen: set[str] = set()
    for each in materials:
        name = applicable.name_of(proceeding.definition, each.material)
        if each.material not in applying:
            raise Refused("not_applicable", f"按您的办理情形不需要提交“{name}”，请去掉后再提交。", "ORD §38")
        if each.material in seen:
            raise Refused("twice", f"“{name}”提交了两次，请合并为一份。", "335 §28")
        seen.add(each.material)


def start_review_clock(proceeding: Proceeding, channel: str) -> None:
    """Open the limit within which the authority must answer: on the spot at a window, else as for the platform."""
    at_window = channel == "window"
    kind = DeadlineKind.WINDOW_INTAKE if at_window else DeadlineKind.ONLINE_REVIEW
    limit = proceeding.rulebook.window_intake if at_window else proceeding.rulebook.online_review
    proceeding.open(kind, limit.span, proceeding.case.received_on, limit.article)


@decides(CorrectOnTheSpot)
def correct_on_the_spot(proceeding: Proceeding, command: CorrectOnTheSpot) -> None:
    """Put right what can be put right at the window; this is no notice and uses none up (ORD §15)."""
    proceeding.require_state("当场更正", "ORD §15", State.SUBMITTED)
    proceeding.require_role("当场更正", "ORD §15")
    if proceeding.case.channel != "window":
        raise Refused("not_at_window", "当场更正只适用于窗口收件；网上申请请一次性告知补正。", "ORD §15")
    if not command.materials and not command.answers:
        raise Refused("nothing_supplied", "没有更正的内容，请填写更正的材料或者信息。", "ORD §15")
    answers = {**proceeding.case.answers, **command.answers}
    values = applicable.situation(proceeding.definition, answers, proceeding.case.applicant.kind)
    check_handed_in(proceeding, command.materials, values)
    check_taken(proceeding, command.materials, proceeding.case.applicant)
    if _is_so_already(proceeding, command):
        return
    proceeding.record(
        happened.CorrectedOnTheSpot(materials=command.materials, answers=dict(command.answers), **proceeding.stamp())
    )
    confirm_taken(proceeding)
    settle_commitment(proceeding)


def _is_so_already(proceeding: Proceeding, command: CorrectOnTheSpot) -> bool:
    """Tell whether nothing would change: the same files, not found wrong meanwhile, and the same answers."""
    states = [(each, proceeding.case.material(each.material)) for each in command.materials]
    same = all(
        state is not None and state.verdict is None and (state.files, state.taken_from) == (each.files, each.taken_from)
        for each, state in states
    )
    answers = proceeding.case.answers
    return same and all(
        key in answers and to_plain(answers[key]) == to_plain(value) for key, value in command.answers.items()
    )


@decides(CorrectReceiptDay)
def correct_receipt_day(proceeding: Proceeding, command: CorrectReceiptDay) -> None:
    """Move the day of receipt back to when the application really came; its deadline is superseded by a new row."""
    proceeding.require_state("更正收件日期", "335 §18", State.SUBMITTED)
    proceeding.require_role("更正收件日期", "335 §16")
    require_text(command.reason, "no_reasons", "更正收件日期应当说明原因。", "335 §18")
    if command.received_on >= proceeding.case.received_on:
        raise Refused("later_receipt", "收件日期只能向前更正：期限自收到申请材料之日起算，不得推迟。", "335 §18")
    row = next(each for each in proceeding.case.deadlines if each.is_open and each.kind in INTAKE_KINDS)
    assert row.status is DeadlineStatus.RUNNING
    new = open_deadline(proceeding.case, row.kind, row.budget, command.received_on, row.basis, proceeding.clock)
    stamp = proceeding.stamp()
    proceeding.record(happened.ReceiptDayCorrected(received_on=command.received_on, reason=command.reason, **stamp))
    proceeding.record(happened.DeadlineSuperseded(deadline=row.id, by=new, reason=command.reason, **stamp))
    let_time_pass(proceeding)
