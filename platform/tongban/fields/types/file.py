"""File: a reference to what was uploaded. The bytes are received, sniffed and kept by the floors above."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from marshmallow import post_load

from tongban.conditions import TEXT, Type
from tongban.errors import TongbanError
from tongban.fields.field_type import FieldError, FieldType, Sample
from tongban.fields.options import OptionsSchema, Whole, Words
from tongban.fields.typed import Typed, first, has_control_characters, tidy

LONGEST = 255


@dataclass(frozen=True, slots=True)
class FileReference:
    """A token that the floor above gave to the kept file, and the name that the applicant's file had."""

    token: str
    name: str


@dataclass(frozen=True, slots=True)
class FileOptions:
    """Formats by their usual ending; `max_mb` in units of 1024 × 1024 bytes."""

    formats: tuple[str, ...] = ("pdf", "jpg", "png")
    max_mb: int = 20


class FileOptionsSchema(OptionsSchema):
    formats = Words()
    max_mb = Whole(1, 100)

    @post_load
    def build(self, data: dict[str, object], **_: object) -> FileOptions:
        return FileOptions(**data)  # type: ignore[arg-type]


class File(FieldType[FileOptions, FileReference]):
    name = "file"
    label = "文件"
    in_tables = False
    options_schema = FileOptionsSchema
    template = """
{% call frame.single(slot, type) %}
<p class="tb-help" id="{{ slot.id }}-formats">
{{ slot.words.formats|e % {"formats": options.formats|join(slot.words.between), "size": options.max_mb} }}</p>
{% if slot.text("kept") %}
<p class="tb-file-kept" id="{{ slot.id }}-kept">{{ slot.words.kept|e % {"name": slot.text("kept_name")} }}</p>
<input type="hidden" name="{{ slot.name }}.kept" value="{{ slot.text("kept") }}"{{ frame.state(slot) }}>
<input type="hidden" name="{{ slot.name }}.kept_name" value="{{ slot.text("kept_name") }}"{{ frame.state(slot) }}>
{% endif %}
{% if not slot.readonly %}
<input class="tb-input" type="file" id="{{ slot.id }}" name="{{ slot.name }}" accept="
{%- for format in options.formats %}.{{ format }}{{ "," if not loop.last }}{% endfor %}"
 aria-describedby="{{ slot.id }}-formats{{ " " ~ slot.described_by if slot.described_by }}"
{%- if slot.invalid %} aria-invalid="true"{% endif %}{{ frame.state(slot) }}>
{% endif %}
{% endcall %}"""
    samples = (
        Sample(
            {"formats": ["pdf"]},
            {"kept": ["u-1"], "kept_name": ["平面图.pdf"]},
            FileReference("u-1", "平面图.pdf"),
            "平面图.pdf",
            {"kept": ["u-1"], "kept_name": ["../平面图.pdf"]},
            "wrong_name",
        ),
    )

    def parse(self, typed: Typed, options: FileOptions) -> FileReference | FieldError | None:  # noqa: ARG002
        token, name = first(typed, "kept").strip(), tidy(first(typed, "kept_name"))
        if not token:
            return None
        if not name or any(each in name for each in "/\\") or has_control_characters(name):
            return FieldError("wrong_name", "文件名不能为空，也不能带有路径或者不能显示的字符，请改名后重新上传。")
        return FileReference(token, name)

    def check(self, value: FileReference, options: FileOptions, today: date | None = None) -> FieldError | None:  # noqa: ARG002
        if len(value.token) > LONGEST or len(value.name) > LONGEST:
            return FieldError("too_long", f"文件名最多 {LONGEST} 个字，请改短后重新上传。")
        return None

    def typed(self, value: FileReference, options: FileOptions) -> Typed:  # noqa: ARG002
        return {"kept": (value.token,), "kept_name": (value.name,)}

    def format(self, value: FileReference, options: FileOptions) -> str:  # noqa: ARG002
        return value.name

    def json_schema(self, options: FileOptions) -> dict[str, object]:  # noqa: ARG002
        text = {"type": "string", "maxLength": LONGEST}
        parts = {"token": text, "name": text}
        return {"type": "object", "properties": parts, "required": list(parts), "additionalProperties": False}

    def condition_type(self, options: FileOptions) -> Type:  # noqa: ARG002
        return TEXT

    def condition_value(self, value: FileReference, options: FileOptions) -> object:  # noqa: ARG002
        return value.name

    def to_json(self, value: FileReference, options: FileOptions) -> object:  # noqa: ARG002
        return {"token": value.token, "name": value.name}

    def from_json(self, data: object, options: FileOptions) -> FileReference:  # noqa: ARG002
        token, name = (data.get(part) if isinstance(data, Mapping) else None for part in ("token", "name"))
        if isinstance(token, str) and isinstance(name, str):
            return FileReference(token, name)
        raise TongbanError("文件保存的值应有 token 和 name。")

    def from_written(self, data: object, options: FileOptions) -> FileReference:
        return FileReference("example", data) if isinstance(data, str) else self.from_json(data, options)
