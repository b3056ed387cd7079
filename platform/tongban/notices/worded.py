"""The words of one notice of one case: the definition's wording, the law's values, and what the desk adds of itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tongban.definitions import Definition
from tongban.definitions.notice_kinds import notice_kinds
from tongban.errors import TongbanError
from tongban.law.events import NoticeOrdered
from tongban.wording import render_wording


def notice_words(definition: Definition, tenant_name: str, order: NoticeOrdered, number: str, day: date) -> str:
    """Write a notice as Markdown; raises TongbanError where the item has no wording for its kind."""
    kind = notice_kinds[order.notice]
    wording = definition.wordings.get(kind.id)
    if wording is None:
        raise TongbanError(f"事项“{definition.title}”没有“{kind.title}”的文书样式，请先补齐。")
    return render_wording(wording, _values(definition, tenant_name, order, number, day))


def notice_translation(definition: Definition, tenant_name: str, order: NoticeOrdered, number: str, day: date) -> str:
    """Write a notice in English as Markdown; nothing where the tenant offers none. It has no legal effect."""
    wording = definition.translations.get(order.notice)
    return render_wording(wording, _values(definition, tenant_name, order, number, day)) if wording else ""


def _values(
    definition: Definition, tenant_name: str, order: NoticeOrdered, number: str, day: date
) -> Mapping[str, object]:
    return {**order.values, **_values_of_the_desk(tenant_name, definition, order), "number": number, "date": day}


def _values_of_the_desk(tenant_name: str, definition: Definition, order: NoticeOrdered) -> Mapping[str, object]:
    service = definition.service
    return {
        "tenant_name": tenant_name,
        "authority": order.values.get("authority") or definition.authority.name or tenant_name,
        "phone": service.phone,
        "complaints": service.complaints,
        "address": service.address,
        "hours": service.hours,
    }
