"""Find Chromium for the journeys; bring it where that needs nothing but root on Debian, else say how."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

#: the browser without a window first: it draws the same pages for two thirds of the processor's time
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PACKAGES, FONTS = ("chromium-headless-shell", "chromium"), "fonts-noto-cjk"


def find() -> str | None:
    """Give the path of a Chromium, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def bring() -> str | None:
    """Install Chromium from Debian's packages when run as root there; return its path, or None."""
    if found := find():
        return found
    if os.geteuid() != 0 or not Path("/etc/debian_version").exists():
        return None
    _apt("update")
    for package in PACKAGES:  # the first is not in every release
        if _apt("install", "-y", "--no-install-recommends", package, FONTS):
            break
    return find()


def _apt(*words: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(["apt-get", *words], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr[-2000:], file=sys.stderr)
    return done.returncode == 0


if __name__ == "__main__":
    found = bring()
    print(
        f"Chromium: {found}" if found else "Chromium is missing; browser journeys will be skipped. Install `chromium`."
    )
