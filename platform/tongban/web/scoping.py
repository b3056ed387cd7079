"""Enter a scope for the rest of the request; every scope entered is left again when the request ends."""

from __future__ import annotations

from contextlib import ExitStack
from typing import cast

from flask import Flask, g

from tongban.database import Scope, scoped


def enter(scope: Scope | str) -> None:
    """Bound all that follows in this request to a tenant, or to the scope of an explicit grant."""
    _stack().enter_context(scoped(scope))


def _stack() -> ExitStack:
    if "scopes" not in g:
        g.scopes = ExitStack()
    return cast(ExitStack, g.scopes)


def _leave(_error: BaseException | None) -> None:
    stack = g.pop("scopes", None)
    if stack is not None:
        stack.close()


def register(app: Flask) -> None:
    app.teardown_request(_leave)
