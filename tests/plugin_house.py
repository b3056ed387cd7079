"""A home with plugins of the test's own: the repository's tenants and items, an instance, and workers to ask."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from pathlib import Path

from tongban.settings import REPOSITORY, Settings


def home_with(settings: Settings, plugins: dict[str, str]) -> Settings:
    """Give settings whose home holds the repository's definitions and these plugin files, by path below `plugins/`."""
    home = settings.data / "home"
    for name in ("tenants", "item_defs"):
        shutil.copytree(REPOSITORY / name, home / name)
    (home / "themes").symlink_to(REPOSITORY / "themes")
    for path, text in plugins.items():
        write(home / "plugins" / path, text)
    return replace(settings, home=home)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def forget(plugin: str) -> None:
    """Let a test's plugin be loaded anew from the next home: the folder of this one goes with its test."""
    for name in [each for each in sys.modules if each.split(".")[0] == plugin]:
        del sys.modules[name]
