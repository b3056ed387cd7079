"""What follows from what happens in a case: its bundle is taken on, after commit, until that ends without a fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select

from one_thing.running.advancing import advance
from one_thing.running.outcomes import WHY
from one_thing.running.starting import at
from one_thing.running.tables import BundleRow, MemberRow
from tongban.kit.cases import Office
from tongban.kit.law import Case, Event

AT_ONCE = 200  # bundles that one sweep of a tenant looks at
AT_WORK = select(BundleRow.tenant_id).where(BundleRow.state == "running")


def member_of(office: Office, number: str) -> MemberRow | None:
    """Say of which bundle a case of this tenant is part; None for most cases."""
    row: MemberRow | None = office.session.get(MemberRow, (office.tenant, number))
    return row


def follow(office: Office, case: Case, _events: tuple[Event, ...] = ()) -> None:
    """Take on the bundle of a case, wherever its lead is."""
    member = member_of(office, case.number)
    if member is not None:
        with at(office, member.led_by, WHY) as lead:
            advance(lead, member.number)


def carry_on(office: Office, body: Mapping[str, object]) -> None:
    """Carry out the effect `one_thing.advance`: a part was withdrawn before its turn, or the lead asks again."""
    advance(office, str(body["bundle"]))


def sweep(office: Office) -> None:
    """Take on every bundle of a tenant that runs: what an event did not reach, the next sweep does."""
    for number in _running(office):
        advance(office, number)


def _running(office: Office) -> Iterator[str]:
    asked = select(BundleRow.number).where(BundleRow.state == "running").order_by(BundleRow.begun_at).limit(AT_ONCE)
    yield from office.session.scalars(asked).all()
