"""Lay out the home of a second installation: its own tenants, items, theme and calendar over what is national.

National is what the State Council and the standards fix (calendars, divisions, data elements, kinds of notices), so it
is taken from this repository and not written twice.
"""

from __future__ import annotations

import shutil
from pathlib import Path

OWN = Path(__file__).parent
PLUGIN = OWN.parent
_NATIONAL = ("calendars", "notices", "licences", "divisions.csv", "elements.yaml", "shared_data.yaml", "trust.yaml")


def lay_home(target: Path, repository: Path) -> Path:
    """Make or renew the home below `target`, and return it; what was published stands in its database, not here."""
    shared = target / "item_defs" / "_shared"
    shared.mkdir(parents=True, exist_ok=True)
    for name in _NATIONAL:
        _copy(repository / "item_defs" / "_shared" / name, shared / name)
    _copy(repository / "item_defs" / "_partners", target / "item_defs" / "_partners")
    _copy(repository / "themes" / "default", target / "themes" / "default")
    for name in ("tenants", "item_defs", "themes"):
        _copy(OWN / name, target / name)
    plugins = target / "plugins"
    plugins.mkdir(exist_ok=True)
    link = plugins / PLUGIN.name
    if not link.exists():
        link.symlink_to(PLUGIN, target_is_directory=True)
    return target


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("shifan.yaml"))
    else:
        shutil.copyfile(source, target)
