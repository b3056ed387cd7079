"""An office may tell more than the law orders, but never in the form of what the law orders (335 §17)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from law.desk import CITIZEN, CLERK, Desk
from law.machine.further import good_news_known
from tongban import law


@pytest.fixture(autouse=True)
def good_news() -> Iterator[None]:
    with good_news_known():
        yield


@pytest.mark.row("N1", part="a further notice")
@pytest.mark.article("335 §17")
def test_a_further_notice_is_sent_and_moves_neither_state_nor_clock(desk: Desk) -> None:
    before = desk.submit("location")
    after = desk.do(law.TellFurther(law.SYSTEM, "good_news", {"news": "材料已经收齐。"}))
    assert after.notices == (*before.notices, "good_news")
    assert (after.state, after.deadlines) == (before.state, before.deadlines)
    assert desk.refused(law.TellFurther(law.SYSTEM, "good_news", {"news": "又一次。"})).code == "told_already"


def test_what_the_law_orders_is_never_sent_by_hand(desk: Desk) -> None:
    desk.submit("location")
    for kind in ("grant_decision", "supplement_notice", "nothing_known"):
        assert desk.refused(law.TellFurther(CLERK, kind, {})).code == "not_further"


def test_a_further_notice_says_exactly_what_its_kind_says(desk: Desk) -> None:
    desk.submit("location")
    for values in ({}, {"news": "好", "more": "坏"}):
        refusal = desk.refused(law.TellFurther(CLERK, "good_news", values))
        assert (refusal.code, "news" in refusal.message) == ("notice_values", True)
    assert desk.refused(law.TellFurther(CITIZEN, "good_news", {"news": "好"})).code == "wrong_role"
