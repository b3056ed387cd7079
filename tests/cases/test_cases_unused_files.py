"""Files that a program uploaded and never used are removed after their time, with bytes that nothing else has (F4)."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tongban.cases.files import FileStore, Inspected, attach, inspect_upload
from tongban.cases.tables import FileRow
from tongban.cases.unused_files import HALF_WRITTEN, remove_unused, waiting_place
from tongban.database import Scope, Sessions, scoped
from tongban.settings import Settings

KEEP = timedelta(hours=72)
WAITING = waiting_place("applicant-1", "yunyang", "occupy-road")


@pytest.fixture
def store(city: Settings) -> FileStore:
    return FileStore(city.files_url)


def upload(sessions: Sessions, store: FileStore, place: str, words: bytes, when: datetime) -> str:
    """Upload a small PDF to a place at a moment; returns the digest of its bytes."""
    content = b"%PDF-1.7\n1 0 obj<<>>endobj\n% " + words + b"\nstartxref\n9\n%%EOF\n"
    inspected = inspect_upload("方案.pdf", io.BytesIO(content), formats=("pdf",), max_mb=1)
    assert isinstance(inspected, Inspected), inspected
    with scoped("yunyang"):
        row = attach(sessions(), store, inspected, draft_id=place, material="plan", now=when)
        sessions().commit()
    sessions.remove()
    return row.sha256


def left(sessions: Sessions) -> set[str]:
    with scoped(Scope.everywhere("test")):
        found = set(sessions().scalars(select(FileRow.sha256)))
    sessions.remove()
    return found


@pytest.mark.row("F4")
def test_a_file_that_no_application_took_goes_after_its_time_and_not_before(
    city_sessions: Sessions, store: FileStore
) -> None:
    uploaded = datetime.now(UTC)  # the file store's own clock tells when bytes were brought
    digest = upload(city_sessions, store, WAITING, b"waits", uploaded)
    assert remove_unused(city_sessions, store, uploaded + KEEP - timedelta(minutes=1), KEEP) == 0
    assert left(city_sessions) == {digest}
    after = uploaded + KEEP + timedelta(minutes=1)
    assert remove_unused(city_sessions, store, after, KEEP) == 1
    assert left(city_sessions) == set()
    assert not store.exists(digest)
    assert remove_unused(city_sessions, store, after, KEEP) == 0


@pytest.mark.row("F4")
def test_what_was_handed_in_or_lies_in_a_draft_stays(city_sessions: Sessions, store: FileStore) -> None:
    uploaded = datetime.now(UTC)
    in_draft = upload(city_sessions, store, "a-draft-of-the-pages", b"draft", uploaded)
    handed_in = upload(city_sessions, store, WAITING, b"case", uploaded)
    with scoped("yunyang"):
        row = city_sessions().scalars(select(FileRow).where(FileRow.sha256 == handed_in)).one()
        row.case_number = "of-a-case"
        city_sessions().commit()
    city_sessions.remove()
    assert remove_unused(city_sessions, store, uploaded + 2 * KEEP, KEEP) == 0
    assert left(city_sessions) == {in_draft, handed_in}
    assert store.exists(in_draft)
    assert store.exists(handed_in)


@pytest.mark.row("F4")
def test_bytes_that_another_file_has_or_that_were_just_brought_again_stay(
    city_sessions: Sessions, store: FileStore
) -> None:
    uploaded = datetime.now(UTC)
    shared = upload(city_sessions, store, WAITING, b"shared", uploaded - 2 * KEEP)
    assert upload(city_sessions, store, "a-draft-of-the-pages", b"shared", uploaded) == shared
    again = upload(city_sessions, store, WAITING, b"again", uploaded - 2 * KEEP)
    assert remove_unused(city_sessions, store, uploaded, KEEP) == 2
    assert left(city_sessions) == {shared}
    assert store.exists(shared)
    assert store.exists(again), "its bytes were put a moment ago: the row of another upload may be on its way"


def test_what_a_killed_writer_left_half_written_goes_after_a_day(city_sessions: Sessions, store: FileStore) -> None:
    half = Path(store.begin())
    half.write_bytes(b"%PDF-1.7 and no mo")
    now = datetime.now(UTC)
    assert remove_unused(city_sessions, store, now + HALF_WRITTEN - timedelta(minutes=1), KEEP) == 0
    assert half.exists()
    remove_unused(city_sessions, store, now + HALF_WRITTEN + timedelta(minutes=1), KEEP)
    assert not half.exists()
