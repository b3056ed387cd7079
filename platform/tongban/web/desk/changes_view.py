"""What changed when the applicant handed in again: material by material, field by field (335 §18)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from tongban import forms
from tongban.cases.tables import FileRow
from tongban.definitions.model import Definition
from tongban.law import Case, Event, evolve
from tongban.law import events as happened
from tongban.law.applicable import name_of
from tongban.web.view_words import moment

HANDED_IN_AGAIN = happened.SupplyReceived | happened.CorrectedOnTheSpot | happened.LaterReceived


@dataclass(frozen=True, slots=True)
class Changed:
    """One material or field as it was and as it is now; `before` is empty for what was not there."""

    name: str
    kind: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class HandIn:
    """One hand-in after the first: when, and all that it changed."""

    at: str
    title: str
    lines: tuple[Changed, ...]


def changes(
    events: Sequence[Event], definition: Definition, files: Mapping[str, tuple[FileRow, ...]]
) -> tuple[HandIn, ...]:
    """List the later hand-ins with what each changed, the newest first."""
    case: Case | None = None
    found: list[HandIn] = []
    for event in events:
        after = evolve(case, event)
        if case is not None and isinstance(event, HANDED_IN_AGAIN):
            lines = (*_materials(event, case, after, definition, files), *_fields(event, case, after, definition))
            found.append(HandIn(moment(event.at), _title(event), lines))
        case = after
    return tuple(reversed(found))


def _title(event: Event) -> str:
    if isinstance(event, happened.SupplyReceived):
        return _("补正")
    return _("当场更正") if isinstance(event, happened.CorrectedOnTheSpot) else _("补交容缺材料")


def _materials(
    event: HANDED_IN_AGAIN, before: Case, after: Case, definition: Definition,
    files: Mapping[str, tuple[FileRow, ...]],
) -> Iterator[Changed]:  # fmt: skip
    for each in event.materials:
        old, new = before.material(each.material), after.material(each.material)
        assert new is not None
        was = _told(old.revision, old.files, files.get(each.material, ()), old.note) if old else ""
        is_now = _told(new.revision, new.files, files.get(each.material, ()), "")
        yield Changed(name_of(definition, each.material), _("材料"), was, is_now)


def _told(revision: int, held: tuple[str, ...], files: tuple[FileRow, ...], note: str) -> str:
    names = "、".join(row.name for row in files if row.sha256 in held) or _("纸质件")
    told = _("第 %(revision)s 次：%(names)s", revision=revision, names=names)
    return f"{told}（{note.rstrip('。')}）" if note else told


def _fields(event: HANDED_IN_AGAIN, before: Case, after: Case, definition: Definition) -> Iterator[Changed]:
    if isinstance(event, happened.LaterReceived):
        return
    was, is_now = _written(before, definition), _written(after, definition)
    for each in event.answers:
        if was.get(each, ("", "")) != is_now.get(each, ("", "")):
            label = is_now.get(each, was.get(each, (each, "")))[0]
            yield Changed(label, _("表单"), was.get(each, ("", ""))[1], is_now.get(each, ("", ""))[1])


def _written(case: Case, definition: Definition) -> dict[str, tuple[str, str]]:
    """Give each field's label and what is written in it."""
    answers = {**forms.load(definition, case.answers), forms.APPLICANT_KIND: case.applicant.kind}
    return {
        row.field: (row.label, row.text) for section in forms.summary_view(definition, answers) for row in section.rows
    }
