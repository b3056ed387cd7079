"""The clerk's checklist: a verdict on every material, and only on listed ones (ORD §38)."""

from __future__ import annotations

from tongban.definitions.model import Material
from tongban.law import applicable
from tongban.law import events as happened
from tongban.law.case import DeficiencyKind, MaterialVerdict, State, Verdict
from tongban.law.commands import CheckMaterial
from tongban.law.decide.proceeding import Proceeding, decides, require_text
from tongban.law.refusals import Refused
from tongban.law.roles import CHECKING

ONLY_LISTED = "ORD §38"


@decides(CheckMaterial)
def check_material(proceeding: Proceeding, command: CheckMaterial) -> None:
    """Record one verdict; after acceptance it is for the record and starts no notice."""
    proceeding.require_state("核对材料", "335 §17", State.SUBMITTED, State.ACCEPTED)
    proceeding.require_role("核对材料", "335 §16", CHECKING)
    record_verdicts(proceeding, (MaterialVerdict(command.material, command.verdict, command.note),))


def record_verdicts(proceeding: Proceeding, verdicts: tuple[MaterialVerdict, ...]) -> None:
    """Record verdicts on materials that were handed in and apply."""
    for each in verdicts:
        material = listed(proceeding, each.material)
        state = proceeding.case.material(each.material)
        if state is None:
            raise Refused(
                "not_handed_in", f"“{material.name}”没有提交，不能核对；缺少的材料应在一次性告知书中列明。", "335 §18"
            )
        if each.verdict is Verdict.DEFICIENT:
            require_text(each.note, "nothing_said", f"“{material.name}”不符合要求时，应写明缺什么、怎么改。", "335 §18")
        if (state.verdict, state.note) != (each.verdict, each.note):
            proceeding.record(
                happened.MaterialChecked(
                    material=each.material,
                    revision=state.revision,
                    verdict=each.verdict,
                    note=each.note,
                    **proceeding.stamp(),
                )
            )


def listed(proceeding: Proceeding, material_id: str) -> Material:
    """Find a material that the definition lists and that applies in this situation; refuse any other."""
    for each in applicable.materials(proceeding.definition, proceeding.values):
        if each.id == material_id:
            return each
    known = {each.id: each.name for each in proceeding.definition.materials}
    if material_id in known:
        raise Refused("not_applicable", f"按申请人的办理情形不需要“{known[material_id]}”，不得要求提交。", ONLY_LISTED)
    raise Refused("not_listed", f"实施清单中没有编号为“{material_id}”的材料，不得要求提交清单之外的材料。", ONLY_LISTED)


def require_all_checked(proceeding: Proceeding) -> None:
    """Refuse to go on while a material handed in has no verdict: one looks at everything before one speaks."""
    unchecked = [
        each.name
        for each in applicable.handed_in(proceeding.case, proceeding.definition, proceeding.values)
        if _verdict(proceeding, each) is None
    ]
    if unchecked:
        raise Refused("not_all_checked", f"还有材料没有核对：{'、'.join(unchecked)}。请逐项核对后再办理。", "335 §18")


def deficient(proceeding: Proceeding) -> tuple[Material, ...]:
    """List the materials handed in that were found deficient."""
    materials = applicable.handed_in(proceeding.case, proceeding.definition, proceeding.values)
    return tuple(each for each in materials if _verdict(proceeding, each) is Verdict.DEFICIENT)


def require_complete(proceeding: Proceeding) -> None:
    """Refuse to accept what is not complete.

    After the one-time notice only what it named can stand in the way: what was not named then may not be asked for
    now (335 §18).
    """
    require_all_checked(proceeding)
    lacking = [*applicable.missing(proceeding.case, proceeding.definition, proceeding.values), *deficient(proceeding)]
    notice = proceeding.case.supplement
    if notice is None and lacking:
        names = "、".join(each.name for each in lacking)
        on_the_spot = "，或者由申请人当场更正" if proceeding.case.channel == "window" else ""
        hint = f"请一次性告知申请人补齐补正{on_the_spot}。"
        raise Refused("incomplete", f"申请材料不齐全或者不符合法定形式：{names}。{hint}", "335 §17, §18; ORD §15")
    if notice is not None:
        named = {each.id for each in notice.deficiencies if each.kind is DeficiencyKind.MATERIAL}
        still = "、".join(each.name for each in lacking if each.id in named)
        if still:
            hint = "不得再次告知补正；可以改认为符合要求后受理，或者说明理由不予受理。"
            raise Refused("still_deficient", f"一次性告知的材料补正后仍不符合要求：{still}。{hint}", "335 §18, §20")


def _verdict(proceeding: Proceeding, material: Material) -> Verdict | None:
    state = proceeding.case.material(material.id)
    return state.verdict if state else None
