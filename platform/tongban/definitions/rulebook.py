"""The rulebook (规则集): the parameters in which one jurisdiction differs from another, each with its article (T5).

What the statute fixes is in `tongban.law` and is no parameter. The values are data: `tenants/<root>/rulebook.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from marshmallow import Schema, ValidationError, fields, post_load, validate

from tongban.definitions.model import Basis, Span, Unit


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
    uncertain_words: tuple[Words, ...] = ()  # words that leave open what is asked: a warning, not a refusal

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

    def warning_of(self, kind: str) -> WarningThreshold:
        """Find the threshold for a kind of deadline: its own, or the general one."""
        own = next((each for each in self.warnings if each.kind == kind), None)
        return own or next(each for each in self.warnings if each.kind == "*")


NEEDED = {"required": "缺少这一项。", "null": "这一项不能为空。"}


class _Strict(Schema):
    error_messages = {"unknown": "规则集中没有这个键。", "type": "这里应当是一组键和值。"}  # noqa: RUF012  marshmallow's own shape


def _whole(minimum: int) -> fields.Integer:
    invalid = {"invalid": "应为整数。", **NEEDED}
    return fields.Integer(
        strict=True, validate=validate.Range(min=minimum, error=f"应为不小于{minimum}的整数。"), error_messages=invalid
    )


class SpanSchema(_Strict):
    """`{working_days: 5}`: exactly one unit."""

    working_days = _whole(0)
    days = _whole(0)
    months = _whole(0)
    years = _whole(0)

    @post_load
    def make(self, data: dict[str, int], **_: Any) -> Span:
        if len(data) != 1:
            raise ValidationError("期限应当且只能用一个单位：working_days、days、months 或者 years。")
        ((unit, amount),) = data.items()
        return Span(amount, Unit(unit))


def _text() -> fields.String:
    return fields.String(required=True, validate=validate.Length(min=1, error="不能为空。"), error_messages=NEEDED)


def _part(schema: type[Schema], **options: Any) -> fields.Nested:
    return fields.Nested(schema, required=True, error_messages=NEEDED, **options)


class LimitSchema(_Strict):
    span = _part(SpanSchema)
    article = _text()

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Limit:
        return Limit(**data)


class SwitchSchema(_Strict):
    holds = fields.Boolean(
        required=True, truthy={True}, falsy={False}, error_messages={"invalid": "应为 true 或者 false。", **NEEDED}
    )
    article = _text()

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Switch:
        return Switch(**data)


class RemediesSchema(_Strict):
    review_authority = _text()
    review_within = _part(SpanSchema)
    review_article = _text()
    court = _text()
    court_within = _part(SpanSchema)
    court_article = _text()

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Remedies:
        return Remedies(**data)


class WordsSchema(_Strict):
    words = fields.List(
        _text(), required=True, validate=validate.Length(min=1, error="至少写一个词。"), error_messages=NEEDED
    )
    article = _text()

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Words:
        return Words(tuple(data["words"]), data["article"])


class CitationSchema(_Strict):
    law = _text()
    article = fields.String(load_default="")
    number = fields.String(load_default="")
    text = fields.String(load_default="")
    kinds = fields.List(fields.String(), load_default=list)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Citation:
        kinds = tuple(data.pop("kinds"))
        return Citation(Basis(**data), kinds)


class WarningSchema(_Strict):
    kind = _text()
    yellow = _whole(0)
    red = _whole(0)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> WarningThreshold:
        if data.keys() != {"kind", "yellow", "red"} or data["red"] > data["yellow"]:
            raise ValidationError("预警应当写明 kind、yellow、red，并且 red 不大于 yellow。")
        return WarningThreshold(**data)


class TargetSchema(_Strict):
    measure = fields.String(
        required=True,
        validate=validate.OneOf(MEASURES, error=f"应为以下之一：{'、'.join(MEASURES)}。"),
        error_messages=NEEDED,
    )
    at_least = _whole(1)
    unit = fields.String(
        required=True,
        validate=validate.OneOf(("items", "percent"), error="应为 items（项）或者 percent（百分比）。"),
        error_messages=NEEDED,
    )
    article = _text()

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Target:
        if "at_least" not in data:
            raise ValidationError(NEEDED["required"], "at_least")
        return Target(**data)


class RulebookSchema(_Strict):
    """The vocabulary of `rulebook.yaml`; loading gives a Rulebook, or a ValidationError in Chinese by key."""

    rulebook = _text()
    name = _text()
    version = _whole(1)
    zone = _text()
    online_review = _part(LimitSchema)
    window_intake = _part(LimitSchema)
    supplement_default = _part(LimitSchema)
    supplement_minimum = _part(LimitSchema)
    supplement_maximum = _part(LimitSchema)
    promise_below_statutory = _part(SwitchSchema)
    promise_stops_for_special_procedures = _part(SwitchSchema)
    statutory_stops_for_special_procedures = _part(SwitchSchema)
    lapse_on_provisional_days = _part(SwitchSchema)
    acceptance_notice_on_the_spot = _part(SwitchSchema)
    overdue_explained_publicly = _part(SwitchSchema)
    delivery = _part(LimitSchema)
    remedies = _part(RemediesSchema)
    vague_words = _part(WordsSchema, many=True)
    notice_bases = fields.Dict(
        keys=fields.String(), values=fields.List(fields.Nested(CitationSchema)), required=True, error_messages=NEEDED
    )
    warnings = _part(WarningSchema, many=True)
    targets = fields.List(fields.Nested(TargetSchema), load_default=list, error_messages=NEEDED)
    uncertain_words = fields.List(fields.Nested(WordsSchema), load_default=list, error_messages=NEEDED)
    in_force = fields.Date("%Y-%m-%d", load_default=date.min, error_messages={"invalid": "应为日期，如 2027-01-01。"})
    articles = fields.Dict(keys=fields.String(), values=_text(), load_default=dict)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Rulebook:
        _check_zone(data["zone"])
        if not any(each.kind == "*" for each in data["warnings"]):
            raise ValidationError("预警中应当有一条 kind 为“*”的一般规则。", "warnings")
        data["id"] = data.pop("rulebook")
        data["version"] = data.get("version", 1)
        data["vague_words"] = tuple(data["vague_words"])
        data["targets"] = tuple(data["targets"])
        data["uncertain_words"] = tuple(data["uncertain_words"])
        data["warnings"] = tuple(data["warnings"])
        data["notice_bases"] = {kind: tuple(bases) for kind, bases in data["notice_bases"].items()}
        return Rulebook(**data)


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise ValidationError(f"没有名为“{zone}”的时区，例如应写 Asia/Shanghai。", "zone") from fault


def load_rulebook(data: Mapping[str, Any]) -> Rulebook:
    """Make a rulebook of plain data; raise marshmallow's ValidationError with Chinese messages by key."""
    rulebook: Rulebook = RulebookSchema().load(data)
    return rulebook
