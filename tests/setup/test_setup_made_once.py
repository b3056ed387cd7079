"""What takes long to make is made once for all workers of a run (the tests' own city)."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from made_once import made_once


def _whole(path: Path) -> None:
    path.write_text("a city")


def test_a_file_is_made_by_the_first_who_asks_and_the_others_wait_for_it(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    made: list[Path] = []
    asked, begun = threading.Event(), threading.Event()

    def slowly(path: Path) -> None:
        made.append(path)
        begun.set()
        asked.wait(30)
        _whole(path)

    def ask() -> Path:
        return made_once(tmp_path_factory, "asked-for-twice.db", slowly)

    with ThreadPoolExecutor(max_workers=2) as both:
        first = both.submit(ask)
        assert begun.wait(30)
        second = both.submit(ask)
        asked.set()
        assert first.result() == second.result()
    assert len(made) == 1
    assert first.result().read_text() == "a city"


def test_what_could_not_be_made_is_not_there_half_and_is_tried_again(tmp_path_factory: pytest.TempPathFactory) -> None:
    def fail(path: Path) -> None:
        path.write_text("half a city")
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        made_once(tmp_path_factory, "broken-off.db", fail)
    path = made_once(tmp_path_factory, "broken-off.db", _whole)
    assert path.read_text() == "a city"
