"""The set-up brings front-end files once and knows when nothing is to be done."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tongban.setup import SetupError, fonts_ready, install, is_installed
from tongban.setup.front_end import PINS, STAMP, WANTED, _stamp
from tongban.setup.node import Npm, wheel_npm


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    for each in WANTED:
        (tmp_path / each.target).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / each.target).write_bytes(b"x")
    (tmp_path / STAMP).write_text(json.dumps(_stamp(tmp_path, PINS)), "utf-8")
    return tmp_path


def test_what_is_installed_is_not_brought_again(installed: Path) -> None:
    nobody = Npm(("/nonexistent/npm",), "/nonexistent")
    assert is_installed(installed)
    install(installed, npm=nobody)  # would fail if it ran npm
    assert fonts_ready(installed)


def test_a_missing_or_shortened_file_is_noticed(installed: Path) -> None:
    (installed / WANTED[0].target).write_bytes(b"")
    assert not is_installed(installed)
    (installed / WANTED[0].target).unlink()
    assert not is_installed(installed)


def test_another_lock_file_means_another_set_up(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    pins = tmp_path_factory.mktemp("pins")
    shutil.copyfile(PINS / "package.json", pins / "package.json")
    (pins / "package-lock.json").write_text((PINS / "package-lock.json").read_text("utf-8") + "\n", "utf-8")
    assert not is_installed(installed, pins)


def test_npm_that_does_not_run_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="npm 未能运行完毕"):
        install(tmp_path, npm=Npm(("/nonexistent/npm",), "/nonexistent"))
    assert not (tmp_path / STAMP).exists()


def test_the_lock_file_pins_by_hash_and_names_no_address() -> None:
    lock = json.loads((PINS / "package-lock.json").read_text("utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    for name, entry in packages.items():
        assert entry["integrity"].startswith("sha512-"), name
        assert "resolved" not in entry, name


def test_the_wheel_brings_node_and_npm_where_the_machine_has_none() -> None:
    npm = wheel_npm()
    assert npm is not None
    assert all(Path(word).is_file() for word in npm.command)
