"""Findings told apart from the form: each names its field, its row, its material, on paper and to a screen reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tongban.definitions.model import Definition
from tongban.forms.asked import all_fields
from tongban.forms.finding import Finding
from tongban.forms.rows import table_options


def in_full(finding: Finding, definition: Definition) -> str:
    """Say of which field a finding speaks, and of which cell of a table: a list of findings stands apart from them."""
    field = next((each for each in all_fields(definition) if each.id == finding.field), None)
    label = finding.label or (field.label if field else "")
    row, _dot, column = finding.part.partition(".")
    if field is None or not field.columns or not row.isdecimal():
        return named((label,), finding.message)
    cells = [each.label for each in field.columns if each.id == column.partition(".")[0]]
    return named((label, table_options(field).called(int(row) + 1), *cells), finding.message)


def named(names: Iterable[str], message: str) -> str:
    """Put before a message what it is about, as far as it does not say so itself."""
    words = [each for each in names if each and each not in message]
    return f"{' '.join(words)}：{message}" if words else message


def of_materials(errors: Mapping[str, str], definition: Definition) -> dict[str, str]:
    """Say of which material each error speaks; what is about none stands as it is."""
    names = {each.id: each.name for each in definition.materials}
    return {each: named((names.get(each, ""),), message) for each, message in errors.items()}
