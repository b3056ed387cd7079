"""A self-service terminal (自助终端): its browser is marked once, by a signed address, and hands in by that channel.

The rules are those of any other channel (335 §28; 7 §13). Nothing of a person stays there: a terminal that nobody
touches for `RESTS` leaves the account; what was saved lies in the person's drafts.
"""

from __future__ import annotations

from datetime import timedelta

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from tongban.definitions.model import Definition

RESTS = timedelta(minutes=5)
KEPT = timedelta(days=3650)  # a hall is closed at night: the mark outlives every session and log-in
TERMINAL = "terminal"  # the cookie in which a browser keeps its mark
_SALT = "tongban.kiosk"


def kiosk_mark(secret: str, tenant: str, place: str) -> str:
    """Sign what makes a browser a terminal of a tenant; the place is told by nobody but the mark."""
    return str(URLSafeSerializer(secret, salt=_SALT).dumps([tenant, place]))


def tenant_in(secret: str, mark: str) -> str:
    """Tell for whose terminal a mark was signed here; empty where it was not."""
    try:
        signed = URLSafeSerializer(secret, salt=_SALT).loads(mark)
    except BadSignature:
        return ""
    return str(signed[0])


def terminal_of() -> str:
    """Tell whose terminal this browser is; empty for everybody's own."""
    mark = request.cookies.get(TERMINAL, "")
    return tenant_in(str(current_app.secret_key), mark) if mark else ""


def at_kiosk(tenant: str) -> bool:
    """Tell whether this browser is a terminal of the tenant."""
    return terminal_of() == tenant


def channel_here(tenant: str) -> str:
    """Tell by which channel is handed in what is typed in this browser."""
    return "kiosk" if at_kiosk(tenant) else "online"


def taken_here(definition: Definition) -> bool:
    """Tell whether an item can be applied for in this browser: at a terminal, where the item lists terminals."""
    return not at_kiosk(definition.tenant) or "kiosk" in definition.channels
