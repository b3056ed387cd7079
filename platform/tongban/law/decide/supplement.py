"""The one-time notice and what follows it (一次性补正告知): 335 §18, ORD §15.

A case has one such notice; a second one only a supervisor can allow, with a reason, and it is counted. It names
everything that is wanting, and nothing that the definition does not list. When all that it named has been supplied,
the case is under review again for the review limit. Supplied in part is not supplied.
"""

from __future__ import annotations

from datetime import date

from tongban.definitions.model import Span
from tongban.law import applicable
from tongban.law import events as happened
from tongban.law.case import (
    Deadline,
    DeadlineKind,
    DeadlineStatus,
    Deficiency,
    DeficiencyKind,
    MaterialVerdict,
    State,
    SupplementNotice,
    Verdict,
)
from tongban.law.commands import AllowSecondNotice, RequestSupplement, Supply
from tongban.law.deadlines import count_span
from tongban.law.decide.acceptance import INTAKE_KINDS
from tongban.law.decide.commitment_made import settle_commitment
from tongban.law.decide.consequences import at_end_of
from tongban.law.decide.material_check import deficient, listed, record_verdicts, require_all_checked
from tongban.law.decide.proceeding import Proceeding, decides, require_text
from tongban.law.decide.submission import check_handed_in, start_review_clock
from tongban.law.decide.taken import check_taken, confirm_taken
from tongban.law.json_form import to_plain
from tongban.law.notice_values import CHANNELS, span_in_chinese
from tongban.law.refusals import Refused
from tongban.law.roles import APPLYING, SUPERVISING

ONE_NOTICE = "335 §18"


@decides(RequestSupplement)
def request_supplement(proceeding: Proceeding, command: RequestSupplement) -> None:
    """Give the one-time notice: all that is wanting, and by when."""
    if proceeding.case.supplement is not None:
        message = "本办件已经一次性告知过补正内容，不得再次告知；请受理，或者说明理由不予受理。"
        raise Refused("second_notice", message, ONE_NOTICE)
    proceeding.require_state("告知补正", ONE_NOTICE, State.SUBMITTED)
    proceeding.require_role("告知补正", "335 §15, §16")
    _check_named(proceeding, command.deficiencies)
    record_verdicts(proceeding, (*command.verdicts, *_verdicts_of(proceeding, command.deficiencies)))
    require_all_checked(proceeding)
    _require_everything_named(proceeding, command.deficiencies)
    limit = _limit(proceeding, command.limit)
    proceeding.record(
        happened.SupplementRequested(deficiencies=command.deficiencies, limit=limit, **proceeding.stamp())
    )
    proceeding.end(DeadlineStatus.MET, *INTAKE_KINDS)
    article = proceeding.rulebook.supplement_default.article
    proceeding.open(DeadlineKind.SUPPLEMENT, limit, proceeding.today, article)
    _open_reminder(proceeding, limit)
    proceeding.order("supplement_notice")


@decides(AllowSecondNotice)
def allow_second_notice(proceeding: Proceeding, command: AllowSecondNotice) -> None:
    """Let the office give another notice: a supervisor answers for it, with a reason, and it is counted."""
    proceeding.require_role("准许再次告知", ONE_NOTICE, SUPERVISING)
    proceeding.require_state("准许再次告知", ONE_NOTICE, State.SUBMITTED)
    if proceeding.case.supplement is None:
        raise Refused("no_notice_yet", "这件办件还可以一次性告知，不需要准许再次告知。", ONE_NOTICE)
    require_text(command.reason, "no_reasons", "准许再次告知应当说明理由，理由会记录在案。", ONE_NOTICE)
    proceeding.record(happened.SecondNoticeAllowed(reason=command.reason, **proceeding.stamp()))


def _open_reminder(proceeding: Proceeding, limit: Span) -> None:
    """Set the day on which the applicant is reminded; a limit too short for it has none."""
    ahead = proceeding.rulebook.supplement_reminder
    last = count_span(limit, proceeding.today, proceeding.calendar).last_day
    days = proceeding.calendar.working_days_between(proceeding.today, last)
    before = Span(days - ahead.span.amount)
    if before.amount > 0:
        proceeding.open(DeadlineKind.SUPPLEMENT_REMINDER, before, proceeding.today, ahead.article)


@at_end_of(DeadlineKind.SUPPLEMENT_REMINDER)
def _remind(proceeding: Proceeding, _: Deadline) -> None:
    """Remind the applicant, once, of what is still open and of what silence means (335 §18(2))."""
    proceeding.end(DeadlineStatus.MET, DeadlineKind.SUPPLEMENT_REMINDER)
    notice = _notice(proceeding)
    still = (each for each in notice.deficiencies if each.id not in notice.supplied)
    named = tuple(
        {"name": applicable.name_of(proceeding.definition, each.id), "missing": each.missing} for each in still
    )
    days = span_in_chinese(proceeding.rulebook.supplement_reminder.span)
    proceeding.order("supplement_reminder", deficiencies=named, days_left=days)


def _check_named(proceeding: Proceeding, deficiencies: tuple[Deficiency, ...]) -> None:
    if not deficiencies:
        raise Refused("nothing_named", "一次性告知书应当至少列明一项需要补齐补正的内容。", ONE_NOTICE)
    ids = [each.id for each in deficiencies]
    if len(set(ids)) != len(ids):
        raise Refused("twice", "同一项内容在告知书中列了两次，请合并。", ONE_NOTICE)
    for each in deficiencies:
        _check_one(proceeding, each)
        name = applicable.name_of(proceeding.definition, each.id)
        require_text(each.missing, "nothing_said", f"请写明“{name}”缺什么、怎么改。", ONE_NOTICE)


def _check_one(proceeding: Proceeding, deficiency: Deficiency) -> None:
    if deficiency.kind is DeficiencyKind.MATERIAL:
        material = listed(proceeding, deficiency.id)
        if material.source == "government" and proceeding.case.material(material.id) is None:
            message = f"“{material.name}”由政府部门核发或者保存，应当通过共享获取，不得要求申请人另行提供。"
            raise Refused("obtainable_by_sharing", message, "335 §32")
        return
    shown = applicable.fields(proceeding.definition, proceeding.values)
    if deficiency.id not in {each.id for each in shown}:
        name = applicable.name_of(proceeding.definition, deficiency.id)
        raise Refused("not_listed", f"申请人的表单中没有“{name}”这一项，不得要求补正。", "ORD §38")


def _verdicts_of(proceeding: Proceeding, deficiencies: tuple[Deficiency, ...]) -> tuple[MaterialVerdict, ...]:
    """Naming a material in the notice is the verdict on it."""
    return tuple(
        MaterialVerdict(each.id, Verdict.DEFICIENT, each.missing)
        for each in deficiencies
        if each.kind is DeficiencyKind.MATERIAL and proceeding.case.material(each.id) is not None
    )


def _require_everything_named(proceeding: Proceeding, deficiencies: tuple[Deficiency, ...]) -> None:
    """Refuse a notice that leaves out what is already known to be wanting: there will be no second one."""
    named = {each.id for each in deficiencies if each.kind is DeficiencyKind.MATERIAL}
    lacking = (*applicable.missing(proceeding.case, proceeding.definition, proceeding.values), *deficient(proceeding))
    left_out = "、".join(each.name for each in lacking if each.id not in named)
    if left_out:
        raise Refused("not_everything_named", f"告知书应当一次列明全部内容，还应列明：{left_out}。", ONE_NOTICE)


def _limit(proceeding: Proceeding, asked: Span | None) -> Span:
    """Give at least the definition's and the rulebook's least time, at most its most, compared by their last days."""
    rulebook = proceeding.rulebook

    def last_day(span: Span) -> date:
        return count_span(span, proceeding.today, proceeding.calendar).last_day

    least = max(proceeding.definition.supplement_within, rulebook.supplement_minimum.span, key=last_day)
    limit = asked or least
    if last_day(limit) < last_day(least):
        message = f"补正时限不得短于{span_in_chinese(least)}，请延长。"
        raise Refused("limit_too_short", message, rulebook.supplement_minimum.article)
    most = rulebook.supplement_maximum
    if last_day(limit) > last_day(most.span):
        raise Refused("limit_too_long", f"补正时限不得超过{span_in_chinese(most.span)}，请缩短。", most.article)
    return limit


@decides(Supply)
def supply(proceeding: Proceeding, command: Supply) -> None:
    """Take in what the notice named; with the last of it the case goes back under review, from this day."""
    proceeding.require_state("补齐补正", ONE_NOTICE, State.SUPPLEMENTING)
    proceeding.require_role("补齐补正", ONE_NOTICE, APPLYING)
    if not command.materials and not command.answers:
        raise Refused("nothing_supplied", "没有提交任何材料或者信息，请补齐补正后再提交。", ONE_NOTICE)
    values = applicable.situation(
        proceeding.definition, {**proceeding.case.answers, **command.answers}, proceeding.case.applicant.kind
    )
    check_handed_in(proceeding, command.materials, values)
    check_taken(proceeding, command.materials, proceeding.case.applicant)
    supplied = _supplied(proceeding, command)
    _require_something_new(proceeding, command)
    before = {each.id for each in applicable.demanded(proceeding.definition, proceeding.values)}
    named = {each.id for each in _notice(proceeding).deficiencies}
    complete = named <= set(supplied)
    proceeding.record(
        happened.SupplyReceived(
            materials=command.materials,
            answers=dict(command.answers),
            supplied=supplied,
            complete=complete,
            received_on=proceeding.today if complete else proceeding.case.received_on,
            **proceeding.stamp(),
        )
    )
    settle_commitment(proceeding)
    confirm_taken(proceeding)
    if complete:
        _require_nothing_new(proceeding, before)
        proceeding.end(DeadlineStatus.MET, DeadlineKind.SUPPLEMENT, DeadlineKind.SUPPLEMENT_REMINDER)
        start_review_clock(proceeding, command.channel)
    _give_receipt(proceeding, command, complete=complete)


def _give_receipt(proceeding: Proceeding, command: Supply, *, complete: bool) -> None:
    """Give a receipt for what came, as for the application itself (335 §18, §28)."""
    brought = (*(each.material for each in command.materials), *command.answers)
    still = (each.id for each in _notice(proceeding).deficiencies if each.id not in _notice(proceeding).supplied)
    review = {} if complete else {"review_due": None}
    proceeding.order(
        "supply_receipt",
        materials=tuple(applicable.name_of(proceeding.definition, each) for each in brought),
        still_missing=tuple(applicable.name_of(proceeding.definition, each) for each in still),
        supplied_on=proceeding.today,
        channel=CHANNELS.get(command.channel, command.channel),
        **review,
    )


def _notice(proceeding: Proceeding) -> SupplementNotice:
    notice = proceeding.case.supplement
    assert notice is not None
    return notice


def _supplied(proceeding: Proceeding, command: Supply) -> tuple[str, ...]:
    """List the named ids that are supplied by now, in the notice's order."""
    notice = _notice(proceeding)
    brought = {each.material for each in command.materials}
    brought |= {key for key, value in command.answers.items() if value is not None}
    return tuple(each.id for each in notice.deficiencies if each.id in brought or each.id in notice.supplied)


def _require_something_new(proceeding: Proceeding, command: Supply) -> None:
    """Refuse what the notice has already been answered with: the same files and words a second time."""
    held = {each.id: (each.files, each.taken_from) for each in proceeding.case.materials}
    before, answers = _notice(proceeding).supplied, proceeding.case.answers
    same = all(each.material in before and held[each.material] == (each.files, each.taken_from)
               for each in command.materials)  # fmt: skip
    if same and all(
        key in before and to_plain(answers.get(key)) == to_plain(value) for key, value in command.answers.items()
    ):
        message = "这些材料和信息已经补交过，内容没有变化；请补交告知书中还没有提交的内容。"
        raise Refused("nothing_new", message, ONE_NOTICE)


def _require_nothing_new(proceeding: Proceeding, before: set[str]) -> None:
    """Ask at once for what the corrected answers themselves make obligatory, for nobody may ask later."""
    lacking = applicable.missing(proceeding.case, proceeding.definition, proceeding.values)
    new = "、".join(each.name for each in lacking if each.id not in before)
    if new:
        raise Refused("situation_changed", f"按更正后的内容还需要提交：{new}，请一并提交。", "ORD §9")
