"""Let the person served rate each service act: the invitation is written with the act itself (V1, 30 (一))."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.evaluation.tables import EvaluationRow, InvitationRow
from tongban.database import add_only, by_key
from tongban.definitions import Definition
from tongban.errors import NotFound
from tongban.law import Case, Event
from tongban.law.evaluation import Occasion
from tongban.law.events import CaseDecided, CaseDeclined, CaseSubmitted, CaseWithdrawn

_ENDS = (CaseDecided, CaseDeclined, CaseWithdrawn)


def invite(session: Session, case: Case, definition: Definition, events: Iterable[Event], now: datetime) -> None:
    """Open the occasions that these events bring; offices among themselves are not rated."""
    if definition.internal:
        return
    for event in events:
        if isinstance(event, CaseSubmitted):
            _open(session, case, definition, Occasion.INTAKE, now)
        elif isinstance(event, _ENDS) and not _is_open(session, case, Occasion.OUTCOME):
            _open(session, case, definition, Occasion.OUTCOME, now)


def _is_open(session: Session, case: Case, occasion: Occasion) -> bool:
    return by_key(session, InvitationRow, case.tenant, case.number, occasion.value) is not None


def _open(session: Session, case: Case, definition: Definition, occasion: Occasion, now: datetime) -> None:
    add_only(
        session,
        InvitationRow,
        tenant_id=case.tenant,
        case_number=case.number,
        occasion=occasion.value,
        token=secrets.token_hex(16),  # 128 bits: nobody guesses it, and it opens this one act alone
        item=definition.item,
        title=definition.title,
        service_channel=case.channel,
        applicant_id=case.applicant.id,
        applicant_name=case.applicant.name,
        invited_at=now,
    )


#: kind of notice → the occasion whose code is printed on it: what the person keeps, and shows to nobody else
RATED_ON = {
    "receipt": Occasion.INTAKE,
    "non_acceptance_notice": Occasion.OUTCOME,
    "withdrawal_notice": Occasion.OUTCOME,
    "delivery_receipt": Occasion.OUTCOME,
}


def rate_address(session: Session, kind: str, tenant: str, case: str, public_url: str) -> str:
    """Give the address at which the person rates the act that a notice is of; empty on what others may be shown."""
    occasion = RATED_ON.get(kind)
    row = session.get(InvitationRow, (tenant, case, occasion.value)) if occasion else None
    return f"{public_url}/{tenant}/rate/{row.token}" if row else ""


@dataclass(frozen=True, slots=True)
class Open:
    """An occasion of a case, and what was said of it, if anything."""

    invitation: InvitationRow
    given: EvaluationRow | None


def occasions(session: Session, case: str) -> list[Open]:
    """List the occasions of a case that can be, or were, rated, the latest first; the caller is in its scope."""
    same = (
        (EvaluationRow.tenant_id == InvitationRow.tenant_id)
        & (EvaluationRow.case_number == InvitationRow.case_number)
        & (EvaluationRow.occasion == InvitationRow.occasion)
    )
    found = select(InvitationRow, EvaluationRow).outerjoin(EvaluationRow, same)
    rows = session.execute(found.where(InvitationRow.case_number == case).order_by(InvitationRow.occasion.desc()))
    return [Open(row[0], row[1]) for row in rows]


def by_token(session: Session, token: str) -> Open:
    """Find an occasion of the tenant in scope by its token."""
    row = session.scalar(select(InvitationRow).where(InvitationRow.token == token))
    if row is None:
        raise NotFound("这个评价链接不正确，请从办件页面或者文书上的二维码重新进入。")
    return next(each for each in occasions(session, row.case_number) if each.invitation is row)
