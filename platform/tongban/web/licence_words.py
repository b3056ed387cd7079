"""A licence as pages show it: on its card, in lists, and its history in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from tongban.cases.licences.issuing import of_tenant
from tongban.cases.licences.standing import CANCELLED, EXPIRED, IN_FORCE, REVOKED, SUSPENDED, Standing
from tongban.cases.licences.tables import LicenceRow, LicenceVersionRow
from tongban.cases.tables import CaseRow
from tongban.law import CaseOutcome
from tongban.law.licences import WITHOUT_END
from tongban.web.house import db
from tongban.web.story import StoryEntry, StoryLink
from tongban.web.view_words import WALL, day, moment

TONES = {IN_FORCE: "green", SUSPENDED: "yellow", REVOKED: "red", CANCELLED: "red", EXPIRED: "red"}
CHANGED = {IN_FORCE: "恢复或者延续有效", SUSPENDED: "暂停使用", REVOKED: "撤销", CANCELLED: "注销"}


@dataclass(frozen=True, slots=True)
class FieldText:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class LicenceView:
    """What `components/licences.html` shows as a card."""

    code: str
    name: str
    number: str
    issuer: str
    holder: str
    issued: str
    until: str
    state: str
    state_label: str
    tone: str
    reason: str
    theme: str
    case_number: str
    sealed: bool = True
    fields: tuple[FieldText, ...] = ()


def until_of(row: LicenceRow) -> str:
    """Say how long a licence holds: to its last day, as its item says, or without an end."""
    if row.valid_until is not None:
        return _("至%(day)s", day=day(row.valid_until))
    return row.validity_note or _(WITHOUT_END)


def licence_view(row: LicenceRow, standing: Standing, version: LicenceVersionRow | None = None) -> LicenceView:
    texts = version.body["fields"] if version else ()
    return LicenceView(
        code=row.code,
        name=row.name,
        number=row.number,
        issuer=row.issuer,
        holder=row.holder_name,
        issued=day(row.issued_on),
        until=until_of(row),
        state=standing.state,
        state_label=_(standing.name),
        tone=TONES[standing.state],
        reason=standing.reason,
        theme=row.theme,
        case_number=row.case_number,
        sealed=version is None or version.signature is not None,
        fields=tuple(FieldText(each["label"], each["text"]) for each in texts),
    )


def links_of(row: CaseRow, *, desk: bool = False) -> tuple[StoryLink, ...]:
    """Link the licences that came of a case, in the wallet or at the desk; asked of what was granted only."""
    if row.outcome not in (CaseOutcome.GRANTED, CaseOutcome.GRANTED_IN_PART):
        return ()
    found = of_tenant(db(), row.tenant_id, row.number)
    return tuple(StoryLink(f"{each.name} {each.number}", _href(each, desk=desk)) for each in found)


def _href(row: LicenceRow, *, desk: bool) -> str:
    if desk:
        return url_for("desk.licence", code=row.code)
    return url_for("portal.licence", tenant=row.tenant_id, code=row.code)


def history_of(row: LicenceRow, versions: Sequence[LicenceVersionRow]) -> list[StoryEntry]:
    """Tell the versions of a licence, the newest first."""
    return [_entry(row, each) for each in versions]


def _entry(row: LicenceRow, version: LicenceVersionRow) -> StoryEntry:
    state = version.body["state"]
    return StoryEntry(
        title=_("颁发") if version.version == 1 else _(CHANGED[state]),
        at=moment(version.at),
        iso=version.at.astimezone(WALL).isoformat(timespec="minutes"),
        who=row.issuer,
        text=version.body["reason"] or _validity(version.body),
        tone="good" if state == IN_FORCE else "bad" if state in (REVOKED, CANCELLED) else "warning",
    )


def _validity(body: Mapping[str, Any]) -> str:
    if until := body["valid_until"]:
        return _("有效期至%(day)s。", day=day(date.fromisoformat(until)))
    return body.get("validity_note") or _("%(word)s。", word=_(WITHOUT_END))
