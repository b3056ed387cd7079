"""A signature drawn by hand: lines on a plane, kept as text, shown as a picture. Nothing but figures gets in.

The text is a list of strokes; a stroke is a list of points: `12,40 15,38;60,90 61,95`. From so little no reader of
pictures has to be feared, it is small enough to stand among the answers, and it prints sharp at any size.
"""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

WIDTH: Final = 600
HEIGHT: Final = 300
LONGEST: Final = 8000  # characters; a name of four characters takes about 1,500
FEWEST: Final = 6  # points; fewer are a slip of the hand

_POINT = r"[0-9]{1,3},[0-9]{1,3}"
_STROKE = rf"{_POINT}(?: {_POINT})*"
_DRAWING = re.compile(rf"{_STROKE}(?:;{_STROKE})*")

#: how programs send one, as the page does
PATTERN: Final = f"^{_DRAWING.pattern}$"
TOLD: Final = (
    f"笔迹：宽 {WIDTH}、高 {HEIGHT} 的平面上各点的“横,纵”坐标，同一笔的点以空格分开，各笔以分号分开，"
    f"不少于 {FEWEST} 个点；不收图片。不写的，以填写姓名签名。"
)

Point = tuple[int, int]


def strokes_of(text: str) -> tuple[tuple[Point, ...], ...] | None:
    """Read a drawing; None where it is none: other characters, points beside the plane, too much or too little."""
    if len(text) > LONGEST or not _DRAWING.fullmatch(text, 0, LONGEST):
        return None
    strokes = tuple(tuple(_point(each) for each in stroke.split(" ")) for stroke in text.split(";"))
    points = [point for stroke in strokes for point in stroke]
    beside = any(x > WIDTH or y > HEIGHT for x, y in points)
    return None if beside or len(points) < FEWEST else strokes


def picture_of(text: str, alt: str) -> Markup:
    """Draw a drawing as SVG with a text for those who do not see it; nothing for what is no drawing."""
    strokes = strokes_of(text)
    if strokes is None:
        return Markup("")
    path = "".join(f"M{_line(each)}" for each in strokes)
    return Markup(  # noqa: S704 — figures that were read as figures, and a text that is escaped
        f'<svg class="tb-drawn" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' aria-label="{escape(alt)}"><path d="{path}" fill="none" stroke="#000" stroke-width="4"'
        ' stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )  # fmt: skip


def _point(text: str) -> Point:
    x, _comma, y = text.partition(",")
    return int(x), int(y)


def _line(stroke: tuple[Point, ...]) -> str:
    """Give the path of a stroke; of a single point a line of no length, which a round end makes a dot."""
    points = stroke if len(stroke) > 1 else stroke * 2
    return "L".join(f"{x} {y}" for x, y in points)
