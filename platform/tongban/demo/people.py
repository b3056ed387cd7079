"""Staff and applicants of the demonstration city; passwords are made at first start, kept beside the data, printed."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from tongban.tenancy.accounts import add_staff
from tongban.tenancy.applicants import register
from tongban.tenancy.tables import ApplicantRow
from tongban.tenancy.tree import all_tenants

#: account suffix → (name, roles)
STAFF = {
    "clerk": ("综合窗口 · 陈窗口", ("window_clerk",)),
    "reviewer": ("审查科 · 刘审查", ("reviewer",)),
    "chief": ("首席代表 · 周代表", ("chief_representative",)),
    "admin": ("事项管理 · 何管理", ("tenant_admin",)),
    "supervisor": ("监督科 · 孙监督", ("supervisor",)),
    "archivist": ("档案室 · 罗档案", ("archivist",)),
}


#: kind of tenant → who works there on the adjustment of items (36 §8–11)
OFFICES = {
    "city": {
        "justice": ("司法局 · 段审核", ("justice_bureau",)),
        "office": ("审改办 · 岳确认", ("catalogue_office",)),
    },
    "department": {"editor": ("事项编辑 · 秦编辑", ("department_editor",))},
    "county": {"manager": ("事项管理 · 冉认领", ("district_manager",))},
    "township": {"manager": ("事项管理 · 田认领", ("district_manager",))},
}


@dataclass(frozen=True, slots=True)
class Account:
    """One account to print: who, where, with what."""

    who: str
    login: str
    password: str
    staff: bool


def new_password() -> str:
    return secrets.token_urlsafe(9)


def make_staff(session: Session, with_cases: Collection[str]) -> Iterator[Account]:
    """Make the operator, and at each tenant those who work on its cases and on the adjustment of its items."""
    yield _staff(session, "operator", "平台运维 · 吴运维", "", ("operator",))
    for tenant in all_tenants(session):
        if tenant.id in with_cases:
            for suffix, (name, roles) in STAFF.items():
                yield _staff(session, f"{tenant.id}.{suffix}", f"{tenant.name}{name}", tenant.id, roles)
        if tenant.id in with_cases or tenant.kind in ("city", "department"):
            for suffix, (name, roles) in OFFICES.get(tenant.kind, {}).items():
                yield _staff(session, f"{tenant.id}.{suffix}", f"{tenant.name}{name}", tenant.id, roles)


def _staff(session: Session, login: str, name: str, tenant: str, roles: tuple[str, ...]) -> Account:
    password = new_password()
    add_staff(session, username=login, display_name=name, tenant=tenant, roles=roles, password=password)
    return Account(name, login, password, staff=True)


def make_applicant(session: Session, kind: str, name: str, login: str, now: datetime) -> tuple[ApplicantRow, Account]:
    """Open an applicant's account as the portal would."""
    password = new_password()
    row = register(session, kind=kind, name=name, login=login, password=password, now=now)
    return row, Account(name, login, password, staff=False)


def with_what_they_see(accounts: Iterable[Account], shown: Iterable[Account]) -> list[Account]:
    """Add what is shown besides: at the account that is there, or as a new one; the first password counts."""
    found = {each.login: each for each in accounts}
    for each in shown:
        known = found.get(each.login)
        found[each.login] = each if known is None else replace(known, who=f"{known.who}，{each.who}")
    return list(found.values())


def keep(accounts: list[Account], path: Path) -> None:
    """Keep the accounts for the next start, for this user's eyes only."""
    rows = [[each.who, each.login, each.password, each.staff] for each in accounts]
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(rows, file, ensure_ascii=False, indent=1)


def kept(path: Path) -> list[Account]:
    return [Account(*row) for row in json.loads(path.read_text(encoding="utf-8"))]
