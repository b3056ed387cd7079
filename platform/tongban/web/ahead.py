"""Bring versions that were published ahead into use with the first request of their day (C12); a worker does it too."""

from __future__ import annotations

from flask import Flask, request

from tongban.publishing.ahead import take_effect
from tongban.web.house import db, house, now


def _take_effect() -> None:
    """Look at a moment held in memory; only when it has come is anything asked or written."""
    books = house().books
    if books.next_effect is None or books.next_effect > now() or request.endpoint == "static":
        return
    take_effect(db(), now())
    db().commit()
    books.refresh(db())


def register(app: Flask) -> None:
    app.before_request(_take_effect)
