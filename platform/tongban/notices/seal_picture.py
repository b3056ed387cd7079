"""Draw the visible seal: a round red office seal with a star, the name around it and its use beneath.

Measures follow the office seals of districts and counties: 42 mm across, the name from left to right in an arc.
"""

from __future__ import annotations

from html import escape
from math import cos, radians, sin
from typing import Final

MILLIMETRES: Final = 42.0
COLOUR: Final = "#d7000f"
_MIDDLE: Final = MILLIMETRES / 2
_NAME_RADIUS: Final = 15.6  # to the middle of the characters
_WIDEST_ARC: Final = 226.0  # degrees
_WIDEST_STEP: Final = 20.5
_SIZE: Final = 5.2
_USE_WIDTH: Final = 21.0


def seal_svg(name: str, use: str = "政务服务专用章") -> str:
    """Return the seal as SVG, 42 × 42 units (mm). Both texts are escaped."""
    shapes = [
        f'<circle cx="{_MIDDLE}" cy="{_MIDDLE}" r="{_MIDDLE - 0.7}" fill="none" stroke="{COLOUR}" stroke-width="1.2"/>',
        f'<path d="{_star(_MIDDLE, _MIDDLE - 0.6, 5.6)}" fill="{COLOUR}"/>',
        *_around(name),
        _beneath(use),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {MILLIMETRES} {MILLIMETRES}" width="{MILLIMETRES}mm" '
        f'height="{MILLIMETRES}mm" role="img" aria-label="{escape(name)}{escape(use)}" '
        f'font-family="Noto Serif SC, SimSun, Songti SC, serif" font-weight="700" fill="{COLOUR}" fill-opacity="0.86" '
        f'stroke-opacity="0.86" text-anchor="middle">{"".join(shapes)}</svg>'
    )


def _around(name: str) -> list[str]:
    """Stand each character upright on the arc, its foot to the middle."""
    count = len(name)
    step = min(_WIDEST_STEP, _WIDEST_ARC / max(count - 1, 1))
    width = min(1.0, 2 * _NAME_RADIUS * sin(radians(step) / 2) / _SIZE)  # long names stand narrower, not smaller
    shapes = []
    for place, character in enumerate(name):
        angle = (place - (count - 1) / 2) * step
        x = _MIDDLE + _NAME_RADIUS * sin(radians(angle))
        y = _MIDDLE - _NAME_RADIUS * cos(radians(angle))
        turned = f"translate({x:.3f} {y:.3f}) rotate({angle:.2f}) scale({width:.3f} 1)"
        shapes.append(
            f'<text transform="{turned}" y="{_SIZE * 0.36:.2f}" font-size="{_SIZE}">{escape(character)}</text>'
        )
    return shapes


def _beneath(use: str) -> str:
    size = min(3.4, _USE_WIDTH / max(len(use), 1))
    return f'<text x="{_MIDDLE}" y="{_MIDDLE + 13.4:.2f}" font-size="{size:.2f}">{escape(use)}</text>'


def _star(x: float, y: float, radius: float) -> str:
    """Return the outline of a five-pointed star that stands on two points."""
    inner = radius * sin(radians(18)) / sin(radians(126))
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else inner
        angle = radians(36 * corner)
        points.append(f"{x + reach * sin(angle):.3f} {y - reach * cos(angle):.3f}")
    return "M" + " L".join(points) + " Z"
