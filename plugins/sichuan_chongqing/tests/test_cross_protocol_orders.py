"""Whatever a network does to messages, each takes effect once, in order, as it was signed (X2)."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sichuan_chongqing.conformance import MemoryPartner
from sichuan_chongqing.protocol import KeyRing, Message, chained, make_key, open_envelope, receipts_from, seal
from sichuan_chongqing.protocol.bodies import Probe
from sichuan_chongqing.protocol.keys import public_key
from sichuan_chongqing.protocol.stream import EMPTY_HEAD

NOW = datetime(2026, 11, 2, 1, 30, tzinfo=UTC)
OURS, THEIRS, STRANGER = make_key(), make_key(), make_key()
RINGS = {
    "cq": KeyRing("cq", (public_key("ed25519", OURS.public, NOW),)),
    "ga": KeyRing("ga", (public_key("ed25519", THEIRS.public, NOW),)),
}
REGIONS = {"500105": "cq", "511602": "ga"}


def partner() -> MemoryPartner:
    return MemoryPartner("ga", THEIRS, RINGS, lambda: NOW, REGIONS)


def message(case: int, number: int, text: str = "") -> Message:
    head = (f"{case}-{number}", "chuanyu", f"c{case}", number, "500105", "511602", "2026-11-02T01:30:00Z")
    return Message(*head, Probe(text))


def sent(messages: list[Message], nonce: str = "n") -> bytes:
    return seal({"messages": [each.data for each in messages]}, "messages", OURS, "cq", "ga", nonce, NOW)


FAULTS = st.sampled_from(["as it is", "twice", "altered", "forged", "cut", "stale", "kept for later"])


@pytest.mark.row("X2")
@given(st.lists(st.integers(1, 6), min_size=1, max_size=4), st.lists(FAULTS, max_size=40), st.randoms())
def test_whatever_the_network_does_each_message_takes_effect_once_and_in_order(
    lengths: list[int], faults: list[str], random: Random
) -> None:
    messages = [message(case, number) for case, length in enumerate(lengths) for number in range(1, length + 1)]
    there = partner()
    kept: list[bytes] = []
    for fault in faults:
        raw = sent(random.choices(messages, k=random.randint(1, 4)))
        if fault == "kept for later":
            kept.append(raw)
        else:
            deliver(there, raw, fault, random)
    for raw in [*kept, *(sent([each]) for each in random.sample(messages, len(messages)))]:
        assert there.answer("messages", raw)[0] == 200
    for case, length in enumerate(lengths):
        effects = [each for each in there.effects if each.case == f"c{case}"]
        assert effects == [message(case, number) for number in range(1, length + 1)]
        head = EMPTY_HEAD
        for each in effects:
            head = chained(head, each.digest)
        assert there.streams[f"c{case}", "500105"].head == head


def deliver(there: MemoryPartner, raw: bytes, fault: str, random: Random) -> None:
    before = list(there.effects)
    if fault == "altered":
        place = random.randrange(len(raw))
        raw = raw[:place] + bytes([raw[place] ^ (1 << random.randrange(8))]) + raw[place + 1 :]
    elif fault == "forged":
        said = json.loads(raw)
        raw = seal(said["content"], "messages", STRANGER, "cq", "ga", "n", NOW)
    elif fault == "cut":
        raw = raw[: random.randrange(len(raw))]
    elif fault == "stale":
        raw = seal(json.loads(raw)["content"], "messages", OURS, "cq", "ga", "n", NOW - timedelta(hours=1))
    status, _ = there.answer("messages", raw)
    if fault in ("altered", "forged", "cut", "stale"):
        assert status != 200
        assert there.effects == before
    elif fault == "twice":
        after = list(there.effects)
        there.answer("messages", raw)
        assert there.effects == after


@pytest.mark.row("X2")
@given(st.permutations(range(1, 9)))
def test_holes_wait_and_nothing_overtakes(order: list[int]) -> None:
    there = partner()
    for count, number in enumerate(order, start=1):
        there.take(message(0, number).data, "cq")
        arrived = set(order[:count])
        whole = next(last for last in range(9) if last + 1 not in arrived)
        assert [each.sequence for each in there.effects] == list(range(1, whole + 1))


@pytest.mark.row("X2")
@given(st.text(max_size=20), st.text(max_size=20))
def test_one_id_never_has_two_contents(first: str, second: str) -> None:
    there = partner()
    there.take(message(0, 1, first).data, "cq")
    there.take(message(0, 1, second).data, "cq")
    assert [each.body for each in there.effects] == [Probe(first)]


@pytest.mark.row("X2")
def test_receipts_are_signed_and_bound_to_their_question() -> None:
    there = partner()
    _, answer = there.answer("messages", sent([message(0, 1)], "question-1"))
    opened = open_envelope(answer, RINGS, "cq", "receipts", NOW, nonce="question-1")
    assert [each.verdict for each in receipts_from(opened.content)] == ["received"]
    with pytest.raises(Exception, match="应答编号不符"):
        open_envelope(answer, RINGS, "cq", "receipts", NOW, nonce="question-2")
