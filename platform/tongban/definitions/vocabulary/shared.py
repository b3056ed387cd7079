"""Every key of what all items share: catalogue, data elements, licence types; and of tenants and claims."""

from __future__ import annotations

from tongban.definitions.model.licences import GIVEN
from tongban.definitions.notice_kinds import SEALS, notice_kinds
from tongban.definitions.notice_kinds.seals import LONGEST_LEGEND
from tongban.definitions.tenants import KINDS
from tongban.definitions.vocabulary.basis import DAY, ITEM_ID, PART_ID, USCC, BasisEntry
from tongban.definitions.vocabulary.entries import Entry, ListOf, MapOf, Part, TextOr
from tongban.definitions.vocabulary.form import ElementValue
from tongban.definitions.vocabulary.item import APPLICANTS, OverlayEntry
from tongban.definitions.vocabulary.kinds import Moment, OneOf, Pattern, Span, Text, YesNo

#: GB/T 39046 A.1: ten kinds of power and public services.
ITEM_KINDS = ("01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "20")

#: what a tenant may name a seal for: a use, or one kind of notice
SEAL_KEYS = "|".join((*SEALS, *notice_kinds))
LEGEND = (rf"[\u4e00-\u9fff]{{2,{LONGEST_LEGEND}}}", "二至十二个汉字的印章名称，例如 行政审批专用章")


class MappingEntry(Entry):
    system = Text(required=True)
    code = Text(required=True)
    name = Text()


class CatalogueEntryEntry(Entry):
    name = Text(required=True)
    kind = OneOf(*ITEM_KINDS, required=True)
    base_code = Pattern(r"[0-9]{12}", "十二位基本编码（放进引号）")
    department = Text(required=True)
    levels = ListOf(OneOf("city", "county", "township", "village"), least=1)
    basis = ListOf(Part(BasisEntry))
    local_code = Pattern(r"\S{1,50}", "不超过五十个字符的地方编码（放进引号）")
    powers = Text()
    central_department = Text()
    parent = Pattern(*ITEM_ID)
    themes = ListOf(Text(), least=1)
    state = OneOf("active", "cancelled")
    effective = Moment(DAY)
    cancelled = Moment(DAY)
    mappings = ListOf(Part(MappingEntry), least=1)


class CatalogueFile(Entry):
    entries = MapOf(Part(CatalogueEntryEntry), key=ITEM_ID[0], key_expects=ITEM_ID[1], required=True)


class ElementsFile(Entry):
    elements = MapOf(
        ElementValue(),
        key=r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*",
        key_expects="“类.名”，如 person.name",
        required=True,
    )


class LicenceFieldEntry(Entry):
    label = Text(required=True)
    given = OneOf(*GIVEN)
    element = Text()
    optional = YesNo()


class NumberingEntry(Entry):
    pattern = Text(required=True)
    standard = Text()


class LicenceFile(Entry):
    licence = Pattern(*ITEM_ID, required=True)
    name = Text(required=True)
    issuer = Text(required=True)
    holders = ListOf(OneOf(*APPLICANTS), least=1, required=True)
    numbering = Part(NumberingEntry)
    fields_ = MapOf(TextOr(LicenceFieldEntry), key=PART_ID[0], key_expects=PART_ID[1], data_key="fields")


class SharedDataEntry(Entry):
    name = Text(required=True)
    provider = Text(required=True)
    fields_ = MapOf(Text(), key=PART_ID[0], key_expects=PART_ID[1], data_key="fields")


class SharedDataFile(Entry):
    shared_data = MapOf(Part(SharedDataEntry), key=ITEM_ID[0], key_expects=ITEM_ID[1], required=True)


class TrustPolicyEntry(Entry):
    name = Text(required=True)
    told = Text(required=True)
    reuse = Span("none", "while_valid", required=True)
    prefill = YesNo(required=True)
    show_again = YesNo(required=True)
    article = Text()


class TrustLevelsEntry(Entry):
    issuer = Part(TrustPolicyEntry, required=True)
    verified = Part(TrustPolicyEntry, required=True)
    uploaded = Part(TrustPolicyEntry, required=True)
    declared = Part(TrustPolicyEntry, required=True)


class TrustFile(Entry):
    trust = Part(TrustLevelsEntry, required=True)


class TenantFile(Entry):
    tenant = Pattern(*ITEM_ID, required=True)
    name = Text(required=True)
    kind = OneOf(*KINDS, required=True)
    parent = Pattern(*ITEM_ID)
    division = Pattern(r"[0-9]{6}([0-9]{3}){0,2}", "六位、九位或十二位行政区划代码（放进引号）")
    uscc = Pattern(*USCC)
    theme = Text()
    calendar = Text()
    address = Text()
    phone = Text()
    aliases = ListOf(Text())
    lines = ListOf(Text())
    desks = ListOf(Text())
    ended = Moment(DAY)
    successors = ListOf(Pattern(*ITEM_ID), least=1)
    former_names = ListOf(Text(), least=1)
    signs_as = Text()
    seals = MapOf(
        Pattern(*LEGEND), key=SEAL_KEYS, key_expects="印章的用途（acceptance、approval、fees、evidence）或者文书种类"
    )
    languages = ListOf(OneOf("zh", "en"), least=1)
    demonstration = ListOf(Text())


class ClaimsFile(Entry):
    claims = MapOf(Part(OverlayEntry), key=ITEM_ID[0], key_expects=ITEM_ID[1], required=True)
