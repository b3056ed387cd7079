"""The types of the condition language: what a name may hold, and what an expression yields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Simple:
    """A type without parts."""

    kind: str  # bool, integer, number, text, date


@dataclass(frozen=True, slots=True)
class ChoiceOf:
    """One of the values that the applicant is offered; comparing with any other is refused at compile time."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListOf:
    """Several values of one type: a multi-choice, or the rows of a table."""

    element: Type


@dataclass(frozen=True, slots=True)
class RowOf:
    """Named parts: a row of a table by its columns, a period by its two dates."""

    columns: tuple[tuple[str, Type], ...]

    def column(self, name: str) -> Type | None:
        """Find the type of a part, or None where there is no such part."""
        return dict(self.columns).get(name)


Type = Simple | ChoiceOf | ListOf | RowOf

BOOL = Simple("bool")
INTEGER = Simple("integer")  # exact, of any size
NUMBER = Simple("number")  # exact decimal; takes integers too
TEXT = Simple("text")
DATE = Simple("date")  # a day of the calendar, without time and zone

SIMPLE_TYPES: Mapping[str, Simple] = {each.kind: each for each in (BOOL, INTEGER, NUMBER, TEXT, DATE)}

_TOLD = {"bool": "是否", "integer": "整数", "number": "数值", "text": "文字", "date": "日期"}


def list_of(element: Type) -> ListOf:
    """Make the type of a list."""
    return ListOf(element)


def row_of(columns: Mapping[str, Type]) -> RowOf:
    """Make the type of a row from its columns, in their order."""
    return RowOf(tuple(columns.items()))


def choice_of(values: Iterable[str]) -> ChoiceOf:
    """Make the type of a choice from the values offered."""
    return ChoiceOf(tuple(values))


def is_number(given: Type) -> bool:
    """Say whether one can count with it."""
    return given in (INTEGER, NUMBER)


def is_text(given: Type) -> bool:
    """Say whether its values are texts; a choice's are."""
    return given == TEXT or isinstance(given, ChoiceOf)


def fits(given: Type, wanted: Type) -> bool:
    """Say whether one type may stand where another is wanted: a whole number is a number, a choice is a text."""
    if given == wanted or (given == INTEGER and wanted == NUMBER):
        return True
    if isinstance(given, ListOf) and isinstance(wanted, ListOf):
        return fits(given.element, wanted.element)
    return isinstance(given, ChoiceOf) and (wanted == TEXT or is_part(given, wanted))


def is_part(given: ChoiceOf, wanted: Type) -> bool:
    """Say whether everything that one choice offers is offered by the other too."""
    return isinstance(wanted, ChoiceOf) and set(given.values) <= set(wanted.values)


def tell_type(given: Type) -> str:
    """Name a type in Chinese, for messages."""
    if isinstance(given, Simple):
        return _TOLD[given.kind]
    if isinstance(given, ChoiceOf):
        return "选项"
    if isinstance(given, RowOf):
        return "一行内容"
    return "表格" if isinstance(given.element, RowOf) else f"多个{tell_type(given.element)}"
