"""What ID numbers, credit codes, telephone numbers and e-mail addresses have in common: a text in one spelling."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from marshmallow import post_load

from tongban.conditions import TEXT, Type
from tongban.fields.field_type import FieldError, FieldType, taken
from tongban.fields.options import OptionsSchema
from tongban.fields.typed import Typed, compact, first


@dataclass(frozen=True, slots=True)
class NoOptions:
    """Nothing to choose: the standard says it all."""


class NoOptionsSchema(OptionsSchema):
    @post_load
    def build(self, data: dict[str, object], **_: object) -> NoOptions:  # noqa: ARG002
        return NoOptions()


class CodeText(FieldType[NoOptions, str]):
    """A text with one right spelling; `read_code` checks it after blanks and full-width characters are gone."""

    plain = str
    options_schema = NoOptionsSchema
    inputmode: ClassVar[str] = "text"
    schema: ClassVar[Mapping[str, object]]
    template = """
{% call frame.single(slot, type) %}
{{ frame.text_input(slot, inputmode=type.inputmode, width="code") }}
{% endcall %}"""

    @abstractmethod
    def read_code(self, text: str) -> str | FieldError:
        """Give the code in its one spelling, or say what would be right."""

    def parse(self, typed: Typed, options: NoOptions) -> str | FieldError | None:  # noqa: ARG002
        text = compact(first(typed))
        return self.read_code(text) if text else None

    def typed(self, value: str, options: NoOptions) -> Typed:  # noqa: ARG002
        return {"": (value,)}

    def format(self, value: str, options: NoOptions) -> str:  # noqa: ARG002
        return value

    def json_schema(self, options: NoOptions) -> dict[str, object]:  # noqa: ARG002
        return {"type": "string", **self.schema}

    def condition_type(self, options: NoOptions) -> Type:  # noqa: ARG002
        return TEXT

    def to_json(self, value: str, options: NoOptions) -> object:  # noqa: ARG002
        return value

    def from_json(self, data: object, options: NoOptions) -> str:  # noqa: ARG002
        return taken(data, str, "文字")
