"""What a decision enters: a number that others wait for cannot be left empty, whichever the door (335 §30)."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from law.desk import CHIEF, REVIEWER, ROAD, Desk
from tongban import law
from tongban.conditions import NEVER
from tongban.definitions.model import ENTERED, Entered, LicenceField, LicenceType, Outcome
from tongban.law import Action, possible_actions
from tongban.law.licences import made_up_entries

NEWBORN = "500000199001010016"
REGISTER = LicenceType(
    "register", "户口簿", "公安机关", ("person",),
    (LicenceField("added", "新登记成员的公民身份号码", optional=True), LicenceField("remark", "备注", optional=True)),
    "演示〔{year}〕{serial}号",
)  # fmt: skip


def decided_next(desk: Desk, *entered: Entered) -> Desk:
    """Take a case to its decision, which enters what is said."""
    desk.definition = replace(
        ROAD, results=(Outcome("户口簿", "licence", licence="register", licence_type=REGISTER, entered=entered),)
    )
    desk.submit("location")
    desk.accept()
    desk.do(law.CompleteStep(REVIEWER, "review", "齐全。"))
    return desk


@pytest.mark.article("335 §30")
def test_what_a_decision_enters_is_entered_or_the_grant_is_refused_unless_it_is_said_to_be_optional(desk: Desk) -> None:
    decided_next(desk, Entered("added", "id_number"), Entered("remark", "text", optional=True))
    before = desk.case
    for added, remark in product(("", "  ", "500000199001010017", NEWBORN), ("", "随母亲")):
        desk.case = before
        said = {key: text for key, text in (("added", added), ("remark", remark)) if text}
        granting = law.Grant(CHIEF, "登记。", entered=said)
        in_part = law.GrantInPart(CHIEF, ("登记",), ("迁移",), "不符合。", "部分同意。", entered=said)
        for command in (granting, in_part):
            desk.case = before
            if added == NEWBORN:
                case = desk.do(command)
                assert case.decision is not None
                assert case.decision.entered == said
            else:
                refusal = desk.refused(command)
                assert refusal.code == ("wrong_entry" if added.strip() else "not_entered")
                assert "新登记成员的公民身份号码" in refusal.message
                assert refusal.article == "335 §30"


def test_nothing_is_asked_for_a_result_that_this_case_does_not_yield(desk: Desk) -> None:
    decided_next(desk, Entered("added", "id_number"))
    desk.definition = replace(desk.definition, results=(replace(desk.definition.results[0], when=NEVER),))
    assert desk.refused(law.Grant(CHIEF, "登记。", entered={"added": NEWBORN})).code == "not_entered_here"
    desk.do(law.Grant(CHIEF, "登记。"))


def test_the_desk_is_offered_the_grant_and_what_stands_for_an_entry_passes_the_law(desk: Desk) -> None:
    several = tuple(LicenceField(each, each) for each in ENTERED)
    decided_next(desk, *(Entered(each, each) for each in ENTERED))
    kind = replace(REGISTER, fields=several)
    desk.definition = replace(desk.definition, results=(replace(desk.definition.results[0], licence_type=kind),))
    assert desk.case is not None
    found = possible_actions(
        desk.case, desk.definition, desk.rulebook, desk.calendar, desk.now, lambda _: ("chief_representative",)
    )
    assert {Action.GRANT, Action.GRANT_IN_PART} <= {each.action for each in found}
    desk.do(law.Grant(CHIEF, "登记。", entered=made_up_entries(desk.case, desk.definition)))
