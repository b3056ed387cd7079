"""What every event says: when, and by whom; and the JSON form of all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from tongban.errors import TongbanError
from tongban.law.case import Actor
from tongban.law.json_form import from_plain, to_plain

#: every kind of event by its versioned name; a class enters itself
EVENTS: dict[str, type[Happened]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What every event says. `at` is the moment at which the law dates it, which for an expiry is the limit's end."""

    kind: ClassVar[str]
    at: datetime
    actor: Actor

    def __init_subclass__(cls, **named: Any) -> None:
        super(Happened, cls).__init_subclass__(**named)  # by name: a class with slots is made anew
        EVENTS[cls.kind] = cls


Event = Happened


def event_to_json(event: Event) -> dict[str, Any]:
    """Write an event as plain JSON data, its `kind` first."""
    return {"kind": event.kind, **to_plain(event)}


def event_from_json(data: Mapping[str, Any]) -> Event:
    """Read an event from its JSON form; an unknown kind is refused, for a fold that skips one would lie."""
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in EVENTS:
        raise TongbanError(f"办件历史中有本系统不认识的事件“{kind}”，无法据以还原办件。")
    return from_plain(EVENTS[kind], {key: value for key, value in data.items() if key != "kind"})
