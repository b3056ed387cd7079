"""Made-up answers for what no condition looks at: the field's own example where it has one, in the written form.

Identity and credit codes have valid check digits on divisions and sequences that nobody is given; a telephone number is
one of the range that examples use.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from stdnum.cn import ric, uscc

from tongban.assurance.prove.patterned import text_matching
from tongban.definitions.model import Field
from tongban.fields import FieldError, field_types
from tongban.fields.types.address import AddressOptions
from tongban.fields.types.date import DateOptions
from tongban.fields.types.file import FileOptions
from tongban.fields.types.money import MoneyOptions
from tongban.fields.types.number import NumberOptions
from tongban.fields.types.period import PeriodOptions
from tongban.fields.types.text import TextOptions

NAMES = ("张三", "李四", "王五", "赵六")


def sample(field: Field, today: date, serial: int = 0) -> object:
    """Give an answer in the written form; with another `serial`, another one where its type has several."""
    if serial == 0 and (own := _example(field, today)) is not None:
        return own
    return _MADE[field.type](field, today, serial) if field.type in _MADE else None


def sample_text(field: Field, length: int, serial: int, today: date) -> str:
    """Give a text of a length, one for each serial; what is not of that length is left to the check that follows."""
    own = sample(field, today, serial)
    text = own if isinstance(own, str) else "示例"
    if field.type != "text" or len(text) == length:
        return text
    options = field.options
    assert isinstance(options, TextOptions)
    if options.pattern:
        return text_matching(options.pattern, length, length) or text
    mark = str(serial) if serial else ""
    return ("示例文字" * (length // 4 + 1))[: max(length - len(mark), 0)] + mark


def _example(field: Field, today: date) -> object:
    """Read the example that the definition gives, if it passes its own field."""
    kind = field_types[field.type]
    if not field.example or field.type in ("address", "file", "signature", "table", "period"):
        return None
    value = kind.parse({"": (field.example,)}, field.options)
    if value is None or isinstance(value, FieldError) or kind.check(value, field.options, today):
        return None
    return written(field, value)


def written(field: Field, value: object) -> object:
    """Write a typed value as the author of an example would."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, bool | int | str):
        return value
    return field_types[field.type].to_json(value, field.options)


def plain(number: Decimal) -> int | Decimal:
    """Write a number without needless decimals."""
    return int(number) if number == number.to_integral_value() else number.normalize()


def _text(field: Field, _today: date, serial: int) -> object:
    options = field.options
    assert isinstance(options, TextOptions)
    if options.pattern:
        return text_matching(options.pattern, options.min_length, options.max_length)
    mark = str(serial) if serial else ""
    base = f"示例{field.label}"[: options.max_length - len(mark)] + mark
    while len(base) < options.min_length:
        base = f"{base}，示例文字"[: options.max_length]
    return base


def _number(field: Field, _today: date, serial: int) -> object:
    options = field.options
    assert isinstance(options, NumberOptions | MoneyOptions)
    least = options.min if options.min is not None else Decimal(1)
    return plain(min(least + serial, options.max) if options.max is not None else least + serial)


def _date(field: Field, today: date, serial: int) -> object:
    options = field.options
    assert isinstance(options, DateOptions)
    return _day(today + timedelta(days=serial), options.min, options.max, today).isoformat()


def _period(field: Field, today: date, serial: int) -> object:
    options = field.options
    assert isinstance(options, PeriodOptions)
    begin = _day(today + timedelta(days=serial), options.min, options.max, today)
    end = _day(begin + timedelta(days=min((options.max_days or 30) - 1, 29)), None, options.max, today)
    return {"begin": begin.isoformat(), "end": end.isoformat()}


def _day(day: date, least: str | None, most: str | None, today: date) -> date:
    low = today if least == "today" else date.fromisoformat(least) if least else day
    high = today if most == "today" else date.fromisoformat(most) if most else max(day, low)
    return min(max(day, low), high)


def _address(field: Field, _today: date, serial: int) -> object:
    options = field.options
    assert isinstance(options, AddressOptions)
    offered = sorted(options.codes)
    return {"division": offered[serial % len(offered)], "detail": f"示例路 {12 + serial} 号"}


def _file(field: Field, _today: date, serial: int) -> object:
    options = field.options
    assert isinstance(options, FileOptions)
    return f"示例{serial or ''}.{options.formats[0]}"


def _id_number(_field: Field, _today: date, serial: int) -> object:
    body = f"50000019900101{serial + 1:03d}"
    return body + str(ric.calc_check_digit(body))


def _uscc(_field: Field, _today: date, serial: int) -> object:
    body = f"910000000MA0{serial + 1:05d}"
    return body + str(uscc.calc_check_digit(body))


_MADE: Mapping[str, Callable[[Field, date, int], object]] = {
    "text": _text,
    "number": _number,
    "money": _number,
    "date": _date,
    "period": _period,
    "address": _address,
    "file": _file,
    "id_number": _id_number,
    "uscc": _uscc,
    "phone": lambda _field, _today, serial: f"138000001{serial:02d}",
    "email": lambda _field, _today, serial: f"example{serial or ''}@example.com",
    "signature": lambda _field, _today, serial: NAMES[serial % len(NAMES)],
    "declaration": lambda _field, _today, _serial: True,
    "yes_no": lambda _field, _today, serial: serial % 2 == 1,
}
