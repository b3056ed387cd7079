"""Every hook that a plugin may answer, on one page. A plugin imports this page and `tongban.kit`, and nothing else.

A hook is a method below; a plugin answers it with a function of the same name marked `@hookimpl`. Hooks without an
office are asked once, at start; those with one are asked for a tenant at which the plugin is switched on. A fault in an
answer is contained: it is logged, shown to the operator, and the case goes on or waits (design; docs/plugins.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

import pluggy

from tongban.offers import Figure, FileKind, Job, MenuEntry, Panel, Reader, Reminder

if TYPE_CHECKING:  # this page lies on the lowest floor; what it hands over comes from those above
    import click
    from flask import Blueprint

    from tongban.cases.plugins.office import Office
    from tongban.definitions import Definition, Finding, Workspace
    from tongban.definitions.lint.rule import Rule
    from tongban.definitions.notice_kinds import NoticeKind
    from tongban.definitions.sources import Sources
    from tongban.delivery.channels import WayOut
    from tongban.delivery.couriers import Courier
    from tongban.delivery.payments.port import PaymentGateway
    from tongban.demo.people import Account
    from tongban.fields import AnyFieldType
    from tongban.law import Applicant as LawApplicant
    from tongban.law import Case, Command, Event
    from tongban.settings import Settings
    from tongban.tenancy.applicants import Applicant

    #: looks at everything that is defined and tells what cannot be
    Prover = Callable[[Workspace, Sources], Iterable[Finding]]
    #: carries out one effect: its body and the office of its tenant; may run twice and must change nothing twice
    Carrier = Callable[[Office, Mapping[str, object]], None]

PROJECT = "tongban"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)

__all__ = [
    "PROJECT", "Figure", "FileKind", "Hooks", "Job", "MenuEntry", "Panel", "Reader", "Reminder", "hookimpl", "hookspec",
]  # fmt: skip


class Hooks(Protocol):
    """The hooks, by what they add to. Each has a real user; docs/plugins.md names it."""

    # definitions ------------------------------------------------------------------------------------------------------
    @hookspec
    def vocabulary(self) -> Iterable[FileKind]:
        """Name the files of its own that lie among the definitions, each with its JSON Schema."""

    @hookspec
    def lint_rules(self) -> Iterable[Rule]:
        """Give further rules for items, each with a failing and a passing example."""

    @hookspec
    def provers(self) -> Iterable[Prover]:
        """Give what looks at all definitions together: `tongban lint` asks it, `--prove` or not."""

    # forms ------------------------------------------------------------------------------------------------------------
    @hookspec
    def field_types(self) -> Iterable[type[AnyFieldType]]:
        """Give further field types; a form uses them by name, like the core's."""

    @hookspec
    def prefill(self, office: Office, applicant: Applicant, definition: Definition) -> Mapping[str, object]:
        """Offer values by data element, in their JSON form; the applicant sees the plugin's title as the source."""

    # law --------------------------------------------------------------------------------------------------------------
    @hookspec
    def on_events(self, office: Office, case: Case, events: tuple[Event, ...]) -> Iterable[Command]:
        """React to what happened in a case with commands, after commit; asked again until it ends without a fault.

        The kernel's rules stay: a command that the law refuses is a fault of the plugin, and changes nothing.
        """

    # notices ----------------------------------------------------------------------------------------------------------
    @hookspec
    def notice_kinds(self) -> Iterable[NoticeKind]:
        """Give further kinds of notices; their standing words lie in the plugin's folder `notices/`."""

    @hookspec
    def channels(self, office: Office) -> Mapping[str, WayOut]:
        """Give this tenant's own ways out of the house, by channel: they take the place of the installation's."""

    # connectors -------------------------------------------------------------------------------------------------------
    @hookspec
    def data_source(self, office: Office, name: str, key: Mapping[str, str]) -> Mapping[str, object] | None:
        """Answer a look-up in a source of data that it knows; None where the source is not its own or has nothing."""

    @hookspec
    def payment(self, office: Office) -> PaymentGateway | None:
        """Give the gateway at which this tenant's fees are paid; the first that is given is used."""

    @hookspec
    def courier(self, office: Office) -> Courier | None:
        """Give the courier who takes this tenant's parcels; the first that is given is used."""

    @hookspec
    def identity(self, settings: Settings) -> Mapping[str, Blueprint]:
        """Give further ways for applicants to log in: words for the button, and the pages that carry it out."""

    # web --------------------------------------------------------------------------------------------------------------
    @hookspec
    def pages(self) -> Iterable[Blueprint]:
        """Give pages of its own, and routes of the REST API (`tongban.kit.api`); each route says what it needs.

        They are not there where the plugin is off.
        """

    @hookspec
    def menu(self, office: Office, place: str) -> Iterable[MenuEntry]:
        """Add to a menu: `portal` (its first page), `mine` (an applicant's own cases), `staff` (the rail of a desk)."""

    @hookspec
    def case_panels(self, office: Office, case: Case, reader: Reader) -> Iterable[Panel]:
        """Add to the page of a case of which the plugin hears, as `applicant` or `staff` reads it."""

    @hookspec
    def guide_panels(self, office: Office, definition: Definition) -> Iterable[Panel]:
        """Add to the guide of an item."""

    # jobs, figures, commands ------------------------------------------------------------------------------------------
    @hookspec
    def jobs(self) -> Iterable[Job]:
        """Give work that a worker does again and again, for each tenant at which the plugin is on."""

    @hookspec
    def effects(self) -> Mapping[str, Carrier]:
        """Give who carries out its effects, by kind; the outbox keeps them as `<plugin>.<kind>`."""

    @hookspec
    def figures(self, office: Office) -> Iterable[Figure]:
        """Add figures to the board of a tenant."""

    @hookspec
    def reminders(self, office: Office, roles: frozenset[str]) -> Iterable[Reminder]:
        """Remind somebody in these roles of what waits while a limit of the plugin's own is missed (我的提醒)."""

    @hookspec
    def demonstration(self, office: Office, people: Sequence[LawApplicant]) -> Iterable[Account]:
        """Make what shows the plugin in the demonstration city, once, for people who have accounts there.

        Give the accounts by which it is seen: new ones, and those that are there with what they see.
        """

    @hookspec
    def commands(self) -> Iterable[click.Command]:
        """Add to the command line."""
