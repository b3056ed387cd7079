"""Mail servers as offices have them: encrypted from the first word or by STARTTLS, and with a log-in (N3)."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest

from far_certificates import Authority, authority
from far_sides import MailServer, mail_server
from tongban.delivery.channels.mail import MailServer as Mail
from tongban.delivery.channels.port import Letter, NotSent, Outcome, Sent
from tongban.errors import TongbanError

pytestmark = pytest.mark.row("N3", part="encrypted mail servers with a log-in")
ACCOUNT = ("office@example.com", "a password: with @, / and %")
LETTER = Letter("key-1", "applicant@example.com", "受理通知", "您的申请已经受理。")
both = pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])


@pytest.fixture(scope="module")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority(tmp_path_factory.mktemp("trusted"))


def serving(scheme: str, by: Authority, host: str = "127.0.0.1") -> AbstractContextManager[MailServer]:
    return mail_server(scheme, by.proof_of(host), ACCOUNT)


def send(server: MailServer, trusted: Authority, password: str = ACCOUNT[1]) -> Outcome:
    return Mail(server.url, password, "office@example.com", "example.com", 5.0, trusted.trust()).send(LETTER)


@both
def test_a_mail_goes_out_encrypted_after_a_log_in(scheme: str, trusted: Authority) -> None:
    with serving(scheme, trusted) as server:
        assert send(server, trusted) == Sent("taken as 4711")
    assert (server.taken, server.encrypted, server.said) == (["<key-1@example.com>"], [True], [ACCOUNT])


@both
def test_a_server_that_cannot_prove_who_it_is_hears_neither_password_nor_mail(
    scheme: str, trusted: Authority, tmp_path: Path
) -> None:
    for by, host in ((authority(tmp_path), "127.0.0.1"), (trusted, "mail.example.com")):
        with serving(scheme, by, host) as server:
            outcome = send(server, trusted)
        assert isinstance(outcome, NotSent)
        assert "certificate verify failed" in outcome.cause
        assert not outcome.for_good, "the operator puts it right, and it goes out"
        assert (server.said, server.taken) == ([], [])


def test_a_server_that_offers_no_encryption_hears_neither_password_nor_mail(trusted: Authority) -> None:
    with mail_server("smtp", account=ACCOUNT) as server:
        asked = replace(server, url=server.url.replace("smtp://", "smtp+starttls://"))
        outcome = send(asked, trusted)
    assert isinstance(outcome, NotSent)
    assert "STARTTLS" in outcome.cause
    assert (server.said, server.taken) == ([], [])


@both
def test_a_wrong_password_sends_nothing_and_is_tried_again_later(scheme: str, trusted: Authority) -> None:
    with serving(scheme, trusted) as server:
        outcome = send(server, trusted, "the old password")
    assert isinstance(outcome, NotSent)
    assert "535" in outcome.cause
    assert not outcome.for_good
    assert server.taken == []


@pytest.mark.parametrize(
    ("url", "password", "said"),
    [
        ("smtp://mail.example.com", "", "明文的 smtp:// 只能用于本机"),
        ("smtps://office@mail.example.com", "密码", "只能使用英文字母、数字和符号"),  # smtplib sends no others
    ],
)
def test_settings_that_could_never_work_are_refused_at_the_start(url: str, password: str, said: str) -> None:
    with pytest.raises(TongbanError, match=said):
        Mail(url, password, "office@example.com", "example.com")
