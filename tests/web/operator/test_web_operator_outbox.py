"""The dead-letter desk: an operator sees what was not sent and why, sends it again, or gives up and says why (N3)."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from door_desk import at
from tongban.cases.tables import OutboxRow
from tongban.cases.telling import Channel, DeliveryRow, DeliveryState
from tongban.database import Scope, scoped
from tongban.tenancy.tables import AuditRow

pytestmark = pytest.mark.row("N3")
KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def dead(city_sessions):
    """A mail of Yunyang's that nobody knows the end of."""
    with scoped("yunyang"):
        city_sessions().add(
            DeliveryRow(
                tenant_id="yunyang",
                message="CODE",
                person="applicant-1",
                channel=Channel.EMAIL,
                key=KEY,
                case_number="500235202609140001",
                address="applicant@example.com",
                title="受理通知书",
                body="您的办件有一份新文书。",
                state=DeliveryState.UNCERTAIN,
                attempts=2,
                cause="邮件内容发出后没有得到答复",
                created_at=at("2026-09-14 Mon 10:00"),
            )
        )
        city_sessions().commit()
    city_sessions.remove()


def found(city_sessions, kind):
    city_sessions.remove()
    with scoped(Scope.everywhere("test")):
        rows = list(city_sessions().scalars(select(kind)))
    city_sessions.remove()
    return rows


@pytest.mark.usefixtures("dead")
def test_the_desk_shows_the_cause_warns_of_what_may_have_arrived_and_masks_the_address(operator):
    page = operator.get("/operator/outbox").text
    assert "邮件内容发出后没有得到答复" in page
    assert "可能已经送到" in page
    assert "a***@example.com" in page
    assert "applicant@example.com" not in page


@pytest.mark.usefixtures("dead")
def test_sent_again_it_goes_to_the_outbox_and_who_did_it_is_noted(operator, city_sessions):
    address = f"/operator/outbox/yunyang/{KEY}"
    assert operator.post(address, "/operator/outbox", command="again").status_code == 302
    (row,) = found(city_sessions, DeliveryRow)
    assert (row.state, row.attempts) == (DeliveryState.WAITING, 0)
    assert [each.body["key"] for each in found(city_sessions, OutboxRow) if each.kind == "deliver"] == [KEY]
    assert [(each.action, each.target) for each in found(city_sessions, AuditRow)] == [("delivery.settle", KEY)]
    assert operator.post(address, "/operator/outbox", command="again").status_code == 422, "nothing is settled twice"
    assert len(found(city_sessions, OutboxRow)) == 1


@pytest.mark.usefixtures("dead")
def test_all_that_certainly_did_not_arrive_is_sent_again_together(operator, city_sessions):
    """After an outage: what may have arrived waits for somebody to ask."""
    operator.post("/operator/outbox", "/operator/outbox")
    assert found(city_sessions, DeliveryRow)[0].state == DeliveryState.UNCERTAIN
    with scoped("yunyang"):
        row = city_sessions().scalar(select(DeliveryRow))
        row.state = DeliveryState.DEAD
        city_sessions().commit()
    city_sessions.remove()
    operator.post("/operator/outbox", "/operator/outbox")
    assert [(each.state, each.attempts) for each in found(city_sessions, DeliveryRow)] == [(DeliveryState.WAITING, 0)]
    assert [each.action for each in found(city_sessions, AuditRow)] == ["delivery.settle"]


@pytest.mark.usefixtures("dead")
def test_given_up_only_with_a_reason(operator, city_sessions):
    address = f"/operator/outbox/yunyang/{KEY}"
    answer = operator.post(address, "/operator/outbox", command="give_up", reason=" ")
    assert answer.status_code == 422
    assert "原因" in answer.text
    operator.post(address, "/operator/outbox", command="give_up", reason="已电话告知本人")
    (row,) = found(city_sessions, DeliveryRow)
    assert (row.state, row.settled_why) == (DeliveryState.GIVEN_UP, "已电话告知本人")
    assert "没有需要处理的消息" in operator.get("/operator/outbox").text


@pytest.mark.usefixtures("dead")
def test_nobody_but_an_operator_sees_the_desk(visitor):
    assert visitor.log_in("chen").get("/operator/outbox").status_code == 403
