"""What each key is called by a civil servant, what it means, and an example: `vocabulary/terms/*.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from marshmallow import Schema

from tongban.definitions.strict_yaml import read_yaml
from tongban.errors import TongbanError

_ITSELF = "_"


@dataclass(frozen=True, slots=True)
class Term:
    """A key, or an entry as a whole, in a civil servant's words. `example` is plain YAML data; None for an entry."""

    term: str
    told: str
    example: object = None


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of all entries. An entry `like` another takes from it what it does not say itself."""

    entries: Mapping[str, Mapping[str, Mapping[str, Any]]]

    def of(self, entry: str, key: str = _ITSELF) -> Term | None:
        """Return the term of a key of an entry, or of the entry itself; None where nobody wrote one."""
        while entry in self.entries:
            said = self.entries[entry]
            if key in said:
                return Term(said[key]["term"], said[key].get("told", ""), said[key].get("example"))
            if key == _ITSELF:
                return None
            entry = str(said.get(_ITSELF, {}).get("like", ""))
        return None

    def of_schema(self, schema: type[Schema], key: str = _ITSELF) -> Term | None:
        """Return the term for an entry of the vocabulary: its own, else that of the entry it grew from."""
        for each in schema.__mro__:
            if each is Schema:
                break
            if found := self.of(name_of(each), key):
                return found
        return None


def name_of(schema: type) -> str:
    """Name an entry as the terms do: `MaterialEntry` is `material`; `LimitSchema` of a rulebook `rulebook_limit`."""
    name = schema.__name__
    short = f"Rulebook{name.removesuffix('Schema')}" if name.endswith("Schema") else name.removesuffix("Entry")
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", short.replace("RulebookRulebook", "Rulebook")).lower()


@cache
def terms() -> Terms:
    """Read the terms; raises TongbanError where a file is no strict YAML or an entry is told twice."""
    found: dict[str, Any] = {}
    folder = files("tongban.definitions.vocabulary").joinpath("terms")
    for each in sorted(folder.iterdir(), key=lambda path: path.name):
        if not each.name.endswith(".yaml"):
            continue
        document, findings = read_yaml(each.read_text("utf-8"), each.name)
        if document is None:
            raise TongbanError("用语表无法读取：" + "；".join(str(finding) for finding in findings))
        if twice := found.keys() & document.data.keys():
            raise TongbanError(f"用语表中“{min(twice)}”写了两次，请合并到一处。")
        found |= document.data
    return Terms(found)
