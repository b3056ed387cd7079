"""Copy the few files that pages and documents need out of npm packages pinned by hash.

`npm ci` runs in a fresh temporary folder with scripts off, so nothing of a package is ever executed; the files land in
folders that git ignores. A stamp with the lock file's hash and the sizes makes a second run a comparison.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import tongban
from tongban.errors import TongbanError
from tongban.setup.node import Npm, find_npm

PACKAGE = Path(tongban.__file__).parent
PINS = PACKAGE.parents[1] / "requirements"
VENDOR = Path("web/static/vendor")
FONTS = Path("notices/fonts")
STAMP = FONTS / "installed.json"
NPM_MINUTES = 15


class SetupError(TongbanError):
    """Say why the front-end files or fonts could not be brought, and what would help."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file of a package and where it goes, under the package `tongban`."""

    source: str
    target: Path


WANTED = (
    Wanted("axe-core/axe.min.js", VENDOR / "axe.min.js"),
    Wanted("@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf", FONTS / "NotoSansSC-Regular.ttf"),
    Wanted("@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf", FONTS / "NotoSansSC-Bold.ttf"),
    Wanted("@expo-google-fonts/noto-sans-sc/LICENSE_FONT", FONTS / "NotoSansSC-LICENSE.txt"),
    Wanted("@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf", FONTS / "NotoSerifSC-Regular.ttf"),
    Wanted("@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf", FONTS / "NotoSerifSC-Bold.ttf"),
    Wanted("@expo-google-fonts/noto-serif-sc/LICENSE_FONT", FONTS / "NotoSerifSC-LICENSE.txt"),
)


def is_installed(root: Path = PACKAGE, pins: Path = PINS) -> bool:
    """Tell whether every wanted file is there as the present lock file brought it (by size, not by reading 50 MB)."""
    try:
        stamp = json.loads((root / STAMP).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return bool(stamp == _stamp(root, pins))


def fonts_ready(root: Path = PACKAGE) -> bool:
    """Tell whether documents can be printed; pages work without."""
    return all((root / each.target).is_file() for each in WANTED if each.target.suffix == ".ttf")


def install(root: Path = PACKAGE, pins: Path = PINS, npm: Npm | None = None) -> None:
    """Bring the pinned files unless they are there.

    Raises `SetupError` where there is no Node, the registry cannot be reached or a hash differs.
    """
    if is_installed(root, pins):
        return
    runner = npm or find_npm()
    if runner is None:
        raise SetupError("没有找到可用的 Node 与 npm。请先安装 requirements/runtime.txt（其中含 Node）后重试。")
    with tempfile.TemporaryDirectory(prefix="tongban-setup-") as folder:
        _fetch(runner, pins, Path(folder))
        for each in WANTED:
            _place(Path(folder) / "node_modules" / each.source, root / each.target)
    (root / STAMP).write_text(json.dumps(_stamp(root, pins), ensure_ascii=False, indent=1), "utf-8")


def _fetch(npm: Npm, pins: Path, folder: Path) -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(pins / name, folder / name)
    command = [*npm.command, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    try:
        subprocess.run(  # noqa: S603  the command was found by us, no text of others is in it
            command,
            cwd=folder,
            env=npm.environment(),
            capture_output=True,
            text=True,
            timeout=NPM_MINUTES * 60,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        last = "\n".join(error.stderr.strip().splitlines()[-5:])
        raise SetupError(f"npm 未能取得前端文件，请检查网络或 npm 源的设置后重试。npm 的说明：\n{last}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SetupError(f"npm 未能运行完毕，请检查网络后重试。原因：{error}") from error


def _place(source: Path, target: Path) -> None:
    """Put one file in its place in one move, so that a broken run never leaves half a font."""
    if not source.is_file():
        raise SetupError(f"软件包中没有文件 {source.name}，请核对 requirements/package-lock.json 的版本。")
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".partial")
    shutil.copyfile(source, partial)
    partial.replace(target)


def _stamp(root: Path, pins: Path) -> dict[str, object]:
    lock = hashlib.sha256((pins / "package-lock.json").read_bytes()).hexdigest()
    sizes = {each.target.as_posix(): _size(root / each.target) for each in WANTED}
    return {"lock": lock, "sizes": sizes}


def _size(path: Path) -> int | None:
    return path.stat().st_size if path.is_file() else None
