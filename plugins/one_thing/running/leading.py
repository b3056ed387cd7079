"""What the lead does for all parts at once, and what the applicant may do with a part (一次出件、撤回一项)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from one_thing.language.titles import quoted
from one_thing.running.advancing import advance, locked, parts_of
from one_thing.running.course import ENDED, Stand
from one_thing.running.outcomes import case_row_of, note_stand
from one_thing.running.starting import at
from one_thing.running.tables import BundleRow, PartRow
from tongban.kit.cases import Office, case_of
from tongban.kit.definitions import TongbanError
from tongban.kit.law import Actor, Refusal, State, commands


@dataclass(frozen=True, slots=True)
class Handed:
    """One part that was delivered, or why it was not."""

    title: str
    problem: str = ""


def deliver_all(
    office: Office, number: str, actor: Actor, *, way: str, receiver: str = "", carrier: str = "", tracking: str = ""
) -> tuple[Handed, ...]:
    """Deliver all results at once (一次出件), each by its own door: all that can be, in one transaction.

    Raises TongbanError while a part is still open: one delivery means one. The caller commits.
    """
    bundle, rows = locked(office, number), parts_of(office, number)
    if bundle.finished_at is None and any(Stand(each.state) not in ENDED for each in rows):
        waiting = "、".join(f"“{each.title}”" for each in rows if Stand(each.state) not in ENDED)
        raise TongbanError(f"{waiting}还没有办结，请在全部办结后统一出件。")
    command = commands.Deliver(actor, way, receiver, carrier, tracking)
    found = []
    for row in rows:
        if row.case_number is not None and row.delivered_at is None and row.state == Stand.GRANTED:
            found.append(_deliver(office, bundle, row, command))
    advance(office, number)
    return tuple(found)


def _deliver(office: Office, bundle: BundleRow, row: PartRow, command: commands.Deliver) -> Handed:
    assert row.case_number is not None
    with at(office, row.handled_at, f"{quoted(bundle.title)}：统一出件") as there:
        found = case_row_of(office, row)
        if found is not None and case_of(found).state is State.CLOSED:
            return Handed(row.title)
        done = there.act(row.case_number, command)
    if isinstance(done, Refusal):
        return Handed(row.title, done.message)
    note_stand(row, done.case)
    return Handed(row.title)


def withdraw_waiting(office: Office, number: str, part: str, applicant_id: str) -> None:
    """Take back a part whose turn has not come; one that runs is withdrawn at its own case. The caller commits."""
    bundle = locked(office, number)
    row = next((each for each in parts_of(office, number) if each.part == part), None)
    if row is None or bundle.applicant_id != applicant_id:
        raise TongbanError("这件事里没有这个事项。")
    if Stand(row.state) not in (Stand.WAITING, Stand.HALTED):
        raise TongbanError(f"“{row.title}”已经开始办理或者已经办结，请到该办件中撤回申请。", article="335 §18")
    row.state, row.reason, row.ended_at = Stand.WITHDRAWN.value, "申请人撤回了这一项。", office.now
    advance(office, number)


def outstanding(rows: Sequence[PartRow]) -> tuple[PartRow, ...]:
    """List the granted parts whose results have not been handed over."""
    return tuple(each for each in rows if each.state == Stand.GRANTED and each.delivered_at is None)
