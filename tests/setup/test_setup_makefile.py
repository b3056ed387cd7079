"""`make` on a newcomer's machine: a Python that does not fit is told in words before anything is made."""

from __future__ import annotations

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


def make(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *words], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("said", ["exit 1", "echo Python 2.7; exit 1"])
def test_a_python_that_does_not_fit_is_told_and_nothing_is_made(checkout: Path, said: str) -> None:
    old = checkout / "old-python"
    old.write_text(f"#!/bin/sh\n{said}\n", "utf-8")
    old.chmod(0o755)
    done = make(checkout, "setup", f"PYTHON={old}")
    assert done.returncode != 0
    assert "需要 Python 3.11、3.12 或者 3.13" in done.stderr
    assert not (checkout / ".venv").exists()


def test_a_python_that_fits_is_found_by_itself(checkout: Path) -> None:
    told = make(checkout, "--dry-run", "setup").stdout
    assert "-m venv --clear .venv" in told
    assert "false -c" not in told, "one of the names fits, as this test itself runs on one"
