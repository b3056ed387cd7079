"""An agreement as the exchange and the windows use it: frozen, and nothing in it that the file did not say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Mode(StrEnum):
    """Who does what (国办发〔2020〕35号; domain/05 §2). In none of them does the power to decide move."""

    ONLINE = "online"  # 全程网办: the region that is competent handles all of it over the network
    TAKEN_IN = "taken_in_there"  # 异地代收代办: taken in there, accepted and decided here
    JOINT = "joint"  # 多地联办: parts run in several regions, one of them leads


MODE_NAMES: Mapping[Mode, str] = {Mode.ONLINE: "全程网办", Mode.TAKEN_IN: "异地代收代办", Mode.JOINT: "多地联办"}


class Teller(StrEnum):
    """Which side tells the applicant."""

    RECEIVING = "receiving"
    HANDLING = "handling"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Region:
    """A region of one side: its tenant there, and its code of GB/T 2260."""

    tenant: str
    division: str
    name: str


@dataclass(frozen=True, slots=True)
class Side:
    """One party: an installation of its own, with its own catalogue and calendar."""

    id: str
    title: str
    calendar: str
    regions: tuple[Region, ...]

    def region(self, division: str) -> Region | None:
        return next((each for each in self.regions if each.division == division), None)


@dataclass(frozen=True, slots=True)
class Basis:
    law: str
    article: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Custody:
    """Rules for paper on its way; spans in working days of the side that has it in hand."""

    couriers: tuple[str, ...]
    hand_over: int  # from the receipt until the receiving window has handed over
    confirm: int  # from arrival until the other side has said what came whole
    missing_after: int  # without arrival, from sending on, the papers count as missing


@dataclass(frozen=True, slots=True)
class Recognised:
    """A licence that both sides recognise, by its type on each; what holds while the other side's register is down."""

    id: str
    names: Mapping[str, str]
    types: Mapping[str, str]
    verified: str  # online | shown
    fallback: str = ""  # paper_seen | later | refuse; empty only where nothing is verified online


@dataclass(frozen=True, slots=True)
class AgreedMaterial:
    """One material: its id in each side's definition, whether paper must travel, the licence that stands for it."""

    id: str
    name: str
    ids: Mapping[str, str]
    paper: bool = False
    licence: str = ""


@dataclass(frozen=True, slots=True)
class AgreedItem:
    """One item under the agreement. Codes are official ones or absent; `unknown_codes` says why one is absent."""

    id: str
    mode: Mode
    names: Mapping[str, str]
    items: Mapping[str, str]
    codes: Mapping[str, str]
    unknown_codes: Mapping[str, str]
    handled_by: tuple[str, ...]
    materials: tuple[AgreedMaterial, ...]
    delivery: tuple[str, ...]
    lead: str = ""  # of a joint item: moving_in | moving_out | first
    parts: Mapping[str, str] = field(default_factory=dict)  # of a joint item: role → what that region does
    hand_over: int | None = None  # working days; the agreement's where None

    def material(self, material: str) -> AgreedMaterial | None:
        return next((each for each in self.materials if each.id == material), None)

    def papers(self) -> tuple[AgreedMaterial, ...]:
        return tuple(each for each in self.materials if each.paper)


@dataclass(frozen=True, slots=True)
class Agreement:
    id: str
    title: str
    version: int
    valid_from: date
    valid_until: date
    basis: tuple[Basis, ...]
    sides: tuple[Side, ...]
    tells: Mapping[str, Teller]  # progress, supplement, decision
    custody: Custody
    licences: tuple[Recognised, ...]
    items: tuple[AgreedItem, ...]

    def side(self, side: str) -> Side:
        return next(each for each in self.sides if each.id == side)

    def other(self, side: str) -> Side:
        return next(each for each in self.sides if each.id != side)

    def side_of(self, division: str) -> Side | None:
        return next((each for each in self.sides if each.region(division)), None)

    def item(self, item: str) -> AgreedItem | None:
        return next((each for each in self.items if each.id == item), None)

    def licence(self, licence: str) -> Recognised | None:
        return next((each for each in self.licences if each.id == licence), None)

    def holds_on(self, day: date) -> bool:
        """Tell whether the agreement is in force on a day, both ends counted."""
        return self.valid_from <= day <= self.valid_until

    def told_there(self, what: str) -> bool:
        """Tell whether the receiving side, too, tells the applicant of progress, a supplement, or the decision."""
        return self.tells[what] is not Teller.HANDLING

    def hand_over_days(self, item: AgreedItem) -> int:
        """Give the receiving window's own limit for an item, in its working days."""
        return item.hand_over if item.hand_over is not None else self.custody.hand_over
