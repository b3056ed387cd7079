"""The link that a clerk opens on the tablet at the window. It ends by itself: nothing of a person stays there (V1).

A link lasts long enough to ask ten times for more time, as who reads slowly may (WCAG 2.2, 2.2.1).
"""

from __future__ import annotations

from datetime import timedelta

from flask import request, url_for
from itsdangerous import BadSignature, URLSafeSerializer

from tongban.web.house import house, now

#: after so long without a touch the page is cleared: while it asks, and while it thanks
RESTS, THANKS = timedelta(seconds=90), timedelta(seconds=20)
LASTS = timedelta(minutes=20)
#: so long the thanks may be opened again
LAST_LOOK = timedelta(minutes=2)
_SALT = "tongban.tablet"


def tablet_link(tenant: str, token: str) -> str:
    """Give the address at which the person before the tablet rates one act, from now on for `LASTS`."""
    until = int((now() + LASTS).timestamp())
    return url_for("portal.rate", tenant=tenant, token=token, at=_signer().dumps([token, until]))


def mark() -> str:
    """Give what the address of this request says of a tablet; empty for a person's own device."""
    return request.args.get("at", "")


def has_ended(token: str) -> bool:
    """Tell whether this request comes from a tablet whose time is over, or by a mark that no clerk's page made."""
    if not mark():
        return False
    try:
        of, until = _signer().loads(mark())
        return bool(of != token or until < now().timestamp())
    except (BadSignature, ValueError, TypeError):
        return True


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(house().settings.secret_key, salt=_SALT)
