"""Tenants as files describe them, and the tree that they form (335 §10–12; 36 §8–12; 7 §5, §12)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

KINDS: Mapping[str, str] = {
    "city": "市",
    "department": "部门",
    "county": "区县",
    "township": "乡镇（街道）",
    "village": "村（社区）",
}


@dataclass(frozen=True, slots=True)
class TenantSpec:
    """One tenant as `tenants/<id>/tenant.yaml` says it."""

    id: str
    name: str
    kind: str  # city, department, county, township, village
    parent: str | None = None
    division: str | None = None  # GB/T 2260: 6, 9 or 12 digits; None where none is published
    uscc: str | None = None
    theme: str = "default"
    calendar: str = "cn"
    address: str = ""
    phone: str = ""
    aliases: tuple[str, ...] = ()
    desks: tuple[str, ...] = ()  # its counters and offices to which tasks go (L8)
    lines: tuple[str, ...] = ()  # a department's lines of business: folders of item_defs/ that it keeps (335 §11)
    demonstration: tuple[str, ...] = ()  # paths whose values are samples, not published facts
    listed: bool = False  # known from its root's districts.yaml only: it has not joined yet, and claims nothing
    ended: str | None = None  # the day from which it is no more (36 §14(3)), as 2025-11-06
    successors: tuple[str, ...] = ()  # who does its work from that day
    former_names: tuple[str, ...] = ()
    signs_as: str = ""  # the body that signs and seals what the tenant itself sends out; unsaid: its name
    #: legends of its seals by use or by kind of notice; what is not said is as above it (335 §29; ORD §25)
    seals: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()  # in which notices are offered; the first is Chinese, which alone has effect

    @property
    def is_root(self) -> bool:
        return self.parent is None


@dataclass(frozen=True, slots=True)
class Division:
    """One row of the division table (GB/T 2260)."""

    code: str
    name: str
    parent: str
    level: str


@dataclass(frozen=True, slots=True)
class TenantTree:
    """Tenants by id, checked: each parent exists and no path is a circle."""

    tenants: Mapping[str, TenantSpec]

    def line(self, tenant: str) -> tuple[TenantSpec, ...]:
        """Return the tenants from the root down to this one."""
        line = [self.tenants[tenant]]
        while (parent := line[0].parent) is not None:
            line.insert(0, self.tenants[parent])
        return tuple(line)

    def root(self, tenant: str) -> TenantSpec:
        return self.line(tenant)[0]

    def children(self, tenant: str) -> tuple[TenantSpec, ...]:
        return tuple(each for each in self.tenants.values() if each.parent == tenant)

    def below(self, tenant: str) -> Iterator[TenantSpec]:
        """Yield every tenant under this one, nearest first."""
        for child in self.children(tenant):
            yield child
            yield from self.below(child.id)


def languages_of(line: Sequence[TenantSpec]) -> tuple[str, ...]:
    """Tell in which languages notices are offered: as the tenant says, or the nearest above it; else in Chinese."""
    return next((each.languages for each in reversed(line) if each.languages), ("zh",))
