"""Find Chromium for the journeys; bring it where that needs nothing but root on Debian, else say how."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = ("chromium", "fonts-noto-cjk")


def find() -> str | None:
    """Give the path of a Chromium, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def bring() -> str | None:
    """Install Chromium from Debian's packages when run as root there; return its path, or None."""
    if found := find():
        return found
    if os.geteuid() != 0 or not Path("/etc/debian_version").exists():
        return None
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", *PACKAGES]):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            print(done.stderr[-2000:], file=sys.stderr)
            return None
    return find()


if __name__ == "__main__":
    found = bring()
    print(
        f"Chromium: {found}" if found else "Chromium is missing; browser journeys will be skipped. Install `chromium`."
    )
