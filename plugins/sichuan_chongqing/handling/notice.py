"""What the applicant is told when the complete set has arrived here: from now on our clock runs (7 §24; X3)."""

from __future__ import annotations

from datetime import date

from tongban.kit.definitions import NoticeKind
from tongban.kit.law import SYSTEM, commands

RECEIVED = NoticeKind(
    id="partner_received",
    title="跨域材料收讫告知书",
    own=("receiving_region", "receiving_window", "complete_on"),
    open=False,
    article="7 §24",
    mark="川",
    further=True,
    ordinary=False,
)


def received_notice(region: str, window: str, complete_on: date) -> commands.TellFurther:
    """Say where it was taken in, and since when all is here."""
    values = {"receiving_region": region, "receiving_window": f"{region}{window}", "complete_on": complete_on}
    return commands.TellFurther(SYSTEM, RECEIVED.id, values)
