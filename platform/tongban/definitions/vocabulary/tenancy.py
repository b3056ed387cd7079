"""Every key of what is said of tenants beside their own files: the list of districts, delegations, changes."""

from __future__ import annotations

from tongban.definitions.vocabulary.basis import DAY, ITEM_ID, BasisEntry
from tongban.definitions.vocabulary.entries import Entry, ListOf, Part
from tongban.definitions.vocabulary.kinds import Moment, OneOf, Pattern, Text, YesNo

DIVISION = (r"[0-9]{6}([0-9]{3}){0,2}", "六位、九位或十二位行政区划代码（放进引号）")


class DistrictEntry(Entry):
    tenant = Pattern(*ITEM_ID, required=True)
    name = Text(required=True)
    division = Pattern(*DIVISION)


class DistrictsFile(Entry):
    """`tenants/<root>/districts.yaml`: the districts that are there, whether or not they have joined yet."""

    districts = ListOf(Part(DistrictEntry), least=1, required=True)


class DelegatedCounterEntry(Entry):
    name = Text(required=True)
    address = Text(required=True)
    hours = Text()
    phone = Text()


class DelegationEntry(Entry):
    item = Pattern(*ITEM_ID, required=True)
    delegate = Pattern(*ITEM_ID, required=True)
    scope = OneOf("acceptance", "handling", required=True)
    from_ = Moment(DAY, required=True, data_key="from")
    until = Moment(DAY, required=True)
    basis = ListOf(Part(BasisEntry), least=1, required=True)
    counters = ListOf(Part(DelegatedCounterEntry), least=1)


class DelegationsFile(Entry):
    """`tenants/<principal>/delegations.yaml`: which items others accept or handle for this tenant (ORD §12, §35)."""

    delegations = ListOf(Part(DelegationEntry), required=True)


class SuccessorEntry(Entry):
    """A tenant that a change sets up, or that stands already."""

    tenant = Pattern(*ITEM_ID, required=True)
    name = Text(required=True)
    parent = Pattern(*ITEM_ID, required=True)
    kind = OneOf("city", "department", "county", "township", "village", required=True)
    division = Pattern(*DIVISION)
    theme = Text()
    calendar = Text()
    address = Text(required=True)
    phone = Text(required=True)
    aliases = ListOf(Text())
    demonstration = ListOf(Text())


class PartEntry(Entry):
    """A part that goes its own way: a town of the old district (by name), a case, an account, an item, a sub-tenant."""

    town = Text()
    case = Text()
    staff = Text()
    item = Pattern(*ITEM_ID)
    tenant = Pattern(*ITEM_ID)
    to = Pattern(*ITEM_ID, required=True)


class MoveEntry(Entry):
    from_ = Pattern(*ITEM_ID, required=True, data_key="from")
    to = Pattern(*ITEM_ID)
    ends = YesNo(required=True)
    except_ = ListOf(Part(PartEntry), least=1, data_key="except")


class ChangeFile(Entry):
    """`tenants/_changes/<change>.yaml`: a change of divisions or bodies, from a day (36 §14(3))."""

    change = Pattern(r"[a-z0-9]+(-[a-z0-9]+)*", "小写字母、数字和连字符", required=True)
    title = Text(required=True)
    kind = OneOf("rename", "merge", "split", "dissolve", required=True)
    from_ = Moment(DAY, required=True, data_key="from")
    basis = Text(required=True)
    source = Text(required=True)
    successors = ListOf(Part(SuccessorEntry), least=1, required=True)
    moves = ListOf(Part(MoveEntry), least=1, required=True)
