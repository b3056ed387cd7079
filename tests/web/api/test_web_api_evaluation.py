"""Anybody reads the five figures of evaluation from the API: the public oversees by them (335 §37)."""

from __future__ import annotations

import pytest

from door_desk import DoorDesk
from ticket_city import TicketCity
from tongban.law.evaluation import Grade


@pytest.mark.row("V1", part="five 100 % figures")
@pytest.mark.article("335 §37", "30 (一)")
def test_the_five_figures_are_public(stranger, city_sessions, books):
    place = TicketCity(DoorDesk(city_sessions, books))
    place.rate(place.invitation(place.declined()), Grade.UNSATISFIED)
    city_sessions.remove()
    told = stranger.get("/tenants/yunyang/evaluation?since=2026-09-01&until=2026-09-30").get_json()
    whole = told["figures"][0]
    full = {"of": 1, "all": 1, "percent": 100.0}
    assert (whole["items"], whole["objects"], whole["channels"]) == (full, full, full)
    assert whole["mended"] == {"of": 0, "all": 0, "percent": None}
    assert whole["grades"]["不满意"] == 1
    assert stranger.get("/tenants/yuzhong/evaluation").get_json()["figures"] == []


def test_a_day_that_is_none_is_refused(stranger):
    assert stranger.get("/tenants/yunyang/evaluation?since=yesterday").status_code == 400
    assert stranger.get("/tenants/nowhere/evaluation").status_code == 404
