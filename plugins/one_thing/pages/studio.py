"""The studio of bundles: all that the tenant has and uses, a new one from a template, and the page of each (B1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from one_thing.authoring.drafts import discard_draft, draft_of, drafts_of, keep_draft, running, version_of, versions_of
from one_thing.authoring.opening import opened, taken_up
from one_thing.authoring.pages import pages
from one_thing.authoring.state import State
from one_thing.authoring.tables import BundleDraftRow
from one_thing.authoring.writing import write_bundle
from one_thing.language.lint import lint_bundle
from one_thing.pages.room import library
from one_thing.pages.studio_pages import WRITE
from one_thing.pages.studio_room import Bench, author, bench, blueprint, own_tenant
from tongban.kit.authoring import item_id
from tongban.kit.definitions import TongbanError
from tongban.kit.studio import Row, begun, finding_views
from tongban.kit.web import db, moment, permitted

LONGEST = 50  # of a bundle's id: with `one-thing.` before it, it is the id of a form


@dataclass(frozen=True, slots=True)
class Entry:
    """One bundle of the list."""

    id: str
    title: str
    source: str
    offered: bool
    state: str
    tone: str
    findings: int


@dataclass(frozen=True, slots=True)
class VersionView:
    number: int
    at: str
    by: str
    note: str
    current: bool


@blueprint.get("", endpoint="list")
@permitted(WRITE)
def bundles() -> str:
    """List what is published for the tenant, and its drafts."""
    tenant = own_tenant()
    rows = {each.bundle: each for each in drafts_of(db(), tenant)}
    names = [each for each in sorted(library().bundles) if _mine(each, tenant)]
    entries = [_entry(each, tenant, rows.get(each)) for each in [*names, *(set(rows) - set(names))]]
    return render_template("one_thing/studio_list.html", bundles=entries)


def _mine(bundle: str, tenant: str) -> bool:
    """Tell whether a bundle is the tenant's, of one above it, or comes along; others are none of its business."""
    line = {each.id for each in library().workspace.tree.line(tenant)} | {""}
    return any(each.owner in line for each in library().bundles[bundle])


def _entry(bundle: str, tenant: str, row: BundleDraftRow | None) -> Entry:
    if bundle not in library().bundles:
        return Entry(bundle, _typed_name(row) or bundle, _("本单位"), False, _("未发布的草稿"), "yellow", 0)
    source = library().source(bundle, tenant)
    own = _("本单位") if source.owner == tenant else _("上级") if source.owner else _("随平台提供")
    state, tone = (_("有改动没有发布"), "yellow") if row else (_("现行"), "green")
    found = len(lint_bundle(library(), source))
    return Entry(
        bundle,
        _typed_name(row) or str(source.document.data["title"]),
        own,
        bundle in library().offered(tenant),
        state,
        tone,
        found,
    )


def _typed_name(row: BundleDraftRow | None) -> str:
    return str(next(iter(row.typed.get("typed", {}).get("name", ())), "")) if row else ""


@blueprint.route("/new", methods=["GET", "POST"], endpoint="new")
@permitted(WRITE)
def new() -> Response | str:
    """Ask for a template and a name, then make the draft under an id of its own."""
    tenant = own_tenant()
    asked = begun(pages().start, pages().templates, _("编制一件事"), url_for("one_thing_studio.list"))
    if isinstance(asked, str):
        return asked
    bundle = _id(tenant, asked.title)
    kept = State({**asked.template.answers, "name": asked.title}).as_json(pages().bundle)
    start = opened(kept, {}, library().workspace)
    text = write_bundle(bundle, start.state, start.offered).text
    keep_draft(db(), author(tenant), bundle, text, kept)
    db().commit()
    return redirect(url_for("one_thing_studio.page", bundle=bundle, section="basics"))


def _id(tenant: str, title: str) -> str:
    taken = {*library().bundles, *(each.bundle for each in drafts_of(db(), tenant))}
    made = item_id(tenant, title, ())[:LONGEST].strip("-")
    number, found = 1, made
    while found in taken:
        number += 1
        found = f"{made}-{number}"
    return found


@blueprint.get("/<bundle>", endpoint="bundle")
@permitted(WRITE)
def bundle_page(bundle: str) -> str:
    """Show one bundle: its pages, what is found, its versions, its draft."""
    here = bench(bundle)
    versions = versions_of(db(), here.tenant, bundle)
    own = here.source is not None and here.source.owner == here.tenant
    addresses = here.addresses() if here.readable else {}
    return render_template(
        "one_thing/studio_bundle.html",
        bundle=bundle,
        title=here.title,
        state=_("未发布的草稿") if here.source is None else _("有改动没有发布") if here.row else _("现行"),
        origin=_("本单位") if own or here.source is None else _("上级或者随平台提供"),
        own=own or here.source is None,
        published=here.source is not None,
        draft={"at": moment(here.row.changed_at), "by": here.row.changed_by} if here.row else None,
        readable=here.readable,
        pages=list(_pages(here)) if here.readable else [],
        findings=finding_views(here.told() if here.readable else (), addresses),
        versions=[
            VersionView(each.version, moment(each.published_at), each.published_by, each.note, each is versions[0])
            for each in versions
        ],
        running=running(db(), here.tenant, bundle),
        guide=url_for("one_thing.guide", tenant=here.tenant, bundle=bundle)
        if here.source and bundle in library().offered(here.tenant)
        else "",
    )


def _pages(here: Bench) -> Iterator[Row]:
    """Give each page with its address, and how many things are found on it."""
    told = here.told()
    titles = {each.id: each.title for each in here.opened.page.sections}
    for name in here.order()[:-1]:
        count = sum(1 for each in told if each.error and each.section == name)
        note = _("%(count)s 处需要处理", count=count) if count else ""
        yield Row(titles.get(name, _("构成事项")), here.address(name), note)


@blueprint.post("/<bundle>/discard", endpoint="discard")
@permitted(WRITE)
def discard(bundle: str) -> Response:
    """Throw the draft away; the published version stays."""
    here = bench(bundle)
    if request.form.get("sure") != "yes":
        flash(_("没有放弃草稿。要放弃，请先勾选“确认放弃”。"), "warning")
        return redirect(url_for("one_thing_studio.bundle", bundle=bundle))
    discard_draft(db(), here.tenant, bundle)
    db().commit()
    flash(_("草稿已放弃，现行版本没有改变。"), "success")
    there = here.source is not None
    return redirect(
        url_for("one_thing_studio.bundle" if there else "one_thing_studio.list", bundle=bundle if there else None)
    )


@blueprint.post("/<bundle>/take-up/<int:version>", endpoint="take_up")
@permitted(WRITE)
def take_up(bundle: str, version: int) -> Response:
    """Make an old version the draft, to be checked and published as a new one (C5)."""
    here = bench(bundle)
    if draft_of(db(), here.tenant, bundle) is not None:
        raise TongbanError(_("有改动没有发布。请先发布或者放弃草稿，再恢复旧版本。"))
    old = version_of(db(), here.tenant, bundle, version)
    keep_text(here, old.text)
    db().commit()
    flash(_("已用第 %(number)s 版的内容作为草稿，检查以后发布。", number=version), "success")
    return redirect(url_for("one_thing_studio.publish", bundle=bundle))


def keep_text(here: Bench, text: str) -> None:
    """Keep a whole text as the draft; the pages are filled from it as soon as the language can read it."""
    tried = Bench(here.tenant, here.bundle, BundleDraftRow(text=text, typed={}), here.source)
    typed = {}
    if tried.tried_source is not None:
        found = taken_up(tried.tried_source.document.data, library().workspace)
        typed = found.state.as_json(found.page)
    keep_draft(db(), author(here.tenant), here.bundle, text, typed)
