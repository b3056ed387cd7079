"""Edit a definition without losing its comments; what is put in is written in house style."""

from __future__ import annotations

import io
from collections.abc import Mapping, MutableMapping, MutableSequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from tongban.definitions.house_writing import WIDTH, fits_a_line, spelled
from tongban.definitions.strict_yaml import Path
from tongban.errors import TongbanError


class EditedYaml:
    """A text under edit: read once, changed value by value, written once; what is not touched stays, comments too."""

    def __init__(self, text: str) -> None:
        self._document: Any = _yaml().load(text)

    @property
    def text(self) -> str:
        return _text(self._document)

    def set(self, path: Path, value: object) -> None:
        """Set one value (None removes it). Raises TongbanError for no such place."""
        holder = self._document
        for part in path[:-1]:
            if isinstance(holder, MutableMapping) and part not in holder:
                holder[part] = CommentedMap()
            holder = _below(holder, part, path)
        last = path[-1]
        if value is None:
            _remove(holder, last)
        elif isinstance(holder, MutableMapping) or (isinstance(last, int) and last < len(holder)):
            holder[last] = _styled(value)
        elif isinstance(holder, MutableSequence):
            holder.append(_styled(value))

    def stands_alone(self, path: Path) -> bool:
        """Tell whether nothing else stands beside a key, or the key is not there."""
        holder = self._document
        try:
            for part in path[:-1]:
                holder = holder[part]
        except (KeyError, IndexError, TypeError):
            return False
        return isinstance(holder, MutableMapping) and set(holder) <= {path[-1]}


def edit_yaml(text: str, path: Path, value: object) -> str:
    """Set one value (None removes it) and keep all else. Raises TongbanError for no such place."""
    edited = EditedYaml(text)
    edited.set(path, value)
    return edited.text


def _below(holder: Any, part: str | int, path: Path) -> Any:
    try:
        found = holder[part]
    except (KeyError, IndexError, TypeError):
        found = None
    if not isinstance(found, MutableMapping | MutableSequence):
        raise TongbanError(f"路径“{'.'.join(str(each) for each in path)}”走不通：“{part}”之下没有内容。")
    return found


def _remove(holder: Any, last: str | int) -> None:
    if isinstance(holder, MutableMapping):
        holder.pop(last, None)
    elif isinstance(last, int) and last < len(holder):
        del holder[last]


class _NothingGuessed(VersionedResolver):
    """Take every plain scalar as it was written, so that `0.10`, `yes` and dates survive an edit."""

    @property
    def versioned_resolver(self) -> dict[str, object]:
        return {}


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.Resolver = _NothingGuessed
    yaml.preserve_quotes = True
    yaml.width = WIDTH
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _text(document: Any) -> str:
    stream = io.StringIO()
    _yaml().dump(document, stream)
    return stream.getvalue()


def _styled(value: object) -> Any:
    """Turn plain data into what the writer writes well."""
    found: CommentedMap | CommentedSeq
    if isinstance(value, Mapping):
        found = CommentedMap((key, _styled(below)) for key, below in value.items())
    elif isinstance(value, list | tuple):
        found = CommentedSeq(_styled(each) for each in value)
    else:
        text, style = spelled(value)
        return LiteralScalarString(text) if style == "|" else DoubleQuotedScalarString(text) if style else text
    if fits_a_line(value):
        found.fa.set_flow_style()
    return found
