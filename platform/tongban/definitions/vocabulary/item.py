"""Every key of an item: `item_defs/<department>/<item>/item.yaml`."""

from __future__ import annotations

from tongban.definitions.vocabulary.basis import DAY, ITEM_ID, PART_ID, USCC, BasisEntry
from tongban.definitions.vocabulary.entries import Entry, ListOf, MapOf, OneOrMore, Part, TextOr, WordOr
from tongban.definitions.vocabulary.form import CheckEntry, QuestionEntry, SectionEntry
from tongban.definitions.vocabulary.kinds import Condition, Moment, OneOf, Pattern, Span, Text, Whole, YesNo
from tongban.definitions.vocabulary.material import MaterialEntry
from tongban.definitions.vocabulary.process import PROCEDURES, ROLES, Process, StepEntry
from tongban.definitions.vocabulary.promises import CommitmentEntry, FeeEntry, OutcomeEntry, TimeEntry, ToleranceEntry
from tongban.definitions.vocabulary.service import (
    AnswerEntry,
    AuthorityEntry,
    CourierEntry,
    IntermediaryEntry,
    QuantityLimitEntry,
    ReachEntry,
    RemediesEntry,
    ServiceEntry,
)
from tongban.definitions.vocabulary.tables import TableEntry

__all__ = [
    "APPLICANTS",
    "CHANNELS",
    "ITEM_ID",
    "PART_ID",
    "PROCEDURES",
    "ROLES",
    "USCC",
    "AuthorityEntry",
    "BasisEntry",
    "ItemEntry",
    "MaterialEntry",
    "OverlayEntry",
    "ServiceEntry",
    "StepEntry",
]

APPLICANTS = ("person", "enterprise", "self_employed", "institution", "social_organisation", "other")
CHANNELS = ("online", "window", "kiosk", "courier", "agent")
POLICY_WORDS = ("locked", "tighten_only", "open")


class ConditionEntry(Entry):
    """One acceptance condition that says more than its sentence."""

    text = Text(required=True)
    standard = Text()
    when = Condition()
    kind = OneOf("positive", "negative")


class ExemptionEntry(Entry):
    """A lint rule that need not hold here until a day, with the reason."""

    rule = Pattern(r"TB[0-9]{3}", "规则编号，如 TB113", required=True)
    where = Text()
    reason = Text(required=True)
    until = Moment(DAY, required=True)


class LocalEntry(Entry):
    code = Pattern(r"\S{1,50}", "不超过五十个字符的地方编码（放进引号）", required=True)
    name = Text()


class OverlayEntry(Entry):
    """What a claim may name. Controlled elements are known too, so that the refusal can say who owns them (7 §9)."""

    title = Text()
    catalogue = Pattern(*ITEM_ID)
    summary = Text()
    applicants = ListOf(OneOf(*APPLICANTS), least=1)
    themes = ListOf(Text())
    keywords = ListOf(Text())
    authority = Part(AuthorityEntry)
    central_department = Text()
    joint_departments = ListOf(Text(), least=1)
    powers = Text()
    local = Part(LocalEntry)
    case_no = Whole(1)
    visits = Whole()
    visits_reason = Text()
    channels = ListOf(OneOf(*CHANNELS), least=1)
    online_depth = OneOf("consult", "intake", "full")
    delivery = ListOf(OneOf("window", "courier", "electronic", "kiosk"), least=1)
    courier = Part(CourierEntry)
    reach = Part(ReachEntry)
    in_hall = YesNo()
    village_agent = YesNo()
    online_payment = YesNo()
    conditions = ListOf(TextOr(ConditionEntry))
    quantity_limit = Part(QuantityLimitEntry)
    intermediaries = ListOf(Part(IntermediaryEntry), least=1)
    situation = ListOf(Part(QuestionEntry))
    form = ListOf(Part(SectionEntry))
    tables = ListOf(Part(TableEntry), least=1)
    checks = ListOf(Part(CheckEntry))
    materials = ListOf(Part(MaterialEntry))
    commitment = Part(CommitmentEntry)
    tolerance = Part(ToleranceEntry)
    process = Process()
    time = Part(TimeEntry)
    supplement_within = Span()
    fees = WordOr("none", ListOf(Part(FeeEntry), least=1))
    result = OneOrMore(Part(OutcomeEntry), word="none")
    rights = ListOf(Text(), least=1)
    obligations = ListOf(Text(), least=1)
    remedies = Part(RemediesEntry)
    service = Part(ServiceEntry)
    questions = ListOf(Part(AnswerEntry))
    exemptions = ListOf(Part(ExemptionEntry), least=1)
    demonstration = ListOf(Text())


class ItemEntry(OverlayEntry):
    """An item. What it must hold is checked after `extends` is followed (`definitions.complete`)."""

    item = Pattern(*ITEM_ID, required=True)
    extends = Pattern(*ITEM_ID)
    standard = YesNo()
    policies = MapOf(
        OneOf(*POLICY_WORDS), key=r"[a-z_]+(\.[a-z_]+)?", key_expects="要素的路径，如 time.promise", least=1
    )
