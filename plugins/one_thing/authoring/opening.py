"""Open the pages of one bundle: what they offer, what they hold, and what of the text they leave as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from one_thing.authoring.conditions import Names
from one_thing.authoring.offered import Offered, items_of, names_of
from one_thing.authoring.pages import pages, pages_for
from one_thing.authoring.state import Chosen, Ids, State, ids_kept, parts_kept, state_kept
from one_thing.authoring.taking_up import finished, in_rows, names_in, scope_of, state_of
from tongban.kit.conditions import ConditionError, Scope, Words, compile_expression, tell
from tongban.kit.definitions import Definition
from tongban.kit.forms import Answers, read
from tongban.kit.language import Workspace

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Opened:
    """The pages of one bundle, ready to be shown or saved."""

    page: Definition
    state: State
    offered: Offered


def opened(kept: Data, base: Data, workspace: Workspace) -> Opened:
    """Take up what was kept of the pages; `base` is the bundle as its text says it now, as far as it can be read."""
    answers = read(pages().bundle, kept["typed"], {}, typed=kept["typed"]).answers
    titles = {key: texts[0] for key, texts in kept["typed"].items() if key.startswith("title__")}
    offered = _offered(parts_kept(kept), {**answers, **titles}, ids_kept(kept), base, workspace)
    page = pages_for(offered.choices, tuple(offered.pages()))
    return Opened(page, state_kept(kept, page), offered)


def taken_up(data: Data, workspace: Workspace) -> Opened:
    """Open the pages for a bundle that exists, as its text says it."""
    state = state_of(data, workspace)
    offered = _offered(state.parts, state.answers, state.ids, data, workspace)
    page = pages_for(offered.choices, tuple(offered.pages()))
    every = (*(each.id for each in page.sections), "items")  # what was published has been gone through
    return Opened(page, replace(state, visited=every), offered)


def _offered(parts: tuple[Chosen, ...], answers: Answers, ids: Ids, base: Data, workspace: Workspace) -> Offered:
    tables = {each["id"]: each["title"] for each in base.get("tables", ())}
    names = names_of(answers, ids, workspace)
    return Offered(workspace, items_of(workspace, parts, answers), names, tables, base, dict(_kept(base, workspace)))


def _kept(base: Data, workspace: Workspace) -> Iterator[tuple[str, str]]:
    """Tell the conditions of the text that rows cannot say, by the part or by `question/<id>`."""
    entries = [(each.get("part", ""), each) for each in base.get("parts", ())]
    entries += [(f"question/{each.get('id', '')}", each) for each in base.get("questions", ())]
    wanted = [(name, str(each["when"])) for name, each in entries if each.get("when") not in (None, True)]
    if not wanted:
        return
    whole = finished(base, workspace)
    names, scope = names_in(whole, workspace), scope_of(whole, workspace)
    for name, text in wanted:
        most = 1 if name.startswith("question/") else 12
        rows = in_rows(text, scope, names)
        if rows is None or len(rows) > most:
            yield name, told(text, scope, names)


def told(text: str, scope: Scope, names: Names) -> str:
    """Tell a condition in words; one that cannot be read is shown as it was written."""
    try:
        expression = compile_expression(text, scope)
    except ConditionError:
        return text
    choices = {each.id: {value: label for label, value in each.choices.items()} for each in names.known}
    labels = {each.id: each.label for each in names.known} | dict(names.thresholds)
    return tell(expression, Words(labels=labels, units={}, choices=choices))
