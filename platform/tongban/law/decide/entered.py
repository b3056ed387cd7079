"""What a decision itself adds to the licence that it yields: a number that another register assigns, for one."""

from __future__ import annotations

from collections.abc import Mapping

from tongban.fields import FieldError, field_types
from tongban.law.decide.proceeding import Proceeding
from tongban.law.licences import to_enter
from tongban.law.refusals import Refused

ARTICLE = "335 §30"


def require_entered(proceeding: Proceeding, said: Mapping[str, str]) -> dict[str, str]:
    """Read what the deciding officer enters for the licence; only what the definition calls optional may stay empty."""
    asked = {each.field.id: each for each in to_enter(proceeding.case, proceeding.definition)}
    if strange := next((name for name in said if name not in asked), None):
        raise Refused("not_entered_here", f"这项决定不填写“{strange}”，请去掉后再提交。", ARTICLE)
    found: dict[str, str] = {}
    for name, each in asked.items():
        text = said.get(name, "").strip()
        if not text and not each.optional:
            raise Refused("not_entered", f"请填写“{each.field.label}”，它随决定写入证照。", ARTICLE)
        if text:
            found[name] = _read(each.type, each.field.label, text)
    return found


def _read(kind: str, label: str, text: str) -> str:
    type_ = field_types[kind]
    options = type_.load_options({})
    value = type_.parse({"": [text]}, options)
    error = value if isinstance(value, FieldError) else type_.check(value, options)
    if error is not None:
        raise Refused("wrong_entry", f"“{label}”填写有误：{error.message}", ARTICLE)
    return str(type_.to_json(value, options))
