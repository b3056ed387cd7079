"""What a recording tells of time, delivery and what becomes of a result, in stock words; carriers are made up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tongban.assurance.moves import CARRIER, TRACKING
from tongban.assurance.stock_words import REASONS
from tongban.definitions.examples import Deed
from tongban.law import commands as ask
from tongban.law.commands import Command


def _of_reasons(do: str) -> Callable[[Any], Deed]:
    return lambda _command: Deed(do, reasons=REASONS[do])


def _of_ground(do: str) -> Callable[[Any], Deed]:
    return lambda command: Deed(do, ground=command.ground.value, reasons=REASONS[do])


#: what of an outcome no example can show (a correction, a hearing, a reissue) is left out, and told as a difference
LATER_TELLINGS: Mapping[type[Command], Callable[[Any], Deed]] = {
    ask.AskExtension: _of_reasons("ask_extension"),
    ask.ApproveExtension: lambda _command: Deed("approve_extension"),
    ask.SuspendCase: _of_ground("suspend_case"),
    ask.ResumeCase: _of_reasons("resume_case"),
    ask.SendResult: lambda _command: Deed("send_result", carrier=CARRIER, tracking=TRACKING),
    ask.RecordFailedDelivery: _of_ground("failed_delivery"),
    ask.TellRevocation: _of_ground("tell_revocation"),
    ask.RevokeOutcome: _of_reasons("revoke_outcome"),
    ask.AskRenewal: _of_reasons("ask_renewal"),
    ask.RecordPayment: lambda _command: Deed("pay"),
}
