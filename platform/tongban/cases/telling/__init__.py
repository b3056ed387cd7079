"""Who is told of what, by which channel, and whether it got there (N3)."""

from tongban.cases.telling.letters import Told, deliveries_of, quiet_until, tell
from tongban.cases.telling.tables import Channel, ContactRow, DeliveryRow, DeliveryState, EndpointRow
from tongban.cases.telling.trouble import give_up, in_trouble, send_again

__all__ = [
    "Channel",
    "ContactRow",
    "DeliveryRow",
    "DeliveryState",
    "EndpointRow",
    "Told",
    "deliveries_of",
    "give_up",
    "in_trouble",
    "quiet_until",
    "send_again",
    "tell",
]
