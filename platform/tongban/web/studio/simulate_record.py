"""Record a run as an example: into the draft of an item of the tenant's own, else as text to hand on."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from tongban.assurance import play
from tongban.assurance.simulate import Simulation, record
from tongban.definitions import Finding
from tongban.definitions.examples import example_of
from tongban.definitions.strict_yaml import read_yaml
from tongban.errors import TongbanError
from tongban.publishing import save_draft
from tongban.publishing.recorded import free_example_path
from tongban.tenancy.permissions import require
from tongban.web.guard import note_refusal
from tongban.web.house import books, db, now
from tongban.web.people import the_staff
from tongban.web.studio.bench import Bench, bench

LONGEST_TITLE = 100


@dataclass(frozen=True, slots=True)
class RecordView:
    """The recorded example: where it is (nowhere for an item of the city's), its text, and what was found."""

    path: str
    text: str
    findings: tuple[Finding, ...]


def record_run(here: Bench, item: str, simulation: Simulation, title: str) -> RecordView:
    """Write the run as an example; raises TongbanError for what cannot be. Commits what it saved."""
    _must_edit(here)
    if len(title) > LONGEST_TITLE:
        raise TongbanError(_("标题最多 %(count)s 个字。", count=LONGEST_TITLE))
    text = record(simulation, title)
    _must_play(item, text, simulation)
    if not here.is_own(item):
        return RecordView("", text, ())
    path = free_example_path(db(), books(), here.tenant.id, item)
    save_draft(db(), books(), here.tenant.id, path, text, by=the_staff().name, now=now())
    db().commit()
    findings = tuple(each for each in bench().findings_in(item) if each.path == path)
    return RecordView(path, text, findings)


def _must_edit(here: Bench) -> None:
    person = the_staff()
    try:
        require(person.roles, "item.edit")
    except TongbanError as refusal:
        note_refusal(here.tenant.id, person.id, "item.edit", refusal.message)
        raise


def _must_play(item: str, text: str, simulation: Simulation) -> None:
    """See for oneself that the file says what the run was."""
    document, findings = read_yaml(text, "example")
    if document is None:
        raise TongbanError(findings[0].message)
    stage = simulation.stage
    played = play(example_of(item, "", document), stage.definition, stage.rulebook, stage.calendar)
    if played.surprises:
        raise TongbanError(str(played.surprises[0]))
