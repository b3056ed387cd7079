"""Take an evaluation: once for each person and act, for good; a bad one begins its rectification at once (V1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tongban.cases.evaluation.tables import EvaluationRow, InvitationRow
from tongban.cases.tickets.door import Opening, open_ticket
from tongban.database import scoped
from tongban.errors import TongbanError
from tongban.law import SYSTEM, Refusal
from tongban.law.evaluation import GRADE_NAMES, LONGEST_TEXT, OCCASION_NAMES, REASONS, WAYS, Grade, Occasion
from tongban.law.tickets import Complainant, TicketKind
from tongban.publishing.books import Books

_ARTICLE = "335 §37"
ALREADY = "这次服务您已经评价过。评价一经作出，任何人都不能修改或者删除；还有意见的，可以投诉。"


@dataclass(frozen=True, slots=True)
class Rating:
    """What the person says. `beside` is the member of staff whose log-in was in the browser."""

    grade: Grade
    reasons: tuple[str, ...] = ()
    text: str = ""
    way: str = "portal"
    beside: str | None = None


def give(session: Session, books: Books, invitation: InvitationRow, rating: Rating, now: datetime) -> EvaluationRow:
    """Write an evaluation, and begin the rectification of a bad one; raises TongbanError for a second."""
    reasons = _checked(rating)
    with scoped(invitation.tenant_id):
        row = EvaluationRow(
            tenant_id=invitation.tenant_id,
            case_number=invitation.case_number,
            occasion=invitation.occasion,
            person_id=invitation.applicant_id,
            grade=rating.grade.value,
            reasons=list(reasons),
            text=rating.text.strip(),
            way=rating.way,
            beside=rating.beside,
            item=invitation.item,
            service_channel=invitation.service_channel,
            given_at=now,
        )
        key = (row.tenant_id, row.case_number, row.occasion, row.person_id)
        if session.get(EvaluationRow, key) is not None:
            raise TongbanError(ALREADY, article=_ARTICLE)
        try:
            with session.begin_nested():
                if rating.grade.is_bad:
                    row.ticket = _rectify(session, books, invitation, rating, now)
                session.add(row)
        except IntegrityError:  # the same person sent it twice at once
            raise TongbanError(ALREADY, article=_ARTICLE) from None
        return row


def _checked(rating: Rating) -> Sequence[str]:
    if rating.way not in WAYS:
        raise TongbanError(f"评价渠道应为以下之一：{'、'.join(WAYS)}。")
    if len(rating.text) > LONGEST_TEXT:
        raise TongbanError(f"评价内容不超过 {LONGEST_TEXT} 个字，请精简后提交。")
    if unknown := [each for each in rating.reasons if each not in REASONS]:
        raise TongbanError(f"没有“{unknown[0]}”这一项，可选的有：{'、'.join(REASONS.values())}。")
    return tuple(dict.fromkeys(rating.reasons))


def _rectify(session: Session, books: Books, invitation: InvitationRow, rating: Rating, now: datetime) -> str:
    """Open the rectification, with limits from the rulebook (ORD §51)."""
    said = [REASONS[each] for each in rating.reasons] + ([rating.text.strip()] if rating.text.strip() else [])
    grade = GRADE_NAMES[rating.grade]
    opening = Opening(
        kind=TicketKind.RECTIFICATION,
        person=Complainant(invitation.applicant_id, invitation.applicant_name),
        title=f"{grade}：{invitation.title}（{OCCASION_NAMES[Occasion(invitation.occasion)]}）",
        body="；".join(said) or "没有写明原因，请联系评价人了解。",
        channel=rating.way,
        case=invitation.case_number,
        item=invitation.item,
    )
    done = open_ticket(session, books, invitation.tenant_id, opening, SYSTEM, now)
    if isinstance(done, Refusal):
        raise TongbanError(done.message, article=done.article)
    return done.ticket.number
