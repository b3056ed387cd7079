"""The house itself, as it stands in the repository: its application on an empty database."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tongban.settings import REPOSITORY, settings_from
from tongban.web.app import create_app


@pytest.fixture(scope="session")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("house")
    shutil.copy(sqlite_template, folder / "tongban.db")
    env = {"TONGBAN_HOME": str(REPOSITORY), "TONGBAN_DATA": str(folder), "TONGBAN_SECRET_KEY": "test-" * 8}
    app = create_app(settings_from(env))
    yield app
    app.extensions["tongban"].sessions.get_bind().dispose()
