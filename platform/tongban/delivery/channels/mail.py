"""E-mail by SMTP (RFC 5321). Nobody can ask a mail server what it took: a break after DATA stays unknown."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from tongban.delivery.channels.port import Letter, NotSent, Outcome, Sent, Unknown
from tongban.delivery.channels.trust import trusted
from tongban.errors import TongbanError

SECONDS = 15.0  # for each answer of the server
SCHEMES = ("smtp", "smtp+starttls", "smtps")
_STARTED = 400  # replies below are good


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in: `smtps://` and `smtp+starttls://` are encrypted, `smtp://` is for this machine only."""

    url: str
    password: str
    sender: str
    site: str  # the right-hand side of Message-ID
    seconds: float = SECONDS
    trust: ssl.SSLContext | None = None

    drops_doubles = False
    can_be_asked = False

    def __post_init__(self) -> None:
        address = urlsplit(self.url)
        if address.scheme not in SCHEMES or not address.hostname:
            raise TongbanError(f"TONGBAN_MAIL_URL 应写明协议（{'、'.join(SCHEMES)} 之一）和主机。")
        if address.scheme == "smtp" and address.hostname not in ("127.0.0.1", "::1", "localhost"):
            raise TongbanError("明文的 smtp:// 只能用于本机；其他邮件服务器请使用 smtps:// 或者 smtp+starttls://。")
        if not (unquote(address.username or "").isascii() and self.password.isascii()):
            raise TongbanError("邮件服务器的用户名和密码只能使用英文字母、数字和符号，请在邮件服务器上更换。")
        if not self.sender:
            raise TongbanError("设置了 TONGBAN_MAIL_URL，还应设置发件地址 TONGBAN_MAIL_FROM。")

    def send(self, letter: Letter) -> Outcome:
        """Hand one mail in; everything that fails before its content was sent is certainly not sent."""
        try:
            server = self._connected()
        except (OSError, smtplib.SMTPException) as error:
            return NotSent(f"邮件服务器没有接通：{error}")
        try:
            return self._hand_in(server, letter)
        finally:
            with suppress(OSError, smtplib.SMTPException):
                server.quit()

    def ask(self, _key: str) -> Outcome:
        return Unknown("邮件服务器不能查询是否收到。")

    def _connected(self) -> smtplib.SMTP:
        address = urlsplit(self.url)
        host = address.hostname or ""
        if address.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, address.port or 465, timeout=self.seconds, context=self.trust or trusted()
            )
        else:
            server = smtplib.SMTP(host, address.port or 587, timeout=self.seconds)
        try:
            server.ehlo()
            if address.scheme == "smtp+starttls":
                server.starttls(context=self.trust or trusted())
                server.ehlo()
            if address.username:
                server.login(unquote(address.username), self.password)
        except BaseException:
            server.close()
            raise
        return server

    def _hand_in(self, server: smtplib.SMTP, letter: Letter) -> Outcome:
        steps: tuple[Callable[[], tuple[int, bytes]], ...] = (
            lambda: server.mail(self.sender),
            lambda: server.rcpt(letter.to),
        )
        try:
            for step in steps:
                code, words = step()
                if code >= _STARTED:
                    return _refused(code, words)
        except (OSError, smtplib.SMTPException) as error:
            return NotSent(f"邮件服务器中断了连接：{error}")
        try:
            code, words = server.data(self._message(letter).as_bytes())
        except smtplib.SMTPDataError as refusal:
            return _refused(refusal.smtp_code, refusal.smtp_error)
        except (OSError, smtplib.SMTPException) as error:
            return Unknown(f"邮件内容发出后没有得到答复：{error}")
        return Sent(words.decode("utf-8", "replace")[:200]) if code < _STARTED else _refused(code, words)

    def _message(self, letter: Letter) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, letter.to, letter.title
        message["Message-ID"] = f"<{letter.key}@{self.site}>"
        message["Date"] = format_datetime(datetime.now(UTC))
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday notice comes back
        message.set_content(letter.text)
        return message


def _refused(code: int, words: bytes | str) -> NotSent:
    """Read a refusal: 5yz stays so, 4yz may go away (RFC 5321 §4.2.1)."""
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return NotSent(f"邮件服务器拒收：{code} {said}", for_good=code >= 500)
