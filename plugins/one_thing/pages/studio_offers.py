"""Which bundles the tenant offers, with its own thresholds and offices: said as text, linted before it holds."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from one_thing.language.library import load_library
from one_thing.language.lint import lint_bundle
from one_thing.pages.room import library
from one_thing.pages.studio_pages import WRITE
from one_thing.pages.studio_room import blueprint, own_tenant
from one_thing.proof.house import findings_at
from tongban.kit.language import Finding, MemorySources
from tongban.kit.published import keep
from tongban.kit.web import db, now, permitted, the_staff


@blueprint.route("/offers", methods=["GET", "POST"], endpoint="offers")
@permitted(WRITE)
def offers() -> str | Response:
    """Show what the tenant offers, or publish it; a text with errors stays on the page."""
    tenant = own_tenant()
    path, there = f"tenants/{tenant}/bundles.yaml", library().workspace.sources
    before = there.read(path) if path in there.paths() else "offers: {}\n"
    text = request.form.get("text", before).replace("\r\n", "\n")
    findings = _findings(tenant, path, text)
    if request.form.get("action") == "publish" and not any(each.is_error for each in findings):
        keep(db(), tenant, {path: text}, published=True, by=the_staff().name, now=now())
        db().commit()
        flash(_("已经发布，马上生效；已经提交的按原来的安排办理。"), "success")
        return redirect(url_for("one_thing_studio.list"))
    return render_template(
        "one_thing/studio_edit.html",
        title=_("本单位提供的一件事"),
        crumbs=[{"label": _("编制一件事"), "href": url_for("one_thing_studio.list")}],
        path=path,
        text=text,
        findings=findings,
        publishes=True,
        back=url_for("one_thing_studio.list"),
    )


def _findings(tenant: str, path: str, text: str) -> Sequence[Finding]:
    """Lint the text over all that is published, and prove what it offers."""
    shown = load_library(library().workspace, over=MemorySources({path: text}))
    found = [each for each in shown.findings if each.path == path]
    for name in shown.offered(tenant):
        source = shown.source(name, tenant)
        found += [each for each in lint_bundle(shown, source) if each.path in (path, source.document.path)]
        if not any(each.is_error for each in found):
            found += findings_at(shown, source, tenant)
    return found
