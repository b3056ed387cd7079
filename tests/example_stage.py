"""The house's own items with their examples, each item worked out once for all who play them."""

from __future__ import annotations

from functools import cache

from tongban.assurance import Played, examples, play, stage_of
from tongban.assurance.simulate import Stage
from tongban.calendars import WorkingCalendar, calendar_from_folder
from tongban.definitions import Definition, FolderSources, load_workspace
from tongban.definitions.examples import Example
from tongban.settings import REPOSITORY

FOLDER = FolderSources(REPOSITORY)
WORKSPACE = load_workspace(FOLDER)
EXAMPLES = examples(WORKSPACE)


def name_of(example: Example) -> str:
    return f"{example.item}/{example.name}"


@cache
def calendar_named(name: str) -> WorkingCalendar:
    return calendar_from_folder(REPOSITORY / "item_defs" / "_shared" / "calendars", name)


@cache
def definition_of(item: str, tenant: str) -> Definition:
    return WORKSPACE.definition(item, tenant)


def stage_for(example: Example) -> Stage:
    """Set the stage on which an example is played: at the first tenant that claims its item as it is written."""
    tenant = stage_of(WORKSPACE, example)
    rulebook = WORKSPACE.rulebook(tenant)
    assert rulebook is not None
    spec = WORKSPACE.tenants[tenant]
    return Stage(definition_of(example.item, tenant), rulebook, calendar_named(spec.calendar), spec.name)


_PLAYED: dict[str, Played] = {}


def played(example: Example) -> Played:
    """Play one of the house's examples, once for all who look at it."""
    if (name := name_of(example)) not in _PLAYED:
        stage = stage_for(example)
        _PLAYED[name] = play(example, stage.definition, stage.rulebook, stage.calendar)
    return _PLAYED[name]
