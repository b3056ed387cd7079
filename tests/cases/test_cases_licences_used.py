"""A licence stands for a material in a case: by the law's own checks, seen as it is now, looked at only on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from door_desk import CHIEF, DoorDesk, at
from licences_issued import granted
from tongban.cases import door
from tongban.cases.licences import change, held_by, offers
from tongban.cases.licences.issuing import Change
from tongban.cases.licences.used import note_look, used_in
from tongban.database import scoped
from tongban.law import Actor, Applicant, HandedIn, Refusal, Verdict
from tongban.law.case import TakenFrom
from tongban.tenancy.tables import AuditRow

ZHANG, LI = Applicant("p-1", "person", "张三"), Applicant("p-2", "person", "李四")
DAY = at("2026-09-29 Tue 10:00")


def apply(desk: DoorDesk, who: Applicant, *taken: HandedIn) -> door.Done | Refusal:
    """Apply for a disability card, with these in the place of materials of the same name."""
    named = {each.material for each in taken}
    with scoped(desk.tenant):
        plain = desk.application(who)
        materials = (*(each for each in plain.materials if each.material not in named), *taken)
        application = replace(plain, materials=materials)
        return door.submit(
            desk.sessions(), desk.books, desk.definition(), application, Actor(who.id, who.name, "applicant"), DAY
        )


@pytest.fixture
def elsewhere(desk: DoorDesk) -> DoorDesk:
    """Another county's desk for the disability card; Zhang's identity card was issued in yunyang."""
    granted(desk, "id-card-renewal", ZHANG)
    desk.sessions().commit()
    return replace(desk, item="disability-card", tenant="yuzhong")


def offered(desk: DoorDesk, who: Applicant = ZHANG) -> HandedIn:
    return offers(desk.sessions(), desk.definition(), who, DAY.date())["identity-card"].handed_in


@pytest.mark.row("E3")
@pytest.mark.row("F7", part="licences")
def test_a_licence_of_another_county_stands_for_a_material_and_is_checked_by_itself(elsewhere: DoorDesk) -> None:
    answer = apply(elsewhere, ZHANG, offered(elsewhere))
    assert isinstance(answer, door.Done), answer
    state = answer.case.material("identity-card")
    assert state is not None
    assert (state.verdict, state.files) == (Verdict.OK, ())
    assert state.taken_from is not None
    assert state.taken_from.number in state.note
    assert len(state.taken_from.hash) == 64


@pytest.mark.row("E3")
@pytest.mark.article("335 §30", "335 §32")
@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"holder": "p-2"}, "not_the_holder"),
        ({"type": "business-licence"}, "wrong_licence"),
        ({"valid_until": date(2026, 9, 28)}, "run_out"),
    ],
)
def test_the_law_refuses_what_is_another_s_of_another_type_or_run_out(
    elsewhere: DoorDesk, wrong: dict[str, object], code: str
) -> None:
    good = offered(elsewhere)
    assert good.taken_from is not None
    answer = apply(elsewhere, ZHANG, replace(good, taken_from=replace(good.taken_from, **wrong)))
    assert isinstance(answer, Refusal)
    assert answer.code == code
    assert "335 §30" in answer.article


@pytest.mark.row("E3")
def test_another_applicant_cannot_hand_in_a_licence_that_is_not_theirs(elsewhere: DoorDesk) -> None:
    answer = apply(elsewhere, LI, offered(elsewhere))
    assert isinstance(answer, Refusal)
    assert answer.code == "not_the_holder"


@pytest.mark.row("E3")
def test_a_licence_revoked_between_hand_in_and_decision_is_seen_at_the_desk_and_the_look_is_on_record(
    elsewhere: DoorDesk,
) -> None:
    answer = apply(elsewhere, ZHANG, offered(elsewhere))
    assert isinstance(answer, door.Done)
    session = elsewhere.sessions()
    session.commit()
    before = used_in(session, answer.case, DAY.date())["identity-card"]
    assert before.holds
    assert not before.changed
    (row,) = held_by(session, ZHANG.id)
    change(session, row, Change("revoked", "演示：骗取"), CHIEF.name, DAY)
    session.commit()
    after = used_in(session, answer.case, DAY.date())["identity-card"]
    assert not after.holds
    assert after.standing is not None
    assert after.standing.reason == "演示：骗取"
    note_look(session, answer.case, after, tenant="yuzhong", by="clerk", now=DAY)
    for tenant in ("yunyang", "yuzhong"):
        with scoped(tenant):
            wanted = select(AuditRow.target).where(AuditRow.action == "licence.used")
            assert session.scalars(wanted).all() == [row.code]


@pytest.mark.row("F7", part="by level of trust")
@pytest.mark.article("7 §20", "335 §32")
def test_what_an_earlier_case_has_is_used_again_only_as_its_level_of_trust_allows(elsewhere: DoorDesk) -> None:
    definition = elsewhere.definition()
    example = elsewhere.application(ZHANG)
    uploaded = next(
        each.id
        for each in definition.materials
        if each.trust == "uploaded" and each.id in {one.material for one in example.materials}
    )

    def earlier(handed_on: date) -> HandedIn:
        taken = TakenFrom(
            "case", "500101-DEMO", "以前的材料", "500101-DEMO", "", ZHANG.id, "0" * 64, handed_on=handed_on
        )
        return HandedIn(uploaded, ("0" * 64,), taken)

    within = apply(elsewhere, ZHANG, earlier(date(2026, 1, 10)))
    assert isinstance(within, door.Done), within
    state = within.case.material(uploaded)
    assert state is not None
    assert state.verdict is None  # what was uploaded is looked at again by a clerk
    too_old = apply(elsewhere, ZHANG, earlier(date(2025, 1, 10)))
    assert isinstance(too_old, Refusal)
    assert too_old.code == "too_old"
