"""Who decides, where and how to reach them, and what one may do against a decision."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.definitions.model.measures import Basis


@dataclass(frozen=True, slots=True)
class Authority:
    """Who decides (实施主体)."""

    name: str
    uscc: str | None = None  # 18; None where none is published
    nature: str = "statutory"  # statutory, authorised, entrusted
    source: str = "own_level"  # 权力来源
    entrusted_by: str = ""  # 委托部门


@dataclass(frozen=True, slots=True)
class Counter:
    name: str
    address: str
    hours: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to ask or to complain: window, web, phone, letter, email."""

    way: str
    value: str


@dataclass(frozen=True, slots=True)
class Kiosk:
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """Quotas of appointments: how many a day, how many days ahead, at which hours."""

    daily: int
    ahead_days: int
    slots: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """Where and how; open to the claimant (7 §9: 窗口地址、联系电话等非统一要素)."""

    address: str
    hours: str
    phone: str
    complaints: str
    traffic: str = ""
    counters: tuple[Counter, ...] = ()
    consult: tuple[Contact, ...] = ()
    complain: tuple[Contact, ...] = ()
    online_url: str = ""
    mobile_url: str = ""
    kiosks: tuple[Kiosk, ...] = ()
    appointment: Appointment | None = None


@dataclass(frozen=True, slots=True)
class Remedy:
    """An office to turn to against a decision."""

    office: str
    address: str = ""
    phone: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Remedies:
    """Review (行政复议) and litigation (行政诉讼); open to claimants. None: as the rulebook says."""

    review: Remedy | None = None
    litigation: Remedy | None = None


@dataclass(frozen=True, slots=True)
class QuantityLimit:
    text: str
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Intermediary:
    """A service of others that one must have used before (中介服务)."""

    name: str
    content: str
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """How far one may apply away from home (通办范围)."""

    level: str  # village, township, county, city, province, national
    note: str = ""


@dataclass(frozen=True, slots=True)
class Courier:
    """What goes by post (物流快递): the materials, the results."""

    materials: bool = False
    results: bool = False


@dataclass(frozen=True, slots=True)
class LocalCode:
    """What the place calls the item (地方基本编码, at most 50 characters)."""

    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A notice's wording for this claimant: Markdown with the sandboxed expressions of `tongban.wording`."""

    kind: str
    text: str
