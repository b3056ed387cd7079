"""What an applicant handed in before and need not bring again: their own, while its level of trust allows (F7).

Only files of the applicant's own cases are looked at, wherever in the city they lie; nobody names a file, so nobody
can name another's. The law judges again when it is handed in (`law.decide.taken`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.file_kinds import KINDS
from tongban.cases.files import FileStore, draft_files
from tongban.cases.register import case_of, own_cases
from tongban.cases.tables import CaseRow, FileRow
from tongban.database import Scope, scoped
from tongban.definitions.model import Definition, Material, Span, Unit
from tongban.errors import TongbanError
from tongban.law import Applicant, HandedIn, Verdict
from tongban.law.case import MaterialState, TakenFrom
from tongban.law.json_form import from_plain, to_plain
from tongban.law.validity import last_day
from tongban.publishing.memory import definition as definition_of

#: so many of the newest cases are looked at: who has more brings it anew
CASES = 40
_KIND_OF = {kind.media_type: kind.id for kind in KINDS.values()}
_WITHOUT_END = Span(100, Unit.YEARS)


@dataclass(frozen=True, slots=True)
class Earlier:
    """Files of an earlier case that may stand for a material; `until` is the last day on which they may."""

    material: str
    case: str
    title: str
    handed_on: date
    until: date | None
    files: tuple[FileRow, ...]
    taken: TakenFrom


class _Place(NamedTuple):
    material: Material
    row: CaseRow
    state: MaterialState


def earlier_uploads(
    session: Session, definition: Definition, asked: Sequence[Material], applicant: Applicant, day: date, zone: ZoneInfo
) -> dict[str, Earlier]:
    """Find, by material, the newest of the applicant's own earlier files that may be used again."""
    wanted = [each for each in asked if each.source != "government" and each.trust_level.reuse]
    places = list(_places(session, definition, wanted, applicant)) if wanted else []
    if not places:
        return {}
    files = _files(session, [each.row for each in places])
    found: dict[str, Earlier] = {}
    for each in places:  # the newest case first
        rows = tuple(files.get((each.row.number, each.state.id, digest)) for digest in each.state.files)
        if each.material.id not in found and all(rows):
            earlier = _earlier(each, tuple(row for row in rows if row is not None), applicant, zone)
            if _serves(each.material, earlier, day):
                found[each.material.id] = earlier
    return found


def _places(
    session: Session, definition: Definition, wanted: Sequence[Material], applicant: Applicant
) -> Iterator[_Place]:
    """Yield where the same has been handed in before and nobody found it wanting; by the same kind of applicant."""
    for row in own_cases(session, applicant.id, CASES):
        case, before = case_of(row), definition_of(session, row.definition_hash)
        if case.applicant.kind != applicant.kind or before.internal:
            continue
        there = {each.id: each for each in before.materials}
        for state in case.materials:
            old = there.get(state.id)
            if old is None or not state.files or state.verdict is Verdict.DEFICIENT:
                continue
            same_item = before.item == definition.item
            yield from (_Place(each, row, state) for each in wanted if _is_same(each, old, same_item=same_item))


def _is_same(material: Material, old: Material, *, same_item: bool) -> bool:
    """Tell whether two lists ask for the same: the same entry, the same licence, or the same code and name."""
    if same_item or material.name == old.name:
        return material.id == old.id
    return material.licence is not None and material.licence == old.licence


def _files(session: Session, rows: Sequence[CaseRow]) -> Mapping[tuple[str, str, str], FileRow]:
    """Read the files of cases that are the applicant's own by right, whichever tenant keeps them."""
    numbers = {each.number for each in rows}
    found: dict[tuple[str, str, str], FileRow] = {}
    with scoped(Scope(tuple(sorted({each.tenant_id for each in rows})), None, "applicant's own files")):
        asked = select(FileRow).where(FileRow.case_number.in_(numbers)).order_by(FileRow.uploaded_at, FileRow.id)
        for file in session.scalars(asked):
            found.setdefault((str(file.case_number), file.material, file.sha256), file)
    return found


def _earlier(place: _Place, rows: tuple[FileRow, ...], applicant: Applicant, zone: ZoneInfo) -> Earlier:
    """Say from when they are: what was itself taken from before is as old as it was there."""
    case = case_of(place.row)
    first = [taken.handed_on for row in rows if (taken := source_of(row)) and taken.handed_on]
    uploaded = [max(case.received_on, row.uploaded_at.astimezone(zone).date()) for row in rows]
    handed_on = min(first or uploaded)
    spans = (place.material.trust_level.reuse_within, place.material.issued_within)
    ends = [last_day(handed_on, each) for each in spans if each is not None]
    taken = TakenFrom(
        kind="case",
        code=place.row.number,
        name=place.row.title,
        number=place.row.number,
        issuer=case.authority,
        holder=applicant.id,
        hash=_digest(rows),
        handed_on=handed_on,
    )
    until = min(ends, default=None)
    return Earlier(place.material.id, place.row.number, place.row.title, handed_on, until, rows, taken)


def _serves(material: Material, earlier: Earlier, day: date) -> bool:
    """Tell whether it is still in its time, and of a form that is taken here."""
    if earlier.until is not None and earlier.until < day:
        return False
    most = material.max_mb * 1024 * 1024
    return all(_KIND_OF.get(row.media_type) in material.formats and row.size <= most for row in earlier.files)


def take_earlier(session: Session, store: FileStore, earlier: Earlier, *, draft_id: str, now: datetime) -> None:
    """Give a draft its own rows of these files; the bytes are the same. Sent twice it is done once; the caller commits.

    The caller is in the draft's scope and has looked for `earlier` itself. Raises TongbanError where bytes are gone.
    """
    if not all(store.exists(each.sha256) for each in earlier.files):
        raise TongbanError("以前提交的文件已经不在，请重新上传。")
    there = {row.sha256 for row in draft_files(session, draft_id).get(earlier.material, ())}
    session.add_all(
        FileRow(
            id=uuid4().hex,
            draft_id=draft_id,
            material=earlier.material,
            revision=1,
            name=each.name,
            media_type=each.media_type,
            size=each.size,
            sha256=each.sha256,
            uploaded_at=now,
            taken_from=json.dumps(to_plain(earlier.taken), ensure_ascii=False, sort_keys=True),
        )
        for each in earlier.files
        if each.sha256 not in there
    )
    session.flush()


def source_of(row: FileRow) -> TakenFrom | None:
    """Say from which earlier case a file was taken; None for one that was brought here."""
    return from_plain(TakenFrom, json.loads(row.taken_from)) if row.taken_from else None


def handed_in(material: str, rows: Sequence[FileRow]) -> HandedIn:
    """Hand files in for a material; among several that were taken, the oldest says how long they may be used."""
    taken = [each for row in rows if (each := source_of(row)) is not None]
    oldest = min(taken, key=lambda each: each.handed_on or date.min, default=None)
    return HandedIn(material, tuple(each.sha256 for each in rows), oldest)


def _digest(rows: Sequence[FileRow]) -> str:
    """Name the very content that counted: one file by its own hash, several by that of their hashes in order."""
    if len(rows) == 1:
        return rows[0].sha256
    return sha256("\n".join(row.sha256 for row in rows).encode()).hexdigest()
