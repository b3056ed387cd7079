"""A new tenant by one page: what the operator says, what is wrong with it, and what was made of it (T1)."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from flask import current_app, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from tongban.definitions.load_items import ItemSource
from tongban.definitions.strict_yaml import read_yaml
from tongban.definitions.tenants import KINDS
from tongban.errors import NotFound, TongbanError
from tongban.publishing.onboarding import Onboarded, OnboardingRefused, onboard, templates
from tongban.tenancy.accounts import StaffUser, add_staff
from tongban.tenancy.tree import all_tenants
from tongban.web.guard import permitted
from tongban.web.house import books, db, house, now
from tongban.web.operator.room import blueprint
from tongban.web.people import the_staff

_ACCOUNT = re.compile(r"[a-z][a-z0-9._-]{2,39}\Z")
#: what the law of onboarding calls a field → what the page calls it
_FIELDS = {"tenant_id": "id"}


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed on the page, trimmed; also what it begins with."""

    id: str = ""
    name: str = ""
    kind: str = "county"
    parent: str = ""
    division: str = ""
    theme: str = "default"
    template: str = "county"
    address: str = ""
    phone: str = ""
    admin_name: str = ""
    admin_account: str = ""

    @classmethod
    def read(cls) -> Typed:
        return cls(**{name: request.form.get(name, "").strip()[:200] for name in cls.__slots__})


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose."""

    value: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to put right; `href` jumps to its field, where it has one."""

    message: str
    href: str


@dataclass(frozen=True, slots=True)
class Welcome:
    """What was made. The password is shown on this one page and kept nowhere but as its hash."""

    id: str
    name: str
    division: str
    items: int
    seconds: str
    titles: tuple[str, ...]
    portal: str
    portal_href: str
    login: str
    admin_name: str
    admin_account: str
    admin_password: str


class WrongField(OnboardingRefused):
    """Refuse what only this page asks, at its field."""


@blueprint.get("/new", endpoint="tenant_new")
@permitted("tenant.onboard")
def blank() -> str:
    root = next((each.value for each in _parents()), "")
    return _page(Typed(parent=root), {})


@blueprint.post("/new", endpoint="tenant_made")
@permitted("tenant.onboard")
def made() -> str:
    """Bring the tenant in with its first account, or say what is wrong; then nothing at all was written."""
    typed = Typed.read()
    password = secrets.token_urlsafe(12)
    try:
        _check_page(typed)
        done = _bring_in(typed)
        add_staff(
            db(),
            username=typed.admin_account,
            display_name=typed.admin_name,
            tenant=done.tenant.id,
            roles=("tenant_admin",),
            password=password,
        )
    except NotFound as refusal:
        db().rollback()
        return _page(typed, {"template": refusal.message})
    except TongbanError as refusal:
        db().rollback()
        field = getattr(refusal, "field", "")
        return _page(typed, {_FIELDS.get(field, field): refusal.message})
    db().commit()
    return render_template("operator/onboarded.html", onboarded=_welcome(typed, done, password))


def _bring_in(typed: Typed) -> Onboarded:
    return onboard(
        db(),
        books(),
        tenant_id=typed.id,
        name=typed.name,
        kind=typed.kind,
        parent=typed.parent,
        division=typed.division or None,
        template=typed.template,
        address=typed.address,
        phone=typed.phone,
        theme=typed.theme,
        by=the_staff().id,
        now=now(),
    )


def _check_page(typed: Typed) -> None:
    """Check what onboarding itself does not know: this site's own addresses, and the first account."""
    if typed.id in _own_addresses():
        raise WrongField(_("“%(id)s”是本平台自己的网址，请换一个代码。", id=typed.id), field="id")
    if not 1 <= len(typed.admin_name) <= 60:
        raise WrongField(_("请填写管理员姓名，不超过 60 个字。"), field="admin_name")
    if not _ACCOUNT.match(typed.admin_account):
        raise WrongField(
            _("管理员账号应以小写字母开头，3 至 40 个字符，只含小写字母、数字和 . _ -。"), field="admin_account"
        )
    if db().scalar(select(StaffUser.id).where(StaffUser.username == typed.admin_account)):
        raise WrongField(_("账号“%(name)s”已被使用，请换一个。", name=typed.admin_account), field="admin_account")


def _own_addresses() -> frozenset[str]:
    """Give the first parts of the site's own addresses: a portal of that name would never be reached."""
    return frozenset(rule.rule.split("/")[1] for rule in current_app.url_map.iter_rules())


def _page(typed: Typed, mistakes: dict[str, str]) -> str:
    errors = [Mistake(text, f"#f-{field}" if field else "") for field, text in mistakes.items()]
    return render_template(
        "operator/tenant_new.html",
        typed=typed,
        mistakes=mistakes,
        errors=errors,
        kinds=[Option(kind, label) for kind, label in KINDS.items() if kind != "city"],
        parents=_parents(),
        themes=_themes(),
        templates=_templates(),
    )


def _parents() -> list[Option]:
    return [Option(row.id, "　" * row.path.count("/") + row.name) for row in all_tenants(db()) if row.kind != "village"]


def _themes() -> list[Option]:
    """List the themes, each by the name that it gives itself."""
    found = sorted(books().themes.glob("*/theme.yaml"))
    said = [(path.parent.name, read_yaml(path.read_text(encoding="utf-8"), path.name)[0]) for path in found]
    return [Option(name, str(each.data.get("label", name)) if each else name) for name, each in said]


def _templates() -> list[Option]:
    items = books().workspace.items
    return [
        Option(each.id, each.name, _("带来 %(count)s 个事项：%(names)s。", count=len(each.claims), names=names))
        for each in templates(books().shelf.sources)
        if (names := "、".join(_title(items, item) for item in each.claims))
    ]


def _title(items: Mapping[str, ItemSource], item: str) -> str:
    return str(items[item].document.data.get("title", item)) if item in items else item


def _welcome(typed: Typed, done: Onboarded, password: str) -> Welcome:
    portal = url_for("portal.home", tenant=done.tenant.id)
    return Welcome(
        id=done.tenant.id,
        name=done.tenant.name,
        division=done.tenant.division or "",
        items=len(done.items),
        seconds=f"{max(done.seconds, 0.1):.1f}",
        titles=tuple(row.title for row in done.items),
        portal=house().settings.public_url + portal,
        portal_href=portal,
        login=house().settings.public_url + url_for("staff.login"),
        admin_name=typed.admin_name,
        admin_account=typed.admin_account,
        admin_password=password,
    )
