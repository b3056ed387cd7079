"""The vocabulary of a rulebook's `tickets`: one entry for each kind."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, post_load, validate

from tongban.definitions.rulebook.parts_schema import NEEDED, SpanSchema, Strict, part, text_field
from tongban.definitions.rulebook.tickets import TICKET_KINDS, TicketTerms


def _switch(default: bool) -> fields.Boolean:
    wrong = {"invalid": "应为 true 或者 false。", **NEEDED}
    return fields.Boolean(load_default=default, truthy={True}, falsy={False}, error_messages=wrong)


class TicketTermsSchema(Strict):
    kind = fields.String(
        required=True,
        validate=validate.OneOf(TICKET_KINDS, error=f"应为以下之一：{'、'.join(TICKET_KINDS)}。"),
        error_messages=NEEDED,
    )
    article = text_field()
    accept = part(SpanSchema)
    contact = part(SpanSchema)
    answer = part(SpanSchema)
    extension = part(SpanSchema)
    tell = part(SpanSchema)
    feedback = part(SpanSchema)
    anonymous = _switch(False)
    demonstration = _switch(True)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> TicketTerms:
        terms = TicketTerms(**data)
        if terms.extension.unit is not terms.answer.unit:
            raise ValidationError("延长的期限应当与办理期限使用同一个单位。", "extension")
        return terms
