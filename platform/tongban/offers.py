"""What a plugin hands to the core, as plain values that know nothing of either."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Select

    from tongban.cases.plugins.office import Office


class Reader(StrEnum):
    """Who reads a page."""

    APPLICANT = "applicant"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class FileKind:
    """Files of a plugin among the definitions: `pattern` is a path with `*` for one part, `schema` a JSON Schema."""

    name: str
    pattern: str
    title: str
    schema: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry of a menu. `action` is a row of the permission matrix that the reader must hold; empty: anybody."""

    endpoint: str
    label: str
    action: str = ""
    icon: str = "items"
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a page: a heading and a template of the plugin's own, drawn with `values`."""

    title: str
    template: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Job:
    """Work done again and again, at least `every` apart, for each tenant at which the plugin is on.

    `waiting` asks for the tenants at which there is something to do, over all of them at once: the others are left
    in peace. Without it each is visited.
    """

    name: str
    every: timedelta
    run: Callable[[Office], None]
    waiting: Select[str] | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a board, with what it counts and where more is told."""

    label: str
    value: str
    note: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something of a limit of the plugin's own that waits for somebody; told until it is put right at `href`."""

    title: str
    words: str
    due: str
    href: str
