"""What several acts ask for in the same way: listed grounds, reasons, names and days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from flask_babel import gettext as _

from tongban.errors import TongbanError
from tongban.web.desk.acts.act import Asked, Option, Sheet

Ground = TypeVar("Ground", bound=StrEnum)


def grounds(label: str, listed: Mapping[Ground, str], *left_out: Ground) -> Asked:
    """Offer the grounds that the law lists; none is chosen beforehand, for the choice is what is answered for."""
    options = tuple(Option(each.value, _(told)) for each, told in listed.items() if each not in left_out)
    return Asked("ground", label, "choice", options[0].value if len(options) == 1 else "", options=options)


def ground_of(sheet: Sheet, kind: type[Ground]) -> Ground:
    """Read the ground that was chosen."""
    try:
        return kind(sheet.text("ground"))
    except ValueError:
        raise TongbanError(_("请选择列出的一种情形。")) from None


def reasons(label: str, told: str = "") -> list[Asked]:
    return [Asked("reasons", label, help=told or _("写明事实、依据和理由，申请人会原样看到。"))]


def lines_of(text: str) -> tuple[str, ...]:
    """Read one thing a line; names may also stand side by side."""
    return tuple(each.strip() for each in text.replace("、", "\n").splitlines() if each.strip())


def day_of(sheet: Sheet, name: str) -> date:
    """Read a day as 2026-11-21."""
    try:
        return date.fromisoformat(sheet.text(name))
    except ValueError:
        raise TongbanError(_("日期请写成 2026-11-21 的样子。")) from None
