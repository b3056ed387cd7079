"""Answers: one flat mapping from id to typed value, and its JSON form."""

from __future__ import annotations

from collections.abc import Mapping

from tongban.definitions.model import Definition
from tongban.errors import TongbanError
from tongban.forms.asked import APPLICANT_KIND, all_fields, form_of, options_of, type_of

Answers = Mapping[str, object]


def dump(definition: Definition, answers: Answers) -> dict[str, object]:
    """Give the JSON form of the answers that this definition asks for; no floats, dates as ISO text."""
    kind = answers.get(APPLICANT_KIND)
    found: dict[str, object] = {APPLICANT_KIND: kind} if kind is not None else {}
    for each in form_of(definition).asked:
        value = answers.get(each.id)
        if value is not None:
            found[each.id] = value if type(value) is each.plain else each.type.to_json(value, each.options)
    return found


def load(definition: Definition, data: Mapping[str, object]) -> dict[str, object]:
    """Take answers back from their JSON form; what this definition does not ask is left out. Raises TongbanError."""
    kind = data.get(APPLICANT_KIND)
    if kind is not None and not isinstance(kind, str):
        raise TongbanError("保存的申请人类型应是文字。")
    found: dict[str, object] = {APPLICANT_KIND: kind} if kind is not None else {}
    for each in form_of(definition).asked:
        value = data.get(each.id)
        if value is not None and each.id != APPLICANT_KIND:
            found[each.id] = value if type(value) is each.plain else each.type.from_json(value, each.options)
    return found


def written(definition: Definition, data: Mapping[str, object]) -> dict[str, object]:
    """Take answers as an author writes them in an example. Raises TongbanError, naming the field."""
    found: dict[str, object] = {}
    for field in all_fields(definition):
        if data.get(field.id) is not None and field.id != APPLICANT_KIND:
            try:
                found[field.id] = type_of(field).from_written(data[field.id], options_of(field))
            except TongbanError as error:
                raise TongbanError(f"“{field.label}”（{field.id}）：{error.message}") from error
    if unknown := sorted(set(data) - {each.id for each in all_fields(definition)}):
        raise TongbanError(f"事项“{definition.title}”没有名为“{unknown[0]}”的字段。")
    return found
