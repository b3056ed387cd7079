"""The operator console's blueprint and tabs, apart from its pages, so that pages and room do not import each other."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, url_for
from flask_babel import lazy_gettext

blueprint = Blueprint("operator", __name__, url_prefix="/operator")

_TABS = (
    ("tenants", "operator.tenants", lazy_gettext("租户")),
    ("measures", "operator.measures", lazy_gettext("清单衡量")),
    ("outbox", "operator.outbox", lazy_gettext("没有送出")),
    ("plugins", "operator.plugins", lazy_gettext("插件")),
    ("calendar", "operator.calendar", lazy_gettext("工作日历")),
    ("audit", "operator.audit", lazy_gettext("审计记录")),
    ("records", "RecordsIndex.index", lazy_gettext("账号和角色")),
)


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    href: str
    current: bool


def console(here: str) -> list[Tab]:
    """List the console's pages; the last is Flask-AppBuilder's record keeping."""
    return [Tab(str(label), url_for(endpoint), name == here) for name, endpoint, label in _TABS]
