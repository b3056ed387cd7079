"""Telling people beyond the site: once each, tried again where it is safe, and never dropped (N3)."""

from __future__ import annotations

import json
from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from door_desk import at
from telling_office import EMAIL, LATER, MONDAY, PHONE, SECRET, Office
from tongban.cases.telling import Channel, DeliveryState, give_up, in_trouble, send_again
from tongban.database import scoped
from tongban.delivery.channels import signed_well
from tongban.delivery.sending import MOST_ATTEMPTS
from tongban.errors import TongbanError

pytestmark = pytest.mark.row("N3")
STEP = timedelta(hours=1, minutes=1)  # longer than any pause of the outbox


@pytest.mark.article("335 §17")
def test_a_person_is_told_within_the_site_and_by_each_channel_that_they_chose(office: Office) -> None:
    office.wants(Channel.EMAIL, Channel.SMS)
    number = office.desk.submit(MONDAY).number
    office.drain()
    assert office.the_delivery(Channel.IN_SITE).state == DeliveryState.SENT
    (content,) = office.mails.mails
    mail = message_from_bytes(content, policy=policy.default)
    assert (mail["To"], mail["Auto-Submitted"]) == (EMAIL, "auto-generated")
    assert number in mail.get_content()
    row = office.the_delivery(Channel.EMAIL)
    assert mail["Message-ID"] == f"<{row.key}@example.com>"
    assert row.provider_id == "taken as 4711"
    ((headers, body),) = office.gateway.requests
    assert headers["Idempotency-Key"] == json.loads(body)["key"] == office.the_delivery(Channel.SMS).key
    assert json.loads(body)["to"] == PHONE
    assert office.waiting() == []


def test_who_chose_nothing_is_told_within_the_site_alone(office: Office) -> None:
    office.desk.submit(MONDAY)
    office.drain()
    assert [office.deliveries(each) for each in (Channel.EMAIL, Channel.SMS, Channel.WEBHOOK)] == [[], [], []]
    assert office.the_delivery(Channel.IN_SITE).state == DeliveryState.SENT


@pytest.mark.parametrize("trouble", ["451 later", "421 busy"])
def test_a_mail_server_that_puts_off_is_tried_again_with_the_same_message_id(office: Office, trouble: str) -> None:
    office.wants(Channel.EMAIL)
    office.mails.answers = [trouble, trouble]
    office.desk.submit(MONDAY)
    office.drain()
    assert office.the_delivery(Channel.EMAIL).state == DeliveryState.WAITING
    office.drain(LATER + STEP)
    office.drain(LATER + 2 * STEP)
    row = office.the_delivery(Channel.EMAIL)
    assert (row.state, row.attempts, row.cause) == (DeliveryState.SENT, 3, "")
    assert office.mails.taken == [f"<{row.key}@example.com>"]


def test_an_address_that_is_refused_for_good_waits_at_the_dead_letter_desk_at_once(office: Office) -> None:
    office.wants(Channel.EMAIL)
    office.mails.answers = ["550 no such mailbox"]
    office.desk.submit(MONDAY)
    office.drain()
    row = office.the_delivery(Channel.EMAIL)
    assert (row.state, row.attempts) == (DeliveryState.DEAD, 1)
    assert "550 no such mailbox" in row.cause
    assert office.waiting() == []


def test_a_mail_whose_end_nobody_knows_is_not_sent_again_but_shown_to_a_person(office: Office) -> None:
    office.wants(Channel.EMAIL)
    office.mails.answers = ["break"]
    office.desk.submit(MONDAY)
    office.drain()
    office.drain(LATER + STEP)
    assert office.the_delivery(Channel.EMAIL).state == DeliveryState.UNCERTAIN
    assert len(office.mails.taken) == 1
    assert office.waiting() == []


def test_a_gateway_that_fails_again_and_again_ends_at_the_desk_and_goes_out_when_a_person_says_so(
    office: Office,
) -> None:
    office.wants(Channel.SMS)
    office.gateway.answers = [503] * MOST_ATTEMPTS
    office.desk.submit(MONDAY)
    for hour in range(MOST_ATTEMPTS):
        office.drain(LATER + hour * STEP)
    row = office.the_delivery(Channel.SMS)
    assert (row.state, row.attempts) == (DeliveryState.DEAD, MOST_ATTEMPTS)
    assert office.waiting() == []
    with scoped("yunyang"):
        session = office.desk.sessions()
        assert [each.key for each in in_trouble(session)] == [row.key]
        send_again(session, row.key, "李运维", LATER + timedelta(hours=7))
        session.commit()
    office.drain(LATER + timedelta(hours=7))
    row = office.the_delivery(Channel.SMS)
    assert (row.state, row.settled_by) == (DeliveryState.SENT, "李运维")
    assert office.gateway.taken == {row.key: 1}


def test_giving_up_needs_a_reason_and_what_is_settled_is_not_settled_twice(office: Office) -> None:
    office.wants(Channel.SMS)
    office.gateway.answers = [400]
    office.desk.submit(MONDAY)
    office.drain()
    key = office.the_delivery(Channel.SMS).key
    with scoped("yunyang"):
        session = office.desk.sessions()
        with pytest.raises(TongbanError, match="原因"):
            give_up(session, key, "李运维", " ")
        give_up(session, key, "李运维", "已电话告知本人")
        session.commit()
        with pytest.raises(TongbanError, match="不需要处理"):
            send_again(session, key, "李运维", LATER)
    assert office.the_delivery(Channel.SMS).settled_why == "已电话告知本人"


@pytest.mark.parametrize("trouble", ["late", "break", 500])
def test_a_gateway_that_breaks_off_is_asked_and_sends_once(office: Office, trouble: object) -> None:
    office.wants(Channel.SMS)
    office.gateway.answers = [trouble]
    office.desk.submit(MONDAY)
    office.drain()
    assert office.the_delivery(Channel.SMS).state == DeliveryState.SENDING
    office.drain(LATER + STEP)
    row = office.the_delivery(Channel.SMS)
    assert (row.state, row.provider_id) == (DeliveryState.SENT, f"id-of-{row.key[:6]}")
    assert office.gateway.taken == {row.key: 1}


def test_a_gateway_that_answers_twice_is_believed_once(office: Office) -> None:
    office.wants(Channel.SMS)
    office.gateway.answers = ["twice"]
    office.desk.submit(MONDAY)
    office.drain()
    row = office.the_delivery(Channel.SMS)
    assert row.provider_id == f"id-of-{row.key[:6]}"
    assert (row.attempts, office.gateway.taken) == (1, {row.key: 1})


def test_a_gateway_that_can_neither_be_asked_nor_drops_doubles_gets_each_message_at_most_once(office: Office) -> None:
    ways = office.ways(drops_doubles=False, can_be_asked=False)
    office.wants(Channel.SMS)
    office.gateway.answers, office.gateway.drops_doubles = ["break"], False
    office.desk.submit(MONDAY)
    office.drain(ways=ways)
    office.drain(LATER + STEP, ways)
    row = office.the_delivery(Channel.SMS)
    assert row.state == DeliveryState.UNCERTAIN
    assert office.gateway.taken == {row.key: 1}


def test_text_messages_wait_for_the_morning_and_mails_do_not(office: Office) -> None:
    office.wants(Channel.EMAIL, Channel.SMS)
    office.desk.submit("2026-09-14 Mon 20:50")
    office.drain(at("2026-09-14 Mon 21:10"))
    assert len(office.mails.taken) == 1
    office.drain(at("2026-09-15 Tue 07:59"))
    assert office.gateway.requests == []
    office.drain(at("2026-09-15 Tue 08:00"))
    assert office.the_delivery(Channel.SMS).state == DeliveryState.SENT


def test_a_second_attempt_that_falls_into_the_quiet_hours_waits_too(office: Office) -> None:
    office.wants(Channel.SMS)
    office.gateway.answers = [503]
    office.desk.submit("2026-09-14 Mon 20:50")
    office.drain(at("2026-09-14 Mon 20:59"))
    office.drain(at("2026-09-14 Mon 21:01"))
    assert len(office.gateway.requests) == 1
    office.drain(at("2026-09-15 Tue 08:00"))
    assert office.the_delivery(Channel.SMS).state == DeliveryState.SENT


@pytest.mark.article("ORD §28")
def test_a_webhook_is_signed_tells_no_words_of_the_notice_and_its_secret_is_not_in_the_database(
    office: Office,
) -> None:
    office.endpoint(office.gateway.url)
    office.gateway.answers = ["break"]
    office.desk.submit(MONDAY)
    office.drain()
    office.drain(LATER + STEP)
    assert len(office.gateway.requests) == 2  # the receiver drops what it has by its id
    headers, body = office.gateway.requests[0]
    row = office.the_delivery(Channel.WEBHOOK)
    assert (row.state, office.gateway.taken) == (DeliveryState.SENT, {row.key: 1})
    assert json.loads(body)["event"] == "notice.issued"
    assert "重庆示例建设有限公司" not in body.decode()
    assert signed_well(SECRET, headers, body, LATER)
    assert not signed_well(SECRET, headers, body + b" ", LATER)
    assert not signed_well("another", headers, body, LATER)
    assert not signed_well(SECRET, headers, body, LATER + timedelta(minutes=6)), "somebody plays it again"
    assert not signed_well(SECRET, {**headers, "Tongban-Id": "another"}, body, LATER)


def test_a_channel_that_is_no_longer_configured_ends_at_the_desk(office: Office) -> None:
    office.wants(Channel.EMAIL)
    office.desk.submit(MONDAY)
    office.drain(ways={})
    row = office.the_delivery(Channel.EMAIL)
    assert row.state == DeliveryState.DEAD
    assert "没有配置" in row.cause
