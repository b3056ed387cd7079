"""Find the field types: each module of `fields/types/` holds exactly one, under its own name."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from inspect import isabstract, isclass
from pkgutil import iter_modules
from types import MappingProxyType

from tongban.fields import types
from tongban.fields.field_type import AnyFieldType, FieldType

_family: dict[str, AnyFieldType] = {}

field_types: Mapping[str, AnyFieldType] = MappingProxyType(_family)


def _type_in(module_name: str) -> type[AnyFieldType]:
    module = import_module(f"{types.__name__}.{module_name}")
    found = [
        each
        for each in vars(module).values()
        if isclass(each) and issubclass(each, FieldType) and each.__module__ == module.__name__ and not isabstract(each)
    ]
    if len(found) != 1 or found[0].name != module_name:
        raise TypeError(f"fields/types/{module_name}.py must hold exactly one field type, named {module_name!r}")
    return found[0]


_family.update({each.name: _type_in(each.name)(field_types) for each in iter_modules(types.__path__)})
