"""Start an installation's plugins and enter what joins the language: field types, rules, notices, permissions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from tongban.definitions import Finding, FolderSources, LayeredSources, MemorySources, Sources, Workspace
from tongban.definitions.lint.registry import enter_rule
from tongban.definitions.notice_kinds import enter_kind
from tongban.errors import TongbanError
from tongban.fields import enter_type
from tongban.plugins.host import Plugins
from tongban.plugins.loading import plugins_at
from tongban.publishing.switching import PATTERN, read_switches, refused_switches
from tongban.tenancy.permissions import enter_action

NOTICES = "item_defs/_shared/notices/"


@lru_cache(maxsize=8)
def started(home: Path) -> Plugins:
    """Start the plugins below a home once in a process, before anything is compiled there."""
    plugins = plugins_at(home)
    for manifest in plugins.manifests.values():
        for action, row in manifest.actions.items():
            enter_action(action, row.name, row.roles)
    try:
        _enter(plugins)
    except TypeError as fault:
        raise TongbanError(f"插件与平台已有的名称冲突：{fault}。") from fault
    return plugins


def _enter(plugins: Plugins) -> None:
    for _name, kinds in plugins.at_start("field_types"):
        for kind in kinds:
            enter_type(kind)
    for _name, rules in plugins.at_start("lint_rules"):
        for rule in rules:
            enter_rule(rule)
    for _name, kinds in plugins.at_start("notice_kinds"):
        for kind in kinds:
            enter_kind(kind)


def definitions_at(home: Path) -> Sources:
    """Give the folder of definitions with the words of the plugins' notices laid under it."""
    folder, words = FolderSources(home), plugin_words(home)
    return LayeredSources((folder, MemorySources(words))) if words else folder


def plugin_words(home: Path) -> dict[str, str]:
    """Give the standing words of the plugins' notices, by the path that the core looks them up at."""
    return {
        f"{NOTICES}{file.relative_to(place / 'notices').as_posix()}": file.read_text(encoding="utf-8")
        for place in started(home).folders.values()
        for file in sorted((place / "notices").rglob("*.md"))
    }


def plugin_findings(plugins: Plugins, workspace: Workspace, sources: Sources) -> Iterator[Finding]:
    """Tell what is wrong with the switches and the plugins' own files, as their provers see it."""
    for path in sources.paths():
        if PATTERN.fullmatch(path):
            yield from refused_switches(read_switches(sources.read(path), path), plugins, path)
    for _name, provers in plugins.at_start("provers"):
        for prover in provers:
            yield from prover(workspace, sources)
