"""The columns of a table, as a definition writes them and as the table's type reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from marshmallow import ValidationError, fields

from tongban.fields.field_type import AnyFieldType
from tongban.fields.options import REQUIRED

#: What the floors above read of a column; the type of the column is asked about all other keys.
COLUMN_KEYS = frozenset(
    (
        "id",
        "label",
        "type",
        "help",
        "example",
        "when",
        "required",
        "optional",
        "readonly",
        "computed",
        "use",
        "personal",
    )
)


@dataclass(frozen=True, slots=True)
class Column:
    id: str
    label: str
    type: AnyFieldType
    options: object
    help: str = ""
    example: str = ""


class Columns(fields.Field):
    """Columns as the definition writes them: `id`, `label`, `type` and the options of that type."""

    default_error_messages = REQUIRED

    def _deserialize(
        self,
        value: object,
        attr: str | None,  # noqa: ARG002
        data: object,  # noqa: ARG002
        **_: object,
    ) -> tuple[Column, ...]:
        if not isinstance(value, list | tuple) or not value or not all(isinstance(each, Mapping) for each in value):
            raise ValidationError("应是一组列，至少一列，每列写明 id、label 和 type。")
        columns = tuple(self._column(each) for each in value)
        if len({each.id for each in columns}) != len(columns):
            raise ValidationError("各列的 id 不能重复。")
        return columns

    def _column(self, raw: Mapping[str, object]) -> Column:
        context = self.context or {}
        family = context["family"]
        kind = family.get(raw.get("type", "text"))
        if kind is None or not kind.in_tables:
            allowed = "、".join(each.name for each in family.values() if each.in_tables)
            raise ValidationError(f"列的类型“{raw.get('type')}”不能用在表格里；可用的有：{allowed}。")
        if not isinstance(raw.get("id"), str) or not isinstance(raw.get("label"), str):
            raise ValidationError("每列应写明 id 和 label。")
        own = {key: each for key, each in raw.items() if key not in COLUMN_KEYS}
        words = {key: str(raw.get(key, "")) for key in ("help", "example")}
        return Column(str(raw["id"]), str(raw["label"]), kind, kind.load_options(own, **context), **words)
