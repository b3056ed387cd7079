"""A figure beside its floor, the table of all, and the file that keeps them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """What we need, or serve, beside the least that the same work needs in the same run; and what we aim at."""

    ours: float
    floor: float
    unit: str
    aim: str = ""

    @property
    def ratio(self) -> float:
        return self.ours / self.floor if self.floor else 0.0

    def plain(self) -> dict[str, object]:
        return {
            "ours": round(self.ours, 3),
            "floor": round(self.floor, 3),
            "ratio": round(self.ratio, 3),
            "unit": self.unit,
        }


def table(figures: Mapping[str, Figure], headings: tuple[str, str, str]) -> str:
    """Set the figures as a table, a line each."""
    lines = [f"{'':16}{headings[0]:>12}{headings[1]:>12}{headings[2]:>9}  unit"]
    for name, each in figures.items():
        aim = f"  (aim {each.aim})" if each.aim else ""
        lines.append(f"{name:16}{each.ours:12.2f}{each.floor:12.2f}{each.ratio:9.2f}  {each.unit}{aim}")
    return "\n".join(lines)


def keep(figures: Mapping[str, Figure], path: Path) -> None:
    path.write_text(json.dumps({name: each.plain() for name, each in figures.items()}, indent=2) + "\n", "utf-8")
