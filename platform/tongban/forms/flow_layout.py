"""Places and lines of a flow chart, in units of a pixel on a telephone: narrow enough to be read there and on paper."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from tongban.forms.flow import CHECK, SUPPLEMENT, Flow, FlowLayer, FlowNode

WIDTH = 328.0
MIDDLE = WIDTH / 2
MARGIN, GUTTER = 14.0, 8.0
ALONE = 208.0  # width of a place that stands alone
NAME, NOTE, LINE, SMALL = 15.0, 12.0, 20.0, 16.0
PAD = 9.0
GAP = 26.0  # between layers, without words on the way
MOST_BESIDE = 3

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """One place with its words broken into lines."""

    node: FlowNode
    x: float
    y: float
    width: float
    height: float
    name: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def top(self) -> Point:
        return self.x + self.width / 2, self.y

    @property
    def bottom(self) -> Point:
        return self.x + self.width / 2, self.y + self.height


@dataclass(frozen=True, slots=True)
class Way:
    """One line with an arrow at its end, unless another line goes on from there."""

    points: tuple[Point, ...]
    dashed: bool = False
    arrow: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """Words on a line, line by line, from their middle at the top (or their left, where `start`)."""

    lines: tuple[str, ...]
    x: float
    y: float
    start: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds the steps of a group together."""

    x: float
    y: float
    width: float
    height: float
    title: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    width: float
    height: float
    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]
    words: tuple[Words, ...]
    frames: tuple[Frame, ...]


def lay_out(flow: Flow) -> Chart:
    """Place every layer under the one before, and draw the ways between them."""
    paper = _Paper(flow)
    for layer in flow.layers:
        paper.lay(layer)
    return paper.chart()


def broken(text: str, width: float, size: float) -> tuple[str, ...]:
    """Break words into lines of a width; a Chinese character is as wide as it is high, others about half."""
    lines, line, used = [], "", 0.0
    for each in text:
        wide = size * (1.0 if unicodedata.east_asian_width(each) in "WFA" else 0.56)
        closing = unicodedata.category(each) in ("Po", "Pe", "Pf")  # no mark begins a line
        if used + wide > width and line and not closing:
            head, space, tail = line.rpartition(" ")
            whole = bool(space) and each.isascii() and each != " "  # words of letters are not cut
            lines.append(head if whole else line.strip())
            line = tail if whole else ""
            used = sum(size * (1.0 if unicodedata.east_asian_width(one) in "WFA" else 0.56) for one in line)
        line, used = line + each, used + wide
    return tuple((*lines, line.strip()) if line.strip() else lines)


class _Paper:
    """What was drawn so far, from the top down."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.y = 8.0
        self.boxes: list[Box] = []
        self.ways: list[Way] = []
        self.words: list[Words] = []
        self.frames: list[Frame] = []
        self.ends: list[Box] = []  # from where the way goes on
        self.passing: float | None = None  # where the way past a step begins
        self.turn = 0.0  # how far below the last place the next such way may begin

    def lay(self, layer: FlowLayer) -> None:
        if layer.together:
            self._together(layer)
            return
        beside = len(layer.nodes) > 1
        self._lead(layer)
        width = _column(max(len(layer.nodes), 2)) if beside else ALONE
        boxes = self._row(layer.nodes, width)
        self._arrive(boxes)
        self.turn = self._pass_by()
        self.ends = self._going_on(boxes)

    def _going_on(self, boxes: list[Box]) -> list[Box]:
        """Give from where the way goes on: after the check of acceptance, from acceptance alone."""
        if boxes[0].node.id == SUPPLEMENT:
            self._back(boxes[0])
            return [boxes[1]]
        return boxes

    def _lead(self, layer: FlowLayer) -> None:
        """Leave room for the way in and write when it is taken."""
        labels = self._labels(layer)
        if len(layer.nodes) == 1 and labels[0]:
            lines = broken(labels[0], WIDTH / 2 - 14, NOTE)
            self.passing = self.y + self.turn + 8
            self.y += self.turn + 12
            self.words.append(Words(lines, MIDDLE + 8, self.y, start=True))
            self.y += SMALL * len(lines) + 10
        elif any(labels):
            self.y += GAP
            column = _column(len(layer.nodes))
            told = [broken(label, column / 2 + 2, NOTE) for label in labels]
            for place, lines in enumerate(told):
                x = MARGIN + place * (column + GUTTER) + column / 2
                self.words.append(Words(lines, x + 4, self.y, start=True))
            self.y += SMALL * max(map(len, told)) + 8
        else:
            self.y += GAP if self.boxes else 0

    def _labels(self, layer: FlowLayer) -> list[str]:
        found = {each.end: each.label for each in reversed(self.flow.edges)}
        return [found.get(each.id, "") for each in layer.nodes]

    def _row(self, nodes: Sequence[FlowNode], width: float) -> list[Box]:
        """Set places side by side, all as high as the highest."""
        whole = width * len(nodes) + GUTTER * (len(nodes) - 1)
        left = (WIDTH - whole) / 2
        made = [_box(each, left + place * (width + GUTTER), self.y, width) for place, each in enumerate(nodes)]
        height = max(each.height for each in made)
        made = [Box(b.node, b.x, b.y, b.width, height, b.name, b.notes) for b in made]
        self.boxes += made
        self.y += height
        return made

    def _arrive(self, boxes: list[Box]) -> None:
        """Lead every way on to every place of the layer, by one line across where there are several."""
        if not self.ends:
            return
        across = self.ends[0].bottom[1] + 12 if len(self.ends) == 1 else max(e.bottom[1] for e in self.ends) + 12
        for start in self.ends:
            for end in boxes:
                if start.bottom[0] == end.top[0]:
                    points: tuple[Point, ...] = (start.bottom, end.top)
                else:
                    points = (start.bottom, (start.bottom[0], across), (end.top[0], across), end.top)
                self.ways.append(Way(points))

    def _pass_by(self) -> float:
        """Draw the way past a step that is not always taken, along the left; say how much room it took below."""
        if self.passing is None:
            return 0.0
        left, below = MARGIN + 8, self.y + 8
        points = ((MIDDLE, self.passing), (left, self.passing), (left, below), (MIDDLE, below))
        self.ways.append(Way(points, dashed=True, arrow=False))
        self.words.append(Words((self.flow.words.otherwise,), left + 5, self.passing + 3, start=True))
        self.passing = None
        return 6.0

    def _back(self, supplement: Box) -> None:
        """Lead from putting right back to the check, along the left."""
        check = next(each for each in self.boxes if each.node.id == CHECK)
        middle = check.y + check.height / 2
        left = 5.0
        start = (supplement.x, supplement.y + supplement.height / 2)
        self.ways.append(Way((start, (left, start[1]), (left, middle), (check.x, middle)), dashed=True))

    def _together(self, layer: FlowLayer) -> None:
        """Frame the steps of a group; what goes on at one time stands side by side, up to three in a row."""
        self.y += GAP
        top = self.y
        title = broken(layer.title, WIDTH - 2 * MARGIN - 16, NOTE)
        self.y += 8 + SMALL * len(title) + 6
        fork = self.y
        most = len(layer.nodes) if len(layer.nodes) <= MOST_BESIDE else 2
        rows = [layer.nodes[place : place + most] for place in range(0, len(layer.nodes), most)]
        self.y += 18
        lowest: list[Box] = []
        for place, row in enumerate(rows):
            lowest = self._row(row, _column(most, inside=True))
            for box in lowest if place == 0 else ():
                self.ways.append(Way(((box.top[0], fork), box.top)))
            self.y += 10 if place < len(rows) - 1 else 0
        join = self.y + 14
        self.ways += [Way((box.bottom, (box.bottom[0], join)), arrow=False) for box in lowest]
        self.ways.append(Way(((MARGIN + 16, fork), (WIDTH - MARGIN - 16, fork)), arrow=False))
        self.ways.append(Way(((MARGIN + 16, join), (WIDTH - MARGIN - 16, join)), arrow=False))
        self.y = join + 8
        self.frames.append(Frame(MARGIN - 6, top, WIDTH - 2 * MARGIN + 12, self.y - top, title))
        whole = Box(FlowNode("", "", ""), MARGIN, top, WIDTH - 2 * MARGIN, self.y - top, (), ())
        self._arrive([whole])
        self.ends, self.turn = [whole], 0.0

    def chart(self) -> Chart:
        return Chart(WIDTH, self.y + 8, tuple(self.boxes), tuple(self.ways), tuple(self.words), tuple(self.frames))


def _column(count: int, *, inside: bool = False) -> float:
    room = WIDTH - 2 * MARGIN - (8 if inside else 0)
    return (room - GUTTER * (count - 1)) / count


def _box(node: FlowNode, x: float, y: float, width: float) -> Box:
    slanted = 44 if node.kind in ("check", "decision") else 0
    inner = width - 2 * PAD - slanted
    name = broken(node.name, inner, NAME)
    notes = tuple(line for each in node.notes for line in broken(each, inner, NOTE))
    height = 2 * PAD + LINE * len(name) + SMALL * len(notes) + (8 if slanted else 0)
    return Box(node, x, y, width, height, name, notes)
