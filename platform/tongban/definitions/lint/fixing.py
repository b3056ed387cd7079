"""Carry out the mends that are certain: edits of the sources that keep comments and all else as they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff

from tongban.definitions.house_editing import edit_yaml
from tongban.definitions.lint.exemptions import exemptions_of
from tongban.definitions.lint.rule import Mend, Subject
from tongban.definitions.lint.run import problems_of
from tongban.definitions.load import load_workspace
from tongban.definitions.sources import LayeredSources, MemorySources
from tongban.definitions.strict_yaml import Path
from tongban.definitions.workspace import Workspace

#: One mend may make room for another: an added full stop beside a comma that becomes full-width.
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Fixed:
    """Files as they were and as they would be, and which rules were carried out."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    rules: tuple[str, ...]  # codes, one for each mend

    def diff(self) -> str:
        """Show what would change, as a patch."""
        return "".join(
            line
            for path, text in self.after.items()
            for line in unified_diff(
                self.before[path].splitlines(keepends=True), text.splitlines(keepends=True), path, path
            )
        )


def fix(workspace: Workspace, only: Collection[str] = (), *, today: date | None = None) -> Fixed:
    """Return what the certain mends of items would change; writes nothing. `only` names items; empty: all."""
    sources = workspace.sources
    after: dict[str, str] = {}
    done: list[str] = []
    for _ in range(ROUNDS):
        mends = _mends(workspace, only, today)
        for (path, where), (code, value) in mends.items():
            after[path] = edit_yaml(after.get(path) or sources.read(path), where, value)
            done.append(code)
        if not mends:
            break
        workspace = load_workspace(LayeredSources((MemorySources(dict(after)), sources)))
    return Fixed({path: sources.read(path) for path in after}, after, tuple(sorted(done)))


def _mends(
    workspace: Workspace, only: Collection[str], today: date | None
) -> dict[tuple[str, Path], tuple[str, object]]:
    """Return what to set where, with the code of the rule; of two mends of one value the first, the next round more."""
    found: dict[tuple[str, Path], tuple[str, object]] = {}
    for name in workspace.items:
        if only and name not in only:
            continue
        for subject, rule, problem in problems_of(workspace, name, today=today):
            place = _place(subject, problem.mend) if problem.mend and rule.fixable else None
            if (
                place
                and problem.mend
                and not any(each.covers(rule, subject, problem) for each in exemptions_of(subject))
            ):
                found.setdefault(place, (rule.code, problem.mend.value))
    return found


def _place(subject: Subject, mend: Mend) -> tuple[str, Path] | None:
    """Return the file and the path in it; None where the value comes from what other items share."""
    origin = subject.origin(mend.where)
    line = subject.workspace.line_of(subject.item.id)
    if origin.tenant is None and any(origin.path == each.document.path for each in line):
        return origin.path, mend.where
    if origin.tenant is not None and origin.path == f"tenants/{origin.tenant}/items.yaml":
        return origin.path, ("claims", subject.item.id, *mend.where)
    return None
