"""Every key of an agreement's file, and what each may hold."""

from __future__ import annotations

from sichuan_chongqing.agreements.model import Mode, Teller
from tongban.kit.vocabulary import (
    DAY,
    ITEM_ID,
    BasisEntry,
    Entry,
    ListOf,
    MapOf,
    Moment,
    OneOf,
    Part,
    Pattern,
    Text,
    Whole,
    YesNo,
)

SIDE = (r"[a-z][a-z_]*", "一方的编号，如 chongqing")


def _by_side(value: Text, *, required: bool = False) -> MapOf:
    return MapOf(value, key=SIDE[0], key_expects=SIDE[1], least=1, required=required)


class RegionEntry(Entry):
    tenant = Pattern(*ITEM_ID, required=True)
    division = Pattern(r"[0-9]{6}", "六位区划代码（放进引号）", required=True)
    name = Text(required=True)


class SideEntry(Entry):
    title = Text(required=True)
    calendar = Pattern(*ITEM_ID, required=True)
    regions = ListOf(Part(RegionEntry), least=1, required=True)


class ValidEntry(Entry):
    from_ = Moment(DAY, required=True, data_key="from")
    until = Moment(DAY, required=True)


class TellsEntry(Entry):
    progress = OneOf(*Teller, required=True)
    supplement = OneOf(*Teller, required=True)
    decision = OneOf(*Teller, required=True)


class CustodyEntry(Entry):
    couriers = ListOf(Text(), least=1, required=True)
    hand_over = Whole(1, required=True)
    confirm = Whole(1, required=True)
    missing_after = Whole(1, required=True)


class RecognisedEntry(Entry):
    names = _by_side(Text(), required=True)
    types = _by_side(Pattern(*ITEM_ID), required=True)
    verified = OneOf("online", "shown", required=True)
    fallback = OneOf("paper_seen", "later", "refuse")


class MaterialEntry(Entry):
    name = Text(required=True)
    ids = _by_side(Pattern(*ITEM_ID), required=True)
    paper = YesNo()
    licence = Pattern(*ITEM_ID)


class AgreedItemEntry(Entry):
    mode = OneOf(*Mode, required=True)
    names = _by_side(Text(), required=True)
    items = _by_side(Pattern(*ITEM_ID), required=True)
    codes = _by_side(Pattern(r"[0-9A-Z]{10,14}", "目录里的编码（放进引号）"))
    unknown_codes = _by_side(Text())
    handled_by = ListOf(Pattern(*SIDE), least=1, required=True)
    materials = MapOf(Part(MaterialEntry), key=ITEM_ID[0], key_expects=ITEM_ID[1])
    delivery = ListOf(OneOf("electronic", "courier", "window"), least=1, required=True)
    lead = OneOf("moving_in", "moving_out", "first")
    parts = MapOf(
        Text(), key=r"moving_in|moving_out|first|second", key_expects="moving_in、moving_out、first 或 second"
    )
    hand_over = Whole(1)


class AgreementFile(Entry):
    agreement = Pattern(*ITEM_ID, required=True)
    title = Text(required=True)
    version = Whole(1, required=True)
    valid = Part(ValidEntry, required=True)
    basis = ListOf(Part(BasisEntry), least=1, required=True)
    sides = MapOf(Part(SideEntry), key=SIDE[0], key_expects=SIDE[1], least=2, required=True)
    tells = Part(TellsEntry, required=True)
    custody = Part(CustodyEntry, required=True)
    licences = MapOf(Part(RecognisedEntry), key=ITEM_ID[0], key_expects=ITEM_ID[1])
    items = MapOf(Part(AgreedItemEntry), key=ITEM_ID[0], key_expects=ITEM_ID[1], least=1, required=True)
    demonstration = ListOf(Text(), least=1)
