"""A district with its own gateways: fees and text messages go there, and only there; the city's serve the others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from paying_site import KEY, LATER, Till, a_till
from tongban.cases.plugins import faults_of
from tongban.cases.plugins.office import Offices
from tongban.database import Sessions, scoped
from tongban.publishing import Books
from tongban.publishing.switching import switch
from tongban.settings import Settings

OWN = "the key of the district's own treasury"


@pytest.fixture
def till(city: Settings, city_sessions: Sessions, books: Books) -> Iterator[Till]:
    """A till whose gateway is the district's own: the installation has none."""
    with a_till(city, city_sessions, books, connected=False) as till:
        yield till


def connect(till: Till, settings: dict[str, object]) -> None:
    books, session = till.desk.books, till.desk.sessions()
    with scoped("yuzhong"):
        switch(
            session, books.plugins, None, tenant="yuzhong", plugin="own_gateways", on=True, settings=settings,
            by="吴运维", now=LATER,
        )  # fmt: skip
        session.commit()
    books.refresh(session)


@pytest.mark.row("L13")
def test_a_fee_is_paid_at_the_districts_own_gateway(till: Till, city: Settings) -> None:
    secrets = city.data / "secrets"
    secrets.mkdir()
    connect(till, {"payments": till.gateway.url})
    till.drain()
    assert not till.order().pay_url
    assert "缺少密钥文件" in faults_of(till.desk.sessions())[0].error  # told to the operator; the fee is still open
    till.desk.sessions.remove()
    (secrets / "own_gateways.yuzhong.payments").write_text(KEY)
    till.reconcile(LATER + timedelta(hours=1))
    assert till.order().pay_url
    assert till.tell(till.paid(), key=OWN).status_code == 401
    assert till.tell(till.paid()).status_code == 200
    assert till.run().paid


def test_text_messages_leave_by_the_districts_own_gateway(till: Till, city: Settings) -> None:
    (city.data / "secrets").mkdir()
    (city.data / "secrets" / "own_gateways.yuzhong.messages").write_text("token")
    connect(till, {"messages": "https://sms.example.gov"})
    books = till.desk.books
    with scoped("yuzhong"):
        offices = Offices(till.desk.sessions(), books, till.courier.files, "yuzhong", LATER)
        [(plugin, ways)] = books.plugins.ask("channels", offices, tenant="yuzhong")
    assert plugin == "own_gateways"
    assert ways["sms"].url == "https://sms.example.gov"
    assert books.switched_on("own_gateways", "yunyang") is None
