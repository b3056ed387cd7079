"""Table: rows of the same columns. A row that is wholly empty is no row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup
from marshmallow import ValidationError, fields, post_load, validate

from tongban.conditions import Type, list_of, row_of
from tongban.errors import TongbanError
from tongban.fields.columns import Column, Columns
from tongban.fields.field_type import FieldError, FieldType, Sample
from tongban.fields.options import Line, OptionsSchema, Whole
from tongban.fields.slot import Slot, SlotError
from tongban.fields.typed import Typed, first, placed, under

Row = Mapping[str, object]
Rows = tuple[Row, ...]

MOST_ROWS = 200
LAYOUTS = ("rows", "cards")
NEW_ROW = "__row__"  # the browser puts the next number in its place


@dataclass(frozen=True, slots=True)
class TableOptions:
    """`columns` may be left to the forms floor, which takes them from the compiled field with their conditions."""

    columns: tuple[Column, ...] = ()
    min_rows: int = 0
    max_rows: int = 50
    layout: str = "rows"  # rows, or cards: one group after another (一组一组地填)
    item_title: str = ""  # what one group is called; the field's label where empty

    @property
    def cards(self) -> bool:
        return self.layout == "cards"

    def called(self, number: int) -> str:
        """Call a row, counted from 1, by what people see above it."""
        if not self.cards:
            return f"第 {number} 行"
        return f"{self.item_title} {number}" if self.item_title else f"第 {number} 组"


class TableOptionsSchema(OptionsSchema):
    columns = Columns(load_default=())
    min_rows = Whole(0, MOST_ROWS)
    max_rows = Whole(1, MOST_ROWS)
    layout = fields.String(
        validate=validate.OneOf(LAYOUTS, error="应是 rows 或 cards。"), error_messages={"invalid": "应是一个词。"}
    )
    item_title = Line()

    @post_load
    def build(self, data: dict[str, object], **_: object) -> TableOptions:
        options = TableOptions(**data)  # type: ignore[arg-type]
        if options.min_rows > options.max_rows:
            raise ValidationError("最少行数不能多于最多行数。", "min_rows")
        return options


class Table(FieldType[TableOptions, Rows]):
    name = "table"
    label = "表格"
    in_tables = False
    options_schema = TableOptionsSchema
    template = """
{% set title = options.item_title or slot.label %}
{% macro row(number, cells) %}
<fieldset class="tb-row{% if options.cards %} tb-row-card{% endif %}" data-row="{{ number }}">
{% set place %}<span data-row-number>{{ number + 1 if number is number else "" }}</span>{% endset %}
<legend class="tb-row-title">
{{- (slot.words.card if options.cards else slot.words.row)|e % {"label": title, "number": place} }}</legend>
{% for cell in cells %}
{{ options.columns[loop.index0].type.render(cell, options.columns[loop.index0].options) }}
{% endfor %}
{% if not slot.readonly %}
<button class="tb-button tb-button-quiet tb-row-remove" type="submit" name="action"
 value="remove_row:{{ slot.name }}:{{ number }}" formnovalidate{{ frame.state(slot) }}>
{{ slot.words.remove_card if options.cards else slot.words.remove_row }}<span class="tb-visually-hidden">
{{- slot.words.of_table|e % {"label": title} }}</span></button>
{% endif %}
</fieldset>
{% endmacro %}
{% call frame.group(slot, type) %}
<input type="hidden" name="{{ slot.name }}.rows" value="{{ slot.rows|length }}" data-rows{{ frame.state(slot) }}>
<div class="tb-rows{% if options.cards %} tb-rows-cards{% endif %}" data-max-rows="{{ options.max_rows }}">
{% for cells in slot.rows %}
{{ row(loop.index0, cells) }}
{% endfor %}
</div>
{% if not slot.readonly %}
<template data-new-row>{{ row("__row__", slot.new_row) }}</template>
<button class="tb-button tb-button-quiet tb-row-add" type="submit" name="action"
 value="add_row:{{ slot.name }}" formnovalidate{{ frame.state(slot) }}>
{{ slot.words.add_card if options.cards else slot.words.add_row }}<span class="tb-visually-hidden">
{{- slot.words.of_table|e % {"label": title} }}</span></button>
{% endif %}
{% endcall %}"""
    samples = (
        Sample(
            {
                "columns": [
                    {"id": "plate", "label": "号牌", "type": "text", "max_length": 10},
                    {"id": "heavy", "label": "是否重型", "type": "yes_no"},
                ]
            },
            {"0.plate": ["渝A12345"], "0.heavy": ["yes"], "1.plate": [" "], "rows": ["2"]},
            ({"plate": "渝A12345", "heavy": True},),
            "第 1 行：号牌 渝A12345；是否重型 是",
            {"0.plate": ["渝A12345"], "0.heavy": ["perhaps"]},
            "not_offered",
        ),
        Sample(
            {"columns": [{"id": "name", "label": "姓名", "type": "text", "max_length": 5}], "min_rows": 2},
            {"0.name": ["张三"], "1.name": ["李四"]},
            ({"name": "张三"}, {"name": "李四"}),
            "第 1 行：姓名 张三；第 2 行：姓名 李四",
            {"0.name": ["张三"]},
            "too_few_rows",
        ),
    )

    def shown_rows(self, typed: Typed, options: TableOptions) -> int:
        """Count the rows that the page shows: those typed into, those added, and at least the least."""
        told = first(typed, "rows")
        added = int(told) if re.fullmatch(r"[0-9]{1,3}", told) else 0
        touched = [int(found[1]) + 1 for part in typed if (found := re.match(r"([0-9]{1,3})\.", part))]
        return min(max([added, options.min_rows, 1, *touched]), MOST_ROWS)

    def parse(self, typed: Typed, options: TableOptions) -> Rows | FieldError | None:
        rows: list[Row] = []
        errors: list[FieldError] = []
        for number in range(self.shown_rows(typed, options)):
            row: dict[str, object] = {}
            for column in options.columns:
                value = column.type.parse(under(typed, f"{number}.{column.id}"), column.options)
                if isinstance(value, FieldError):
                    errors += [_in_cell(number, column.id, each) for each in value.each()]
                elif value is not None:
                    row[column.id] = value
            rows += [row] if row else []
        return FieldError.joined(errors) or tuple(rows) or None

    def check(self, value: Rows, options: TableOptions, today: date | None = None) -> FieldError | None:
        if len(value) < options.min_rows:
            return FieldError("too_few_rows", f"至少填写 {options.min_rows} 行，现在是 {len(value)} 行。")
        if len(value) > options.max_rows:
            return FieldError("too_many_rows", f"最多填写 {options.max_rows} 行，现在是 {len(value)} 行。")
        errors = []
        for number, row in enumerate(value):
            for column in options.columns:
                wrong = column.type.check(row[column.id], column.options, today) if column.id in row else None
                errors += [_in_cell(number, column.id, each) for each in wrong.each()] if wrong else []
        return FieldError.joined(errors)

    def typed(self, value: Rows, options: TableOptions) -> Typed:
        parts: dict[str, tuple[str, ...]] = {"rows": (str(len(value)),)}
        for number, row in enumerate(value):
            for column in options.columns:
                if column.id in row:
                    parts |= placed(column.type.typed(row[column.id], column.options), f"{number}.{column.id}")
        return parts

    def format(self, value: Rows, options: TableOptions) -> str:
        return self._told(value, options, masked=False)

    def mask(self, value: Rows, options: TableOptions) -> str:
        return self._told(value, options, masked=True)

    def _told(self, value: Rows, options: TableOptions, *, masked: bool) -> str:
        lines = []
        for number, row in enumerate(value, 1):
            cells = [
                f"{each.label} {(each.type.mask if masked else each.type.format)(row[each.id], each.options)}"
                for each in options.columns
                if each.id in row
            ]
            lines.append(f"{options.called(number)}：{'；'.join(cells)}")
        return "；".join(lines)

    def render(self, slot: Slot, options: TableOptions) -> Markup:
        """Write the rows; where the floor above says nothing of them, as many as were typed, without conditions."""
        rows = slot.rows or tuple(
            self.slots_of_row(slot, number, options) for number in range(self.shown_rows(slot.typed, options))
        )
        new_row = slot.new_row or self.slots_of_row(slot, NEW_ROW, options)
        said = tuple(tuple(replace(cell, words=slot.words) for cell in row) for row in (*rows, new_row))
        return super().render(replace(slot, rows=said[:-1], new_row=said[-1]), options)

    def slots_of_row(self, slot: Slot, number: int | str, options: TableOptions) -> tuple[Slot, ...]:
        """Make the slots of a row where the floor above has no conditions to say about its cells."""
        place = f"{slot.name}.{number}"
        prefix = f"{number}."
        return tuple(
            Slot(
                name=f"{place}.{column.id}",
                label=column.label,
                help=column.help,
                example=column.example,
                typed=under(slot.typed, f"{prefix}{column.id}"),
                errors=errors_of_cell(slot.errors, f"{prefix}{column.id}"),
                shown=slot.shown,
                required=False,
                readonly=slot.readonly,
            )
            for column in options.columns
        )

    def json_schema(self, options: TableOptions) -> dict[str, object]:
        cells = {each.id: each.type.json_schema(each.options) for each in options.columns}
        row = {"type": "object", "properties": cells, "additionalProperties": False}
        return {"type": "array", "items": row, "minItems": options.min_rows, "maxItems": options.max_rows}

    def condition_type(self, options: TableOptions) -> Type:
        return list_of(row_of({each.id: each.type.condition_type(each.options) for each in options.columns}))

    def condition_value(self, value: Rows, options: TableOptions) -> object:
        return tuple(self.condition_row(row, options) for row in value)

    def condition_row(self, row: Row, options: TableOptions) -> dict[str, object]:
        """Give one row as `row.<column>` reads it."""
        return {
            each.id: each.type.condition_value(row[each.id], each.options) for each in options.columns if each.id in row
        }

    def to_json(self, value: Rows, options: TableOptions) -> object:
        return [
            {each.id: each.type.to_json(row[each.id], each.options) for each in options.columns if each.id in row}
            for row in value
        ]

    def from_json(self, data: object, options: TableOptions) -> Rows:
        if not isinstance(data, list | tuple) or not all(isinstance(row, Mapping) for row in data):
            raise TongbanError("表格保存的值应是一组行。")
        return tuple(
            {each.id: each.type.from_json(row[each.id], each.options) for each in options.columns if each.id in row}
            for row in data
        )

    def from_written(self, data: object, options: TableOptions) -> Rows:
        if not isinstance(data, list | tuple) or not all(isinstance(row, Mapping) for row in data):
            raise TongbanError("示例中的表格应写成一组行。")
        return tuple(
            {each.id: each.type.from_written(row[each.id], each.options) for each in options.columns if each.id in row}
            for row in data
        )


def errors_of_cell(errors: tuple[SlotError, ...], cell: str) -> tuple[SlotError, ...]:
    """Give the errors that stand at a cell, by the cell's own parts."""
    own = [each for each in errors if each.part == cell or each.part.startswith(f"{cell}.")]
    return tuple(SlotError(each.part[len(cell) + 1 :], each.message) for each in own)


def _in_cell(number: int, column: str, error: FieldError) -> FieldError:
    part = f"{number}.{column}" + (f".{error.part}" if error.part else "")
    return FieldError(error.code, error.message, part)
