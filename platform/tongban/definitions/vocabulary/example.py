"""Every key of an example: `examples/<name>.yaml` beside an item."""

from __future__ import annotations

from typing import Any

from marshmallow import validates_schema

from tongban.definitions.notice_kinds import notice_kinds
from tongban.definitions.vocabulary.entries import Entry, ListOf, MapOf, Part
from tongban.definitions.vocabulary.faults import Fault, raise_any
from tongban.definitions.vocabulary.item import APPLICANTS, ITEM_ID, PART_ID
from tongban.definitions.vocabulary.kinds import Anything, Moment, OneOf, Pattern, Text, Whole
from tongban.definitions.vocabulary.process import ROLES

#: What each deed needs beside `after`, and what it may have.
DEEDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "request_supplement": (("missing",), ()),
    "supply": ((), ("materials", "answers")),
    "accept": ((), ("opinion",)),
    "complete_step": (("step", "opinion"), ()),
    "return_step": (("step", "reasons"), ()),
    "ask_countersign": (("step", "role", "reasons"), ()),
    "countersign": (("step", "opinion"), ("role",)),
    "ask_opinion": (("step", "department", "reasons"), ()),
    "give_opinion": (("step", "opinion"), ("department", "found")),
    "start_special_procedure": (("step",), ("reasons",)),
    "appoint_survey": (("step",), ()),
    "record_survey": (("step", "opinion"), ()),
    "end_special_procedure": (("step", "opinion"), ("reasons",)),
    "grant": (("opinion",), ()),
    "refuse": (("reasons",), ()),
    "decline": (("reasons",), ("where_to_go",)),
    "promise_later": ((), ()),
    "accept_tolerantly": ((), ()),
    "supply_later": ((), ("materials",)),
    "allow_second_notice": (("reasons",), ()),
    "withdraw_promise": (("reasons",), ()),
    "check_commitment": (("found", "opinion"), ()),
    "check_rectification": (("found", "opinion"), ()),
    "revoke_for_breach": (("reasons",), ()),
    "withdraw": (("reasons",), ()),
    "wait": (("after",), ()),
    "deliver": (("method",), ("receiver", "carrier", "tracking")),
    "ask_extension": (("reasons",), ()),
    "approve_extension": ((), ()),
    "suspend_case": (("ground", "reasons"), ()),
    "resume_case": (("reasons",), ()),
    "send_result": (("carrier", "tracking"), ()),
    "failed_delivery": (("ground", "reasons"), ()),
    "tell_revocation": (("ground", "reasons"), ()),
    "revoke_outcome": (("reasons",), ()),
    "ask_renewal": ((), ("reasons",)),
    "pay": ((), ()),
}
NOTICES = tuple(notice_kinds)


class ApplicantEntry(Entry):
    kind = OneOf(*APPLICANTS, required=True)
    name = Text(required=True)
    id_number = Text()
    uscc = Text()
    phone = Text()
    email = Text()
    address = Text()


class DeedEntry(Entry):
    do = OneOf(*DEEDS, required=True)
    after = Whole()
    missing = MapOf(Text(), least=1)
    materials = ListOf(Text())
    answers = MapOf(Anything())
    step = Pattern(*PART_ID)
    opinion = Text()
    reasons = Text()
    where_to_go = Text()
    method = OneOf("window", "courier", "electronic", "kiosk")
    receiver = Text()
    carrier = Text()
    tracking = Text()
    role = OneOf(*ROLES)
    department = Text()
    ground = OneOf(
        "died", "incapable", "body_ended", "force_majeure", "other_proceedings", "interpretation",
        "nobody", "refused", "address", "returned", "unopened", "whereabouts",
        "abuse", "beyond_powers", "procedure", "not_qualified", "fraud", "other",
    )  # fmt: skip
    found = OneOf("kept", "deviates", "broken", "mended", "not_mended", "agrees", "objects")

    @validates_schema(pass_original=True, skip_on_field_errors=True)
    def fit_the_deed(self, _data: Any, original: Any, **_kwargs: Any) -> None:
        needs, may = DEEDS[original["do"]]
        allowed = {"do", "after", *needs, *may}
        wrong = {
            key: [
                Fault(
                    "TB010",
                    f"“{original['do']}”没有“{key}”这个键。",
                    f"可以写：{'、'.join(sorted(allowed))}。",
                    on_key=True,
                )
            ]
            for key in original
            if key not in allowed
        }
        lacking = {key: [Fault("TB012", f"“{original['do']}”缺少“{key}”。")] for key in needs if key not in original}
        raise_any(wrong | lacking)


class ExpectEntry(Entry):
    state = OneOf("submitted", "supplementing", "accepted", "decided", "closed", required=True)
    outcome = OneOf(
        "granted", "granted_in_part", "refused", "not_accepted", "withdrawn", "deemed_withdrawn", "terminated"
    )
    promise_due = Moment("%Y-%m-%d")
    notices = ListOf(OneOf(*NOTICES))
    materials = ListOf(Text())


class ExampleFile(Entry):
    title = Text(required=True)
    tenant = Pattern(*ITEM_ID)
    channel = OneOf("online", "window", required=True)
    applicant = Part(ApplicantEntry, required=True)
    begin = Moment("%Y-%m-%d %H:%M", required=True)
    situation = MapOf(Text())
    answers = MapOf(Anything())
    materials = ListOf(Text())
    then = ListOf(Part(DeedEntry))
    expect = Part(ExpectEntry, required=True)
