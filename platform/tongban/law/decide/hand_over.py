"""A change of bodies: the successor goes on with the case, at the same place and with the same limits (36 §14(3))."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.commands import HandOver
from tongban.law.decide.proceeding import Proceeding, decides, require_text
from tongban.law.refusals import Refused
from tongban.law.roles import OPERATING

ARTICLE = "36 §14"


@decides(HandOver)
def hand_over(proceeding: Proceeding, command: HandOver) -> None:
    """Note who took the case over; a case that is done is handed over too, for its archive goes along."""
    proceeding.require_role("移交办件", ARTICLE, OPERATING)
    require_text(command.basis, "no_basis", "移交办件应当写明机构变更的依据。", ARTICLE)
    if any(each.change == command.change for each in proceeding.case.handed_over):
        raise Refused("already_handed_over", f"这件办件已经按“{command.change}”移交，不需要再次移交。", ARTICLE)
    if command.on > proceeding.today:
        raise Refused("not_yet", f"机构变更自{command.on}起生效，在此之前不能移交。", ARTICLE)
    proceeding.record(
        happened.CaseHandedOver(
            change=command.change,
            on=command.on,
            from_tenant=proceeding.case.tenant,
            from_name=command.from_name,
            to_tenant=command.to,
            to_name=command.to_name,
            authority=command.authority,
            basis=command.basis,
            **proceeding.stamp(),
        )
    )
