"""The studio of bundles: its blueprint, and the bench on which one bundle of the author's tenant is worked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from flask import Blueprint, url_for
from flask_babel import gettext as _

from one_thing.authoring.drafts import Author, draft_of, keep_draft, own_path
from one_thing.authoring.opening import Opened, opened, taken_up
from one_thing.authoring.pages import pages
from one_thing.authoring.state import State
from one_thing.authoring.tables import BundleDraftRow
from one_thing.authoring.writing import Written, write_bundle
from one_thing.language.library import BundleSource, Library, load_library, own_folder
from one_thing.language.lint import lint_bundle
from one_thing.pages.room import library
from tongban.kit.authoring import Told, found_on, together, told_of_page, told_of_source
from tongban.kit.definitions import NotFound, TongbanError, read_yaml
from tongban.kit.language import Finding, LayeredSources, MemorySources
from tongban.kit.studio import Step, today_here
from tongban.kit.web import db, note_refusal, now, show_tenant, tenant_view, the_staff

blueprint = Blueprint("one_thing_studio", __name__, url_prefix="/studio/one-thing", template_folder="../templates")
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
ITEMS, PARTS, PUBLISH = "items", "parts", "publish"
CHECKED = "checked"  # in an address: show what is found, though nothing was saved there yet
SHOWN: dict[str, Any] = {CHECKED: "yes"}
LEAST = 2  # items that make a bundle


def own_tenant() -> str:
    """Head the page with the author's tenant, and name it. Raises TongbanError for who belongs to none."""
    tenant = the_staff().tenant
    if not tenant:
        raise TongbanError(_("平台运维账号不属于任何单位，不能编制一件事。请用租户管理员账号登录。"))
    show_tenant(tenant_view(tenant))
    return tenant


def author(tenant: str) -> Author:
    return Author(tenant, the_staff().name, now())


@dataclass(frozen=True)
class Bench:
    """One request's view of a bundle: as published, and with the draft laid over it."""

    tenant: str
    bundle: str
    row: BundleDraftRow | None
    source: BundleSource | None  # as published for this tenant, here or above; None for one that is new

    @property
    def path(self) -> str:
        return own_path(self.tenant, self.bundle)

    @cached_property
    def text(self) -> str:
        """Give the bundle's text: the draft's, else the published one."""
        if self.row is not None:
            return self.row.text
        assert self.source is not None
        return LayeredSources((library().workspace.sources, own_folder())).read(self.source.document.path)

    @cached_property
    def readable(self) -> bool:
        """Tell whether the pages can show the draft; a text typed by hand may be wrong in its grammar."""
        return self.row is None or "typed" in self.row.typed

    @cached_property
    def opened(self) -> Opened:
        workspace = library().workspace
        if self.row is None:
            assert self.source is not None
            return taken_up(self.source.document.data, workspace)
        if not self.readable:
            raise TongbanError(_("这份草稿的文本里有错误，还不能用网页编辑。请先到“文本”改正。"))
        return opened(self.row.typed, base_of(self.row.text), workspace)

    @property
    def state(self) -> State:
        return self.opened.state

    @cached_property
    def written(self) -> Written:
        return write_bundle(self.bundle, self.state, self.opened.offered)

    @cached_property
    def tried(self) -> Library:
        """Lay the draft over all that is published."""
        text = self.text if self.row is not None else self.written.text
        return load_library(library().workspace, over=MemorySources({self.path: text}))

    @cached_property
    def tried_source(self) -> BundleSource | None:
        """Give the draft as the language reads it; None where it cannot be read yet."""
        known = self.tried.bundles.get(self.bundle, ())
        return next((each for each in known if each.owner == self.tenant), None)

    @cached_property
    def found(self) -> tuple[Finding, ...]:
        """Give what loading and the rules find in the draft."""
        found = [each for each in self.tried.findings if each.path == self.path]
        if self.tried_source is not None:
            found += [each for each in lint_bundle(self.tried, self.tried_source) if each.path == self.path]
        return tuple(found)

    @property
    def title(self) -> str:
        if self.readable:
            return str(self.state.answers.get("name") or self.bundle)
        return str(self.source.document.data["title"]) if self.source else self.bundle

    def told(self, more: Sequence[Finding] = ()) -> tuple[Told, ...]:
        """Tell all that stands between the draft and its publication, each thing at its page and control."""
        page, written, text = self.opened.page, self.written, self.text if self.row else self.written.text
        state, own = self.state, list(written.findings)
        own += found_on(page, state.answers, state.typed, today_here())
        source = told_of_source(page, (*self.found, *more), {self.path: text}, {self.path: written.places}, self.tenant)
        few = [_too_few()] if len(state.parts) < LEAST else []
        told = together((*told_of_page(page, own), *few), source)
        return tuple(each if each.place else replace(each, place=_("整件事")) for each in told)

    def save(self, state: State) -> None:
        """Write the text from the answers; what was typed is kept beside it. The caller commits."""
        written = write_bundle(self.bundle, state, self.opened.offered)
        kept = replace(state, ids=written.ids).as_json(self.opened.page)
        keep_draft(db(), author(self.tenant), self.bundle, written.text, kept)

    def address(self, section: str) -> str:
        """Give the address of a page by the section of the definition, or the name of a page of its own."""
        if section in (ITEMS, PUBLISH):
            return url_for(f"one_thing_studio.{section}", bundle=self.bundle)
        return url_for("one_thing_studio.page", bundle=self.bundle, section=section)

    def addresses(self) -> dict[str, str]:
        """Give the address of each page, with what is found on it, saved before or not."""
        named = [each.id for each in self.opened.page.sections]
        pages = {each: url_for("one_thing_studio.page", bundle=self.bundle, section=each, **SHOWN) for each in named}
        return pages | {ITEMS: url_for("one_thing_studio.items", bundle=self.bundle, **SHOWN)}

    def order(self) -> list[str]:
        """List the pages as one goes through them: the items stand behind the questions that choose them."""
        names = [each.id for each in self.opened.page.sections]
        place = names.index("questions") + 1
        return [*names[:place], ITEMS, *names[place:], PUBLISH]

    def steps(self, here: str) -> list[Step]:
        """Show the way; the pages of the items are one step."""
        names = {each.id: each.title for each in pages().bundle.sections} | {
            ITEMS: _("构成事项"),
            PUBLISH: _("检查与发布"),
        }
        parts = [each.id for each in self.opened.page.sections if each.id not in names]
        way = [("basics", "basics"), ("questions", "questions"), (ITEMS, ITEMS), (PARTS, parts[0] if parts else ITEMS)]
        way += [("together", "together"), ("delivery", "delivery"), (PUBLISH, PUBLISH)]
        at = [name for name, _target in way].index(PARTS if here in parts else here)
        words = names | {PARTS: _("各事项怎样办")}
        states = ["done" if number < at else "current" if number == at else "todo" for number in range(len(way))]
        return [
            Step(words[name], state, self.address(target))
            for (name, target), state in zip(way, states, strict=True)
        ]  # fmt: skip


def bench(bundle: str) -> Bench:
    """Set the bench up. Raises NotFound for a bundle that the tenant has not, and writes the attempt down (T2)."""
    tenant = own_tenant()
    row = draft_of(db(), tenant, bundle) if _ID.fullmatch(bundle) else None
    try:
        source = library().source(bundle, tenant)
    except NotFound:
        source = None
    if row is None and source is None:
        why = _("本单位没有编号为“%(bundle)s”的一件事，请从列表进入。", bundle=bundle)
        note_refusal(tenant, the_staff().id, "one_thing.write", why)
        raise NotFound(why)
    return Bench(tenant, bundle, row, source)


def base_of(text: str) -> dict[str, Any]:
    """Read what the text says so far; a text that is no YAML says nothing."""
    document, _findings = read_yaml(text, "bundle.yaml")
    return dict(document.data) if document is not None else {}


def _too_few() -> Told:
    message = _("一件事至少由两个事项构成，请到“构成事项”选择。")
    return Told("TB200", True, message, at=ITEMS, section=ITEMS, place=_("构成事项"))
