"""What an applicant may do with a case of their own, by name: pages and API offer the same, and the law judges."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from tongban.cases.tables import CaseRow
from tongban.cases.trial import try_out
from tongban.definitions import Definition
from tongban.fields.types.signature import Signature
from tongban.law import (
    Actor,
    AskHearing,
    AskRenewal,
    Case,
    Command,
    ConfirmReceipt,
    PromiseLater,
    Refusal,
    WaiveHearing,
    WithdrawPromise,
    applicable,
)
from tongban.law.commands import Withdraw
from tongban.web.house import books, db, now

LONGEST = 500  # characters of a reason
NOBODY = Signature("")
#: the acts under which one may sign
SIGNED = frozenset({"promise_later"})


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, about which case, and why."""

    actor: Actor
    case: Case
    definition: Definition
    reasons: str = ""
    signature: Signature = NOBODY  # under what is promised; whoever signs nothing promises by the act alone


def _promise(asked: Asked) -> Command:
    missing = tuple(each.id for each in applicable.missing(asked.case, asked.definition))
    return PromiseLater(asked.actor, missing, asked.signature.name, asked.signature.drawn)


#: name of the act → the command that comes of it
OWN_ACTS: Mapping[str, Callable[[Asked], Command]] = {
    "withdraw": lambda asked: Withdraw(asked.actor, asked.reasons),
    "promise_later": _promise,
    "withdraw_promise": lambda asked: WithdrawPromise(asked.actor, asked.reasons),
    "confirm_receipt": lambda asked: ConfirmReceipt(asked.actor),
    "ask_renewal": lambda asked: AskRenewal(asked.actor, asked.reasons),
    "ask_hearing": lambda asked: AskHearing(asked.actor, asked.reasons),
    "waive_hearing": lambda asked: WaiveHearing(asked.actor),
}


def possible_own_acts(row: CaseRow, asked: Asked) -> tuple[str, ...]:
    """List what the law would let the applicant do at this moment; it is asked, not repeated."""
    tried = replace(asked, reasons=asked.reasons or "—")
    return tuple(name for name, command in OWN_ACTS.items() if may_do(row, command(tried)))


def may_do(row: CaseRow, command: Command) -> bool:
    return not isinstance(try_out(db(), books(), row, command, now()), Refusal)
