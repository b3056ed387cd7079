"""One program for all offices that are killed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crash_office import Program, program


@pytest.fixture(scope="session")
def running() -> Iterator[Program]:
    with program() as it:
        yield it
