"""A flow chart as SVG: shapes and words only, no script, no style of its own; it can be read in black and white."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from tongban.forms.flow_layout import LINE, NAME, NOTE, PAD, SMALL, Box, Chart, Frame, Way, Words

_FONT = "Noto Sans SC, Noto Sans CJK SC, sans-serif"
#: kind → ground; the shape tells the kinds apart where there is no colour
_GROUNDS = {"end": "#e8eef7", "check": "#fff6e0", "decision": "#fff6e0", "special": "#f1ecf8"}


def to_svg(chart: Chart, title: str = "", description: str = "", name: str = "flow") -> str:
    """Return the chart; with a title it can be put into a page, `name` telling its parts apart there."""
    said = ""
    if title:
        said = f' role="img" aria-labelledby="{name}-title {name}-desc"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="tb-flow"{said} viewBox="0 0 {chart.width:g} {chart.height:g}"'
        f' width="{chart.width:g}" height="{chart.height:g}" font-family="{_FONT}" fill="none" stroke="none">'
    )
    told = f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>'
    return head + (told if title else "") + "".join(_shapes(chart)) + "</svg>"


def _shapes(chart: Chart) -> Iterator[str]:
    yield from (_frame(each) for each in chart.frames)
    yield from (_way(each) for each in chart.ways)
    yield from (_box(each) for each in chart.boxes)
    yield from (_words(each) for each in chart.words)


def _frame(frame: Frame) -> str:
    shape = (
        f'<rect x="{frame.x:g}" y="{frame.y:g}" width="{frame.width:g}" height="{frame.height:g}" rx="8"'
        ' fill="#f7f9fb" stroke="#5c6877" stroke-dasharray="2 3"/>'
    )
    return shape + _lines(frame.title, frame.x + frame.width / 2, frame.y + 8, NOTE, SMALL, bold=True)


def _way(way: Way) -> str:
    dashes = ' stroke-dasharray="5 4"' if way.dashed else ""
    bar = len(way.points) == 2 and way.points[0][1] == way.points[1][1]  # where ways part and meet
    path = "M" + "L".join(f"{x:g} {y:g}" for x, y in way.points)
    line = f'<path d="{path}" stroke="#3d4856" stroke-width="{3 if bar else 1.5}"{dashes}/>'
    return line + (_head(way) if way.arrow else "")


def _head(way: Way) -> str:
    """Draw the arrow as a triangle; markers are not known to every printer."""
    (from_x, from_y), (x, y) = way.points[-2], way.points[-1]
    if from_x == x:
        back = -7 if y > from_y else 7
        points = f"{x:g},{y:g} {x - 4:g},{y + back:g} {x + 4:g},{y + back:g}"
    else:
        back = -7 if x > from_x else 7
        points = f"{x:g},{y:g} {x + back:g},{y - 4:g} {x + back:g},{y + 4:g}"
    return f'<polygon points="{points}" fill="#3d4856"/>'


def _box(box: Box) -> str:
    ground = _GROUNDS.get(box.node.kind, "#ffffff")
    line = f'fill="{ground}" stroke="#3d4856" stroke-width="{2 if box.node.kind == "decision" else 1.3}"'
    x, y, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    middle = (y + bottom) / 2
    if box.node.kind in ("check", "decision"):
        corners = ((x, middle), (x + 22, y), (right - 22, y), (right, middle), (right - 22, bottom), (x + 22, bottom))
        shape = f'<polygon points="{" ".join(f"{a:g},{b:g}" for a, b in corners)}" {line}/>'
    else:
        radius = {"end": box.height / 2, "side": 10}.get(box.node.kind, 4)
        shape = f'<rect x="{x:g}" y="{y:g}" width="{box.width:g}" height="{box.height:g}" rx="{radius:g}" {line}/>'
    if box.node.kind == "special":
        inner = f'x="{x + 3:g}" y="{y + 3:g}" width="{box.width - 6:g}" height="{box.height - 6:g}"'
        shape += f'<rect {inner} rx="2" stroke="#3d4856" stroke-dasharray="3 2"/>'
    tall = LINE * len(box.name) + SMALL * len(box.notes)
    top = y + max(PAD, (box.height - tall) / 2)
    centre = box.x + box.width / 2
    name = _lines(box.name, centre, top, NAME, LINE, bold=True)
    return shape + name + _lines(box.notes, centre, top + LINE * len(box.name), NOTE, SMALL)


def _words(words: Words) -> str:
    anchor = "start" if words.start else "middle"
    return _lines(words.lines, words.x, words.y, NOTE, SMALL, anchor=anchor, halo=True)


def _lines(
    lines: tuple[str, ...],
    x: float,
    top: float,
    size: float,
    step: float,
    *,
    bold: bool = False,
    anchor: str = "middle",
    halo: bool = False,
) -> str:
    weight = ' font-weight="700"' if bold else ""
    around = ' stroke="#ffffff" stroke-width="3" paint-order="stroke"' if halo else ""
    return "".join(
        f'<text x="{x:g}" y="{top + step * place + (step + size * 0.72) / 2:g}" font-size="{size:g}"'
        f' text-anchor="{anchor}" fill="#17202b"{weight}{around}>{escape(line)}</text>'
        for place, line in enumerate(lines)
    )
