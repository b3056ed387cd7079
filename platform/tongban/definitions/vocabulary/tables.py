"""Every key of a decision table: rows as data, with cells as DMN's unary tests write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from marshmallow import ValidationError

from tongban.definitions.vocabulary.entries import Entry, ListOf, MapOf, Part
from tongban.definitions.vocabulary.faults import Fault, raise_any
from tongban.definitions.vocabulary.form import Name
from tongban.definitions.vocabulary.kinds import Condition, OneOf, Text, Value

#: What a row says beside its cells.
ROW_KEYS = ("gives", "note")


class Given(Value):
    """What a row gives: a number, or a text such as the value of a choice."""

    expects = "一个数或者一段文字"

    def read(self, value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, str | int | Decimal) or value == "":
            raise self.refuse(value)
        return value


class Cell(Value):
    """A value, a list of values, `<= 50`, `1..5`, or `-` for any."""

    expects = "一个值、一组值，或者 <= 50、1..5 这样的范围"
    mend = "任意值请写 - 或不写这一格。"

    def read(self, value: Any) -> Any:
        if isinstance(value, list):
            if not value:
                raise ValidationError([Fault("TB013", "列表不能为空。", self.mend)])
            raise_any({number: self._faults(each) for number, each in enumerate(value)})
            return value
        raise_any({"_schema": self._faults(value)})
        return value

    def _faults(self, value: object) -> list[Fault]:
        if isinstance(value, str | int | Decimal) and value != "":
            return []
        return [Fault("TB011", f"这里应写{self.expects}。", self.mend)]


class RowValue(Value):
    """A row: a cell for each input that matters, what it gives, and a note."""

    expects = "一行：各输入的取值和 gives"
    mend = '例如：{purpose: works, area: "<= 50", gives: small}。'

    def read(self, value: Any) -> Any:
        if not isinstance(value, dict):
            raise self.refuse(value)
        faults: dict[Any, Any] = {}
        for key, each in value.items():
            kind: Value = Given() if key == "gives" else Text() if key == "note" else Cell()
            try:
                kind.deserialize(each)
            except ValidationError as error:
                faults[key] = error.messages
        if "gives" not in value:
            faults["_schema"] = [Fault("TB012", "这一行缺少“gives”。", self.mend)]
        raise_any(faults)
        return value


class GivesEntry(Entry):
    type = OneOf("choice", "number", "money", "text", required=True)
    choices = MapOf(Text(), least=2)
    unit = Text()


class TableEntry(Entry):
    id = Name(required=True)
    title = Text(required=True)
    over = ListOf(Text(), least=1, required=True)
    gives = Part(GivesEntry, required=True)
    when = Condition()
    rows = ListOf(RowValue(), least=1, required=True)
    otherwise = Given()
