"""What is wrong with an application, said to the applicant at the place where it can be put right."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put right. `at` is the posted name of the control (`area`, `site.detail`, `vehicles.0.plate`)."""

    code: str
    message: str
    field: str = ""  # field or question id
    part: str = ""  # part of the field, as its type names it
    label: str = ""  # what people call the field, the check or the material
    section: str = ""
    material: str = ""  # material id, where it is about a material
    article: str = ""

    @property
    def at(self) -> str:
        return f"{self.field}.{self.part}" if self.part else self.field

    @property
    def target(self) -> str:
        """Give the element id to jump to from the list of findings."""
        name, prefix = (self.material, "m-") if self.material else (self.at, "f-")
        return prefix + re.sub(r"[^A-Za-z0-9_-]", "-", name)
