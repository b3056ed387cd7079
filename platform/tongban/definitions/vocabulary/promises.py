"""Every key of limits, commitment, tolerance, fees and results."""

from __future__ import annotations

from tongban.definitions.model.licences import ENTERED
from tongban.definitions.vocabulary.basis import ITEM_ID, PART_ID, BasisEntry
from tongban.definitions.vocabulary.entries import Entry, ListOf, MapOf, Part, TextOr, TextOrList
from tongban.definitions.vocabulary.kinds import Condition, OneOf, Pattern, Span, Text, YesNo


class TimeEntry(Entry):
    statutory = Span("none")
    promise = Span("on_the_spot")
    statutory_note = Text()


class CommitmentCheckEntry(Entry):
    within = Span(required=True)
    by = OneOf("on_site", "data", "sampling", required=True)


class CommitmentEntry(Entry):
    promise = Text(required=True)
    requirements = ListOf(Text(), least=1, required=True)
    replaces = ListOf(Pattern(*PART_ID), least=1, required=True)
    when = Condition()
    excluded = Text()
    check = Part(CommitmentCheckEntry, required=True)
    consequence = Text(required=True)
    basis = Part(BasisEntry)


class ToleranceEntry(Entry):
    promise = Text(required=True)
    consequence = Text(required=True)
    then = OneOf("refuse", "decide", "end")


class ReductionEntry(Entry):
    text = Text(required=True)
    when = Condition()
    basis = Part(BasisEntry)


class FeeEntry(Entry):
    name = Text(required=True)
    standard = Text(required=True)
    basis = Part(BasisEntry)
    amount = Condition()
    table = Text()
    reduction = TextOr(ReductionEntry)
    note = Text()
    online = YesNo()


class EnteredEntry(Entry):
    type = OneOf(*ENTERED, required=True)
    optional = YesNo()


class OutcomeEntry(Entry):
    name = Text(required=True)
    kind = OneOf("licence", "approval", "other", required=True)
    licence = Pattern(*ITEM_ID)
    fill = MapOf(TextOrList(), key=PART_ID[0], key_expects=PART_ID[1])
    entered = MapOf(TextOr(EnteredEntry, text=OneOf(*ENTERED)), key=PART_ID[0], key_expects=PART_ID[1])
    valid = Span()
    validity_note = Text()
    sample = Text()
    when = Condition()
