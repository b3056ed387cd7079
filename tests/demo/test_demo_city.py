"""The demonstration city: begun from nothing, with cases in every state, kept between starts, begun afresh."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tongban.cases.history import verify
from tongban.cases.tables import CaseRow, DocumentRow
from tongban.database import Scope, Sessions, make_engine, make_sessions, scoped
from tongban.demo.start import start
from tongban.errors import TongbanError
from tongban.settings import REPOSITORY


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    begin(folder)
    return folder


def begin(folder: Path, *, reset: bool = False) -> None:
    env = {"TONGBAN_HOME": str(REPOSITORY), "TONGBAN_DATA": str(folder)}
    start(env, reset=reset, port=8000, prepare_only=True)


@pytest.fixture
def city(data: Path) -> Iterator[Sessions]:
    engine = make_engine(f"sqlite:///{data / 'tongban.db'}")
    sessions = make_sessions(engine)
    with scoped(Scope.everywhere("test")):
        yield sessions
    sessions.remove()
    engine.dispose()


def test_about_sixty_cases_stand_in_every_state(city: Sessions) -> None:
    asked = select(CaseRow.state, func.count()).group_by(CaseRow.state)
    counted = dict(city().execute(asked).all())
    assert sum(counted.values()) >= 55
    assert set(counted) == {"submitted", "supplementing", "accepted", "decided", "closed"}


def test_every_notice_is_sealed_and_every_history_holds(city: Sessions) -> None:
    assert city().scalar(select(func.count()).where(DocumentRow.pdf.is_(None))) == 0
    assert list(verify(city(), city().scalars(select(CaseRow)).all())) == []


def test_a_second_start_loses_nothing(data: Path, city: Sessions) -> None:
    before = set(city().scalars(select(CaseRow.number)))
    accounts = (data / "accounts.json").read_text("utf-8")
    city.remove()
    begin(data)
    assert set(city().scalars(select(CaseRow.number))) == before
    assert (data / "accounts.json").read_text("utf-8") == accounts


def test_passwords_and_secret_are_for_this_users_eyes_only(data: Path) -> None:
    for name in ("accounts.json", "secret.key"):
        assert (data / name).stat().st_mode & 0o077 == 0


def test_a_folder_that_is_no_demonstration_is_not_emptied(tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("x", "utf-8")
    with pytest.raises(TongbanError, match="不是演示数据目录"):
        begin(tmp_path, reset=True)
    assert precious.exists()
