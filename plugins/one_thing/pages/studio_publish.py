"""Publish a bundle: what changes, what is found, what is proven; and then the next version for everybody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from one_thing.authoring.drafts import publish_text, running, versions_of
from one_thing.authoring.offering import with_offer
from one_thing.authoring.pages import of_part, section_of
from one_thing.authoring.telling import tell_changes
from one_thing.pages.room import library
from one_thing.pages.studio_offers import path_of, text_now
from one_thing.pages.studio_pages import WRITE, crumbs
from one_thing.pages.studio_room import PUBLISH, Bench, author, base_of, bench, blueprint
from one_thing.proof.duration import CLOCKS
from one_thing.proof.house import findings_at, prove_at
from one_thing.running.plans import pinned_in_vain
from tongban.kit.authoring import Told
from tongban.kit.definitions import NotFound
from tongban.kit.language import Finding
from tongban.kit.studio import finding_views
from tongban.kit.web import db, permitted

LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True)
class Proven:
    """What the proof says, as the page tells it."""

    sets: int
    durations: tuple[str, ...]
    strictest: tuple[str, ...]


@dataclass(frozen=True)
class Judged:
    """A draft with all that is found and proven of it."""

    bench: Bench

    @cached_property
    def proof(self) -> tuple[Finding, ...]:
        """Prove the draft here, and wherever it is offered in this tenant's name; rules that fail are told first."""
        here, source = self.bench, self.bench.tried_source
        if source is None or any(each.is_error for each in here.found):
            return ()
        found = [each for tenant in self._tenants() for each in findings_at(here.tried, source, tenant)]
        return tuple(dict.fromkeys(found))

    def _tenants(self) -> Iterator[str]:
        here = self.bench
        yield here.tenant
        for tenant in here.tried.tenants_offering(here.bundle):
            if tenant != here.tenant and here.tried.source(here.bundle, tenant) is here.tried_source:
                yield tenant

    @cached_property
    def told(self) -> tuple[Told, ...]:
        if self.bench.readable:
            return (*self._pinned(), *self.bench.told(self.proof))
        return tuple(Told(each.code, each.is_error, each.message, each.hint) for each in self.bench.found)

    def _pinned(self) -> Iterator[Told]:
        """Tell of versions that do not exist: nobody could begin."""
        here = self.bench
        if here.tried_source is None or any(each.is_error for each in here.found):
            return
        for part in pinned_in_vain(db(), here.tried, here.tried.bundle(here.bundle, here.tenant), here.tenant):
            title = here.opened.offered.item(part.id).title
            message = _("“%(title)s”没有第 %(number)s 版。", title=title, number=part.pinned)
            hint = _("请写已经发布的版本，或者留空，总是用现行的版本。")
            at = of_part("pinned", part.id)
            yield Told("TB200", True, message, hint, at=at, section=section_of(part.id), place=title)

    @property
    def blocked(self) -> bool:
        return self.bench.tried_source is None or any(each.error for each in self.told)

    @cached_property
    def proven(self) -> Proven | None:
        """Tell what was proven; nothing where the tenant itself could not begin it."""
        if self.blocked:
            return None
        try:
            found = prove_at(self.bench.tried, self.bench.bundle, self.bench.tenant)
        except NotFound:
            return None
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


@blueprint.route("/<bundle>/publish", methods=["GET", "POST"], endpoint=PUBLISH)
@permitted(WRITE)
def publish(bundle: str) -> Response | str | tuple[str, int]:
    """Show what would be published, or publish it: all of it or nothing."""
    here = bench(bundle)
    judged = Judged(here)
    if request.method == "GET":
        return _show(judged)
    note = request.form.get("note", "").strip()
    if len(note) > LONGEST_NOTE:
        return _show(judged, note, _("发布说明最多 %(count)s 个字。", count=LONGEST_NOTE)), 422
    if judged.blocked or not _changes(here):
        return _show(judged, note), 422
    also = _offering(here) if request.form.get("offer") == "yes" else {}
    row = publish_text(db(), author(here.tenant), bundle, here.title, here.text, note, also)
    db().commit()
    _tell(here, row.version, bool(also))
    return redirect(url_for("one_thing_studio.bundle", bundle=bundle))


def _tell(here: Bench, version: int, offered: bool) -> None:
    said = _("《%(title)s》第 %(version)s 版已经发布，新的申请按这一版办理。", title=here.title, version=version)
    if offered or here.bundle in library().offered(here.tenant):
        guide = url_for("one_thing.guide", tenant=here.tenant, bundle=here.bundle)
        flash(Markup('{} <a href="{}">{}</a>').format(said, guide, _("查看办事指南")), "success")
    else:
        flash(said, "success")


def _offering(here: Bench) -> dict[str, str]:
    """Put the bundle among those that the tenant offers; what it says of others stays."""
    if here.bundle in library().offered(here.tenant):
        return {}
    text = with_offer(text_now(here.tenant), here.bundle, {})
    return {path_of(here.tenant): text}


def _show(judged: Judged, note: str = "", error: str = "") -> str:
    here = judged.bench
    changes, under_way = _changes(here), running(db(), here.tenant, here.bundle)
    newest = next(iter(versions_of(db(), here.tenant, here.bundle)), None)
    addresses = here.addresses() if here.readable else {}
    return render_template(
        "one_thing/studio_publish.html",
        id=here.bundle,
        title=here.title,
        crumbs=crumbs(here),
        steps=here.steps(PUBLISH) if here.readable else (),
        version=newest.version + 1 if newest else 1,
        changes=changes,
        findings=finding_views(judged.told, addresses),
        blocked=judged.blocked,
        proven=judged.proven if changes else None,
        effects=_effects(under_way),
        offered=here.bundle in library().offered(here.tenant),
        note=note,
        error=error,
    )


def _changes(here: Bench) -> Sequence[str]:
    if here.row is None:
        return []
    published = here.source.document.data if here.source is not None else None
    return tell_changes(published, base_of(here.text), library().workspace)


def _effects(under_way: int) -> list[str]:
    kept = _("正在办理的 %(count)s 件按各自开始时的安排办理。", count=under_way)
    return [
        _("今后的申请按这一版办理。"),
        kept if under_way else _("没有正在办理的受影响。"),
        _("办事指南和合并的申请表立即更新。"),
    ]
