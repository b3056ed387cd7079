"""Envelopes and messages: what is forged, altered, stale or not of the published form is refused (X2)."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sichuan_chongqing.protocol import (
    BODIES,
    Fault,
    KeyRing,
    Message,
    Refused,
    SigningKey,
    canonical,
    digest,
    make_key,
    message_from,
    open_envelope,
    parse,
    seal,
)
from sichuan_chongqing.protocol.bodies import Applicant, Intake, Probe, Sheet
from sichuan_chongqing.protocol.bodies import Opened as CaseOpened
from sichuan_chongqing.protocol.keys import ALGORITHMS, public_key
from sichuan_chongqing.protocol.published import message_schema, openapi

NOW = datetime(2026, 11, 2, 1, 30, tzinfo=UTC)
HEAD = ("m1", "chuanyu", "c1", 1, "500105", "511602", "2026-11-02T01:30:00Z")
OPENED = CaseOpened(
    item="social-card",
    mode="taken_in_there",
    applicant=Applicant("person", "张三", "111", "500101199001010010"),
    answers={"person.name": "张三", "copies": 2, "agreed": True},
    sheets=(Sheet("photo", "照片", "a" * 64, 1024, "照片.jpg"),),
    definition="b" * 64,
    intake=Intake("川渝通办窗口", "李四", "card_read", "SJ1", "2026-11-02T01:30:00Z"),
)


@pytest.fixture(params=ALGORITHMS)
def key(request: pytest.FixtureRequest) -> SigningKey:
    return make_key(request.param)


def ring(key: SigningKey, *, since: datetime = NOW, until: datetime | None = None) -> dict[str, KeyRing]:
    return {"cq": KeyRing("cq", (public_key(key.algorithm, key.public, since, until),))}


def sealed(key: SigningKey, at: datetime = NOW) -> bytes:
    return seal({"messages": [Message(*HEAD, OPENED).data]}, "messages", key, "cq", "ga", "n1", at)


def fault_of(act: Callable[[], object]) -> Fault:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.fault


@pytest.mark.row("X2")
def test_a_message_comes_out_of_its_envelope_as_it_went_in(key: SigningKey) -> None:
    opened = open_envelope(sealed(key), ring(key), "ga", "messages", NOW)
    message = message_from(opened.content["messages"][0])
    assert message == Message(*HEAD, OPENED)
    assert message.digest == Message(*HEAD, OPENED).digest


@pytest.mark.row("X2")
def test_the_spaces_of_an_envelope_do_not_matter_but_each_of_its_values_does(key: SigningKey) -> None:
    said = json.loads(sealed(key))
    spaced = json.dumps(said, indent=2, ensure_ascii=True).encode()
    assert open_envelope(spaced, ring(key), "ga", "messages", NOW).sender == "cq"
    for name in ("nonce", "sent_at", "algorithm", "about", "recipient", "key", "sender", "content"):
        changed: dict[str, Any] = {
            **said,
            name: {"messages": []} if name == "content" else said[name][:-1] + ("1" if said[name][-1] == "0" else "0"),
        }
        assert fault_of(partial(open_envelope, canonical(changed), ring(key), "ga", "messages", NOW)) in Fault


@pytest.mark.row("X2")
def test_another_key_under_the_same_name_does_not_open_it(key: SigningKey) -> None:
    stranger = make_key(key.algorithm)
    posing = SigningKey(key.id, key.algorithm, stranger.public, stranger.private)
    assert fault_of(lambda: open_envelope(sealed(posing), ring(key), "ga", "messages", NOW)) is Fault.SIGNATURE


@pytest.mark.row("X2")
@pytest.mark.parametrize(("late", "taken"), [(299, True), (301, False), (-299, True), (-301, False)])
def test_an_envelope_outside_the_window_is_stale(late: int, taken: bool) -> None:
    key = make_key()
    raw = sealed(key, NOW + timedelta(hours=1) - timedelta(seconds=late))
    open_it = partial(open_envelope, raw, ring(key), "ga", "messages", NOW + timedelta(hours=1))
    assert open_it() if taken else fault_of(open_it) is Fault.STALE


@pytest.mark.row("X2")
def test_after_rotation_both_keys_hold_until_the_old_one_ends() -> None:
    old, new = make_key(), make_key()
    keys = ring(old)["cq"].with_key(public_key("ed25519", new.public, NOW), others_until=NOW + timedelta(days=7))
    rings = {"cq": keys}
    for days, who, taken in ((1, old, True), (1, new, True), (8, old, False), (8, new, True)):
        at = NOW + timedelta(days=days)
        open_it = partial(open_envelope, sealed(who, at), rings, "ga", "messages", at)
        assert open_it() if taken else fault_of(open_it) is Fault.KEY_NOT_IN_FORCE


@pytest.mark.row("X2")
@pytest.mark.parametrize(
    "raw",
    [b"", b"[]", b'{"a":1,"a":2}', b'{"a":1.5}', b'{"a":NaN}', b'{"a":9007199254740993}', b'{"\xc3\xa9":1}',
     b'{"a":"\\ud800"}', b"\xff", b'{"a":' * 30 + b"1" + b"}" * 30, b"[" * 100_000],
)  # fmt: skip
def test_what_is_no_strict_json_is_refused(raw: bytes) -> None:
    assert fault_of(lambda: canonical(parse(raw))) is Fault.MALFORMED


def test_one_value_has_one_spelling() -> None:
    assert canonical({"b": [1, "中", None, True], "a": {}}) == '{"a":{},"b":[1,"中",null,true]}'.encode()
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})


@pytest.mark.row("X2")
@pytest.mark.parametrize(
    ("place", "value"),
    [("kind", "no.such"), ("sequence", 0), ("sequence", "1"), ("sender", "5001"), ("id", ""), ("id", "有 空格"),
     ("written_at", "昨天"), ("extra", 1), ("body", None), ("body.text", 5), ("body.more", "x")],
)  # fmt: skip
def test_a_message_that_does_not_fit_the_schema_is_refused(place: str, value: object) -> None:
    data = json.loads(canonical(Message(*HEAD, Probe("试")).data))
    holder = data["body"] if place.startswith("body.") else data
    holder[place.removeprefix("body.")] = value
    assert fault_of(lambda: message_from(data)) is Fault.CONTENT


def test_the_published_schema_takes_what_the_code_takes() -> None:
    schema = message_schema()
    assert [each["title"] for each in schema["oneOf"]] == list(BODIES)
    jsonschema = pytest.importorskip("jsonschema")
    judge = jsonschema.Draft202012Validator(schema)
    data = json.loads(canonical(Message(*HEAD, OPENED).data))
    assert judge.is_valid(data)
    assert not judge.is_valid({**data, "sequence": "1"})
    assert not judge.is_valid({**data, "body": {**data["body"], "mode": "other"}})


@pytest.mark.parametrize(("name", "made"), [("message.schema.json", message_schema), ("openapi.json", openapi)])
def test_the_published_documents_are_what_runs(name: str, made: Callable[[], object]) -> None:
    page = Path(__file__).parents[1] / "docs" / name
    assert json.loads(page.read_text(encoding="utf-8")) == made()
