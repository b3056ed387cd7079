"""What a one-time notice named, as the page shows it on which it is put right."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from tongban.web.portal.materials import MaterialRow


@dataclass(frozen=True, slots=True)
class FieldPoint:
    """A field that the notice named."""

    id: str
    name: str
    reason: str
    field: Markup
    kind: str = "field"
    files: tuple[()] = ()


@dataclass(frozen=True, slots=True)
class MaterialPoint(MaterialRow):
    """A material that the notice named; `paper` where its original lies at a window."""

    reason: str = ""
    kind: str = "material"
    paper: bool = False
