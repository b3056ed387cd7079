"""The ways out of the house behind one port: e-mail, text messages, signed webhooks (N3)."""

from tongban.delivery.channels.choosing import ways_out
from tongban.delivery.channels.port import Letter, NotSent, Outcome, Sent, Unknown, WayOut
from tongban.delivery.channels.signing import seal_secret, signature, signed_well

__all__ = [
    "Letter",
    "NotSent",
    "Outcome",
    "Sent",
    "Unknown",
    "WayOut",
    "seal_secret",
    "signature",
    "signed_well",
    "ways_out",
]
