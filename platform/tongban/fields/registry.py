"""Find the field types: each module of `fields/types/` holds exactly one, under its own name."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from inspect import isabstract, isclass
from pkgutil import iter_modules
from types import MappingProxyType, ModuleType

from tongban.fields import types
from tongban.fields.field_type import AnyFieldType, FieldType


def types_in(package: ModuleType) -> Mapping[str, AnyFieldType]:
    """Make the family of all field types whose files lie in a package; each knows the others."""
    family: dict[str, AnyFieldType] = {}
    view = MappingProxyType(family)
    for each in iter_modules(package.__path__):
        family[each.name] = _type_in(f"{package.__name__}.{each.name}")(view)
    return view


def _type_in(module_name: str) -> type[AnyFieldType]:
    module = import_module(module_name)
    found = [
        each
        for each in vars(module).values()
        if isclass(each) and issubclass(each, FieldType) and each.__module__ == module.__name__ and not isabstract(each)
    ]
    if len(found) != 1 or found[0].name != module_name.rpartition(".")[2]:
        raise TypeError(f"{module_name} must hold exactly one field type, with the name of its file")
    return found[0]


#: the core's own, and those that plugins entered at start
_FAMILY: dict[str, AnyFieldType] = dict(types_in(types))
field_types: Mapping[str, AnyFieldType] = MappingProxyType(_FAMILY)
OWN_TYPES: frozenset[str] = frozenset(_FAMILY)


def enter_type(kind: type[AnyFieldType]) -> None:
    """Enter a plugin's field type at start, before anything is compiled; the core's names are taken."""
    if kind.name in OWN_TYPES:
        raise TypeError(f"the field type {kind.name!r} is the core's own")
    _FAMILY[kind.name] = kind(field_types)
