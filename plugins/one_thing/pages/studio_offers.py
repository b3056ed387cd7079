"""How the tenant offers a bundle: whether at all, with which thresholds, handled by whom; linted and proven first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from one_thing.authoring.offering import (
    NONE,
    answers_of_offer,
    entry_of,
    page_of_offer,
    places_of_offer,
    with_offer,
)
from one_thing.language.library import load_library
from one_thing.language.lint import lint_bundle
from one_thing.pages.room import library
from one_thing.pages.studio_pages import WRITE, crumbs
from one_thing.pages.studio_room import Bench, bench, blueprint
from one_thing.proof.house import findings_at
from tongban.kit.authoring import Told, found_on, together, told_of_page, told_of_source
from tongban.kit.definitions import Definition, TongbanError
from tongban.kit.forms import Reading, read
from tongban.kit.language import Finding, MemorySources
from tongban.kit.published import keep
from tongban.kit.studio import EditPage, ItemName, show_page, today_here
from tongban.kit.web import db, now, permitted, the_staff


@blueprint.route("/<bundle>/offer", methods=["GET", "POST"], endpoint="offer")
@permitted(WRITE)
def offer(bundle: str) -> Response | str | tuple[str, int]:
    """Show how the tenant offers the bundle, or let it hold at once; what is wrong stays on the page."""
    here = bench(bundle)
    if here.source is None:
        raise TongbanError(_("这件事还没有发布，发布以后再写本单位怎样提供。"))
    page = page_of_offer(library(), bundle, here.tenant)
    if request.method == "GET":
        return _show(here, page, Reading(answers_of_offer(_said(here))), ())
    posted = {name: request.form.getlist(name) for name in request.form}
    reading = read(page, posted, {}, today=today_here())
    if reading.actions:
        return _show(here, page, reading, ())
    told, text = _judged(here, page, reading)
    if any(each.error for each in told):
        return _show(here, page, reading, told), 422
    keep(db(), here.tenant, {path_of(here.tenant): text}, published=True, by=the_staff().name, now=now())
    db().commit()
    flash(_("已经发布，马上生效；已经提交的按原来的安排办理。"), "success")
    return redirect(url_for("one_thing_studio.bundle", bundle=bundle))


def path_of(tenant: str) -> str:
    return f"tenants/{tenant}/bundles.yaml"


def text_now(tenant: str) -> str:
    """Give what the tenant says of all bundles that it offers."""
    sources = library().workspace.sources
    return sources.read(path_of(tenant)) if path_of(tenant) in sources.paths() else NONE


def _said(here: Bench) -> Mapping[str, Any] | None:
    """Give the tenant's own entry; None where it has none."""
    found = library().offers.get((here.tenant, here.bundle))
    said: Any = found[1].data["offers"] if found else {}
    entry: Mapping[str, Any] | None = said.get(here.bundle)
    return entry


def _judged(here: Bench, page: Definition, reading: Reading) -> tuple[Sequence[Told], str]:
    """Lint and prove what would hold, and lead each finding to its control."""
    wanted = reading.answers.get("offered") is True
    text = with_offer(
        text_now(here.tenant), here.bundle, entry_of(reading.answers, _said(here) or {}) if wanted else None
    )
    own = found_on(page, reading.answers, reading.typed, today_here())
    path = path_of(here.tenant)
    source = told_of_source(
        page,
        _findings(here, text) if wanted and not own else (),
        {path: text},
        {path: places_of_offer(here.bundle, reading.answers)},
        here.tenant,
    )
    told = together(told_of_page(page, own), source)
    return [each if each.place else replace(each, place=_("整件事")) for each in told], text


def _findings(here: Bench, text: str) -> Sequence[Finding]:
    path = path_of(here.tenant)
    shown = load_library(library().workspace, over=MemorySources({path: text}))
    source = shown.source(here.bundle, here.tenant)
    found = [each for each in shown.findings if each.path == path]
    found += [each for each in lint_bundle(shown, source) if each.path in (path, source.document.path)]
    if not any(each.is_error for each in found):
        found += findings_at(shown, source, here.tenant)
    return found


def _show(here: Bench, page: Definition, reading: Reading, told: Sequence[Told]) -> str:
    return show_page(
        EditPage(
            page,
            reading.answers,
            reading.typed,
            told,
            section="offer",
            item=ItemName(here.bundle, here.title),
            crumbs=crumbs(here),
            checked=bool(told),
            save=_("保存"),
            back=url_for("one_thing_studio.bundle", bundle=here.bundle),
        )
    )
