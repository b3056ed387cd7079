"""Who brought a ticket is told in the portal what became of it, once (ORD §52)."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from door_desk import REVIEWER, DoorDesk, at
from ticket_city import TicketCity
from tongban.cases import outbox
from tongban.cases.tables import MessageRow
from tongban.database import scoped
from tongban.delivery import Desk
from tongban.delivery.tickets import tell_ticket
from tongban.law.tickets import AnswerTicket


@pytest.mark.row("W4", part="told")
def test_the_person_is_told_once_however_often_the_worker_runs(desk: DoorDesk, courier: Desk):
    place = TicketCity(desk)
    number = place.assigned()
    place.done(number, AnswerTicket(REVIEWER, "情况属实，已经退还。"))
    session = place.desk.sessions()
    effects = [each for each in outbox.take(session, at("2026-09-14 Mon 11:00")) if each.kind == "tell_ticket"]
    assert len(effects) == 2
    with scoped(place.desk.tenant):
        for each in effects * 2:
            tell_ticket(session, courier, each, at("2026-09-14 Mon 11:00"))
            session.flush()
        bodies = {row.body for row in session.scalars(select(MessageRow).where(MessageRow.id.like(f"{number}%")))}
    assert bodies == {
        "您反映的问题已经受理，办理进展可以在“我的反映”中查看。",
        "您反映的问题已经答复，请到“我的反映”中查看；不满意的，可以要求重新办理一次。",
    }
