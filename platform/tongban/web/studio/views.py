"""What the studio's templates are given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext as _

from tongban.assurance.authoring.citations import cited
from tongban.assurance.authoring.told import Told
from tongban.definitions import Definition
from tongban.forms.labels import labels_of
from tongban.web.studio.anchors import anchor


@dataclass(frozen=True, slots=True)
class FindingView:
    code: str
    severity: str
    severity_label: str
    message: str
    place: str
    href: str
    article: str
    hint: str


@dataclass(frozen=True, slots=True)
class ErrorLink:
    message: str
    href: str


@dataclass(frozen=True, slots=True)
class ItemName:
    id: str | None
    title: str


@dataclass(frozen=True, slots=True)
class PreviewTab:
    label: str
    href: str
    current: bool


def preview_tabs(guide: str, form: str, endpoint: str, **values: str) -> tuple[str, list[PreviewTab]]:
    """Tell which of the two is looked at, and give the tabs of a preview."""
    which = "form" if request.args.get("view") == "form" else "guide"
    labels = {"guide": guide, "form": form}

    def at(view: str) -> str:
        return url_for(endpoint, view=view, **values)  # type: ignore[arg-type]  # texts only

    return which, [PreviewTab(label, at(name), name == which) for name, label in labels.items()]


@dataclass(frozen=True, slots=True)
class Step:
    label: str
    state: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    value: str
    reason: str = ""


def finding_views(told: Iterable[Told], page_of: Mapping[str, str] | None = None, here: str = "") -> list[FindingView]:
    """Show findings; `page_of` gives the address of the page on which each section is."""
    return [
        FindingView(
            each.code,
            "error" if each.error else "warning",
            _("错误") if each.error else _("提醒"),
            each.message,
            each.place or _("整个事项"),
            ((page_of or {}).get(each.section, here) + anchor(each.at)) if each.at else "",
            cited(each.article),
            each.hint,
        )
        for each in told
    ]


def error_links(told: Iterable[Told]) -> list[ErrorLink]:
    """List what stands in the way on this page, for the summary at its head."""
    return [ErrorLink(each.message, anchor(each.at)) for each in told if each.error and each.at]


def labels(definition: Definition) -> tuple[str, ...]:
    """Say what an applicant looks for: 即办件, 全程网办 …"""
    return tuple(_(each) for each in labels_of(definition, {}))


def own_steps(item: str, sections: Sequence[tuple[str, str]], here: str) -> list[Step]:
    """List the pages of an item of the tenant's own; the last one checks and publishes."""
    named = [*sections, ("publish", _("检查与发布"))]
    order = [each for each, _title in named]
    at = order.index(here) if here in order else len(order)
    return [
        Step(
            title,
            "done" if number < at else "current" if number == at else "todo",
            url_for("studio.publish", item=item)
            if name == "publish"
            else url_for("studio.page", item=item, section=name),
        )
        for number, (name, title) in enumerate(named)
    ]
