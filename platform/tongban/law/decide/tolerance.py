"""Accepted with gaps (容缺受理): 335 §19, ORD §33.

What must be there is there; what the list lets follow may follow, on a promise in writing. The review goes on
meanwhile; the promised time to decide runs from the day on which everything is there, unless the rulebook says
otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tongban.definitions.model import Material, Span, Tolerance
from tongban.fields.drawn import strokes_of
from tongban.law import applicable
from tongban.law import events as happened
from tongban.law.case import (
    CaseOutcome,
    Deadline,
    DeadlineKind,
    DeadlineStatus,
    DeficiencyKind,
    LaterMaterials,
    State,
)
from tongban.law.commands import AcceptTolerantly, PromiseLater, SupplyLater
from tongban.law.deadlines import count_span
from tongban.law.decide.acceptance import INTAKE_KINDS, start_promise, take_in
from tongban.law.decide.consequences import at_end_of
from tongban.law.decide.material_check import deficient, record_verdicts, require_all_checked
from tongban.law.decide.outcome_life import GRANTING
from tongban.law.decide.proceeding import Proceeding, decides
from tongban.law.decide.special_procedure import stop_for_running
from tongban.law.decide.standing_still import stop_for_suspension
from tongban.law.decide.withdrawal import end_by_withdrawal
from tongban.law.notice_values import span_in_chinese
from tongban.law.refusals import Refused
from tongban.law.roles import APPLYING

ARTICLE = "335 §19"
LISTED = "335 §19; ORD §33"
RECORD = "ORD §31"


@decides(PromiseLater)
def promise_later(proceeding: Proceeding, command: PromiseLater) -> None:
    """Take the applicant's written promise: all that is missing, and nothing that may not follow."""
    proceeding.require_state("作出容缺承诺", ARTICLE, State.SUBMITTED)
    proceeding.require_role("作出容缺承诺", ARTICLE, APPLYING)
    if command.drawn and strokes_of(command.drawn) is None:
        message = "手写签名没有保存完整，请清除后重写，或者只填写签名人的姓名。"
        raise Refused("not_drawn", message, "335 §29")
    _promise(proceeding, command.materials, command.signed_by, command.drawn)


def _promise(proceeding: Proceeding, materials: tuple[str, ...], signed_by: str = "", drawn: str = "") -> None:
    tolerance = _offered(proceeding)
    wanting = _may_follow(proceeding)
    if set(materials) != {each.id for each in wanting}:
        names = _names(wanting)
        raise Refused("other_materials", f"容缺承诺应当写明全部需要后补的材料：{names}。", ARTICLE)
    if proceeding.case.later is not None and set(proceeding.case.later.materials) == set(materials):
        raise Refused("already_promised", "这些材料的容缺承诺已经作出，不需要再次承诺。", ARTICLE)
    proceeding.record(
        happened.LaterPromised(
            materials=tuple(each.id for each in wanting),
            promise=tolerance.promise,
            consequence=tolerance.consequence,
            on_paper=proceeding.actor.role not in {"applicant", "agent"},
            **proceeding.stamp(),
        )
    )
    longest = max((_span(each) for each in wanting), key=lambda each: _last_day(proceeding, each))
    proceeding.order(
        "tolerance_promise",
        deficiencies=tuple(
            {"name": each.name, "missing": f"自受理之日起{span_in_chinese(_span(each))}内补交"} for each in wanting
        ),
        supplement_days=f"自受理之日起{span_in_chinese(longest)}",
        supplement_due=None,
        promise=tolerance.promise,
        consequences=_then(tolerance.consequence),
        promised_on=proceeding.today,
        promised_by=signed_by or proceeding.case.applicant.name,
        signature=drawn,
    )


@decides(AcceptTolerantly)
def accept_tolerantly(proceeding: Proceeding, command: AcceptTolerantly) -> None:
    """Accept on the promise, and tell at once what is to follow, by when, and what comes of it if it does not."""
    proceeding.require_state("容缺受理", ARTICLE, State.SUBMITTED)
    proceeding.require_role("容缺受理", "335 §15, §16")
    tolerance = _offered(proceeding)
    wanting = _may_follow(proceeding)
    record_verdicts(proceeding, command.verdicts)
    require_all_checked(proceeding)
    _require_nothing_wrong(proceeding)
    ids = tuple(each.id for each in wanting)
    if command.signed and not _promised(proceeding, ids):
        _promise(proceeding, ids)
    if not _promised(proceeding, ids):
        message = f"申请人还没有书面承诺后补{_names(wanting)}；作出容缺承诺后才能先予受理。"
        raise Refused("no_promise", message, ARTICLE)
    proceeding.end(DeadlineStatus.MET, *INTAKE_KINDS)
    proceeding.record(happened.AcceptedOnPromise(materials=ids, **proceeding.stamp()))
    for each in wanting:
        proceeding.open(DeadlineKind.LATER_MATERIALS, _span(each), proceeding.today, ARTICLE, each.id)
    take_in(proceeding, proceeding.today, later=_later_told(proceeding), consequences=_then(tolerance.consequence))


@decides(SupplyLater)
def supply_later(proceeding: Proceeding, command: SupplyLater) -> None:
    """Take in what was promised to follow; with the last of it the promised time to decide begins."""
    proceeding.require_state("补交容缺材料", ARTICLE, State.ACCEPTED, State.DECIDED)
    proceeding.require_role("补交容缺材料", ARTICLE, APPLYING)
    later = proceeding.case.later
    if later is None or not later.is_open:
        message = "这件办件没有等待后补的容缺材料；承诺的时限届满后不能再补交。"
        raise Refused("nothing_owed", message, ARTICLE)
    _check_brought(proceeding, later, command)
    brought = {each.material for each in command.materials}
    complete = brought == set(later.owed)
    stamp = proceeding.stamp()
    proceeding.record(happened.LaterReceived(materials=command.materials, complete=complete, **stamp))
    for each in proceeding.case.deadlines:
        if each.is_open and each.kind is DeadlineKind.LATER_MATERIALS and each.subject in brought:
            proceeding.record(happened.DeadlineClosed(deadline=each.id, status=DeadlineStatus.MET, **stamp))
    if complete:
        _let_promise_run(proceeding)
    proceeding.order(
        "later_receipt",
        materials=tuple(applicable.name_of(proceeding.definition, each.material) for each in command.materials),
        still_missing=tuple(applicable.name_of(proceeding.definition, each) for each in _owed(proceeding)),
        supplied_on=proceeding.today,
    )


@at_end_of(DeadlineKind.LATER_MATERIALS)
def _miss_later(proceeding: Proceeding, deadline: Deadline) -> None:
    """Let the promise lapse: the consequence that was told takes effect, once for all that is owed (335 §19)."""
    proceeding.record(happened.DeadlineClosed(deadline=deadline.id, status=DeadlineStatus.LAPSED, **proceeding.stamp()))
    later, tolerance = proceeding.case.later, proceeding.definition.tolerance
    if later is None or not later.is_open or tolerance is None:
        return
    proceeding.record(
        happened.LaterMissed(materials=later.owed, consequence=tolerance.consequence, **proceeding.stamp())
    )
    names = tuple(applicable.name_of(proceeding.definition, each) for each in later.owed)
    proceeding.order("later_missed_notice", materials=names, consequences=_then(tolerance.consequence))
    if proceeding.case.state is not State.ACCEPTED:
        return
    if tolerance.then == "end":
        end_by_withdrawal(proceeding, f"逾期没有按承诺补交容缺材料：{'、'.join(names)}。", deemed=True)
    else:
        _let_promise_run(proceeding)


def require_later_materials(proceeding: Proceeding) -> None:
    """Refuse to grant while promised materials are owed, and after they were not brought, as the promise said."""
    later, tolerance = proceeding.case.later, proceeding.definition.tolerance
    if later is None or tolerance is None or later.accepted_at is None:
        return
    names = "、".join(applicable.name_of(proceeding.definition, each) for each in later.owed)
    if later.is_open and proceeding.rulebook.decision_waits_for_later_materials.holds:
        raise Refused("later_owed", f"容缺材料还没有补齐：{names}；补齐以后才能作出准予决定。", ARTICLE)
    if later.missed_at is not None and tolerance.then == "refuse":
        message = f"申请人逾期没有补交{names}，按承诺书写明的处理办法不能准予；请说明理由作出不予决定。"
        raise Refused("later_missed", message, ARTICLE)


def end_later_limits(proceeding: Proceeding, outcome: CaseOutcome) -> None:
    """End the limits of what was to follow where the application is refused: it is of no use any more."""
    if outcome not in GRANTING:
        proceeding.end(DeadlineStatus.CANCELLED, DeadlineKind.LATER_MATERIALS)


def _later_told(proceeding: Proceeding) -> tuple[dict[str, object], ...]:
    """Tell what is owed, and by which day, as notices name it."""
    rows = (proceeding.case.open_deadline(DeadlineKind.LATER_MATERIALS, each) for each in _owed(proceeding))
    return tuple(
        {
            "name": applicable.name_of(proceeding.definition, each.subject),
            "days": span_in_chinese(each.budget),
            "due": each.due.astimezone(proceeding.zone).date() if each.due else None,
        }
        for each in rows
        if each is not None
    )


def _offered(proceeding: Proceeding) -> Tolerance:
    tolerance = proceeding.definition.tolerance
    if tolerance is None:
        raise Refused("no_tolerance", "这一事项没有列入容缺受理清单，不能容缺受理。", LISTED)
    if proceeding.case.applicant.broken_promises:
        message = "申请人有没有履行的承诺记录，在信用修复前不适用容缺受理；请按一次性告知补正办理。"
        raise Refused("record_broken", message, RECORD)
    return tolerance


def _may_follow(proceeding: Proceeding) -> tuple[Material, ...]:
    """List what is missing; refuse where nothing is, or where something is that the list does not let follow."""
    wanting = applicable.missing(proceeding.case, proceeding.definition, proceeding.values)
    if (notice := proceeding.case.supplement) is not None:  # only what it named can stand in the way (335 §18)
        named = {each.id for each in notice.deficiencies if each.kind is DeficiencyKind.MATERIAL}
        wanting = tuple(each for each in wanting if each.id in named)
    if not wanting:
        raise Refused("nothing_missing", "申请材料已经齐全，应当直接受理，不需要容缺。", "335 §17")
    main = tuple(each for each in wanting if each.may_follow is None)
    if main:
        message = f"{_names(main)}不在可以容缺的材料清单中，主要申请材料齐全才能容缺受理。"
        raise Refused("not_tolerable", message, LISTED)
    return wanting


def _require_nothing_wrong(proceeding: Proceeding) -> None:
    wrong = deficient(proceeding)
    if wrong:
        message = f"{_names(wrong)}不符合要求；已经提交的材料符合法定形式才能容缺受理。"
        raise Refused("incomplete", message, ARTICLE)


def _promised(proceeding: Proceeding, ids: tuple[str, ...]) -> bool:
    later = proceeding.case.later
    return later is not None and set(ids) <= set(later.materials)


def _check_brought(proceeding: Proceeding, later: LaterMaterials, command: SupplyLater) -> None:
    ids = [each.material for each in command.materials]
    if not ids:
        raise Refused("nothing_supplied", "没有提交任何材料，请选择补交的材料。", ARTICLE)
    for each in ids:
        name = applicable.name_of(proceeding.definition, each)
        if each not in later.owed:
            raise Refused("not_owed", f"“{name}”不在承诺后补的材料中，或者已经补交，不需要提交。", ARTICLE)
        if ids.count(each) > 1:
            raise Refused("twice", f"“{name}”提交了两次，请合并为一份。", "335 §28")


def _let_promise_run(proceeding: Proceeding) -> None:
    """Start the promised time where it waited for the materials; what stops the case's clocks stops it at once."""
    if proceeding.case.state is State.ACCEPTED and proceeding.case.open_deadline(DeadlineKind.PROMISE) is None:
        start_promise(proceeding, proceeding.today)
        stop_for_running(proceeding)
        stop_for_suspension(proceeding)


def _owed(proceeding: Proceeding) -> tuple[str, ...]:
    return proceeding.case.later.owed if proceeding.case.later else ()


def _span(material: Material) -> Span:
    assert material.may_follow is not None
    return material.may_follow


def _last_day(proceeding: Proceeding, span: Span) -> date:
    return count_span(span, proceeding.today, proceeding.calendar).last_day


def _then(consequence: str) -> str:
    """Say a consequence behind `逾期未补齐的，`: the definition's own words often begin like that."""
    said = consequence.rstrip("。")
    return said.partition("，")[2] or said if said.startswith("逾期") else said


def _names(materials: Iterable[Material]) -> str:
    return "、".join(f"“{each.name}”" for each in materials)
