"""Find plugins in the folder and among the installed packages, check them, and start them in an order that holds."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import entry_points, version
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pluggy

from tongban.errors import TongbanError
from tongban.hooks import PROJECT, Hooks
from tongban.plugins.host import Plugins
from tongban.plugins.manifest import Manifest, fits, read_manifest

GROUP = "tongban.plugins"  # entry points of packages outside the repository


@dataclass(frozen=True, slots=True)
class _Found:
    manifest: Manifest
    folder: Path


@lru_cache(maxsize=8)
def plugins_at(home: Path) -> Plugins:
    """Start the plugins of an installation, once in a process. Raises TongbanError where one does not fit."""
    found = {each.manifest.name: each for each in (*_in_folder(home / "plugins"), *_installed())}
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(Hooks)
    for name in _in_order({name: each.manifest for name, each in found.items()}):
        _check(found[name].manifest, found)
        manager.register(_module(found[name]), name)
        _check_answers(manager, found[name].manifest)
    return Plugins(
        manager,
        {name: each.manifest for name, each in found.items()},
        {name: each.folder for name, each in found.items()},
    )


def _in_folder(folder: Path) -> Iterator[_Found]:
    for path in sorted(folder.glob("*/plugin.yaml")):
        manifest = read_manifest(path.read_text(encoding="utf-8"), f"plugins/{path.parent.name}/plugin.yaml")
        if manifest.name != path.parent.name:
            raise TongbanError(f"插件“{manifest.name}”的名称应与它的文件夹 {path.parent.name} 一致。")
        yield _Found(manifest, path.parent)


def _installed() -> Iterator[_Found]:
    """Find the plugins that installed packages name; `plugin.yaml` lies in the package that the entry point names."""
    for each in entry_points(group=GROUP):
        spec = find_spec(each.value)
        places = list(spec.submodule_search_locations or ()) if spec else []
        if not places or not (Path(places[0]) / "plugin.yaml").is_file():
            raise TongbanError(f"已安装的插件“{each.name}”中没有 plugin.yaml。")
        folder = Path(places[0])
        yield _Found(read_manifest((folder / "plugin.yaml").read_text(encoding="utf-8"), each.value), folder)


def _in_order(manifests: Mapping[str, Manifest]) -> list[str]:
    """Order the plugins so that each comes after those that it needs."""
    needs = {name: [each for each in manifests[name].needs_plugins if each in manifests] for name in sorted(manifests)}
    try:
        return list(TopologicalSorter(needs).static_order())
    except CycleError:
        raise TongbanError("插件互相依赖成环，请检查各 plugin.yaml 的 needs.plugins。") from None


def _check(manifest: Manifest, found: Mapping[str, _Found]) -> None:
    own = version("tongban")
    if not fits(manifest.needs_tongban, own):
        raise TongbanError(f"插件“{manifest.title}”需要通办 {manifest.needs_tongban}，现为 {own}。")
    missing = [each for each in manifest.needs_plugins if each not in found]
    if missing:
        raise TongbanError(f"插件“{manifest.title}”需要插件 {'、'.join(missing)}，请先安装。")


def _check_answers(manager: pluggy.PluginManager, manifest: Manifest) -> None:
    try:
        manager.check_pending()
    except pluggy.PluginValidationError as fault:
        known = "、".join(sorted(name for name in vars(Hooks) if not name.startswith("_")))
        raise TongbanError(f"插件“{manifest.title}”回答了不存在的钩子：{fault}。可用的钩子：{known}。") from None


def _module(found: _Found) -> ModuleType:
    """Import the module that answers; the folder's package is loaded from where it lies, on no search path."""
    package = found.folder.name
    known = sys.modules.get(package)
    if known is None and find_spec(package) is None:
        _load_package(package, found.folder)
    try:
        return importlib.import_module(found.manifest.entry)
    except ImportError as fault:
        raise TongbanError(f"插件“{found.manifest.title}”不能载入：{fault}。") from fault


def _load_package(package: str, folder: Path) -> None:
    spec = spec_from_file_location(package, folder / "__init__.py", submodule_search_locations=[str(folder)])
    if spec is None or spec.loader is None or not (folder / "__init__.py").is_file():
        raise TongbanError(f"插件文件夹 {folder.name} 中没有 __init__.py。")
    module = module_from_spec(spec)
    sys.modules[package] = module
    spec.loader.exec_module(module)
