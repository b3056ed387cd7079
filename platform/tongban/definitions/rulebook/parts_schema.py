"""The vocabulary of the parts of a rulebook: limits, switches, words, citations, targets."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from tongban.definitions.model import Basis, Span, Unit
from tongban.definitions.rulebook.model import (
    MEASURES,
    Citation,
    Limit,
    LongestPromise,
    Remedies,
    Retention,
    Switch,
    Target,
    WarningThreshold,
    Words,
)
from tongban.definitions.rulebook.quiet import QuietHours

NEEDED = {"required": "缺少这一项。", "null": "这一项不能为空。"}
_HOUR = validate.Range(min=0, max=23, error="应为 0 至 23 的整点。")


class Strict(Schema):
    error_messages = {"unknown": "规则集中没有这个键。", "type": "这里应当是一组键和值。"}  # noqa: RUF012  marshmallow's own shape


def whole(minimum: int) -> fields.Integer:
    invalid = {"invalid": "应为整数。", **NEEDED}
    return fields.Integer(
        strict=True, validate=validate.Range(min=minimum, error=f"应为不小于{minimum}的整数。"), error_messages=invalid
    )


class SpanSchema(Strict):
    """`{working_days: 5}`: exactly one unit."""

    working_days = whole(0)
    days = whole(0)
    months = whole(0)
    years = whole(0)

    @post_load
    def make(self, data: dict[str, int], **_: Any) -> Span:
        if len(data) != 1:
            raise ValidationError("期限应当且只能用一个单位：working_days、days、months 或者 years。")
        ((unit, amount),) = data.items()
        return Span(amount, Unit(unit))


def text_field() -> fields.String:
    return fields.String(required=True, validate=validate.Length(min=1, error="不能为空。"), error_messages=NEEDED)


def part(schema: type[Schema], **options: Any) -> fields.Nested:
    return fields.Nested(schema, required=True, error_messages=NEEDED, **options)


class LimitSchema(Strict):
    span = part(SpanSchema)
    article = text_field()

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Limit:
        return Limit(**data)


class SwitchSchema(Strict):
    holds = fields.Boolean(
        required=True, truthy={True}, falsy={False}, error_messages={"invalid": "应为 true 或者 false。", **NEEDED}
    )
    article = text_field()

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Switch:
        return Switch(**data)


class RemediesSchema(Strict):
    review_authority = text_field()
    review_within = part(SpanSchema)
    review_article = text_field()
    court = text_field()
    court_within = part(SpanSchema)
    court_article = text_field()

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Remedies:
        return Remedies(**data)


class WordsSchema(Strict):
    words = fields.List(
        text_field(), required=True, validate=validate.Length(min=1, error="至少写一个词。"), error_messages=NEEDED
    )
    article = text_field()

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Words:
        return Words(tuple(data["words"]), data["article"])


class LongestPromiseSchema(Strict):
    """`{entries: [property-transfer], span: {working_days: 3}, article: …}`."""

    entries = fields.List(
        text_field(),
        required=True,
        validate=validate.Length(min=1, error="至少写一个目录编号。"),
        error_messages=NEEDED,
    )
    span = part(SpanSchema)
    article = text_field()

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> LongestPromise:
        return LongestPromise(**{**data, "entries": tuple(data["entries"])})


class QuietHoursSchema(Strict):
    """`{since: 21, until: 8}`, full hours."""

    since = fields.Integer(required=True, strict=True, validate=_HOUR, error_messages=NEEDED)
    until = fields.Integer(required=True, strict=True, validate=_HOUR, error_messages=NEEDED)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> QuietHours:
        return QuietHours(**data)


class CitationSchema(Strict):
    law = text_field()
    article = fields.String(load_default="")
    number = fields.String(load_default="")
    text = fields.String(load_default="")
    kinds = fields.List(fields.String(), load_default=list)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Citation:
        kinds = tuple(data.pop("kinds"))
        return Citation(Basis(**data), kinds)


class WarningSchema(Strict):
    kind = text_field()
    yellow = whole(0)
    red = whole(0)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> WarningThreshold:
        if data.keys() != {"kind", "yellow", "red"} or data["red"] > data["yellow"]:
            raise ValidationError("预警应当写明 kind、yellow、red，并且 red 不大于 yellow。")
        return WarningThreshold(**data)


class RetentionSchema(Strict):
    """`{kind: "01", span: {years: 30}, article: …}`; without a span for ever."""

    kind = text_field()
    span = fields.Nested(SpanSchema, load_default=None)
    article = text_field()

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Retention:
        return Retention(**data)


class TargetSchema(Strict):
    measure = fields.String(
        required=True,
        validate=validate.OneOf(MEASURES, error=f"应为以下之一：{'、'.join(MEASURES)}。"),
        error_messages=NEEDED,
    )
    at_least = whole(1)
    unit = fields.String(
        required=True,
        validate=validate.OneOf(("items", "percent"), error="应为 items（项）或者 percent（百分比）。"),
        error_messages=NEEDED,
    )
    article = text_field()

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Target:
        if "at_least" not in data:
            raise ValidationError(NEEDED["required"], "at_least")
        return Target(**data)
