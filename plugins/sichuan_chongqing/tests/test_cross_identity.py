"""Vouching for a person: believed once, by the one it was said to, in answer to its own question, and unaltered."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sichuan_chongqing.identity.vouching import Vouched, believe, subject_for, vouch
from sichuan_chongqing.protocol.faults import Refused
from sichuan_chongqing.protocol.keys import KeyRing, SigningKey, make_key, public_key

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
OURS = make_key()
PERSON = Vouched("sichuan", subject_for("sichuan", "chongqing", "account-1"), "person", "何示例", "")


def ring(key: SigningKey) -> dict[str, KeyRing]:
    known = public_key(key.algorithm, key.public, NOW - timedelta(days=1), None)
    return {"sichuan": KeyRing("sichuan", (known,))}


def told(nonce: str = "question") -> str:
    return vouch(PERSON, OURS, "chongqing", nonce, NOW)


@pytest.mark.row("X2")
def test_what_the_other_side_says_of_a_person_is_believed() -> None:
    assert believe(told(), ring(OURS), "chongqing", "question", NOW + timedelta(minutes=1)) == PERSON


@pytest.mark.parametrize(
    ("me", "nonce", "later", "key"),
    [
        ("guizhou", "question", timedelta(), OURS),
        ("chongqing", "another question", timedelta(), OURS),
        ("chongqing", "", timedelta(), OURS),
        ("chongqing", "question", timedelta(minutes=6), OURS),
        ("chongqing", "question", timedelta(), make_key()),
    ],
    ids=["said to another", "answer to another question", "never asked", "stale", "another's key"],
)
def test_it_is_not_believed(me: str, nonce: str, later: timedelta, key: SigningKey) -> None:
    with pytest.raises(Refused):
        believe(told(), ring(key), me, nonce, NOW + later)


@given(st.data())
def test_no_altered_byte_is_believed(data: st.DataObject) -> None:
    said = told()
    raw = bytearray(urlsafe_b64decode(said + "=" * (-len(said) % 4)))
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Refused):
        believe(urlsafe_b64encode(bytes(raw)).decode().rstrip("="), ring(OURS), "chongqing", "question", NOW)


def test_two_receiving_platforms_cannot_compare_their_subjects() -> None:
    names = {subject_for("sichuan", to, "account-1") for to in ("chongqing", "guizhou")}
    assert len(names) == 2
    assert not any("account" in each for each in names)
