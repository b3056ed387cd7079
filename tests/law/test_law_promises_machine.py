"""Random people about promises: nobody is granted what is owed, and no notice comes twice unasked."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from law.desk import CHIEF, CITIZEN, CLERK, REVIEWER, Desk, moment, named
from law.promising import GAPS, SUPERVISOR, TOLD, at, hand_in
from tongban import law
from tongban.calendars import calendar_from_folder
from tongban.definitions.model import Definition
from tongban.definitions.rulebook import load_rulebook
from tongban.law import DeadlineKind

ROOT = Path(__file__).parents[2]
CALENDAR = calendar_from_folder(ROOT / "item_defs" / "_shared" / "calendars")
RULEBOOK = load_rulebook(yaml.safe_load((ROOT / "tenants" / "chongqing" / "rulebook.yaml").read_text("utf-8")))
RIGHTS, LOCATION = (law.HandedIn("rights", ("f",)),), (law.HandedIn("location", ("f",)),)

TRIES = st.sampled_from(
    ["promise", "accept", "tolerate", "notice", "supply", "later", "allow", "back", "step", "grant", "refuse",
     "deliver", "kept", "deviates", "broken", "mended", "unmended", "revoke", "wait"]
)  # fmt: skip
MANY = st.lists(st.tuples(TRIES, st.sampled_from([0, 0, 0, 1, 2, 4, 30])), min_size=4, max_size=18)


def command(desk: Desk, name: str) -> law.Command:
    missing = (
        {each.id: "没有提交。" for each in law.applicable.missing(desk.case, desk.definition)} if desk.case else {}
    )
    verdicts = desk.verdicts()
    found: dict[str, law.Command] = {
        "promise": law.PromiseLater(CITIZEN, ("rights",)),
        "accept": law.Accept(CLERK, verdicts),
        "tolerate": law.AcceptTolerantly(CLERK, verdicts, signed=True),
        "notice": law.RequestSupplement(CLERK, named(**(missing or {"area": "请核对。"})), verdicts=verdicts),
        "supply": law.Supply(CITIZEN, LOCATION if "location" in missing else RIGHTS, {"area": 3}),
        "later": law.SupplyLater(CITIZEN, RIGHTS),
        "allow": law.AllowSecondNotice(SUPERVISOR, "有必要。"),
        "back": law.WithdrawPromise(CITIZEN, "改交材料。"),
        "step": law.CompleteStep(REVIEWER, "review", "齐全。"),
        "grant": law.Grant(CHIEF, "同意。"),
        "refuse": law.Refuse(CHIEF, "不符合规定。"),
        "deliver": law.Deliver(CLERK, "window"),
        "kept": law.CheckCommitment(REVIEWER, law.CheckResult.KEPT, "属实。"),
        "deviates": law.CheckCommitment(REVIEWER, law.CheckResult.DEVIATES, "不符。"),
        "broken": law.CheckCommitment(REVIEWER, law.CheckResult.BROKEN, "未履行。"),
        "mended": law.CheckRectification(REVIEWER, mended=True, findings="已改。"),
        "unmended": law.CheckRectification(REVIEWER, mended=False, findings="未改。"),
        "revoke": law.RevokeForBreach(CHIEF, "未履行。"),
        "wait": law.PassTime(),
    }
    return found[name]


@pytest.mark.row("L4", "L5", "L6")
@pytest.mark.article("335 §18", "335 §19", "335 §23", "ORD §31", "ORD §32")
@given(definition=st.sampled_from([GAPS, TOLD]), whole=st.booleans(), tries=MANY)
def test_promises_are_kept_or_have_their_consequence(
    definition: Definition, whole: bool, tries: list[tuple[str, int]]
) -> None:
    desk = at(Desk(definition, RULEBOOK, CALENDAR, moment("2026-03-02 Mon 10:00")), definition)
    handed_in = () if definition is TOLD else ("location", "rights") if whole else ("location",)
    desk.do(hand_in(desk, *handed_in, promised=definition is TOLD))
    for name, days in tries:
        desk.now += timedelta(days=days, minutes=1)
        answer = desk.ask(command(desk, name))
        for event in () if isinstance(answer, law.Refusal) else answer:
            owed = desk.case.later.owed if desk.case and desk.case.later else ()
            granting = isinstance(event, law.CaseDecided) and event.outcome is law.CaseOutcome.GRANTED
            assert not (granting and owed), "nothing is granted on what is still owed"
            desk.case = law.evolve(desk.case, event)
            desk.history.append(event)
    case = desk.case
    assert case is not None
    assert law.replay(desk.history) == case
    assert law.case_from_json(law.case_to_json(case)) == case
    allowed = sum(isinstance(each, law.SecondNoticeAllowed | law.CommitmentWithdrawn) for each in desk.history)
    assert sum(isinstance(each, law.SupplementRequested) for each in desk.history) <= 1 + allowed
    assert sum(isinstance(each, law.LaterMissed) for each in desk.history) <= 1
    run = case.commitment
    if run is not None and run.stands and case.outcome is law.CaseOutcome.GRANTED:
        checking = case.open_deadline(DeadlineKind.COMMITMENT_CHECK, "on_site")
        assert (checking is None) == (run.result is not None), "what was granted on a promise is looked into"
    promise = [each for each in case.deadlines if each.kind is DeadlineKind.PROMISE and each.is_open]
    statutory = [each for each in case.deadlines if each.kind is DeadlineKind.STATUTORY and each.is_open]
    assert all(p.due <= s.due for p in promise for s in statutory if p.due and s.due), "335 §25"
