"""What stands for a material: only the applicant's own, of the right kind, while it holds (335 §30, §32; 7 §20)."""

from __future__ import annotations

from datetime import date

from tongban.definitions.model import Material, Span, Unit
from tongban.law import applicable
from tongban.law import events as happened
from tongban.law.case import Applicant, HandedIn, TakenFrom, Verdict
from tongban.law.decide.proceeding import Proceeding
from tongban.law.notice_values import in_chinese
from tongban.law.refusals import Refused
from tongban.law.validity import last_day

ARTICLE = "335 §30, §32; 7 §20"


def check_taken(proceeding: Proceeding, materials: tuple[HandedIn, ...], applicant: Applicant) -> None:
    """Refuse what is another's, of another type, run out, or not to be used again by its level of trust."""
    listed = {each.id: each for each in proceeding.definition.materials}
    for each in materials:
        if each.taken_from is not None:
            _check(listed[each.material], each.taken_from, applicant, proceeding.today)


def _check(material: Material, taken: TakenFrom, applicant: Applicant, today: date) -> None:
    if taken.holder != applicant.id:
        raise Refused("not_the_holder", f"“{taken.name}”不是申请人本人的，不能用来代替“{material.name}”。", ARTICLE)
    if taken.kind == "licence" and taken.type != material.licence:
        raise Refused("wrong_licence", f"“{taken.name}”不是“{material.name}”所要求的证照。", ARTICLE)
    if taken.kind == "case":
        _check_earlier(material, taken, today)
    if taken.valid_until is not None and taken.valid_until < today:
        end = in_chinese(taken.valid_until)
        raise Refused("run_out", f"“{taken.name}”的有效期到{end}为止，不能用来代替“{material.name}”。", ARTICLE)


def _check_earlier(material: Material, taken: TakenFrom, today: date) -> None:
    """Use again only what its level of trust allows, and only as long (F7)."""
    trust = material.trust_level
    if not trust.reuse or taken.handed_on is None:
        message = f"“{material.name}”属于“{trust.name}”的材料，不能使用以前办件中提交的，请重新提交。"
        raise Refused("not_used_again", message, ARTICLE)
    if today > (until := last_day(taken.handed_on, trust.reuse_within or Span(100, Unit.YEARS))):
        message = f"以前提交的“{material.name}”只能使用到{in_chinese(until)}，请重新提交。"
        raise Refused("too_old", message, ARTICLE)


def confirm_taken(proceeding: Proceeding) -> None:
    """Check by itself what was taken from a licence: the platform has seen its state, number and seal (7 §20)."""
    with proceeding.as_system():
        for material in applicable.handed_in(proceeding.case, proceeding.definition, proceeding.values):
            state = proceeding.case.material(material.id)
            taken = state.taken_from if state else None
            if state is not None and taken is not None and taken.kind == "licence" and state.verdict is None:
                note = f"取自电子证照“{taken.name}”（{taken.number}），由系统核验。"
                proceeding.record(
                    happened.MaterialChecked(
                        material=material.id,
                        revision=state.revision,
                        verdict=Verdict.OK,
                        note=note,
                        **proceeding.stamp(),
                    )
                )
