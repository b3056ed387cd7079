"""Say for whom the program is reading and writing just now. Without a scope nothing tenant-owned is read or written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from tongban.errors import TongbanError

EVERY_TENANT = "*"


class ScopeUnset(TongbanError):
    """Refuse a statement on tenant-owned rows that was sent outside any scope (T2)."""

    def __init__(self, what: str) -> None:
        super().__init__(f"未指明租户，不能读写“{what}”。请先用 scoped(...) 进入租户范围。")


@dataclass(frozen=True, slots=True)
class Scope:
    """The tenants that may be read, and the one that may be written; `reason` says which grant this rests on.

    `reads` of `("*",)` is the platform's own work (sweep, outbox, operator) and is asked for by name only.
    """

    reads: tuple[str, ...]
    writes: str | None
    reason: str = ""

    @classmethod
    def of(cls, tenant: str) -> Scope:
        return cls((tenant,), tenant)

    @classmethod
    def everywhere(cls, reason: str, writes: str | None = None) -> Scope:
        return cls((EVERY_TENANT,), writes, reason)

    @property
    def unbounded(self) -> bool:
        return EVERY_TENANT in self.reads


_current: ContextVar[Scope | None] = ContextVar("tongban_scope", default=None)


def current_scope() -> Scope | None:
    return _current.get()


@contextmanager
def scoped(scope: Scope | str) -> Iterator[Scope]:
    """Enter a scope for the length of a block; a bare tenant id means that tenant alone."""
    entered = Scope.of(scope) if isinstance(scope, str) else scope
    token = _current.set(entered)
    try:
        yield entered
    finally:
        _current.reset(token)
