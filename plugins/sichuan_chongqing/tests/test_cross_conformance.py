"""The kit passes a partner that keeps the protocol, and fails one that does not (X2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from sichuan_chongqing.conformance import CHECKS, MemoryPartner, Setting, run_checks
from sichuan_chongqing.protocol import KeyRing, Receipt, Verdict, make_key
from sichuan_chongqing.protocol.keys import public_key

NOW = datetime(2026, 11, 2, 1, 30, tzinfo=UTC)
KIT, PARTNER = make_key(), make_key()
RINGS = {
    "kit": KeyRing("kit", (public_key("ed25519", KIT.public, NOW),)),
    "ga": KeyRing("ga", (public_key("ed25519", PARTNER.public, NOW),)),
}


class TakesAllTwice(MemoryPartner):
    def take(self, data: object, party: str) -> Receipt:
        receipt = super().take(data, party)
        return Receipt(receipt.digest, Verdict.RECEIVED)


class BelievesAnybody(MemoryPartner):
    def answer(self, about: str, raw: bytes) -> tuple[int, bytes]:
        status, body = super().answer(about, raw)
        return (200, body) if status == 401 else (status, body)


class SpoiltByOne(MemoryPartner):
    def answer(self, about: str, raw: bytes) -> tuple[int, bytes]:
        status, body = super().answer(about, raw)
        return (500, b"{}") if b'"extra"' in raw else (status, body)


def setting(make: Callable[..., MemoryPartner]) -> Setting:
    there = make("ga", PARTNER, RINGS, lambda: NOW, {"500105": "kit", "511602": "ga"})
    return Setting(there.answer, KIT, "kit", "ga", RINGS, "chuanyu", "500105", "511602", lambda: NOW)


@pytest.mark.row("X2")
def test_a_partner_that_keeps_the_protocol_passes_every_check() -> None:
    assert {each.name: each.fault for each in run_checks(setting(MemoryPartner))} == dict.fromkeys(CHECKS, "")


@pytest.mark.row("X2")
@pytest.mark.parametrize(
    ("make", "failed"),
    [
        (TakesAllTwice, {"accepted_once", "same_id_other_content", "too_far_ahead", "holes_wait"}),
        (BelievesAnybody, {"altered", "unknown_key", "forged", "stale"}),
        (SpoiltByOne, {"one_bad_spoils_no_other"}),
    ],
)
def test_the_kit_finds_a_partner_that_does_not(make: Callable[..., MemoryPartner], failed: set[str]) -> None:
    assert failed <= {each.name for each in run_checks(setting(make)) if each.fault}
