"""Dataclasses to plain JSON and back, strictly, with their JSON Schema from the same hints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, TypeVar, cast, get_args, get_origin, get_type_hints

from sichuan_chongqing.protocol.faults import Fault, Refused

Made = TypeVar("Made")
Read = Callable[[Any, str], Any]


def plain(value: Any) -> Any:
    """Return JSON of a dataclass: what holds its default is written too, so that one message has one spelling."""
    if isinstance(value, str):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {each: plain(getattr(value, each)) for each in _names(type(value))}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    return value


def read(kind: type[Made], data: object, where: str) -> Made:
    """Make a dataclass of JSON. Raises Refused, naming the place, for what its hints do not allow."""
    if not isinstance(data, dict):
        raise Refused(Fault.CONTENT, f"{where} 应是对象。")
    readers = _readers(cast(Any, kind))
    if unknown := set(data) - set(readers):
        raise Refused(Fault.CONTENT, f"{where} 没有“{sorted(unknown)[0][:60]}”这一项。")
    if missing := [name for name, (_, needed) in readers.items() if needed and name not in data]:
        raise Refused(Fault.CONTENT, f"{where} 缺少“{missing[0]}”。")
    try:
        return kind(**{name: readers[name][0](each, where) for name, each in data.items()})
    except Refused:  # once more, to name the place: nobody asks for it where all is right
        return kind(**{name: readers[name][0](each, f"{where}.{name}") for name, each in data.items()})


def restore(kind: type[Made], data: Mapping[str, Any]) -> Made:
    """Make a dataclass of JSON that was read before and kept since: it is not judged again."""
    makers = _makers(cast(Any, kind))
    return kind(**{name: make(data[name]) if make else data[name] for name, make in makers if name in data})


def schema(kind: type[Any]) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a dataclass."""
    hints = get_type_hints(kind, include_extras=True)
    needed = [name for name, (_, must) in _readers(cast(Any, kind)).items() if must]
    doc = (kind.__doc__ or "").strip().split("\n")[0]
    properties = {each.name: _schema_of(hints[each.name]) for each in fields(kind)}
    found: dict[str, Any] = {"type": "object", "description": doc, "properties": properties}
    return {**found, "required": needed, "additionalProperties": False}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


@cache
def _readers(kind: Any) -> Mapping[str, tuple[Read, bool]]:
    hints = get_type_hints(kind, include_extras=True)
    return {
        each.name: (_reader(hints[each.name]), each.default is MISSING and each.default_factory is MISSING)
        for each in fields(kind)
    }


@cache
def _makers(kind: Any) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    hints = get_type_hints(kind, include_extras=True)
    return tuple((each.name, _maker(hints[each.name])) for each in fields(kind))


def _maker(hint: Any) -> Callable[[Any], Any] | None:
    """Say how a value is made of JSON; None where it is the same."""
    if get_origin(hint) is tuple:
        inner = _maker(get_args(hint)[0])
        return tuple if inner is None else lambda listed: tuple(inner(each) for each in listed)
    return (lambda value: restore(cast(type[Any], hint), value)) if is_dataclass(hint) else None


def _reader(hint: Any) -> Read:
    if get_origin(hint) is Annotated:
        check = get_args(hint)[1].check

        def checked(value: Any, where: str) -> Any:
            check(value, where)
            return value

        return checked
    if get_origin(hint) is tuple:
        return _reader_of_list(_reader(get_args(hint)[0]))
    if is_dataclass(hint):
        return lambda value, where: read(cast(type[Any], hint), value, where)
    if hint is bool:
        return _yes_no
    return _object


def _reader_of_list(inner: Read) -> Read:
    def listed(value: Any, where: str) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) > 500:
            raise Refused(Fault.CONTENT, f"{where} 应是不超过 500 项的列表。")
        return tuple(inner(each, f"{where}[{number}]") for number, each in enumerate(value))

    return listed


def _yes_no(value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise Refused(Fault.CONTENT, f"{where} 应是 true 或 false。")
    return value


def _object(value: Any, where: str) -> Any:
    if not isinstance(value, dict):
        raise Refused(Fault.CONTENT, f"{where} 应是对象。")
    return value


def _schema_of(hint: Any) -> dict[str, Any]:
    if get_origin(hint) is Annotated:
        found: dict[str, Any] = get_args(hint)[1].schema()
        return found
    if get_origin(hint) is tuple:
        return {"type": "array", "maxItems": 500, "items": _schema_of(get_args(hint)[0])}
    if is_dataclass(hint):
        return schema(hint)  # type: ignore[arg-type]
    return {"type": "boolean"} if hint is bool else {"type": "object"}
