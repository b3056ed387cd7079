"""Why something that came over the network is not accepted: a stable code for programs, words for people."""

from __future__ import annotations

from enum import StrEnum

from tongban.kit.definitions import TongbanError


class Fault(StrEnum):
    """The codes of refusals; they are part of the published protocol and never change their meaning."""

    MALFORMED = "malformed"  # no strict JSON, or not of the stated form
    TOO_LARGE = "too_large"
    VERSION = "version"  # another version of the protocol
    RECIPIENT = "recipient"  # not for this installation
    UNKNOWN_KEY = "unknown_key"
    KEY_NOT_IN_FORCE = "key_not_in_force"  # before its day, past it, or revoked
    SIGNATURE = "signature"
    STALE = "stale"  # sent outside the replay window
    CONTENT = "content"  # the message does not fit its published schema
    ORDER = "order"  # the place in the case's order is taken by another message
    SAME_ID = "same_id"  # the id is known with another content
    TOO_FAR = "too_far"  # so many messages before it are missing that it is not kept
    NOT_AGREED = "not_agreed"  # no agreement in force allows it
    POWER = "power"  # only the other role may say this: power does not move


class Refused(TongbanError):
    """Refuse what came, by its code."""

    def __init__(self, fault: Fault, message: str) -> None:
        super().__init__(message, article="7 §24")
        self.fault = fault
