"""Read an answer as a value of its type; what is absent, or does not fit, is unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from tongban.conditions.types import ChoiceOf, ListOf, RowOf, Type

MAX_DIGITS = 40  # before and after the point, each; the browser's evaluator has the same limit


class Unknown(Enum):
    """The one value that says: not answered, so not known."""

    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        raise TypeError("UNKNOWN is neither true nor false; ask holds(expression, values)")


UNKNOWN = Unknown.UNKNOWN


def read(answer: object, kind: Type) -> object:
    """Read an answer as a value of its type, or as UNKNOWN.

    A float never is a number here, because its decimals are not the ones that were typed.
    """
    if answer is None:
        return UNKNOWN
    if isinstance(kind, ListOf):
        return _list(answer, kind)
    if isinstance(kind, RowOf):
        return UNKNOWN if isinstance(answer, _NO_ROW) else answer
    return _SIMPLE["text" if isinstance(kind, ChoiceOf) else kind.kind](answer)


def part(row: object, name: str, kind: Type) -> object:
    """Read a part of a row: by key of a mapping, or by attribute of a frozen value such as a period."""
    return read(row.get(name) if isinstance(row, Mapping) else getattr(row, name, None), kind)


def in_row(values: Mapping[str, object], row: object) -> dict[str, object]:
    """Stand in a row: the values of the case, and `row`."""
    return {**values, "row": row}


def values_to_json(values: object) -> object:
    """Turn answers into what the browser's evaluator reads: numbers as text, so that no double creeps in; ISO dates."""
    if isinstance(values, Mapping):
        return {str(key): values_to_json(each) for key, each in values.items()}
    if isinstance(values, list | tuple):
        return [values_to_json(each) for each in values]
    if isinstance(values, Decimal):
        return format(values, "f")
    if isinstance(values, date):
        return values.isoformat()
    if is_dataclass(values):
        return {each.name: values_to_json(getattr(values, each.name)) for each in fields(values)}
    return values if values is None or isinstance(values, bool | str) else str(values)


_NO_ROW = (bool, int, float, Decimal, str, bytes, date)


def _list(answer: object, kind: ListOf) -> object:
    if not isinstance(answer, Sequence) or isinstance(answer, str | bytes):
        return UNKNOWN
    elements = tuple(read(each, kind.element) for each in answer)
    return UNKNOWN if any(each is UNKNOWN for each in elements) else elements


def _bool(answer: object) -> object:
    return answer if isinstance(answer, bool) else UNKNOWN


def _integer(answer: object) -> object:
    number = _number(answer)
    return int(number) if isinstance(number, Decimal) and number == number.to_integral_value() else UNKNOWN


def _number(answer: object) -> object:
    if isinstance(answer, bool) or not isinstance(answer, int | Decimal):
        return UNKNOWN
    if isinstance(answer, int):
        return Decimal(answer) if abs(answer) < 10**MAX_DIGITS else UNKNOWN
    exponent = answer.as_tuple().exponent  # a letter where it is no finite number
    fits = isinstance(exponent, int) and exponent >= -MAX_DIGITS and answer.adjusted() < MAX_DIGITS
    return answer if fits else UNKNOWN


def _text(answer: object) -> object:
    return answer if isinstance(answer, str) else UNKNOWN


def _date(answer: object) -> object:
    return answer if isinstance(answer, date) and not isinstance(answer, datetime) else UNKNOWN


_SIMPLE: Mapping[str, Callable[[object], object]] = {
    "bool": _bool,
    "integer": _integer,
    "number": _number,
    "text": _text,
    "date": _date,
}
