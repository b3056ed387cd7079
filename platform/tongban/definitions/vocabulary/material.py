"""Every key of a material."""

from __future__ import annotations

from tongban.definitions.vocabulary.basis import ITEM_ID, PART_ID, BasisEntry
from tongban.definitions.vocabulary.entries import Entry, ListOf, Part
from tongban.definitions.vocabulary.kinds import Condition, OneOf, Pattern, Span, Text, Whole, YesNo


class MaterialEntry(Entry):
    id = Pattern(*PART_ID, required=True)
    name = Text(required=True)
    when = Condition()
    optional = YesNo()
    required_ = Condition(data_key="required")
    source = OneOf("applicant", "government", "intermediary")
    source_note = Text()
    trust = OneOf("issuer", "verified", "uploaded", "declared")
    issuer = Text()
    issued_within = Span()
    licence = Pattern(*ITEM_ID)
    shared_data = Pattern(*ITEM_ID)
    result_of = Pattern(*ITEM_ID)
    form = OneOf("paper", "electronic", "both")
    formats = ListOf(Pattern(r"[a-z0-9]{2,5}", "文件扩展名，如 pdf"), least=1)
    max_mb = Whole(1)
    originals = Whole()
    copies = Whole()
    copy_note = Text()
    paper = Text()
    blank_form = Text()
    criteria = ListOf(Text())
    help = Text()
    sample = Text()
    in_person = YesNo()
    may_follow = Span()
    basis = ListOf(Part(BasisEntry), least=1)
    note = Text()
