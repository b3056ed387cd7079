"""What takes long to make is made once for all workers of a run (the tests' own city)."""

from __future__ import annotations

from pathlib import Path

import pytest

from made_once import made_once


def _whole(path: Path) -> None:
    path.write_text("a city")


def test_a_file_is_made_by_the_first_who_asks(tmp_path_factory: pytest.TempPathFactory) -> None:
    made: list[Path] = []

    def make(path: Path) -> None:
        made.append(path)
        _whole(path)

    first, second = (made_once(tmp_path_factory, f"once-{id(made)}.db", make) for _ in range(2))
    assert first == second
    assert first.read_text() == "a city"
    assert len(made) == 1


def test_what_could_not_be_made_is_not_there_half_and_is_tried_again(tmp_path_factory: pytest.TempPathFactory) -> None:
    name = f"twice-{id(tmp_path_factory)}.db"

    def fail(path: Path) -> None:
        path.write_text("half a city")
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        made_once(tmp_path_factory, name, fail)
    path = made_once(tmp_path_factory, name, _whole)
    assert path.read_text() == "a city"
