"""What random walks found: each is told here as a short story, so that it stays found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from law.desk import CHIEF, CITIZEN, CLERK, REVIEWER, ROAD, Desk, last_instant, named
from tongban import law
from tongban.law import DeadlineKind

ANOTHER = law.Actor("r2", "王六", "reviewer")


@pytest.mark.row("L4")
@pytest.mark.article("335 §25")
def test_a_limit_that_ends_today_is_not_overdue_for_the_days_on_which_the_case_stood_still(spot: Desk) -> None:
    spot.submit("proof", channel="window")
    spot.accept()
    spot.do(law.SuspendCase(CHIEF, law.SuspensionGround.FORCE_MAJEURE, "停电。"))
    spot.at("2026-11-25 Wed 09:00").do(law.ResumeCase(CHIEF, "已经恢复供电。"))
    assert spot.deadline(DeadlineKind.PROMISE).due == last_instant("2026-11-25 Wed")
    assert spot.do(law.PassTime()).deadlines[-1].missed_at is None
