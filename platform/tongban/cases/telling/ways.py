"""By what a person wants to be told: an address counts once a code sent to it came back (N3)."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.telling.letters import key_of, order
from tongban.cases.telling.tables import Channel, ContactRow, DeliveryRow, DeliveryState
from tongban.definitions.rulebook import QuietHours
from tongban.errors import TongbanError

CHOSEN = (Channel.EMAIL, Channel.SMS)
GOOD_FOR = timedelta(minutes=10)
PAUSE = timedelta(seconds=60)  # between two codes
MOST_TRIES = 5
_NOBODY = QuietHours(0, 0)  # a code is asked for by somebody who is awake


@dataclass(frozen=True, slots=True)
class Way:
    """One channel as its person sees it."""

    channel: Channel
    address: str
    is_wanted: bool
    proposed: str  # waits for its code


def ways_of(session: Session, person: str) -> tuple[Way, ...]:
    """Give both channels that a person may choose, also where nothing is known yet."""
    rows = {each.channel: each for each in session.scalars(select(ContactRow).where(ContactRow.applicant_id == person))}
    return tuple(
        Way(each, row.address, row.is_wanted, row.proposed) if (row := rows.get(each)) else Way(each, "", False, "")
        for each in CHOSEN
    )


def propose(
    session: Session, tenant: str, person: str, channel: Channel, address: str, now: datetime, zone: ZoneInfo
) -> None:
    """Send a code to an address; the address known so far stays in use until the code came back."""
    address = _right(channel, address)
    row = _row(session, person, channel)
    if row.code_sent_at is not None and now - row.code_sent_at < PAUSE:
        raise TongbanError("验证码刚刚发出，请一分钟后再试。")
    row.proposed, row.code, row.code_sent_at, row.tries = address, f"{secrets.randbelow(10**6):06}", now, 0
    order(session, _code_letter(tenant, row, now), now, _NOBODY, zone)


def confirm(session: Session, person: str, channel: Channel, code: str, now: datetime) -> None:
    """Take an address into use by its code. The caller commits either way: a wrong try is counted."""
    row = _row(session, person, channel)
    if not row.proposed or row.code_sent_at is None or now - row.code_sent_at > GOOD_FOR or row.tries >= MOST_TRIES:
        raise TongbanError("验证码已经失效，请重新获取。")
    if not secrets.compare_digest(row.code.encode(), code.strip().encode()):
        row.tries += 1
        raise TongbanError("验证码不正确，请核对后重新输入。")
    row.address, row.verified_at, row.is_wanted = row.proposed, now, True
    row.proposed, row.code = "", ""


def choose(session: Session, person: str, wanted: Collection[Channel]) -> None:
    """Say which proved channels are used. The message within the site is always written (335 §17)."""
    for row in session.scalars(select(ContactRow).where(ContactRow.applicant_id == person)):
        row.is_wanted = row.channel in wanted and bool(row.address)


def _row(session: Session, person: str, channel: Channel) -> ContactRow:
    if channel not in CHOSEN:
        raise TongbanError("可以选择的通知方式是电子邮件和短信。")
    row = session.get(ContactRow, (person, channel), with_for_update=True)
    if row is None:
        row = ContactRow(applicant_id=person, channel=channel, address="", proposed="", code="", tries=0)
        row.is_wanted = False
        session.add(row)
    return row


def _right(channel: Channel, typed: str) -> str:
    if channel is Channel.EMAIL:
        try:
            return validate_email(typed.strip(), check_deliverability=False).normalized[:200]
        except EmailNotValidError:
            raise TongbanError("电子邮箱的格式不正确，应类似 name@example.com。") from None
    try:
        number = phonenumbers.parse(typed, "CN")
    except phonenumbers.NumberParseException:
        raise TongbanError("手机号码的格式不正确，应为 11 位数字。") from None
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in (
        phonenumbers.PhoneNumberType.MOBILE,
        phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
    ):
        raise TongbanError("这个号码不能接收短信，请填写 11 位手机号码。")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _code_letter(tenant: str, row: ContactRow, now: datetime) -> DeliveryRow:
    channel, message = Channel(row.channel), f"code-{uuid4().hex}"
    return DeliveryRow(
        tenant_id=tenant,
        message=message,
        person=row.applicant_id,
        channel=channel,
        key=key_of(tenant, message, row.applicant_id, channel),
        case_number="",
        address=row.proposed,
        title="验证码",
        body=f"您的验证码是 {row.code}，10 分钟内有效。如不是您本人操作，请忽略。",
        is_urgent=True,
        state=DeliveryState.WAITING,
        attempts=0,
        created_at=now,
    )
