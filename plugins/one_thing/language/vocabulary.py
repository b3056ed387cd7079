"""Every key of a bundle (`bundle.yaml`), of a tenant's offer of bundles (`bundles.yaml`) and of a bundle's example."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from marshmallow import ValidationError

from tongban.kit.vocabulary import (
    APPLICANTS,
    ITEM_ID,
    PART_ID,
    AnswerEntry,
    Anything,
    ApplicantEntry,
    BasisEntry,
    Condition,
    Entry,
    Fault,
    FieldValue,
    ListOf,
    MapOf,
    Moment,
    Name,
    OneOf,
    Part,
    Pattern,
    QuestionEntry,
    ServiceEntry,
    TableEntry,
    Text,
    Value,
    Whole,
    YesNo,
    faults_of,
    raise_any,
)

PART_NAME = (r"[a-z][a-z0-9]*(_[a-z0-9]+)*", "小写字母开头，由小写字母、数字和下划线组成的编号，如 fire_check")
SHARED_NAME = (r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?", "数据元名称或者共用字段的编号，如 person.name、baby_name")
FACTS_GIVEN = ("number", "issued_on", "valid_until", "name", "case_number")


class Amount(Value):
    """A number of a threshold."""

    expects = "一个数"

    def read(self, value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self.refuse(value)
        return value


class ThresholdEntry(Entry):
    """A number that each tenant may set for itself (面积、人数等起点)."""

    label = Text(required=True)
    unit = Text()
    value = Amount(required=True)
    basis = Part(BasisEntry)


class PinnedEntry(Entry):
    pinned = Whole(1, required=True)


class GivenEntry(Entry):
    """An answer that the bundle works out: true where a condition holds, or what a decision table of it gives."""

    when = Condition()
    table = Text()


class Given(Value):
    """What the bundle answers for an item: a value, `{when: …}` for yes or no, `{table: …}` for a choice."""

    expects = "一个值，或 {when: 条件}，或 {table: 决策表}"

    def read(self, value: Any) -> Any:
        if isinstance(value, dict):
            raise_any({"_schema": None} | (faults_of(Part(GivenEntry), value) or {}))
            if len(value) != 1:
                raise self.refuse(value, "when 和 table 只写一个。")
            return value
        if isinstance(value, str | bool | int | Decimal) and value != "":
            return value
        raise self.refuse(value)


class TakesEntry(Entry):
    """What an earlier part's outcome is to this one: a material, or the value of a field (前序结果)."""

    from_ = Pattern(*PART_NAME, required=True, data_key="from")
    material = Pattern(*PART_ID)
    field = Text()
    fact = Text()
    only_ = YesNo(data_key="only")


class PartEntry(Entry):
    """One item of the bundle (构成事项)."""

    part = Pattern(*PART_NAME, required=True)
    item = Pattern(*ITEM_ID, required=True)
    title = Text()
    version = Part(PinnedEntry, word="current")
    when = Condition()
    after = ListOf(Pattern(*PART_NAME), least=1)
    given = MapOf(Given(), key=PART_ID[0], key_expects=PART_ID[1])
    same = MapOf(Pattern(*SHARED_NAME), key=PART_ID[0], key_expects=PART_ID[1])
    apart = ListOf(Pattern(*PART_ID), least=1)
    takes = ListOf(Part(TakesEntry), least=1)


class SharedFieldEntry(Entry):
    """How a field that several items ask is called in the one form."""

    id = Pattern(*SHARED_NAME, required=True)
    label = Text()
    help = Text()


class SharedMaterialEntry(Entry):
    """Materials of several items that are one thing to bring (一套材料)."""

    id = Pattern(*PART_ID, required=True)
    name = Text()
    of = MapOf(Pattern(*PART_ID), key=PART_NAME[0], key_expects=PART_NAME[1], least=2, required=True)


class DeliveryEntry(Entry):
    together = YesNo()
    ways = ListOf(OneOf("window", "courier", "electronic", "kiosk"), least=1)


class BundleFile(Entry):
    """`bundles/<bundle>/bundle.yaml`."""

    bundle = Pattern(*ITEM_ID, required=True)
    title = Text(required=True)
    summary = Text(required=True)
    lead = Text(required=True)
    leader = Pattern(*PART_NAME)
    applicants = ListOf(OneOf(*APPLICANTS), least=1, required=True)
    themes = ListOf(Text())
    keywords = ListOf(Text())
    basis = ListOf(Part(BasisEntry), least=1, required=True)
    notes = ListOf(Text(), least=1)
    thresholds = MapOf(Part(ThresholdEntry), key=PART_NAME[0], key_expects=PART_NAME[1])
    questions = ListOf(Part(QuestionEntry))
    facts = ListOf(FieldValue())
    tables = ListOf(Part(TableEntry), least=1)
    parts = ListOf(Part(PartEntry), least=2, required=True)
    shared = ListOf(Part(SharedFieldEntry), least=1)
    materials = ListOf(Part(SharedMaterialEntry), least=1)
    delivery = Part(DeliveryEntry)
    rated = OneOf("one", "each")
    visits = Whole()
    faq = ListOf(Part(AnswerEntry))
    demonstration = ListOf(Text())


class OfferEntry(Entry):
    """What a tenant says of a bundle that it offers."""

    thresholds = MapOf(Amount(), key=PART_NAME[0], key_expects=PART_NAME[1])
    handled_at = MapOf(Pattern(*ITEM_ID), key=PART_NAME[0], key_expects=PART_NAME[1])
    without = ListOf(Pattern(*PART_NAME), least=1)
    service = Part(ServiceEntry)
    demonstration = ListOf(Text())


class OffersFile(Entry):
    """`tenants/<tenant>/bundles.yaml`."""

    offers = MapOf(Part(OfferEntry), key=ITEM_ID[0], key_expects=ITEM_ID[1], required=True)


class OutcomeEntry(Entry):
    """How one part ends in an example."""

    part = Pattern(*PART_NAME, required=True)
    outcome = OneOf("granted", "refused", "not_accepted", "withdrawn", required=True)


class BundleExampleFile(Entry):
    """`bundles/<bundle>/examples/<name>.yaml`: answers, and which items and materials follow from them.

    It is an example of the bundle as it is written, whatever a tenant's offer says; `thresholds` are those of a tenant
    that sets its own. `outcomes` says which parts end otherwise than with a grant, `falls` which are then not begun.
    """

    title = Text(required=True)
    thresholds = MapOf(Amount(), key=PART_NAME[0], key_expects=PART_NAME[1], least=1)
    applicant = Part(ApplicantEntry, required=True)
    begin = Moment("%Y-%m-%d %H:%M", required=True)
    answers = MapOf(Anything(), required=True)
    materials = ListOf(Pattern(*PART_ID))
    chosen = ListOf(Pattern(*PART_NAME), required=True)
    first = ListOf(Pattern(*PART_NAME))
    bring = ListOf(Pattern(*PART_ID))
    outcomes = ListOf(Part(OutcomeEntry), least=1)
    falls = ListOf(Pattern(*PART_NAME))


__all__ = [
    "FACTS_GIVEN",
    "PART_NAME",
    "BundleExampleFile",
    "BundleFile",
    "Fault",
    "Name",
    "OffersFile",
    "ValidationError",
]
