"""What goes out of the house, by command: dead letters, a tenant's own systems, fees; with real peers (N3, L13)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner, Result
from sqlalchemy import select

from door_desk import ENTERPRISE, DoorDesk, at
from far_certificates import authority
from far_sides import FarSide, far_side, mail_server
from paying_site import KEY, a_till
from paying_site import LATER as PAID
from tongban.cases.payments.orders import PATIENCE
from tongban.cases.telling import Channel, ContactRow, DeliveryRow, DeliveryState, EndpointRow
from tongban.cli.main import commands
from tongban.database import Scope, Sessions, scoped
from tongban.delivery.channels import signed_well
from tongban.publishing import Books
from tongban.settings import Settings
from tongban.tenancy.tables import AuditRow

MONDAY, LATER = "2026-09-14 Mon 10:00", at("2026-09-14 Mon 10:05")
ACCOUNT = ("office@example.com", "the mail server's password")


@pytest.fixture
def desk(city_sessions: Sessions, books: Books) -> DoorDesk:
    return DoorDesk(city_sessions, books)


@pytest.fixture
def gateway() -> Iterator[FarSide]:
    with far_side() as running:
        yield running


def run(city: Settings, *words: str, when: datetime = LATER, **more: str) -> Result:
    own = {"TONGBAN_DATA": str(city.data), "TONGBAN_SECRET_KEY": city.secret_key, "DATABASE_URL": city.database_url}
    with time_machine.travel(when, tick=True):
        return CliRunner().invoke(commands, list(words), env={"TONGBAN_HOME": str(city.home), **own, **more})


def done(result: Result) -> str:
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


def wants(desk: DoorDesk, *ways: tuple[Channel, str]) -> None:
    for channel, address in ways:
        row = ContactRow(applicant_id=ENTERPRISE.id, channel=channel, address=address, proposed="", code="", tries=0)
        row.is_wanted = True
        desk.sessions().add(row)
    desk.sessions().commit()
    desk.sessions.remove()


def delivery(desk: DoorDesk, channel: Channel) -> DeliveryRow:
    with scoped(Scope.everywhere("test")):
        row = desk.sessions().scalars(select(DeliveryRow).where(DeliveryRow.channel == channel)).one()
    desk.sessions.remove()
    return row


@pytest.mark.row("N3", part="the dead-letter desk by command")
@pytest.mark.article("335 §17")
def test_what_was_refused_is_listed_sent_again_or_given_up_by_command(
    city: Settings, desk: DoorDesk, gateway: FarSide, tmp_path: Path
) -> None:
    wants(desk, (Channel.EMAIL, "applicant@example.com"), (Channel.SMS, "+8613800138000"))
    case = desk.submit(MONDAY).number
    desk.sessions.remove()
    trusted = authority(tmp_path)
    with mail_server("smtps", trusted.proof_of("127.0.0.1"), ACCOUNT) as mails:
        ways = {"TONGBAN_MAIL_URL": mails.url, "TONGBAN_MAIL_PASSWORD": ACCOUNT[1], "TONGBAN_MAIL_FROM": ACCOUNT[0]}
        ways |= {"SSL_CERT_FILE": str(trusted.roots), "TONGBAN_SMS_URL": gateway.url, "TONGBAN_SMS_TOKEN": "token"}
        mails.answers, gateway.answers = ["550 no such mailbox"], [400]
        done(run(city, "worker", "--once", **ways))
        mail, text = delivery(desk, Channel.EMAIL), delivery(desk, Channel.SMS)
        told = done(run(city, "outbox", "list"))
        assert [line.split()[:4] for line in told.splitlines()] == [
            ["yunyang", each.key, DeliveryState.DEAD, each.channel] for each in sorted((mail, text), key=_age)
        ]
        assert "550 no such mailbox" in told
        assert case in told
        assert "applicant@example.com" not in told, "no address stands on a screen"
        assert "已经安排重新发送" in done(run(city, "outbox", "retry", "yunyang", mail.key))
        assert run(city, "outbox", "give-up", "yunyang", text.key, "--reason", " ").exit_code == 1
        done(run(city, "outbox", "give-up", "yunyang", text.key, "--reason", "已经电话告知本人。"))
        done(run(city, "worker", "--once", when=LATER + timedelta(minutes=5), **ways))
    assert (mails.taken, mails.encrypted, mails.said[0]) == ([f"<{mail.key}@127.0.0.1>"], [True], ACCOUNT)
    assert (delivery(desk, Channel.EMAIL).state, gateway.taken) == (DeliveryState.SENT, {})
    assert done(run(city, "outbox", "list")) == ""
    again = run(city, "outbox", "retry", "yunyang", text.key)
    assert "不需要处理" in str(again.exception)
    with scoped(Scope.everywhere("test")):
        noted = desk.sessions().scalars(select(AuditRow).where(AuditRow.action == "delivery.settle")).all()
        assert {(each.target, each.note) for each in noted} == {(mail.key, ""), (text.key, "已经电话告知本人。")}
        assert all(each.actor.startswith("tongban（") for each in noted)


def _age(row: DeliveryRow) -> tuple[object, str]:
    return row.created_at, row.key


@pytest.mark.row("N3", part="webhooks registered by command")
def test_a_tenant_s_own_system_is_registered_once_and_hears_signed_words(
    city: Settings, desk: DoorDesk, gateway: FarSide
) -> None:
    desk.sessions.remove()
    first = done(run(city, "webhook", "yunyang", "own-system", "http://127.0.0.1:9/old"))
    told = done(run(city, "webhook", "yunyang", "own-system", gateway.url))
    secret = told.strip().rpartition("密钥：")[2]
    assert secret not in first, "a new secret each time"
    with scoped("yunyang"):
        (row,) = desk.sessions().scalars(select(EndpointRow)).all()
        assert row.url == gateway.url
        assert secret not in row.sealed_secret
    desk.sessions.remove()
    desk.submit(MONDAY)
    desk.sessions.remove()
    done(run(city, "worker", "--once"))
    ((headers, body),) = gateway.requests
    assert json.loads(body)["event"] == "notice.issued"
    assert signed_well(secret, headers, body, LATER)
    for words, said in (
        (("yunyang", "x", "http://example.com/hook"), "https://"),
        (("nowhere", "x", gateway.url), "nowhere"),
    ):
        refused = run(city, "webhook", *words)
        assert (refused.exit_code, said in str(refused.exception)) == (1, True), refused.exception
    assert "32 个字符" in str(run(city, "webhook", "yunyang", "x", gateway.url, TONGBAN_SECRET_KEY="short").exception)


@pytest.mark.row("L13", part="reconciled by command")
def test_a_payment_whose_confirmation_was_lost_is_found_by_command_once(
    city: Settings, city_sessions: Sessions, books: Books
) -> None:
    with a_till(city, city_sessions, books) as till:
        till.drain()
        with time_machine.travel(PAID):
            till.paid()
        till.desk.sessions.remove()
        ways = {"TONGBAN_PAY_URL": till.gateway.url, "TONGBAN_PAY_KEY": KEY}
        late = PAID + PATIENCE + timedelta(minutes=1)
        assert done(run(city, "fees", "reconcile", when=late)).startswith("查询 0 张"), "nobody to ask"
        told = [done(run(city, "fees", "reconcile", when=late, **ways)).strip() for _ in range(2)]
        assert told == [
            "查询 1 张缴款单：补记缴费 1 笔，不能登记 0 笔。",
            "查询 0 张缴款单：补记缴费 0 笔，不能登记 0 笔。",
        ]
        assert till.order().settled_at is not None
