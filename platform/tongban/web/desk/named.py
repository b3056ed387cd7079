"""What a one-time notice names: everything that the desk found wanting, and whatever else the clerk adds (335 §18)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _
from werkzeug.datastructures import ImmutableMultiDict

from tongban.definitions import Definition
from tongban.law import Case, Deficiency, DeficiencyKind, applicable, wanting


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that the notice may name. Its id carries the kind: `material.plan`, `field.area`."""

    id: str
    name: str
    kind: DeficiencyKind
    reason: str
    chosen: bool
    found: bool  # already found wanting: named unless the clerk says otherwise


def points_of(case: Case, definition: Definition, posted: ImmutableMultiDict[str, str]) -> list[Point]:
    """List what may be named, what was found wanting first; a posted page is given back as it was typed."""
    known = {each.id: each.missing or _("没有提交，请补交。") for each in wanting(case, definition)}
    values = applicable.values_of(case, definition)
    materials = [
        _point(DeficiencyKind.MATERIAL, each.id, each.name, known, posted)
        for each in applicable.materials(definition, values)
        if each.source != "government" or case.material(each.id) is not None
    ]
    fields = [
        _point(DeficiencyKind.FIELD, each.id, each.label, {}, posted)
        for each in applicable.fields(definition, values)
        if each.computed is None
    ]
    return sorted([*materials, *fields], key=lambda each: not each.found)


def _point(
    kind: DeficiencyKind, about: str, name: str, known: dict[str, str], posted: ImmutableMultiDict[str, str]
) -> Point:
    name_of = f"{kind.value}.{about}"
    chosen = f"point.{name_of}" in posted if posted else about in known
    return Point(name_of, name, kind, posted.get(f"reason.{name_of}", known.get(about, "")), chosen, about in known)


def named_deficiencies(
    case: Case, definition: Definition, posted: ImmutableMultiDict[str, str]
) -> tuple[Deficiency, ...]:
    """Read what the clerk chose to name, in the order of the page."""
    offered = points_of(case, definition, posted)
    named = [Deficiency(each.kind, each.id.partition(".")[2], each.reason.strip()) for each in offered if each.chosen]
    return (*named, *_beyond(offered, posted))


def _beyond(offered: list[Point], posted: ImmutableMultiDict[str, str]) -> Iterator[Deficiency]:
    """Read what was named and is not on the page, so that the law refuses it and the attempt is kept (ORD §38)."""
    known = {f"point.{each.id}" for each in offered}
    kinds = {each.value: each for each in DeficiencyKind}
    for key in posted:
        word, _dot, about = key.partition(".")
        kind, _dot, name = about.partition(".")
        if word == "point" and key not in known and kind in kinds and name:
            yield Deficiency(kinds[kind], name[:64], posted.get(f"reason.{about}", "").strip()[:500])
