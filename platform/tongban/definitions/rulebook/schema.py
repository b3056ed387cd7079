"""The vocabulary of `rulebook.yaml`: plain data becomes a rulebook, or a ValidationError in Chinese by key."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from marshmallow import ValidationError, fields, post_load

from tongban.definitions.rulebook.model import (
    ANNOUNCEMENT,
    ARRIVAL,
    EXTENSION,
    EXTENSION_JOINT,
    HEARING_REQUEST,
    LATENESS,
    OPINION,
    PAYMENT,
    PROMISE_IS_FINAL,
    RECTIFICATION,
    REFUNDED,
    REMINDER,
    RENEWAL_BEFORE,
    RENEWAL_SILENCE,
    RETENTION,
    SILENCE,
    UNPAID,
    WAITS,
    Rulebook,
)
from tongban.definitions.rulebook.parts_schema import (
    NEEDED,
    CitationSchema,
    LimitSchema,
    LongestPromiseSchema,
    QuietHoursSchema,
    RemediesSchema,
    RetentionSchema,
    Strict,
    SwitchSchema,
    TargetSchema,
    WarningSchema,
    WordsSchema,
    part,
    text_field,
    whole,
)
from tongban.definitions.rulebook.quiet import QUIET
from tongban.definitions.rulebook.tickets import with_defaults
from tongban.definitions.rulebook.tickets_schema import TicketTermsSchema


class RulebookSchema(Strict):
    """The vocabulary of `rulebook.yaml`; loading gives a Rulebook, or a ValidationError in Chinese by key."""

    rulebook = text_field()
    name = text_field()
    version = whole(1)
    zone = text_field()
    online_review = part(LimitSchema)
    window_intake = part(LimitSchema)
    supplement_default = part(LimitSchema)
    supplement_minimum = part(LimitSchema)
    supplement_maximum = part(LimitSchema)
    promise_below_statutory = part(SwitchSchema)
    promise_stops_for_special_procedures = part(SwitchSchema)
    statutory_stops_for_special_procedures = part(SwitchSchema)
    lapse_on_provisional_days = part(SwitchSchema)
    acceptance_notice_on_the_spot = part(SwitchSchema)
    overdue_explained_publicly = part(SwitchSchema)
    delivery = part(LimitSchema)
    remedies = part(RemediesSchema)
    vague_words = part(WordsSchema, many=True)
    notice_bases = fields.Dict(
        keys=fields.String(), values=fields.List(fields.Nested(CitationSchema)), required=True, error_messages=NEEDED
    )
    warnings = part(WarningSchema, many=True)
    retention = fields.List(fields.Nested(RetentionSchema), load_default=lambda: list(RETENTION))
    lateness_explained_within = fields.Nested(LimitSchema, load_default=LATENESS)
    opinion = fields.Nested(LimitSchema, load_default=OPINION)
    opinion_silence_agrees = fields.Nested(SwitchSchema, load_default=SILENCE)
    supplement_reminder = fields.Nested(LimitSchema, load_default=REMINDER)
    promise_waits_for_later_materials = fields.Nested(SwitchSchema, load_default=WAITS)
    decision_waits_for_later_materials = fields.Nested(SwitchSchema, load_default=WAITS)
    rectification = fields.Nested(LimitSchema, load_default=RECTIFICATION)
    extension = fields.Nested(LimitSchema, load_default=EXTENSION)
    extension_joint = fields.Nested(LimitSchema, load_default=EXTENSION_JOINT)
    promise_may_be_extended = fields.Nested(SwitchSchema, load_default=PROMISE_IS_FINAL)
    delivery_announcement = fields.Nested(LimitSchema, load_default=ANNOUNCEMENT)
    electronic_delivered_on_arrival = fields.Nested(SwitchSchema, load_default=ARRIVAL)
    hearing_request = fields.Nested(LimitSchema, load_default=HEARING_REQUEST)
    renewal_before = fields.Nested(LimitSchema, load_default=RENEWAL_BEFORE)
    renewal_by_silence = fields.Nested(SwitchSchema, load_default=RENEWAL_SILENCE)
    payment = fields.Nested(LimitSchema, load_default=PAYMENT)
    unpaid_is_withdrawn = fields.Nested(SwitchSchema, load_default=UNPAID)
    refund_when_refused = fields.Nested(SwitchSchema, load_default=REFUNDED)
    refund_when_withdrawn = fields.Nested(SwitchSchema, load_default=REFUNDED)
    quiet_hours = fields.Nested(QuietHoursSchema, load_default=QUIET)
    targets = fields.List(fields.Nested(TargetSchema), load_default=list, error_messages=NEEDED)
    longest_promises = fields.List(fields.Nested(LongestPromiseSchema), load_default=list, error_messages=NEEDED)
    uncertain_words = fields.List(fields.Nested(WordsSchema), load_default=list, error_messages=NEEDED)
    tickets = fields.List(fields.Nested(TicketTermsSchema), load_default=list, error_messages=NEEDED)
    in_force = fields.Date("%Y-%m-%d", load_default=date.min, error_messages={"invalid": "应为日期，如 2027-01-01。"})
    articles = fields.Dict(keys=fields.String(), values=text_field(), load_default=dict)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Rulebook:
        _check_zone(data["zone"])
        if not any(each.kind == "*" for each in data["warnings"]):
            raise ValidationError("预警中应当有一条 kind 为“*”的一般规则。", "warnings")
        data["id"] = data.pop("rulebook")
        data["version"] = data.get("version", 1)
        data["retention"] = tuple(data["retention"])
        if not any(each.kind == "*" for each in data["retention"]):
            raise ValidationError("保管期限中应当有一条 kind 为“*”的一般规则。", "retention")
        data["vague_words"] = tuple(data["vague_words"])
        data["targets"] = tuple(data["targets"])
        data["longest_promises"] = tuple(data["longest_promises"])
        data["uncertain_words"] = tuple(data["uncertain_words"])
        data["warnings"] = tuple(data["warnings"])
        data["tickets"] = with_defaults(tuple(data["tickets"]))
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
