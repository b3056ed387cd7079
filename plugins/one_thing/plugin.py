"""One thing, one go: what the plugin answers to the core (`tongban.hooks`).

Pages, and what is shown on the core's, are imported where they are asked for: a worker and a linter ask for none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask_babel import gettext

from one_thing.authoring import tables as _authoring  # noqa: F401 — a change of bodies moves every table that is known
from one_thing.items import online_part
from one_thing.language.library import load_library
from one_thing.language.lint import lint_bundles
from one_thing.running import following
from one_thing.running.told_before import told_before
from tongban.hooks import Figure, FileKind, Job, MenuEntry, Panel, Reader, hookimpl
from tongban.kit.cases import Office
from tongban.kit.definitions import Rule
from tongban.kit.language import Definition, Finding, Sources, Workspace
from tongban.kit.law import Applicant, Case, Command, Event

if TYPE_CHECKING:
    from flask import Blueprint

    from tongban.kit.installing import Account


@hookimpl
def vocabulary() -> Iterable[FileKind]:
    yield FileKind("bundle", "tenants/*/bundles/*/bundle.yaml", "一件事")
    yield FileKind("bundle offers", "tenants/*/bundles.yaml", "租户提供的一件事")


@hookimpl
def lint_rules() -> Iterable[Rule]:
    yield online_part.RULE


@hookimpl
def provers() -> Iterable[Any]:
    yield _judged


def _judged(workspace: Workspace, _sources: Sources) -> Iterator[Finding]:
    """Lint all bundles, and prove those that are in order at every tenant that offers them."""
    from one_thing.proof.house import proof_findings

    library = load_library(workspace)
    found = lint_bundles(library)
    yield from found
    yield from proof_findings(library, frozenset(each.path for each in found if each.is_error))


@hookimpl
def on_events(office: Office, case: Case, events: tuple[Event, ...]) -> Iterable[Command]:
    following.follow(office, case, events)
    return ()


@hookimpl
def prefill(office: Office, applicant: Applicant, definition: Definition) -> Mapping[str, object]:
    """Offer what the applicant told a bundle here before, by data element: asked once, not again (30 (十四))."""
    return told_before(office, applicant.id, definition)


@hookimpl
def pages() -> Iterable[Blueprint]:
    from one_thing.rooms import BLUEPRINTS

    return BLUEPRINTS


@hookimpl
def menu(office: Office, place: str) -> Iterable[MenuEntry]:
    if place == "portal":
        yield MenuEntry("one_thing.list", gettext("一件事一次办"), values={"tenant": office.tenant})
    elif place == "mine":
        from one_thing.pages import panels

        yield from panels.of_mine(office)
    elif place == "staff":
        yield MenuEntry("one_thing_desk.board", gettext("一件事"), "one_thing.lead")
        yield MenuEntry("one_thing_studio.list", gettext("编制一件事"), "one_thing.write")


@hookimpl
def case_panels(office: Office, case: Case, reader: Reader) -> Iterable[Panel]:
    from one_thing.pages import panels

    return panels.of_case(office, case, reader)


@hookimpl
def guide_panels(office: Office, definition: Definition) -> Iterable[Panel]:
    from one_thing.pages import panels

    return panels.of_guide(office, definition)


@hookimpl
def figures(office: Office) -> Iterable[Figure]:
    from one_thing.pages import panels

    return panels.figures_of(office)


@hookimpl
def demonstration(office: Office, people: Sequence[Applicant]) -> Iterable[Account]:
    from one_thing import demonstrating

    return demonstrating.show(office, people) if office.settings.get("demonstration") else ()


@hookimpl
def effects() -> Mapping[str, Any]:
    return {"advance": following.carry_on}


@hookimpl
def jobs() -> Iterable[Job]:
    yield Job("advance", timedelta(minutes=10), following.sweep, following.AT_WORK)
