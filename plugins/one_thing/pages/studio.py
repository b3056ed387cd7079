"""Make and change a bundle like an item: as text, linted and proven as one types, published by the tenant (B1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from one_thing.language.library import Library, load_library, own_folder
from one_thing.language.lint import lint_bundle
from one_thing.pages.room import library
from one_thing.proof.duration import CLOCKS
from one_thing.proof.house import findings_at, prove_at
from tongban.kit.definitions import NotFound, TongbanError
from tongban.kit.language import Finding, LayeredSources, MemorySources, load_workspace
from tongban.kit.published import keep
from tongban.kit.web import books, db, now, permitted, show_tenant, tenant_view, the_staff

blueprint = Blueprint("one_thing_studio", __name__, url_prefix="/studio/one-thing", template_folder="../templates")
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

STARTER = """\
bundle: {bundle}
title: {title}
summary: 写一两句话，说明包括哪些事、什么时候办。
lead: 市场监督管理局
applicants: [enterprise, self_employed]
basis: [{{law: 优化营商环境条例, article: 第十九条}}]
questions:
  - {{id: board, ask: 要挂户外招牌吗？, choices: {{yes: 要挂, no: 不挂}}}}
parts:
  - {{part: food, item: food-permit}}
  - {{part: board, item: signboard-record, when: board == "yes"}}
"""


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    title: str
    href: str
    source: str
    findings: int


@dataclass(frozen=True, slots=True)
class Proven:
    """What the proof says, as the page tells it."""

    sets: int
    durations: tuple[str, ...]
    strictest: tuple[str, ...]


def _own_tenant() -> str:
    """Head the page with the author's tenant, and name it."""
    tenant = the_staff().tenant
    show_tenant(tenant_view(tenant))
    return tenant


def own_path(tenant: str, bundle: str) -> str:
    return f"tenants/{tenant}/bundles/{bundle}/bundle.yaml"


@blueprint.get("", endpoint="list")
@permitted("one_thing.write")
def bundles() -> str:
    tenant, found = _own_tenant(), library()
    entries = []
    for name in sorted(found.bundles):
        source = found.source(name, tenant)
        own = _("本单位") if source.owner == tenant else _("上级") if source.owner else _("随平台提供")
        href = url_for("one_thing_studio.edit", bundle=name)
        entries.append(Entry(name, str(source.document.data["title"]), href, own, len(lint_bundle(found, source))))
    return render_template(
        "one_thing/studio_list.html", bundles=entries, offers_href=url_for("one_thing_studio.offers")
    )


@blueprint.post("/new", endpoint="new")
@permitted("one_thing.write")
def new() -> Response:
    bundle, title = request.form.get("bundle", "").strip(), request.form.get("title", "").strip()
    if not _ID.fullmatch(bundle) or not title:
        raise TongbanError(_("请写名称，并用小写字母、数字和连字符写编号，例如 open-shop。"))
    return redirect(url_for("one_thing_studio.edit", bundle=bundle, title=title))


@blueprint.route("/<bundle>/edit", methods=["GET", "POST"], endpoint="edit")
@permitted("one_thing.write")
def edit(bundle: str) -> str | Response:
    """Show a bundle's text with all that is found of it; a text with errors is kept on the page and not published."""
    if not _ID.fullmatch(bundle):
        raise NotFound(_("没有这件事。"))
    tenant = _own_tenant()
    path = own_path(tenant, bundle)
    text = request.form.get("text", "") if request.method == "POST" else _text_of(bundle, tenant)
    return _judge(tenant, bundle, path, text.replace("\r\n", "\n"))


@blueprint.route("/offers", methods=["GET", "POST"], endpoint="offers")
@permitted("one_thing.write")
def offers() -> str | Response:
    """Say which bundles the tenant offers, with its own thresholds and offices."""
    tenant = _own_tenant()
    path = f"tenants/{tenant}/bundles.yaml"
    there = library().workspace.sources
    before = there.read(path) if path in there.paths() else "offers: {}\n"
    text = request.form.get("text", "") if request.method == "POST" else before
    return _judge(tenant, "", path, text.replace("\r\n", "\n"))


def _text_of(bundle: str, tenant: str) -> str:
    found = library()
    try:
        source = found.source(bundle, tenant)
    except NotFound:
        return STARTER.format(bundle=bundle, title=request.args.get("title", bundle))
    from_here = LayeredSources((found.workspace.sources, own_folder()))
    return from_here.read(source.document.path)


def _judge(tenant: str, bundle: str, path: str, text: str) -> str | Response:
    shown, findings, proven = with_text(tenant, bundle, path, text)
    errors = [each for each in findings if each.is_error]
    if request.form.get("action") == "publish" and not errors:
        keep(db(), tenant, {path: text}, published=True, by=the_staff().id, now=now())
        db().commit()
        flash(_("已经发布，马上生效；已经提交的按原来的安排办理。"), "success")
        return redirect(url_for("one_thing_studio.list"))
    preview = bundle and bundle in shown.offered(tenant) and bundle in library().offered(tenant)
    return render_template(
        "one_thing/studio_edit.html",
        title=_("编制一件事：%(bundle)s", bundle=bundle) if bundle else _("本单位提供的一件事"),
        path=path,
        text=text,
        findings=findings,
        proven=proven,
        may_publish=not errors,
        preview_href=url_for("one_thing.guide", tenant=tenant, bundle=bundle) if preview else "",
    )


def with_text(tenant: str, bundle: str, path: str, text: str) -> tuple[Library, Sequence[Finding], Proven | None]:
    """Lay a text over all that is published, and say what is found in it and what is proven of it."""
    workspace = load_workspace(LayeredSources((MemorySources({path: text}), books().workspace.sources)))
    shown = load_library(workspace)
    findings = [each for each in shown.findings if each.path == path]
    proven = None
    for name in [bundle] if bundle else shown.offered(tenant):
        if name not in shown.bundles:
            continue
        source = shown.source(name, tenant)
        findings += [each for each in lint_bundle(shown, source) if each.path in (path, source.document.path)]
        if not any(each.is_error for each in findings):
            findings += findings_at(shown, source, tenant)
        if bundle and not any(each.is_error for each in findings):
            proven = _proven(shown, name, tenant)
    return shown, findings, proven


def _proven(shown: Library, bundle: str, tenant: str) -> Proven:
    found = prove_at(shown, bundle, tenant)
    titles = {each.part.id: each.title for each in found.merged.takings}
    labels = {each["id"]: each["label"] for section in found.merged.data["form"] for each in section["fields"]}
    told = [
        _(
            "%(clock)s：最慢 %(path)s，%(days)s 个工作日。",
            clock=CLOCKS[each.clock],
            path=each.told,
            days=each.working_days,
        )
        for each, _where in found.proof.durations
    ]
    strictest = [
        _("“%(label)s”的 %(rule)s 为 %(value)s，按“%(title)s”的要求。", label=labels.get(each.field, each.field),
          rule=each.rule, value=each.value, title=titles.get(each.part, _("本件事")))
        for each in found.merged.strictest
    ]  # fmt: skip
    return Proven(len(found.proof.sets), tuple(told), tuple(strictest))
