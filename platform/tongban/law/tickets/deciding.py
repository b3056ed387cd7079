"""Which function decides which command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from tongban.law.tickets.hearing import Hearing

C = TypeVar("C")
DECIDERS: dict[type[Any], Callable[[Hearing, Any], None]] = {}


def decides(command: type[C]) -> Callable[[Callable[[Hearing, C], None]], Callable[[Hearing, C], None]]:
    """Register the function that decides a type of command."""

    def register(function: Callable[[Hearing, C], None]) -> Callable[[Hearing, C], None]:
        DECIDERS[command] = function
        return function

    return register
