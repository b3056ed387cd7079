"""How the files of a material are named between the two sides: its own id, and `.2`, `.3` for further ones. Pure."""

from __future__ import annotations

#: the file of a form field is `field.<id>`; no material's id has a dot
FIELD_FILE = "field."


def material_of(sheet: str) -> str:
    """Name what a sheet belongs to: a material, or the field whose file it is."""
    return sheet if sheet.startswith(FIELD_FILE) else sheet.partition(".")[0]


def sheet_id(material: str, place: int) -> str:
    """Name the file of a material at a place, counted from 0."""
    return material if place == 0 else f"{material}.{place + 1}"
