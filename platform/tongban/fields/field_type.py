"""The contract of a field type, on one page."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, ClassVar, Generic, TypeVar, cast

from markupsafe import Markup

from tongban.conditions import Type
from tongban.errors import TongbanError
from tongban.fields.options import OptionsSchema
from tongban.fields.rendering import fill
from tongban.fields.slot import Slot
from tongban.fields.typed import Typed

OptionsT = TypeVar("OptionsT")
ValueT = TypeVar("ValueT")
TakenT = TypeVar("TakenT")


@dataclass(frozen=True, slots=True)
class FieldError:
    """Say what was refused and what would be right. `part` names the control (`end`, `2.plate`)."""

    code: str
    message: str
    part: str = ""
    more: tuple[FieldError, ...] = ()

    def each(self) -> Iterator[FieldError]:
        """Give every error on its own, this one first."""
        yield replace(self, more=())
        for other in self.more:
            yield from other.each()

    @staticmethod
    def joined(errors: tuple[FieldError, ...] | list[FieldError]) -> FieldError | None:
        """Make one error of several, or none of none."""
        flat = [each for error in errors for each in error.each()]
        return replace(flat[0], more=tuple(flat[1:])) if flat else None


def taken(data: object, kind: type[TakenT], shape: str) -> TakenT:
    """Take JSON of the shape that is wanted, or raise a TongbanError that names the shape."""
    if not isinstance(data, kind) or (isinstance(data, bool) and kind is not bool):
        raise TongbanError(f"保存的字段值应是{shape}，现在不是。")
    return data


@dataclass(frozen=True, slots=True)
class Sample:
    """Example options with an input that is right and one that is wrong: the type's documentation and its tests."""

    options: Mapping[str, object]
    right: Typed
    value: object
    shown_as: str
    wrong: Typed
    code: str


class FieldType(ABC, Generic[OptionsT, ValueT]):
    """One kind of field. Stateless; `options` is the frozen object that `options_schema` loads."""

    name: ClassVar[str]
    label: ClassVar[str]
    options_schema: ClassVar[type[OptionsSchema]]
    template: ClassVar[str]
    samples: ClassVar[tuple[Sample, ...]]
    in_tables: ClassVar[bool] = True  # whether a column of a table may have this type
    #: the type of a value that is its own JSON form, which is then passed on without asking
    plain: ClassVar[type | None] = None

    def __init__(self, family: Mapping[str, FieldType[Any, Any]]) -> None:
        """Take the registry's view of all types: a table reads its columns by their types."""
        self.family = family

    def load_options(self, data: Mapping[str, object], **context: object) -> OptionsT:
        """Check the options of a definition; raises marshmallow's ValidationError with Chinese messages by key."""
        schema = self.options_schema()
        schema.context = {"family": self.family, **context}
        return cast(OptionsT, schema.load(dict(data)))

    @abstractmethod
    def parse(self, typed: Typed, options: OptionsT) -> ValueT | FieldError | None:
        """Read what was typed: a value, an error, or None where nothing was typed. Never raises, whatever is posted."""

    def check(self, value: ValueT, options: OptionsT, today: date | None = None) -> FieldError | None:  # noqa: ARG002
        """Check a value against its limits. Without `today`, limits that lean on the day are not judged."""
        return None

    @abstractmethod
    def typed(self, value: ValueT, options: OptionsT) -> Typed:
        """Give the text that a browser would post for a value: `parse(typed(v)) == v`."""

    @abstractmethod
    def format(self, value: ValueT, options: OptionsT) -> str:
        """Write a value for people."""

    def mask(self, value: ValueT, options: OptionsT) -> str:
        """Write a personal value so that a list or a log may show it: the first character only."""
        text = self.format(value, options)
        return text[:1] + "*" * min(max(len(text) - 1, 1), 8)

    def picture(self, value: ValueT, options: OptionsT) -> Markup:  # noqa: ARG002
        """Draw a value that is more than words (a signature by hand) as SVG; nothing for all others."""
        return Markup("")

    def render(self, slot: Slot, options: OptionsT) -> Markup:
        """Write the control as accessible HTML that needs no script.

        A field that nobody has typed into looks the same to everybody, so it is written once; what a person typed is
        never kept.
        """
        if slot.typed or slot.errors or slot.rows:
            return fill(self.template, type=self, slot=slot, options=options)
        return _untouched(self, slot, options)

    @abstractmethod
    def json_schema(self, options: OptionsT) -> dict[str, object]:
        """Describe the JSON form of a value (JSON Schema 2020-12)."""

    @abstractmethod
    def condition_type(self, options: OptionsT) -> Type:
        """Say what the value is to a condition."""

    def condition_value(self, value: ValueT, options: OptionsT) -> object:  # noqa: ARG002
        """Give the value as a condition reads it."""
        return value

    @abstractmethod
    def to_json(self, value: ValueT, options: OptionsT) -> object:
        """Give the value as JSON: no floats, dates as ISO text."""

    @abstractmethod
    def from_json(self, data: object, options: OptionsT) -> ValueT:
        """Take the value back from its JSON form; raises TongbanError where the data is not of that form."""

    def from_written(self, data: object, options: OptionsT) -> ValueT:
        """Take the value as an author writes it in an example, which may be shorter than the JSON form."""
        return self.from_json(data, options)


AnyFieldType = FieldType[Any, Any]


@lru_cache(maxsize=8192)
def _untouched(kind: AnyFieldType, slot: Slot, options: object) -> Markup:
    return fill(kind.template, type=kind, slot=slot, options=options)
