"""Who was told of a case, when, by what, and whether it got there: the same lines for clerk and citizen (N3)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask_babel import lazy_gettext

from tongban.cases.telling import Channel, DeliveryRow, DeliveryState, deliveries_of
from tongban.web.house import db
from tongban.web.view_words import moment

CHANNEL_NAMES = {
    Channel.IN_SITE: lazy_gettext("站内消息"),
    Channel.EMAIL: lazy_gettext("电子邮件"),
    Channel.SMS: lazy_gettext("短信"),
    Channel.WEBHOOK: lazy_gettext("部门系统"),
}
STATE_NAMES = {
    DeliveryState.WAITING: (lazy_gettext("等待发送"), ""),
    DeliveryState.SENDING: (lazy_gettext("正在发送"), ""),
    DeliveryState.SENT: (lazy_gettext("已送出"), "green"),
    DeliveryState.DEAD: (lazy_gettext("没有送出"), "red"),
    DeliveryState.UNCERTAIN: (lazy_gettext("是否送出待查"), "yellow"),
    DeliveryState.GIVEN_UP: (lazy_gettext("不再发送"), ""),
}


@dataclass(frozen=True, slots=True)
class TellLine:
    """One delivery; the address is told only so far that its owner knows it again."""

    title: str
    channel: str
    address: str
    at: str
    state: str
    tone: str


def told_of(number: str, *, for_applicant: bool) -> list[TellLine]:
    """List the deliveries about a case, oldest first; an office's own systems are no matter of the applicant's."""
    return [
        tell_line(each)
        for each in deliveries_of(db(), number)
        if not (for_applicant and each.channel == Channel.WEBHOOK)
    ]


def tell_line(row: DeliveryRow) -> TellLine:
    name, tone = STATE_NAMES[DeliveryState(row.state)]
    at = moment(row.sent_at or row.tried_at or row.created_at)
    channel = Channel(row.channel)
    return TellLine(row.title, str(CHANNEL_NAMES[channel]), masked_address(channel, row.address), at, str(name), tone)


def masked_address(channel: Channel, address: str) -> str:
    """Leave of an address what its owner knows it by: `a***@example.com`, `138****8000`."""
    if channel is Channel.EMAIL and "@" in address:
        name, domain = address.rsplit("@", 1)
        return f"{name[:1]}***@{domain}"
    if channel is Channel.SMS and address:
        number = address.removeprefix("+86")
        return f"{number[:3]}****{number[-4:]}"
    return urlsplit(address).hostname or "" if channel is Channel.WEBHOOK else ""
