"""Evaluation: every case can be rated, once an act; it stays for good, and a bad one begins its mending (V1)."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from door_desk import CHIEF, REVIEWER, DoorDesk, at
from ticket_city import MONDAY, SUPERVISOR, TicketCity
from tongban.cases.evaluation import EvaluationRow, Figures, InvitationRow, Share, by_token, figures, occasions
from tongban.cases.evaluation.inviting import rate_address
from tongban.database import Scope, scoped
from tongban.errors import NotFound, TongbanError
from tongban.law.evaluation import Grade, Occasion
from tongban.law.tickets import (
    AnswerTicket,
    AppealEvaluation,
    AssignTicket,
    DecideAppeal,
    RecordContact,
    TellPerson,
    TicketKind,
)

WHOLE = (at("2026-09-01 Tue 00:00"), at("2026-12-01 Tue 00:00"))


@pytest.fixture
def place(desk: DoorDesk) -> TicketCity:
    return TicketCity(desk)


def asked(place: TicketCity, *tenants: str) -> list[Figures]:
    with scoped(Scope(tenants or (place.desk.tenant,), None, "test")):
        return figures(place.desk.sessions(), *WHOLE)


@pytest.mark.row("V1")
@pytest.mark.article("335 §37")
def test_a_case_can_be_rated_when_it_is_handed_in_and_when_it_ends_declined_too(place: TicketCity):
    number = place.desk.submit(MONDAY).number
    with scoped(place.desk.tenant):
        assert [each.invitation.occasion for each in occasions(place.desk.sessions(), number)] == ["intake"]
    declined = place.declined()
    with scoped(place.desk.tenant):
        found = occasions(place.desk.sessions(), declined)
    assert [each.invitation.occasion for each in found] == ["outcome", "intake"]


@pytest.mark.row("V1")
def test_a_token_opens_one_act_at_its_own_tenant_and_nothing_else(place: TicketCity):
    invitation = place.invitation(place.declined())
    with scoped(place.desk.tenant):
        assert by_token(place.desk.sessions(), invitation.token).invitation is invitation
        with pytest.raises(NotFound, match="评价链接"):
            by_token(place.desk.sessions(), invitation.token[:-1])
    with scoped("yuzhong"), pytest.raises(NotFound):
        by_token(place.desk.sessions(), invitation.token)


@pytest.mark.row("V1")
def test_the_code_is_printed_on_what_the_person_keeps_and_not_on_what_others_are_shown(place: TicketCity):
    case = place.declined()
    with scoped(place.desk.tenant):
        session = place.desk.sessions()

        def printed(kind: str) -> str:
            return rate_address(session, kind, place.desk.tenant, case, "https://example.invalid")

        assert printed("receipt").endswith(place.invitation(case, Occasion.INTAKE).token)
        assert printed("non_acceptance_notice").endswith(place.invitation(case).token)
        assert printed("grant_decision") == ""


@pytest.mark.row("V1")
def test_a_person_rates_an_act_once_and_each_act_for_itself(place: TicketCity):
    case = place.declined()
    place.rate(place.invitation(case), Grade.SATISFIED)
    place.rate(place.invitation(case, Occasion.INTAKE), Grade.VERY_SATISFIED, way="tablet", beside="yunyang.clerk")
    with pytest.raises(TongbanError, match="已经评价过"):
        place.rate(place.invitation(case), Grade.VERY_UNSATISFIED)
    place.desk.sessions().rollback()
    with scoped(place.desk.tenant):
        rows = place.desk.sessions().scalars(select(EvaluationRow).order_by(EvaluationRow.occasion)).all()
    assert [(row.grade, row.beside) for row in rows] == [(5, "yunyang.clerk"), (4, None)]


@pytest.mark.parametrize("said", [{"way": "rumour"}, {"reasons": ("rain",)}, {"text": "长" * 501}])
def test_what_no_page_offers_is_refused_in_chinese(place: TicketCity, said: dict[str, object]):
    with pytest.raises(TongbanError, match=r"。$"):
        place.rate(place.invitation(place.declined()), Grade.SATISFIED, **said)


@pytest.mark.row("V1", part="an office cannot edit or delete one")
@pytest.mark.parametrize(
    "statement", [update(EvaluationRow).values(grade=5), delete(EvaluationRow)], ids=["edit", "delete"]
)
def test_the_database_itself_refuses_to_change_or_delete_an_evaluation(place: TicketCity, statement):
    place.rate(place.invitation(place.declined()), Grade.UNSATISFIED)
    session = place.desk.sessions()
    with scoped(place.desk.tenant):
        with pytest.raises(DBAPIError, match="never changed or deleted"):
            session.execute(statement.where(EvaluationRow.grade == Grade.UNSATISFIED.value))
        session.rollback()
        assert session.scalars(select(EvaluationRow.grade)).all() == [Grade.UNSATISFIED.value]


@pytest.mark.row("V1")
@pytest.mark.article("ORD §51", "30 (一)")
def test_a_bad_evaluation_begins_its_rectification_in_the_same_transaction(place: TicketCity):
    case = place.declined()
    row = place.rate(place.invitation(case), Grade.VERY_UNSATISFIED, reasons=("trips",), text="跑了三次。")
    ticket = place.row(row.ticket)
    assert (ticket.kind, ticket.case_number) == (TicketKind.RECTIFICATION, case)
    assert ticket.snapshot["body"] == "让我多次跑动；跑了三次。"
    assert ticket.due_kind == "ticket_contact"
    assert place.rate(place.invitation(case, Occasion.INTAKE), Grade.FAIRLY_SATISFIED).ticket is None


def mend(place: TicketCity, ticket: str) -> None:
    place.done(ticket, AssignTicket(CHIEF, REVIEWER))
    place.done(ticket, RecordContact(REVIEWER, True, "电话联系。"))
    place.done(ticket, AnswerTicket(REVIEWER, "情况属实。", "已经整改。"))


@pytest.mark.row("V1", part="five 100 % figures")
@pytest.mark.article("30 (一)")
def test_the_five_figures_count_items_objects_channels_mended_and_called_back(place: TicketCity):
    case = place.declined()
    ticket = place.rate(place.invitation(case), Grade.UNSATISFIED).ticket
    place.rate(place.invitation(case, Occasion.INTAKE), Grade.VERY_SATISFIED)
    whole, department = asked(place)
    assert (whole.department, department.tenant) == ("", "yunyang")
    assert department.department
    assert (whole.items, whole.objects, whole.channels) == (Share(1, 1), Share(1, 1), Share(1, 1))
    assert (whole.mended, whole.called_back) == (Share(0, 0), Share(0, 0)), "a limit that runs owes nothing yet"
    assert (whole.rated, whole.satisfied) == (Share(2, 2), Share(1, 2))
    mend(place, ticket)
    assert (asked(place)[0].mended.percent, asked(place)[0].called_back) == (100.0, Share(0, 0))
    place.done(ticket, TellPerson(REVIEWER, "phone", "满意。", True))
    assert asked(place)[0].called_back == Share(1, 1)


@pytest.mark.row("V1", part="five 100 % figures")
def test_what_is_late_counts_against_the_office_and_what_is_unfounded_does_not(place: TicketCity):
    case = place.declined()
    late = place.rate(place.invitation(case), Grade.UNSATISFIED).ticket
    without_ground = place.rate(place.invitation(case, Occasion.INTAKE), Grade.UNSATISFIED).ticket
    place.done(without_ground, AppealEvaluation(REVIEWER, "当日没有此办件。"))
    place.done(without_ground, DecideAppeal(SUPERVISOR, True, "录像显示当日没有此办件。"))
    place.act(late, RecordContact(REVIEWER, True, "电话联系。"), "2026-10-12 Mon 10:00")
    whole = asked(place)[0]
    assert (whole.mended, whole.called_back, whole.unfounded) == (Share(0, 1), Share(0, 1), 1)
    assert whole.grades[Grade.UNSATISFIED] == 2, "the original stays and is counted"


@pytest.mark.row("V1", part="five 100 % figures")
def test_a_case_that_could_not_be_rated_shows_in_all_three_coverages(place: TicketCity):
    place.declined()
    with scoped(place.desk.tenant):
        place.desk.sessions().execute(delete(InvitationRow))
        place.desk.sessions().commit()
    whole = asked(place)[0]
    assert (whole.items, whole.objects, whole.channels) == (Share(0, 1), Share(0, 1), Share(0, 1))


@pytest.mark.row("T2")
def test_figures_are_of_the_tenants_in_scope_only(place: TicketCity):
    place.declined()
    assert asked(place, "yuzhong") == []
    assert {each.tenant for each in asked(place, "yuzhong", "yunyang")} == {"yunyang"}
