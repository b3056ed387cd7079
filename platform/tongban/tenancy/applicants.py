"""Applicants: people and bodies who apply, with a local account for the whole city (7 §3), apart from staff."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.security import check_password_hash, generate_password_hash

from tongban.errors import NotFound, TongbanError
from tongban.tenancy.tables import ApplicantRow

KINDS = {
    "person": "自然人",
    "enterprise": "企业法人",
    "self_employed": "个体工商户",
    "institution": "事业法人",
    "social_organisation": "社会组织法人",
    "other": "其他组织",
}
_LONGEST_PHONE = 30
_FAILURES = 5
_LOCKED = timedelta(minutes=15)
_TAKEN = "这个登录名已经注册，请直接登录，或换一个登录名。"
_NO_LOGIN = "!"  # matches no password


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applies, as the floors below the web know them."""

    id: str
    kind: str
    name: str


def applicant_of(row: ApplicantRow) -> Applicant:
    return Applicant(row.id, row.kind, row.name)


def applicant(session: Session, applicant_id: str) -> ApplicantRow:
    row = session.get(ApplicantRow, applicant_id)
    if row is None:
        raise NotFound("没有找到这位申请人。")
    return row


def register(
    session: Session, *, kind: str, name: str, login: str, password: str, phone: str = "", now: datetime
) -> ApplicantRow:
    """Open an account, or raise with a Chinese sentence that says what would be right."""
    _check_registration(kind, name, login, password)
    if len(phone) > _LONGEST_PHONE:
        raise TongbanError(f"联系电话不超过 {_LONGEST_PHONE} 个字符，请核对。")
    if session.scalar(select(ApplicantRow.id).where(ApplicantRow.login == login)):
        raise TongbanError(_TAKEN)
    row = ApplicantRow(
        id=uuid4().hex,
        kind=kind,
        name=name.strip(),
        login=login,
        password=generate_password_hash(password),
        phone=phone,
        profile={},
        failed_logins=0,
        created_at=now,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # somebody else took it since we looked
        raise TongbanError(_TAKEN) from None
    return row


def at_window(session: Session, *, kind: str, name: str, phone: str, account: str, now: datetime) -> ApplicantRow:
    """Give the person who stands at the window: their account, or a record without a log-in (335 §28: no online step).

    Raises for a named account whose kind or name differs from what the person shows at the window.
    """
    if account:
        row = session.scalar(select(ApplicantRow).where(ApplicantRow.login == account))
        if row is None or (row.kind, row.name) != (kind, name.strip()):
            raise TongbanError("网上账号与申请人的类型、姓名或者名称不一致，请核对；没有账号的可以不填。")
        return row
    return _without_log_in(session, kind=kind, name=name, phone=phone, login=f"window-{uuid4().hex}", now=now)


def _without_log_in(session: Session, *, kind: str, name: str, phone: str, login: str, now: datetime) -> ApplicantRow:
    _check_registration(kind, name, "window", "no log-in")
    row = ApplicantRow(
        id=uuid4().hex,
        kind=kind,
        name=name.strip(),
        login=login,
        password=_NO_LOGIN,
        phone=phone,
        profile={},
        failed_logins=0,
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row


def vouched_for(
    session: Session, *, kind: str, name: str, phone: str, by: str, subject: str, now: datetime
) -> ApplicantRow:
    """Give the account of a person for whom another platform vouches; the first time it is opened, without a password.

    `by` names that platform and `subject` the person there, for good and for nobody else.
    """
    login = f"{by}:{subject}"[:100]
    row = session.scalar(select(ApplicantRow).where(ApplicantRow.login == login))
    if row is None:
        return _without_log_in(session, kind=kind, name=name, phone=phone, login=login, now=now)
    return row


def _check_registration(kind: str, name: str, login: str, password: str) -> None:
    if kind not in KINDS:
        raise TongbanError(f"请选择申请人类型：{'、'.join(KINDS.values())}。")
    if not 1 <= len(name.strip()) <= 100:
        raise TongbanError("请填写姓名或者单位名称，不超过 100 个字。")
    if not re.fullmatch(r"[A-Za-z0-9_.@-]{4,60}", login):
        raise TongbanError("登录名应为 4 至 60 个字母、数字或者 . _ - @，可以使用手机号码。")
    if len(password) < 8:
        raise TongbanError("密码至少 8 位，请使用字母和数字的组合。")


def log_in(session: Session, login: str, password: str, now: datetime) -> ApplicantRow:
    """Check a log-in; after five failures the account rests for 15 minutes. The caller commits either way."""
    row = session.scalar(select(ApplicantRow).where(ApplicantRow.login == login))
    matches = check_password_hash(row.password if row else _no_account(), password)
    if row is None:
        raise TongbanError("登录名或者密码不正确，请重新输入。")
    if row.locked_until and row.locked_until > now:
        raise TongbanError("连续输错密码次数较多，账号已暂时锁定，请 15 分钟后再试。")
    if not matches:
        row.failed_logins += 1
        if row.failed_logins >= _FAILURES:
            row.locked_until, row.failed_logins = now + _LOCKED, 0
        raise TongbanError("登录名或者密码不正确，请重新输入。")
    row.failed_logins, row.locked_until = 0, None
    return row


@cache
def _no_account() -> str:
    """Give what is compared when nobody is found, so that time tells nothing; hashing takes a seventh of a second."""
    return generate_password_hash("no such account")
