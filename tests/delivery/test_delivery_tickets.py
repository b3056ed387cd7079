"""Who brought a ticket is told in the portal what became of it, once (ORD §52)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from door_desk import REVIEWER, DoorDesk, at
from ticket_city import COMPLAINT, TicketCity
from tongban.cases import outbox
from tongban.cases.documents import documents_of
from tongban.cases.tables import MessageRow
from tongban.database import scoped
from tongban.delivery import Desk, drain
from tongban.delivery.courier import HANDLERS
from tongban.law import Actor
from tongban.law.tickets import AnswerTicket, Complainant
from tongban.notices import verify


@pytest.mark.row("W4", part="told")
def test_the_person_is_told_once_however_often_the_worker_runs(desk: DoorDesk, courier: Desk):
    place = TicketCity(desk)
    number = place.assigned()
    place.done(number, AnswerTicket(REVIEWER, "情况属实，已经退还。"))
    session = place.desk.sessions()
    effects = outbox.take(session, at("2026-09-14 Mon 11:00"))
    by_kind = [each for each in effects if each.kind in ("tell_ticket", "tell_applicant")]
    assert sorted(each.kind for each in by_kind) == ["tell_applicant", "tell_ticket"]
    with scoped(place.desk.tenant):
        (paper,) = documents_of(session, number)
        for each in by_kind * 2:
            HANDLERS[each.kind](session, courier, each, at("2026-09-14 Mon 11:00"))
            session.flush()
        told = {row.document_code: row.body for row in session.scalars(select(MessageRow))}
    assert told == {
        None: "您反映的问题已经受理，办理进展可以在“我的反映”中查看。",
        paper.code: f"您反映的问题 {number} 已经答复：投诉答复书，文号 {paper.number}。"
        "请在“我的反映”中查看，对答复有异议的，办法写在文书里。",
    }


@pytest.mark.row("W4", part="the answer as a document")
@pytest.mark.row("N2", part="the answer to a complaint")
def test_the_answer_to_a_complaint_is_sealed_once_and_verified_like_any_notice(desk: DoorDesk, courier: Desk):
    place = TicketCity(desk)
    number = place.assigned(replace(COMPLAINT, person=Complainant()), Actor("", "匿名", "visitor"))
    place.done(number, AnswerTicket(REVIEWER, "情况属实，已经退还。"))
    sealed = []
    for _ in range(2):
        drain(place.desk.sessions, courier, lambda: at("2026-09-14 Mon 11:00"))
        sealed += [each.pdf for each in place.papers(number)]
    assert sealed[0] is not None
    assert sealed[0] == sealed[1]
    found = verify(courier.files.get(sealed[0]), courier.keys.roots(), at("2026-09-14 Mon 12:00"))
    assert (found.genuine, found.signer) == (True, "云阳县政务服务管理办公室"), "a body signs, not a place"
    with scoped(place.desk.tenant):
        assert list(place.desk.sessions().scalars(select(MessageRow))) == [], "nobody has an account to be told at"
