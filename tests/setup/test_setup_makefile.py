"""`make` on a newcomer's machine: a Python that does not fit is told in words before anything is made."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tongban.settings import REPOSITORY


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What `make` looks at, without an environment."""
    (tmp_path / "requirements").mkdir()
    for name in ("requirements/dev.txt", "requirements/package-lock.json", "pyproject.toml", "Makefile"):
        shutil.copyfile(REPOSITORY / name, tmp_path / name)
    return tmp_path


def make(folder: Path, *words: str, **changed: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **changed}
    return subprocess.run(["make", *words], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def program(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("said", ["exit 1", "echo Python 2.7; exit 1"])
def test_a_python_that_does_not_fit_is_told_and_nothing_is_made(checkout: Path, said: str) -> None:
    old = program(checkout / "old-python", said)
    done = make(checkout, "setup", f"PYTHON={old}")
    assert done.returncode != 0
    assert "需要 Python 3.11、3.12 或者 3.13" in done.stderr
    assert not (checkout / ".venv").exists()


def test_a_python_that_fits_is_found_by_itself(checkout: Path) -> None:
    told = make(checkout, "--dry-run", "setup").stdout
    assert "-m venv --clear .venv" in told
    assert "false -c" not in told, "one of the names fits, as this test itself runs on one"


@pytest.mark.parametrize(("fits", "is_own"), [("", True), ("raise SystemExit(1)", False)])
def test_the_systems_own_python_is_taken_before_one_that_stands_in_front_of_it(
    checkout: Path, fits: str, is_own: bool
) -> None:
    """A system's is built by profile: a sixth less of all time. Where it does not fit, the one in front is taken."""
    own = shutil.which("python3", path=os.defpath)
    if own is None:
        pytest.skip("this system has no Python of its own")
    front = program(checkout / "front" / "python3", "exit 0")  # it fits, whatever it is asked
    path = f"{front.parent}{os.pathsep}{os.environ['PATH']}"
    told = re.search(r"(\S+) -m venv", make(checkout, "--dry-run", "setup", f"FITS={fits}", PATH=path).stdout)
    assert told is not None
    assert Path(told[1]).resolve() == Path(own if is_own else "python3").resolve()
