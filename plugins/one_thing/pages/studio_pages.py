"""The pages on which a bundle is written: each is a section of one definition, shown by the form engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from one_thing.authoring.offered import ItemOf
from one_thing.authoring.pages import section_of
from one_thing.authoring.values import TABLE
from one_thing.pages.studio_room import CHECKED, PUBLISH, Bench, bench, blueprint
from tongban.kit.definitions import NotFound
from tongban.kit.forms import read
from tongban.kit.studio import EditPage, ItemName, Row, show_page, today_here
from tongban.kit.web import db, permitted

WRITE = "one_thing.write"


@blueprint.route("/<bundle>/pages/<section>", methods=["GET", "POST"], endpoint="page")
@permitted(WRITE)
def page(bundle: str, section: str) -> Response | str:
    """Show one page, or save it: as it was typed, whether right or wrong."""
    here = bench(bundle)
    if not here.readable:
        return to_text(bundle)
    if section not in [each.id for each in here.opened.page.sections]:
        raise NotFound(_("没有这一页，请从列表进入。"))
    return _save(here, section) if request.method == "POST" else _show(here, section)


def to_text(bundle: str) -> Response:
    """Lead to the text, which the pages cannot show yet."""
    flash(_("这份草稿的文本里有错误，改正以后才能用网页编辑。"), "warning")
    return redirect(url_for("one_thing_studio.text", bundle=bundle))


def _save(here: Bench, section: str) -> Response:
    state = here.state
    posted = {name: request.form.getlist(name) for name in request.form}
    reading = read(here.opened.page, posted, state.answers, typed=state.typed, today=today_here())
    visited = tuple(dict.fromkeys((*state.visited, section)))
    here.save(replace(state, answers=reading.answers, typed=reading.typed, visited=visited))
    db().commit()
    if reading.actions:
        return redirect(here.address(section) + f"#f-{reading.actions[0].field}")
    saved = bench(here.bundle)
    wrong = any(each.error and each.section == section for each in saved.told())
    if wrong or request.form.get("action") != "next":
        flash(
            _("草稿已保存，下面标出的地方还要改正。") if wrong else _("草稿已保存。"), "warning" if wrong else "success"
        )
        return redirect(here.address(section))
    order = saved.order()
    return redirect(saved.address(order[order.index(section) + 1]))


def _show(here: Bench, section: str) -> str:
    checked = section in here.state.visited or CHECKED in request.args
    told = [each for each in here.told() if each.section == section] if checked else []
    return show_page(
        EditPage(
            here.opened.page,
            here.state.answers,
            here.state.typed,
            told,
            section=section,
            item=ItemName(here.bundle, here.title),
            crumbs=crumbs(here),
            steps=here.steps(section),
            checked=checked,
            locked=_kept(here, section),
            locked_title=_("这些条件用文本写成，照原样保留"),
            names=_names(here, section),
            preview_href=url_for("one_thing_studio.preview", bundle=here.bundle),
            back=url_for("one_thing_studio.bundle", bundle=here.bundle),
        )
    )


def crumbs(here: Bench) -> list[Mapping[str, str]]:
    return [
        {"label": _("编制一件事"), "href": url_for("one_thing_studio.list")},
        {"label": here.title, "href": url_for("one_thing_studio.bundle", bundle=here.bundle)},
    ]


def _kept(here: Bench, section: str) -> list[Row]:
    """List the conditions of questions that rows cannot say."""
    offered = here.opened.offered
    labels = {f"question/{each.id}": each.label for each in offered.names.known}
    return [Row(labels[name], told) for name, told in offered.kept.items() if section == "questions" and name in labels]


def _names(here: Bench, section: str) -> list[Row]:
    """List what may be written as the value of a condition, and as the answer to a field of the item."""
    offered = here.opened.offered
    if section == "questions":
        return [Row(each.label, _values(each.kind, tuple(each.choices))) for each in offered.names.known]
    item = next((each for each in offered.items if section_of(each.part) == section), None)
    if item is None:
        return []
    known = [Row(each.label, _values(each.kind, tuple(each.choices))) for each in offered.names.known]
    known += [Row(label, _("起点数")) for label in offered.names.thresholds.values()]
    known += [Row(TABLE.format(title=each), _("对应表")) for each in offered.tables.values()]
    return known + _answers(item)


def _answers(item: ItemOf) -> list[Row]:
    """List the fields of the item that have fixed answers."""
    return [
        Row(str(said.get("label") or said.get("ask")), _values(str(said.get("type", "choice")), _labels(said)))
        for said in item.fields.values()
        if said.get("choices") or said.get("type") == "yes_no"
    ]


def _labels(said: Mapping[str, object]) -> tuple[str, ...]:
    choices = said.get("choices")
    return tuple(str(each) for each in choices.values()) if isinstance(choices, Mapping) else ()


def _values(kind: str, choices: tuple[str, ...]) -> str:
    return "、".join(choices) or (_("是、否") if kind == "yes_no" else "")


__all__ = ["PUBLISH", "WRITE", "crumbs", "to_text"]
