"""The rulebook (规则集): the parameters in which one jurisdiction differs from another, each with its article (T5).

What the statute fixes is in `tongban.law` and is no parameter. The values are data: `tenants/<root>/rulebook.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from tongban.definitions.model import Basis, Span, Unit
from tongban.definitions.rulebook.quiet import QUIET, QuietHours
from tongban.definitions.rulebook.tickets import DEFAULT_TICKET_TERMS, TicketTerms


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit that the jurisdiction sets, and where."""

    span: Span
    article: str


@dataclass(frozen=True, slots=True)
class Switch:
    """A choice that the jurisdiction makes, and where."""

    holds: bool
    article: str


@dataclass(frozen=True, slots=True)
class WarningThreshold:
    """From how many remaining working days on a limit shows yellow, and red. `kind` is a deadline kind or `*`."""

    kind: str
    yellow: int
    red: int


@dataclass(frozen=True, slots=True)
class Remedies:
    """What a person may do against a decision (ORD §16): to whom, by when, under which article."""

    review_authority: str  # 行政复议机关
    review_within: Span
    review_article: str
    court: str
    court_within: Span
    court_article: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words that a definition may not use, and the article that forbids them."""

    words: tuple[str, ...]
    article: str


@dataclass(frozen=True, slots=True)
class Target:
    """How many items, or how many of a hundred, a measure is to reach (C11)."""

    measure: str  # one of MEASURES
    at_least: int
    unit: str  # items, percent
    article: str


@dataclass(frozen=True, slots=True)
class LongestPromise:
    """The most that an item of certain catalogue entries may promise, where the jurisdiction's law says so itself."""

    entries: tuple[str, ...]
    span: Span
    article: str


#: What targets are set for: the labels of items, and by how much promises fall below statutory limits.
MEASURES = ("at_most_once", "no_materials", "on_the_spot", "fully_online", "nearby", "time_cut")


@dataclass(frozen=True, slots=True)
class Citation:
    """An article that a kind of notice cites, and for which kinds of power: the licensing law binds licences only."""

    basis: Basis
    kinds: tuple[str, ...] = ()  # two digits of GB/T 39046 A.1; none means every kind

    def speaks_of(self, kind: str) -> bool:
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True, slots=True)
class Retention:
    """How long archives of a kind of power (two digits, or `*`) are kept; no span means for ever."""

    kind: str
    span: Span | None
    article: str


#: where a jurisdiction names no other: thirty years, a demonstration value
RETENTION = (Retention("*", Span(30, Unit.YEARS), "《机关文件材料归档范围和文书档案保管期限规定》"),)
#: where a jurisdiction names no other: five working days, a demonstration value
LATENESS = Limit(Span(5), "ORD §39")

#: where a jurisdiction names no other; the numbers of days are demonstration values
REMINDER = Limit(Span(2), "335 §18")
WAITS = Switch(True, "335 §19")
RECTIFICATION = Limit(Span(15), "ORD §32")


#: where a jurisdiction names no other: no article has a number, nor does any say that silence agrees
OPINION = Limit(Span(5), "335 §24")
SILENCE = Switch(holds=True, article="335 §24")

#: where a jurisdiction names no other: the statute's own numbers
EXTENSION = Limit(Span(10), "《中华人民共和国行政许可法》第四十二条第一款")
EXTENSION_JOINT = Limit(Span(15), "《中华人民共和国行政许可法》第四十二条第二款")
PROMISE_IS_FINAL = Switch(holds=False, article="335 §25")
ANNOUNCEMENT = Limit(Span(30, Unit.DAYS), "《中华人民共和国民事诉讼法》第九十五条")
ARRIVAL = Switch(holds=True, article="《中华人民共和国民事诉讼法》第九十条")
HEARING_REQUEST = Limit(Span(5), "《中华人民共和国行政许可法》第四十七条")
RENEWAL_BEFORE = Limit(Span(30, Unit.DAYS), "《中华人民共和国行政许可法》第五十条第一款")
RENEWAL_SILENCE = Switch(holds=True, article="《中华人民共和国行政许可法》第五十条第二款")
#: where a jurisdiction names no other: no article has a number of days, nor lets an application lapse for a fee
PAYMENT = Limit(Span(5), "335 §27")
UNPAID = Switch(holds=False, article="335 §27")
REFUNDED = Switch(holds=True, article="335 §27")


@dataclass(frozen=True, slots=True)
class Rulebook:
    """One jurisdiction's parameters in one version. `spots` below say which article each one rests on."""

    id: str
    name: str
    version: int
    zone: str  # the law's local zone: in it a day begins and ends
    online_review: Limit  # 335 §17(2)
    window_intake: Limit  # 335 §17(1); licensing law art. 32 allows 5 working days
    supplement_default: Limit  # 335 §18 names no number
    supplement_minimum: Limit
    supplement_maximum: Limit
    promise_below_statutory: Switch  # 335 §25
    promise_stops_for_special_procedures: Switch  # 335 §25(2)
    statutory_stops_for_special_procedures: Switch  # licensing law art. 45
    lapse_on_provisional_days: Switch  # may a right be lost on a day that is only presumed?
    acceptance_notice_on_the_spot: Switch  # 335 §17(1) lets it be left out, ORD §15(1) does not
    overdue_explained_publicly: Switch  # ORD §39(2)
    delivery: Limit  # licensing law art. 44
    remedies: Remedies
    vague_words: tuple[Words, ...]  # 335 §14, ORD §9
    notice_bases: Mapping[str, tuple[Citation, ...]]  # notice kind → the articles it cites
    warnings: tuple[WarningThreshold, ...]
    #: how this jurisdiction's own law says what the engine cites: `335 §18` → its article (empty: as it is cited)
    articles: Mapping[str, str] = field(default_factory=dict)
    in_force: date = date.min  # from this day on; a case follows the version in force on the day it was handed in (C12)
    targets: tuple[Target, ...] = ()  # what convenience is to reach (30 (一))
    longest_promises: tuple[LongestPromise, ...] = ()  # ORD §43, §44
    #: within which a missed limit is to be explained, before it is marked as unexplained (ORD §39(2))
    lateness_explained_within: Limit = LATENESS
    retention: tuple[Retention, ...] = RETENTION  # how long the archive of a closed case is kept (335 §31)
    supplement_reminder: Limit = REMINDER  # so many working days before the end of the time to put right
    promise_waits_for_later_materials: Switch = WAITS  # does the promise run from completion, or from acceptance?
    decision_waits_for_later_materials: Switch = WAITS
    rectification: Limit = RECTIFICATION  # time to put right what a commitment did not keep
    opinion: Limit = OPINION  # within which another department answers (335 §24; ORD §26)
    opinion_silence_agrees: Switch = SILENCE  # does its silence mean that it has no objection?
    extension: Limit = EXTENSION  # the most by which the statutory limit may be extended, once
    extension_joint: Limit = EXTENSION_JOINT  # where several departments decide together
    promise_may_be_extended: Switch = PROMISE_IS_FINAL  # 335 §25(1): the promise is final
    delivery_announcement: Limit = ANNOUNCEMENT  # after which an announced result counts as delivered
    electronic_delivered_on_arrival: Switch = ARRIVAL  # or only when the applicant opens it?
    hearing_request: Limit = HEARING_REQUEST  # within which a hearing may be asked for before a revocation
    renewal_before: Limit = RENEWAL_BEFORE  # so long before the end a renewal is to be asked for
    renewal_by_silence: Switch = RENEWAL_SILENCE  # does it count as renewed, if nobody decides before the end?
    payment: Limit = PAYMENT  # within which a fee is to be paid, and once more after the reminder
    unpaid_is_withdrawn: Switch = UNPAID  # does an application end, if the fee is not paid after the reminder?
    refund_when_refused: Switch = REFUNDED  # is what was paid given back by itself?
    refund_when_withdrawn: Switch = REFUNDED
    quiet_hours: QuietHours = QUIET  # no text messages meanwhile, in the law's zone
    uncertain_words: tuple[Words, ...] = ()  # words that leave open what is asked: a warning, not a refusal
    tickets: tuple[TicketTerms, ...] = DEFAULT_TICKET_TERMS  # ORD §45, §52; 7 §30; 335 §37: none names a number

    @property
    def timezone(self) -> ZoneInfo:
        """Give the law's local zone."""
        return ZoneInfo(self.zone)

    def bases_of(self, notice: str, kind: str) -> tuple[Basis, ...]:
        """Tell the articles that a notice cites for an item of a kind; none where the jurisdiction names none."""
        return tuple(each.basis for each in self.notice_bases.get(notice, ()) if each.speaks_of(kind))

    def own_article(self, cited: str) -> str:
        """Tell the article of this jurisdiction for one that the engine cites; the same where it names no other."""
        return self.articles.get(cited, cited)

    def ticket_terms(self, kind: str) -> TicketTerms:
        """Find on what terms a kind of ticket is handled."""
        return next(each for each in self.tickets if each.kind == kind)

    def retention_of(self, kind: str) -> Retention:
        """Find the period for a kind of power: its own, or the general one."""
        own = next((each for each in self.retention if each.kind == kind), None)
        return own or next(each for each in self.retention if each.kind == "*")

    def warning_of(self, kind: str) -> WarningThreshold:
        """Find the threshold for a kind of deadline: its own, or the general one."""
        own = next((each for each in self.warnings if each.kind == kind), None)
        return own or next(each for each in self.warnings if each.kind == "*")
