"""Address: a division of GB/T 2260 and a detail line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from markupsafe import Markup
from marshmallow import ValidationError, post_load

from tongban.conditions import TEXT, Type
from tongban.errors import TongbanError
from tongban.fields.divisions import LEVELS, Division, Divisions, published_divisions
from tongban.fields.field_type import FieldError, FieldType, Sample
from tongban.fields.options import Line, OptionsSchema, Whole, Words
from tongban.fields.typed import Typed, first, has_control_characters, tidy

LEVEL_WORDS = {"province": "省（直辖市）", "city": "市（州）", "county": "区县"}


@dataclass(frozen=True, slots=True)
class Address:
    """A division code of six digits, and the rest as a person writes it."""

    division: str
    detail: str


@dataclass(frozen=True, slots=True)
class AddressOptions:
    """`level` is the finest division asked for; `within` limits it to the divisions under these codes."""

    level: str
    divisions: Divisions
    within: tuple[str, ...] = ()
    max_length: int = 100

    @property
    def groups(self) -> tuple[tuple[str, tuple[Division, ...]], ...]:
        """Give what is offered, grouped for the list."""
        return self.divisions.grouped(self.level, self.within)

    @property
    def codes(self) -> frozenset[str]:
        """Give the codes that may be chosen."""
        return _codes(self)


class Level(Line):
    """The finest division asked for: province, city or county."""

    def _deserialize(self, value: object, attr: str | None, data: object, **_: object) -> str:  # noqa: ARG002
        if not isinstance(value, str) or value not in LEVELS:
            raise ValidationError(f"应是 {'、'.join(LEVELS)} 之一。")
        return value


class AddressOptionsSchema(OptionsSchema):
    level = Level(load_default="county")
    within = Words()
    max_length = Whole(10, 300)

    @post_load
    def build(self, data: dict[str, object], **_: object) -> AddressOptions:
        given = self.context.get("divisions")
        divisions = given if isinstance(given, Divisions) else published_divisions()
        options = AddressOptions(divisions=divisions, **data)  # type: ignore[arg-type]
        unknown = [code for code in options.within if code not in divisions]
        if unknown:
            raise ValidationError(f"行政区划表里没有 {unknown[0]}。", "within")
        return options


class AddressType(FieldType[AddressOptions, Address]):
    name = "address"
    label = "地址"
    options_schema = AddressOptionsSchema
    template = """
{% call frame.group(slot, type) %}
<div class="tb-parts">
<div class="tb-part">
<label class="tb-part-label" for="{{ slot.id }}-division">{{ slot.words|attr(options.level) }}</label>
{% if slot.readonly %}
{% set code = slot.text("division") %}
<input type="hidden" name="{{ slot.name }}.division" value="{{ code }}"{{ frame.state(slot) }}>
<input class="tb-input" id="{{ slot.id }}-division" readonly value="{{ options.divisions.full_name(code) }}">
{% else %}
<select class="tb-input" {{ frame.attributes(slot, "division") }}{% if slot.required %} aria-required="true"{% endif %}>
<option value="">{{ slot.words.choose }}</option>
{{ type.listed(options, slot.text("division")) }}
</select>
{% endif %}
</div>
<div class="tb-part">
<label class="tb-part-label" for="{{ slot.id }}-detail">{{ slot.words.detail }}</label>
{{ frame.text_input(slot, "detail") }}
</div>
</div>
{% endcall %}"""
    samples = (
        Sample(
            {},
            {"division": ["500103"], "detail": [" 解放碑街道民权路 1 号 "]},
            Address("500103", "解放碑街道民权路 1 号"),
            "重庆市渝中区解放碑街道民权路 1 号",
            {"division": ["500000"], "detail": ["民权路 1 号"]},
            "not_offered",
        ),
        Sample(
            {"level": "city"},
            {"division": ["510100"], "detail": ["人民南路一段 86 号"]},
            Address("510100", "人民南路一段 86 号"),
            "四川省成都市人民南路一段 86 号",
            {"division": ["510100"], "detail": [""]},
            "incomplete",
        ),
    )

    @staticmethod
    def listed(options: AddressOptions, chosen: str) -> Markup:
        """Give the list to choose from, with the chosen division selected."""
        mark = Markup(' value="{}"').format(chosen)
        return Markup(_list_of(options).replace(mark, mark + " selected", 1) if chosen else _list_of(options))  # noqa: S704

    def parse(self, typed: Typed, options: AddressOptions) -> Address | FieldError | None:
        division, detail = first(typed, "division").strip(), tidy(first(typed, "detail"))
        if not division and not detail:
            return None
        errors = [each for each in (_division_error(division, options), _detail_error(detail)) if each]
        return FieldError.joined(errors) or Address(division, detail)

    def check(self, value: Address, options: AddressOptions, today: date | None = None) -> FieldError | None:  # noqa: ARG002
        if value.division not in options.codes:
            return _division_error(value.division, options)
        if len(value.detail) > options.max_length:
            return FieldError(
                "too_long", f"详细地址最多填写 {options.max_length} 个字，现在是 {len(value.detail)} 个字。", "detail"
            )
        return None

    def typed(self, value: Address, options: AddressOptions) -> Typed:  # noqa: ARG002
        return {"division": (value.division,), "detail": (value.detail,)}

    def format(self, value: Address, options: AddressOptions) -> str:
        return f"{options.divisions.full_name(value.division)}{value.detail}"

    def mask(self, value: Address, options: AddressOptions) -> str:
        return f"{options.divisions.full_name(value.division)}****"

    def json_schema(self, options: AddressOptions) -> dict[str, object]:
        parts: dict[str, object] = {
            "division": {"type": "string", "pattern": "^[0-9]{6}$"},
            "detail": {"type": "string", "maxLength": options.max_length},
        }
        return {"type": "object", "properties": parts, "required": list(parts), "additionalProperties": False}

    def condition_type(self, options: AddressOptions) -> Type:  # noqa: ARG002
        return TEXT

    def condition_value(self, value: Address, options: AddressOptions) -> object:  # noqa: ARG002
        return value.division

    def to_json(self, value: Address, options: AddressOptions) -> object:  # noqa: ARG002
        return {"division": value.division, "detail": value.detail}

    def from_json(self, data: object, options: AddressOptions) -> Address:  # noqa: ARG002
        division, detail = (data.get(part) if isinstance(data, Mapping) else None for part in ("division", "detail"))
        if isinstance(division, str) and isinstance(detail, str):
            return Address(division, detail)
        raise TongbanError("地址保存的值应有 division（行政区划代码）和 detail（详细地址）。")


@lru_cache(maxsize=64)
def _list_of(options: AddressOptions) -> Markup:
    """Write the list of divisions once: it is long, and the same for everybody."""
    groups = []
    for name, members in options.groups:
        lines = Markup("\n").join(
            Markup('<option value="{}">{}</option>').format(each.code, each.label) for each in members
        )
        groups.append(Markup('<optgroup label="{}">{}</optgroup>').format(name, lines) if name else lines)
    return Markup("\n").join(groups)


@lru_cache(maxsize=64)
def _codes(options: AddressOptions) -> frozenset[str]:
    return frozenset(each.code for each in options.divisions.offered(options.level, options.within))


def _division_error(code: str, options: AddressOptions) -> FieldError | None:
    if not code:
        return FieldError("incomplete", f"请选择所在的{LEVEL_WORDS[options.level]}。", "division")
    if code not in options.codes:
        return FieldError("not_offered", f"请从列表中选择所在的{LEVEL_WORDS[options.level]}。", "division")
    return None


def _detail_error(detail: str) -> FieldError | None:
    if not detail:
        return FieldError("incomplete", "请补填详细地址，写到街道和门牌号。", "detail")
    if has_control_characters(detail):
        return FieldError("control_characters", "详细地址里有换行或者不能显示的字符，请写成一行。", "detail")
    return None
