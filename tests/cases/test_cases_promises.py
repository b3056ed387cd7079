"""Promises at the door: what is broken is on record in the city until it is repaired; what is too much is noted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from door_desk import CLERK, ENTERPRISE, DoorDesk, at
from tongban import law
from tongban.cases import door, promises
from tongban.cases.sweep import sweep
from tongban.database import scoped
from tongban.errors import TongbanError

SUPERVISOR = law.Actor("supervisor", "孙监督", "supervisor")
PERSON = law.Actor(ENTERPRISE.id, ENTERPRISE.name, "applicant")
DAY = "2026-10-12 Mon 10:00"


def hand_in(desk: DoorDesk, when: str = DAY, *, leaving: str = "site-rights") -> law.Case:
    """Hand in without one material."""
    with scoped(desk.tenant):
        application = desk.application()
        kept = tuple(each for each in application.materials if each.material != leaving)
        by = CLERK if application.channel == "window" else PERSON
        answer = door.submit(
            desk.sessions(), desk.books, desk.definition(), replace(application, materials=kept), by, at(when)
        )
        assert isinstance(answer, door.Done), answer
        desk.sessions().commit()
    return answer.case


def accept_with_gaps(desk: DoorDesk, case: law.Case) -> law.Case:
    tolerant = law.AcceptTolerantly(CLERK, desk.all_in_order(case), signed=True)
    return desk.done(case.number, tolerant, "2026-10-12 Mon 10:30")


@pytest.mark.row("L5", "L6")
@pytest.mark.article("335 §19", "ORD §31")
def test_a_broken_promise_is_on_record_everywhere_until_a_supervisor_repairs_it(desk: DoorDesk) -> None:
    case = accept_with_gaps(desk, hand_in(desk))
    sweep(desk.sessions, desk.books, at("2026-10-20 Tue 02:00"))
    sweep(desk.sessions, desk.books, at("2026-10-20 Tue 03:00"))
    session = desk.sessions()
    assert promises.broken_by(session, ENTERPRISE.id) == 1
    elsewhere = hand_in(DoorDesk(desk.sessions, desk.books, tenant="yuzhong"), "2026-10-20 Tue 10:00")
    assert elsewhere.applicant.broken_promises == 1
    refused = DoorDesk(desk.sessions, desk.books, tenant="yuzhong").act(
        elsewhere.number, law.PromiseLater(PERSON, ("site-rights",)), "2026-10-20 Tue 10:30"
    )
    assert isinstance(refused, law.Refusal)
    assert refused.code == "record_broken"
    (row,) = promises.broken_promises(session, "yunyang")
    assert (row.number, row.kind) == (case.number, "later_materials")
    with pytest.raises(TongbanError, match="理由"):
        promises.repair(session, "yunyang", row.number, row.kind, SUPERVISOR, " ", at("2026-10-21 Wed 09:00"))
    promises.repair(session, "yunyang", row.number, row.kind, SUPERVISOR, "已经补交。", at("2026-10-21 Wed 09:00"))
    session.commit()
    assert promises.broken_by(session, ENTERPRISE.id) == 0
    assert hand_in(desk, "2026-10-21 Wed 10:00").applicant.broken_promises == 0


@pytest.mark.row("L16")
@pytest.mark.article("ORD §38", "ORD §55", "335 §32")
@pytest.mark.parametrize("material", ["invented-proof", "business-licence"])
def test_a_demand_beyond_the_list_is_refused_and_kept_for_the_supervisor(desk: DoorDesk, material: str) -> None:
    case = hand_in(desk)
    wanted = (law.Deficiency(law.DeficiencyKind.MATERIAL, material, "请提交。"),)
    answer = desk.act(case.number, law.RequestSupplement(CLERK, wanted), "2026-10-12 Mon 11:00")
    assert isinstance(answer, law.Refusal)
    with scoped(desk.tenant):
        (note,) = promises.noted(desk.sessions(), desk.tenant, promises.DEMAND_REFUSED)
        assert (note.number, note.actor_id, note.at) == (case.number, CLERK.id, at("2026-10-12 Mon 11:00"))
        assert note.what == answer.message
        assert promises.counts(desk.sessions(), desk.tenant)[promises.DEMAND_REFUSED] == 1
    with scoped("yuzhong"):
        assert promises.noted(desk.sessions(), "yunyang", promises.DEMAND_REFUSED) == []
    assert desk.row(case.number).state == "submitted"


@pytest.mark.row("L16")
@pytest.mark.article("ORD §38")
def test_what_is_asked_rightly_is_no_matter_for_the_supervisor(desk: DoorDesk) -> None:
    case = hand_in(desk)
    wanted = (law.Deficiency(law.DeficiencyKind.MATERIAL, "site-rights", "没有提交。"),)
    notice = law.RequestSupplement(CLERK, wanted, verdicts=desk.all_in_order(case))
    desk.done(case.number, notice, "2026-10-12 Mon 11:00")
    with scoped(desk.tenant):
        assert promises.counts(desk.sessions(), desk.tenant) == {promises.DEMAND_REFUSED: 0, promises.SECOND_NOTICE: 0}


@pytest.mark.row("L4")
@pytest.mark.article("335 §18")
def test_second_notices_are_counted_and_the_reminder_is_found_by_the_sweep_once(desk: DoorDesk) -> None:
    case = hand_in(desk)
    wanted = (law.Deficiency(law.DeficiencyKind.MATERIAL, "site-rights", "没有提交。"),)
    notice = law.RequestSupplement(CLERK, wanted, verdicts=desk.all_in_order(case))
    desk.done(case.number, notice, "2026-10-12 Mon 11:00")
    for hour in ("02:00", "03:00"):
        sweep(desk.sessions, desk.books, at(f"2026-10-23 Fri {hour}"))
    assert desk.row(case.number).snapshot["notices"].count("supplement_reminder") == 1
    brought = law.Supply(PERSON, (law.HandedIn("site-rights", ("f",)),))
    desk.done(case.number, brought, "2026-10-23 Fri 10:00")
    desk.done(case.number, law.AllowSecondNotice(SUPERVISOR, "材料系伪造。"), "2026-10-23 Fri 11:00")
    with scoped(desk.tenant):
        assert promises.counts(desk.sessions(), desk.tenant)[promises.SECOND_NOTICE] == 1
