"""Agreements (通办协议) as data: who takes in, who decides, what stands for what on the other side. Pure."""

from sichuan_chongqing.agreements.load import Loaded, load_agreement
from sichuan_chongqing.agreements.model import (
    AgreedItem,
    AgreedMaterial,
    Agreement,
    Basis,
    Custody,
    Mode,
    Recognised,
    Region,
    Side,
    Teller,
)

__all__ = [
    "AgreedItem",
    "AgreedMaterial",
    "Agreement",
    "Basis",
    "Custody",
    "Loaded",
    "Mode",
    "Recognised",
    "Region",
    "Side",
    "Teller",
    "load_agreement",
]
