"""Bring a new tenant in from a template: row, sources and published items in one go, or nothing at all (T1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.database import Scope, scoped
from tongban.definitions import write_yaml
from tongban.definitions.tenants import KINDS, TenantSpec
from tongban.errors import TongbanError
from tongban.publishing.books import Books, Shelf
from tongban.publishing.checking import check
from tongban.publishing.proving import proven
from tongban.publishing.sources import keep
from tongban.publishing.tables import VersionRow
from tongban.publishing.templates import Template, read_template, templates
from tongban.publishing.versions import Why, publish_all
from tongban.tenancy.audit import record
from tongban.tenancy.tables import TenantRow
from tongban.tenancy.tree import enter_tenant

__all__ = ["Application", "Onboarded", "OnboardingRefused", "Template", "onboard", "templates"]

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
_DIVISION = re.compile(r"[0-9]{6}(?:[0-9]{3}(?:[0-9]{3})?)?\Z")


class OnboardingRefused(TongbanError):
    """Say why a tenant cannot be brought in, and what would be right. Nothing was written.

    `field` names what the operator said wrongly, as `onboard` calls it; empty where it is no single thing.
    """

    def __init__(self, message: str, *, article: str = "", field: str = "") -> None:
        super().__init__(message, article=article)
        self.field = field


@dataclass(frozen=True, slots=True)
class Onboarded:
    """The new tenant, its published items, and how long it took (seconds)."""

    tenant: TenantRow
    items: tuple[VersionRow, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Application:
    """What an operator says of the new tenant."""

    id: str
    name: str
    kind: str
    parent: str
    division: str | None
    theme: str
    address: str
    phone: str

    def spec(self, calendar: str) -> TenantSpec:
        return TenantSpec(
            id=self.id,
            name=self.name,
            kind=self.kind,
            parent=self.parent,
            division=self.division,
            theme=self.theme,
            calendar=calendar,
            address=self.address,
            phone=self.phone,
        )


def onboard(
    session: Session,
    books: Books,
    *,
    tenant_id: str,
    name: str,
    kind: str,
    parent: str,
    division: str | None,
    template: str,
    address: str,
    phone: str,
    by: str,
    now: datetime,
    theme: str = "default",
) -> Onboarded:
    """Enter a tenant, its sources, and publish what the template claims for it. The caller commits.

    Everything is checked before the first row is written; raises OnboardingRefused or PublicationRefused.
    """
    begun = perf_counter()
    asked = Application(
        id=tenant_id.strip(),
        name=name.strip(),
        kind=kind,
        parent=parent,
        division=(division or "").strip() or None,
        theme=theme,
        address=address.strip(),
        phone=phone.strip(),
    )
    plan = read_template(books.shelf.sources, template)
    _check(session, books, asked, plan)
    spec = asked.spec(books.shelf.tenant(parent).calendar)
    texts = _texts(spec, plan)
    shelf = _trial(books, spec, texts)
    _check_listed(books.workspace.tenants.get(spec.id), asked)
    checked = [proven(shelf, check(shelf, spec.id, item)) for item in plan.claims]
    for each in checked:
        each.approved()
    row = enter_tenant(session, spec, now)
    with scoped(Scope.of(spec.id)):
        keep(session, spec.id, texts, published=True, by=by, now=now)
        items = publish_all(session, shelf, spec.id, checked, Why(by, now, f"开通时由模板“{plan.name}”发布。"))
    record(session, tenant=spec.id, at=now, actor=by, action="tenant.onboard", target=spec.id, allowed=True)
    return Onboarded(row, items, perf_counter() - begun)


def _texts(spec: TenantSpec, plan: Template) -> dict[str, str]:
    said: dict[str, object] = {"tenant": spec.id, "name": spec.name, "kind": spec.kind, "parent": spec.parent}
    if spec.division:
        said["division"] = spec.division
    said |= {"theme": spec.theme, "calendar": spec.calendar, "address": spec.address, "phone": spec.phone}
    claims = plan.claims_of(spec.name, spec.address, spec.phone)
    return {
        f"tenants/{spec.id}/tenant.yaml": write_yaml(said),
        f"tenants/{spec.id}/items.yaml": write_yaml({"claims": claims}),
    }


def _trial(books: Books, spec: TenantSpec, texts: dict[str, str]) -> Shelf:
    """Load the city with the new tenant in it; what the loader says of the tenant refuses it."""
    shelf = books.with_texts(texts)
    errors = [each for each in shelf.workspace.findings if each.is_error and each.path in texts]
    if errors or spec.id not in shelf.workspace.tenants:
        told = "；".join(f"{each.message.rstrip('。')}。{each.hint}".rstrip("。") for each in errors)
        raise OnboardingRefused(f"不能开通“{spec.name}”：{told or '上级租户的定义有错误，请先改正'}。")
    return shelf


def _check(session: Session, books: Books, asked: Application, plan: Template) -> None:
    _check_words(asked, plan, books)
    _check_parent(session, books, asked)
    known, row = books.workspace.tenants.get(asked.id), session.get(TenantRow, asked.id)
    joins = known is not None and known.listed and (row is None or row.listed)
    if not joins and (row is not None or known is not None):
        raise OnboardingRefused(f"租户编号“{asked.id}”已有人使用，请换一个编号。", field="tenant_id")
    if asked.id in books.department_folders():
        raise OnboardingRefused(f"编号“{asked.id}”是全市事项的文件夹名，请换一个编号。", field="tenant_id")
    if asked.division:
        _check_division(session, books, asked.id, asked.division)


def _check_listed(known: TenantSpec | None, asked: Application) -> None:
    """See that a district which its city lists joins under the name and code of the list (T1)."""
    said = (asked.name, asked.kind, asked.parent, asked.division)
    if known is not None and said != (known.name, known.kind, known.parent, known.division):
        code = f"，行政区划代码 {known.division}" if known.division else ""
        raise OnboardingRefused(
            f"租户编号“{asked.id}”在区划名录中是“{known.name}”{code}，上级“{known.parent}”，请按名录填写，"
            "或者换一个编号。",
            field="tenant_id",
        )


def _check_words(asked: Application, plan: Template, books: Books) -> None:
    if not _ID.match(asked.id) or len(asked.id) > 40:
        raise OnboardingRefused(
            "租户编号应以小写字母开头，只含小写字母、数字和连字符，不超过 40 个字符，例如 wushan。", field="tenant_id"
        )
    for field, value, what, most in (
        ("name", asked.name, "名称", 100),
        ("address", asked.address, "地址", 200),
        ("phone", asked.phone, "电话", 40),
    ):
        if not value or len(value) > most or not value.isprintable():
            raise OnboardingRefused(f"请填写租户的{what}，不超过 {most} 个字，不含换行。", field=field)
    if asked.kind not in KINDS:
        known = "、".join(f"{key}（{word}）" for key, word in KINDS.items())
        raise OnboardingRefused(f"租户类型应为：{known}。", field="kind")
    if asked.kind not in plan.kinds:
        told = "、".join(KINDS.get(kind, kind) for kind in plan.kinds)
        message = f"模板“{plan.name}”适用于{told}，不适用于{KINDS[asked.kind]}，请换一个模板。"
        raise OnboardingRefused(message, field="template")
    themes = sorted(each.name for each in books.themes.iterdir() if each.is_dir()) if books.themes.is_dir() else []
    if themes and asked.theme not in themes:
        raise OnboardingRefused(f"没有名为“{asked.theme}”的主题样式，现有：{'、'.join(themes)}。", field="theme")


def _check_parent(session: Session, books: Books, asked: Application) -> None:
    if asked.parent == asked.id:
        raise OnboardingRefused(
            f"租户“{asked.id}”不能以自己为上级，这样会成一个圈，请选择它的上级政府。",
            article="335 §10",
            field="parent",
        )
    above = session.get(TenantRow, asked.parent)
    spec = books.workspace.tenants.get(asked.parent)
    if above is None or spec is None:
        message = f"没有上级租户“{asked.parent}”，请先开通上级，或者核对上级的编号。"
        raise OnboardingRefused(message, article="335 §10", field="parent")
    order = list(KINDS)
    if order.index(asked.kind) < order.index(spec.kind) or (asked.kind == spec.kind and asked.kind != "department"):
        message = f"{KINDS[asked.kind]}不能设在{KINDS[spec.kind]}“{spec.name}”之下，请核对上级。"
        raise OnboardingRefused(message, field="parent")


def _check_division(session: Session, books: Books, tenant: str, division: str) -> None:
    if not _DIVISION.match(division):
        message = f"行政区划代码“{division}”应为 6 位、9 位或者 12 位数字（GB/T 2260、GB/T 10114）。"
        raise OnboardingRefused(message, field="division")
    others = (each for each in books.workspace.tenants.values() if each.id != tenant)
    named = [spec.name for spec in others if spec.division == division]
    named += session.scalars(select(TenantRow.name).where(TenantRow.division == division, TenantRow.id != tenant)).all()
    if named:
        message = f"行政区划代码“{division}”已由“{named[0]}”使用，请核对后重新填写。"
        raise OnboardingRefused(message, field="division")
