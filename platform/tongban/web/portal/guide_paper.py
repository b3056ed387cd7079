"""The guide for one's own situation as PDF: printed once for a version and a situation, then kept (F3, F5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import yaml
from flask import redirect, request, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from tongban.definitions.model import Basis
from tongban.notices.guide_sheet import COLOUR, GuideSheet, SheetEntry, SheetPart, print_guide
from tongban.web.guard import public
from tongban.web.house import books, house
from tongban.web.portal.guide import kept, offered, page_of, told
from tongban.web.portal.guide_materials import Fact, GuideMaterial, cite
from tongban.web.portal.guide_parts import GuideCondition, GuidePart, GuideStep
from tongban.web.portal.guide_view import GuidePage
from tongban.web.portal.room import blueprint

MOST_KEPT = 64  # printed guides kept in a process; about 100 KB each


@blueprint.get("/items/<item>/guide.pdf", endpoint="guide_pdf")
@public
def guide_pdf(tenant: str, item: str) -> AnyResponse:
    """Send the guide; an item that another office handles is led to from its page."""
    reach, offices = offered(tenant, item)
    if offices[0].tenant_id != tenant:
        elsewhere = request.args.to_dict(flat=False)
        return redirect(url_for("portal.guide", tenant=tenant, item=item, **elsewhere))  # type: ignore[arg-type]
    found = told(offices[0])
    page = page_of(tenant, item, found)
    where = url_for("portal.guide", tenant=tenant, item=item, **kept(found))
    colour = brand_of(books().themes / reach.here.theme)
    sheet = _sheet(page, f"{house().settings.public_url}{where}", colour)
    name = _("%(title)s（办事指南）", title=page.title)
    return send_file(BytesIO(_printed(sheet)), mimetype="application/pdf", download_name=f"{name}.pdf")


@lru_cache(maxsize=MOST_KEPT)
def _printed(sheet: GuideSheet) -> bytes:
    """Print once what is the same in every word: version, situation, language, colour and address."""
    return print_guide(sheet)


@lru_cache(maxsize=64)
def brand_of(folder: Path) -> str:
    """Give the colour of a theme; that of the standard sheet where the theme says none."""
    path = folder / "theme.yaml"
    tokens = yaml.safe_load(path.read_text("utf-8")).get("tokens", {}) if path.is_file() else {}
    colour = str(tokens.get("brand", ""))
    return colour if re.fullmatch(r"#[0-9a-fA-F]{6}", colour) else COLOUR


def _sheet(page: GuidePage, address: str, colour: str) -> GuideSheet:
    foot = [_("实施清单第 %(version)s 版，%(updated)s 发布。", version=page.version, updated=page.updated) + address]
    if page.demonstration:
        foot.append(_("演示数据（不是公布的数值）：%(list)s。", list=_("、").join(page.demonstration)))
    return GuideSheet(
        title=page.title,
        kind=_("办事指南"),
        authority=page.authority,
        summary=page.summary,
        labels=tuple(each.text for each in page.labels),
        keys=tuple((each.label, each.value, each.note) for each in page.keys),
        situation=page.situation_text,
        yours=_("您的情形："),
        parts=tuple(each for each in _parts(page) if each.lines or each.rows or each.entries),
        flow=str(page.flow),
        flow_title=_("%(title)s：办理流程图", title=page.title),
        address=address,
        scan=_("扫码看最新内容"),
        foot=tuple(foot),
        colour=colour,
    )


def _parts(page: GuidePage) -> Iterator[SheetPart]:
    """Give the parts in the order of the page."""
    yield SheetPart(_("受理条件"), entries=tuple(map(_condition, page.conditions)), numbered=True)
    yield SheetPart(_("有下列情形的，不予受理"), entries=tuple(map(_condition, page.barred)), numbered=True)
    yield SheetPart(_("申请材料"), entries=tuple(map(_material, page.materials)), numbered=True)
    yield SheetPart(_("容缺受理"), rows=_rows(page.tolerance))
    if page.commitment is not None:
        own = page.commitment
        yield SheetPart(_("告知承诺"), (own.promise, *own.requirements), _rows(own.facts))
    yield SheetPart(_("办理流程"), entries=tuple(_steps(page.process)), numbered=True, chart=True)
    yield SheetPart(_("收费"), () if page.fees else (page.fees_none,), entries=_named(page.fees))
    yield SheetPart(_("办理结果"), entries=_named(page.results))
    yield SheetPart(_("依法享有的权利"), page.rights)
    yield SheetPart(_("应当履行的义务"), page.obligations)
    yield SheetPart(_("权利救济"), entries=_named(page.remedies))
    counters = tuple(
        SheetEntry(each.name, rows=_said((_("地址"), each.address), (_("时间"), each.hours), (_("电话"), each.phone)))
        for each in page.counters
    )
    asked = _said((_("咨询电话"), page.phone), (_("监督投诉电话"), page.complaints), (_("交通指引"), page.traffic))
    yield SheetPart(_("办理窗口"), rows=(*asked, *_rows(page.service)), entries=counters)
    yield SheetPart(_("设定依据"), tuple(cite(each) for each in page.basis if isinstance(each, Basis)))


def _condition(each: GuideCondition) -> SheetEntry:
    standard = _("审查标准：%(standard)s", standard=each.standard) if each.standard else ""
    return SheetEntry(each.text, lines=tuple(text for text in (each.when, standard) if text))


def _material(each: GuideMaterial) -> SheetEntry:
    """Say of a material what one must know to bring it; the rest stands on the page."""
    mark = _("免提交") if each.from_library else each.required
    lines = tuple(text for text in (each.condition, each.help, _("；").join(each.criteria)) if text)
    return SheetEntry(each.name, mark, lines, (*_rows(each.facts), *_said((_("空白表格"), each.blank_form))))


def _steps(steps: tuple[GuideStep, ...]) -> Iterator[SheetEntry]:
    for each in steps:
        inner = tuple(_("%(name)s：%(text)s", name=one.name, text=one.text) for one in each.steps)
        yield SheetEntry(each.name, lines=tuple(text for text in (each.text, *inner) if text))


def _named(parts: tuple[GuidePart, ...]) -> tuple[SheetEntry, ...]:
    return tuple(SheetEntry(each.name, rows=_rows(each.facts)) for each in parts)


def _rows(facts: tuple[Fact, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((each.label, each.value) for each in facts)


def _said(*rows: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(row for row in rows if row[1])
