"""Every key of an item: `item_defs/<department>/<item>/item.yaml`."""

from __future__ import annotations

from tongban.definitions.vocabulary.entries import Entry, ListOf, Part, WordOr
from tongban.definitions.vocabulary.form import CheckEntry, QuestionEntry, SectionEntry
from tongban.definitions.vocabulary.kinds import Condition, OneOf, Pattern, Span, Text, Whole, YesNo

ITEM_ID = (r"[a-z][a-z0-9]*(-[a-z0-9]+)*", "小写字母、数字和连字符组成的编号，如 occupy-road")
PART_ID = (r"[a-z][a-z0-9_-]*", "小写字母开头，由小写字母、数字、下划线或连字符组成的编号，如 location")
USCC = (r"[0-9A-Z]{18}", "十八位统一社会信用代码（放进引号）")
APPLICANTS = ("person", "enterprise", "self_employed", "institution", "social_organisation", "other")
CHANNELS = ("online", "window", "kiosk", "courier", "agent")
ROLES = ("window_clerk", "reviewer", "chief_representative")
PROCEDURES = (
    "site_survey", "hearing", "tender", "auction", "inspection", "testing", "quarantine", "appraisal", "evaluation",
    "expert_review", "technical_review", "public_argument", "publicity",
)  # fmt: skip


class BasisEntry(Entry):
    law = Text(required=True)
    article = Text()
    number = Text()
    text = Text()


class AuthorityEntry(Entry):
    name = Text(required=True)
    uscc = Pattern(*USCC)
    nature = OneOf("statutory", "authorised", "entrusted")
    source = OneOf(
        "own_level", "delegated_down", "authorised_above", "authorised_peer", "entrusted_above", "entrusted_peer"
    )


class MaterialEntry(Entry):
    id = Pattern(*PART_ID, required=True)
    name = Text(required=True)
    when = Condition()
    optional = YesNo()
    required_ = Condition(data_key="required")
    source = OneOf("applicant", "government", "intermediary")
    trust = OneOf("issuer", "verified", "uploaded", "declared")
    licence = Pattern(*ITEM_ID)
    formats = ListOf(Pattern(r"[a-z0-9]{2,5}", "文件扩展名，如 pdf"), least=1)
    max_mb = Whole(1)
    originals = Whole()
    copies = Whole()
    criteria = ListOf(Text())
    help = Text()
    sample = Text()
    may_follow = Span()


class ProcedureEntry(Entry):
    kind = OneOf(*PROCEDURES, required=True)
    maximum = Span(required=True)


class StepEntry(Entry):
    step = Pattern(*PART_ID, required=True)
    name = Text(required=True)
    by = OneOf(*ROLES, required=True)
    points = ListOf(Text())
    within = Span()
    when = Condition()
    special_procedure = Part(ProcedureEntry)
    decides = YesNo()


class TimeEntry(Entry):
    statutory = Span("none")
    promise = Span("on_the_spot")
    statutory_note = Text()


class FeeEntry(Entry):
    name = Text(required=True)
    standard = Text(required=True)
    basis = Part(BasisEntry)
    reduction = Text()


class OutcomeEntry(Entry):
    name = Text(required=True)
    kind = OneOf("licence", "approval", "other", required=True)
    licence = Pattern(*ITEM_ID)
    valid = Span()
    sample = Text()


class CounterEntry(Entry):
    name = Text(required=True)
    address = Text(required=True)
    hours = Text(required=True)
    phone = Text()


class ServiceEntry(Entry):
    address = Text()
    hours = Text()
    phone = Text()
    complaints = Text()
    traffic = Text()
    counters = ListOf(Part(CounterEntry))


class AnswerEntry(Entry):
    question = Text(required=True)
    answer = Text(required=True)


class OverlayEntry(Entry):
    """What a claim may name. Controlled elements are known too, so that the refusal can say who owns them (7 §9)."""

    title = Text()
    catalogue = Pattern(*ITEM_ID)
    summary = Text()
    applicants = ListOf(OneOf(*APPLICANTS), least=1)
    themes = ListOf(Text())
    keywords = ListOf(Text())
    authority = Part(AuthorityEntry)
    visits = Whole()
    visits_reason = Text()
    channels = ListOf(OneOf(*CHANNELS), least=1)
    online_depth = OneOf("consult", "intake", "full")
    delivery = ListOf(OneOf("window", "courier", "electronic", "kiosk"), least=1)
    conditions = ListOf(Text())
    situation = ListOf(Part(QuestionEntry))
    form = ListOf(Part(SectionEntry))
    checks = ListOf(Part(CheckEntry))
    materials = ListOf(Part(MaterialEntry))
    process = ListOf(Part(StepEntry))
    time = Part(TimeEntry)
    supplement_within = Span()
    fees = WordOr("none", ListOf(Part(FeeEntry), least=1))
    result = Part(OutcomeEntry, word="none")
    service = Part(ServiceEntry)
    questions = ListOf(Part(AnswerEntry))
    demonstration = ListOf(Text())


class ItemEntry(OverlayEntry):
    """An item. What it must hold is checked after `extends` is followed (`definitions.complete`)."""

    item = Pattern(*ITEM_ID, required=True)
    extends = Pattern(*ITEM_ID)
