"""Show a licence: a code that holds for minutes, opens only the chosen fields, and can be looked at once (E3).

The token is signed, so that nobody makes one; the row behind it remembers that it was looked at, so that a copy of the
picture is worth nothing afterwards.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.licences.sealing import problem_of
from tongban.cases.licences.standing import Standing, standing_of
from tongban.cases.licences.tables import LicenceRegister, LicenceRow, PresentationRow
from tongban.cases.licences.wallet import kept, versions_of
from tongban.database import scoped
from tongban.errors import NotFound, TongbanError

LIFETIME = timedelta(minutes=5)
MOST_AN_HOUR = 60  # of one licence: a person does not show it more often
_SALT = "licence-presentation"
ARTICLE = "335 §30"


@dataclass(frozen=True, slots=True)
class Shown:
    """One field as a third party reads it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What a third party sees: the chosen fields, the state, who issued it; and whether the record is whole."""

    name: str
    issuer: str
    standing: Standing
    fields: tuple[Shown, ...]
    problem: str  # why the record cannot be trusted; empty where it can
    at: datetime


def present(
    session: Session, row: LicenceRow, chosen: Collection[str], secret: str, now: datetime
) -> tuple[str, PresentationRow]:
    """Make a presentation of the holder's own licence; returns its token. The caller commits."""
    known = [str(each["id"]) for each in versions_of(session, row)[0].body["fields"]]
    fields = [each for each in known if each in chosen]
    if not fields or set(chosen) - set(known):
        raise TongbanError("请至少选择一项要出示的内容，并且只选证照上有的内容。", article=ARTICLE)
    with scoped(row.tenant_id):
        _not_too_often(session, row, now)
        shown = PresentationRow(
            tenant_id=row.tenant_id,
            id=secrets.token_urlsafe(12),
            code=row.code,
            version=row.version,
            fields=fields,
            shown_at=now,
            expires_at=now + LIFETIME,
            looked_by="",
        )
        session.add(shown)
        session.flush()
    return token_of(shown, secret), shown


def _not_too_often(session: Session, row: LicenceRow, now: datetime) -> None:
    since = select(PresentationRow.id).where(
        PresentationRow.code == row.code, PresentationRow.shown_at > now - timedelta(hours=1)
    )
    if len(session.scalars(since.limit(MOST_AN_HOUR)).all()) >= MOST_AN_HOUR:
        raise TongbanError(f"一小时内最多出示 {MOST_AN_HOUR} 次，请稍后再试。", article=ARTICLE)


def token_of(shown: PresentationRow, secret: str) -> str:
    until = int(shown.expires_at.timestamp())
    return str(URLSafeSerializer(secret, salt=_SALT).dumps([shown.tenant_id, shown.id, until]))


def own_presentation(session: Session, row: LicenceRow, presentation_id: str) -> PresentationRow:
    """Find a presentation of a licence that is known to be the asker's own."""
    with scoped(row.tenant_id):
        found = session.get(PresentationRow, (row.tenant_id, presentation_id))
    if found is None or found.code != row.code:
        raise NotFound("没有这次出示，请重新出示。")
    return found


def readable(token: str, secret: str, now: datetime) -> tuple[str, str]:
    """Read a token: tenant and presentation. Refuses one that was changed or whose minutes are over."""
    try:
        tenant, presentation, until = URLSafeSerializer(secret, salt=_SALT).loads(token)
    except (BadSignature, ValueError, TypeError) as fault:
        raise TongbanError("这个二维码不是本平台出示的，或者内容被改动过，不能采信。", article=ARTICLE) from fault
    if datetime.fromtimestamp(until, UTC) < now:
        raise TongbanError("这个二维码已经过期，请持证人重新出示。", article=ARTICLE)
    return str(tenant), str(presentation)


def look(
    session: Session, token: str, secret: str, roots: Collection[bytes], day: date, now: datetime, *, by: str = ""
) -> Seen:
    """Look at what is shown, once; whoever comes second is told when it was looked at. The caller commits."""
    tenant, presentation = readable(token, secret, now)
    with scoped(tenant):
        wanted = select(PresentationRow).where(PresentationRow.id == presentation).with_for_update()
        shown = session.scalar(wanted.execution_options(populate_existing=True))
        if shown is None:
            raise TongbanError("没有这次出示，请持证人重新出示。", article=ARTICLE)
        if shown.looked_at is not None:
            message = "这个二维码已经核验过一次，不能再次使用，请持证人重新出示。"
            raise TongbanError(message, article=ARTICLE)
        shown.looked_at, shown.looked_by = now, by[:100]
        row = session.scalars(select(LicenceRow).where(LicenceRow.code == shown.code)).one()
        session.flush()
        return seen(session, row, shown.fields, roots, day, now)


def seen(
    session: Session, row: LicenceRow, chosen: Collection[str], roots: Collection[bytes], day: date, now: datetime
) -> Seen:
    """Give what a third party sees of a licence, read from its newest sealed version."""
    body = versions_of(session, row)[0].body
    fields = tuple(Shown(each["label"], each["text"]) for each in body["fields"] if each["id"] in chosen)
    with scoped(row.tenant_id):
        problem = problem_of(session, row, tuple(roots))
    return Seen(row.name, row.issuer, standing_of(row, day), fields, problem, now)


def by_code(session: Session, code: str) -> LicenceRow:
    """Find a licence by the code that is printed on it, whichever tenant issued it: verification is public."""
    entry = session.get(LicenceRegister, "".join(each for each in code.upper() if each.isalnum()))
    if entry is None:
        raise NotFound("没有查到这个查验码对应的证照，请核对后重新输入。")
    return kept(session, entry)
