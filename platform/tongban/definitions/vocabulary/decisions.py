"""Every key of a city's decisions on entries of the catalogue: `tenants/<root>/catalogue.yaml` (36 §14, §15)."""

from __future__ import annotations

from tongban.definitions.vocabulary.basis import DAY, ITEM_ID, BasisEntry
from tongban.definitions.vocabulary.entries import Entry, ListOf, MapOf, Part
from tongban.definitions.vocabulary.kinds import Moment, OneOf, Pattern, Text
from tongban.definitions.vocabulary.shared import ITEM_KINDS, MappingEntry


class DecisionEntry(Entry):
    """What was decided of one entry; a key that is absent leaves the entry as it is."""

    adjustment = Text(required=True)
    name = Text()
    kind = OneOf(*ITEM_KINDS)
    base_code = Pattern(r"[0-9]{12}", "十二位基本编码（放进引号）")
    department = Text()
    levels = ListOf(OneOf("city", "county", "township", "village"), least=1)
    basis = ListOf(Part(BasisEntry))
    local_code = Pattern(r"\S{1,50}", "不超过五十个字符的地方编码（放进引号）")
    powers = Text()
    central_department = Text()
    themes = ListOf(Text(), least=1)
    mappings = ListOf(Part(MappingEntry), least=1)
    state = OneOf("active", "cancelled")
    effective = Moment(DAY)
    cancelled = Moment(DAY)
    becomes = ListOf(Pattern(*ITEM_ID), least=1)


class DecisionsFile(Entry):
    entries = MapOf(Part(DecisionEntry), key=ITEM_ID[0], key_expects=ITEM_ID[1], required=True)
