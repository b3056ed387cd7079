"""How an item is applied for and delivered, with what holds where the item is silent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def channels_of(data: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(data.get("channels", ("online", "window")))


def delivery_of(data: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(data.get("delivery", ("window", "electronic")))


def depth_of(data: Mapping[str, Any]) -> str:
    return str(data.get("online_depth", "full"))
