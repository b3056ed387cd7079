"""The pages on which a tenant writes an item of its own: each is a section of one definition."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tongban.assurance.authoring.notice_sample import MEANING, sample_notice
from tongban.assurance.authoring.told import Told
from tongban.assurance.authoring.written_form import write_form
from tongban.definitions import notice_kinds
from tongban.errors import NotFound, TongbanError
from tongban.forms import read
from tongban.web.guard import permitted
from tongban.web.house import db
from tongban.web.studio.bench import Bench, bench, pages
from tongban.web.studio.edit_page import EditPage, crumbs_of, show_page
from tongban.web.studio.own_state import OwnState, own_state, save_own, today_here, told_of_own
from tongban.web.studio.views import ItemName, Row, own_steps


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/items/<item>/pages/<section>", "page", page, methods=["GET", "POST"])


def sections() -> tuple[tuple[str, str], ...]:
    return tuple((each.id, each.title) for each in pages().new_item.sections)


@permitted("item.edit")
def page(item: str, section: str) -> Response | str:
    """Show one page, or save it: as it was typed, whether right or wrong."""
    here = bench()
    here.require(item)
    if section not in dict(sections()) or not here.is_own(item):
        raise NotFound(_("没有这一页，请从事项列表进入。"))
    state = own_state(here, item)
    if request.method == "POST":
        return _save(here, item, section, state)
    return _show(here, item, section, state)


def _save(here: Bench, item: str, section: str, state: OwnState) -> Response:
    posted = {name: request.form.getlist(name) for name in request.form}
    reading = read(pages().new_item, posted, state.answers, typed=state.typed, today=today_here())
    notice = state.notice
    state = replace(
        state,
        answers=reading.answers,
        typed=reading.typed,
        visited=tuple(dict.fromkeys((*state.visited, section))),
    )
    state = save_own(here, item, state)
    db().commit()
    if reading.actions:
        return redirect(_address(item, section) + f"#f-{reading.actions[0].field}")
    wrong = any(each.error and each.section == section for each in told_of_own(bench(), item, state))
    if wrong or request.form.get("action") != "next" or state.notice != notice:
        flash(
            _("草稿已保存。") if not wrong else _("草稿已保存，下面标出的地方还要改正。"),
            "warning" if wrong else "success",
        )
        return redirect(_address(item, section))
    return redirect(_next(item, section))


def _show(here: Bench, item: str, section: str, state: OwnState) -> str:
    told = [each for each in told_of_own(here, item, state) if each.section == section]
    shown = told if section in state.visited else []
    return show_page(
        EditPage(
            pages().new_item,
            state.answers,
            state.typed,
            shown,
            section=section,
            item=ItemName(item, here.title(item)),
            crumbs=crumbs_of(here, item),
            steps=own_steps(item, sections(), section),
            checked=section in state.visited,
            names=_names(section, state),
            notice=_notice(section, state, shown),
            preview_href=url_for("studio.preview", item=item),
            back=url_for("studio.item", item=item),
        )
    )


def _names(section: str, state: OwnState) -> list[Row]:
    """List the names that may be used on this page: of fields in conditions, of values in a notice."""
    kind = state.answers.get("notice")
    if section == "notice":
        if not isinstance(kind, str):
            return []
        return [Row(each, MEANING.get(each, "")) for each in sorted(notice_kinds[kind].values)]
    if section not in ("form", "materials"):
        return []
    known = write_form(state.answers, state.ids.fields, state.ids.choices).known
    return [
        Row(each.label, "、".join(each.choices) or (_("是、否") if each.kind == "yes_no" else "")) for each in known
    ]


def _notice(section: str, state: OwnState, told: list[Told]) -> str:
    kind, text = state.answers.get("notice"), state.answers.get("wording")
    if section != "notice" or not isinstance(kind, str) or not isinstance(text, str) or any(e.error for e in told):
        return ""
    try:
        return sample_notice(kind, text, state.answers, today_here())
    except TongbanError:
        return ""


def _address(item: str, section: str) -> str:
    return url_for("studio.page", item=item, section=section)


def _next(item: str, section: str) -> str:
    order = [name for name, _title in sections()]
    after = order[order.index(section) + 1 :]
    return _address(item, after[0]) if after else url_for("studio.publish", item=item)
