"""One thing, one go: what the plugin answers to the core (`tongban.hooks`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from one_thing.language.library import load_library
from one_thing.language.lint import lint_bundles
from one_thing.proof.house import proof_findings
from one_thing.running import following
from tongban.hooks import FileKind, Job, hookimpl
from tongban.kit.cases import Office
from tongban.kit.language import Finding, Sources, Workspace
from tongban.kit.law import Case, Command, Event

__all__ = ["effects", "jobs", "on_events", "provers", "vocabulary"]


@hookimpl
def vocabulary() -> Iterable[FileKind]:
    yield FileKind("bundle", "tenants/*/bundles/*/bundle.yaml", "一件事")
    yield FileKind("bundle offers", "tenants/*/bundles.yaml", "租户提供的一件事")


@hookimpl
def provers() -> Iterable[Any]:
    yield _judged


def _judged(workspace: Workspace, _sources: Sources) -> Iterator[Finding]:
    """Lint all bundles, and prove those that are in order at every tenant that offers them."""
    library = load_library(workspace)
    found = lint_bundles(library)
    yield from found
    yield from proof_findings(library, frozenset(each.path for each in found if each.is_error))


@hookimpl
def on_events(office: Office, case: Case, events: tuple[Event, ...]) -> Iterable[Command]:
    following.follow(office, case, events)
    return ()


@hookimpl
def effects() -> Mapping[str, Any]:
    return {"advance": following.carry_on}


@hookimpl
def jobs() -> Iterable[Job]:
    yield Job("advance", timedelta(minutes=10), following.sweep)
