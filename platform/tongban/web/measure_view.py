"""The figures of lists as pages show them: per district and department, labels and targets, the items behind each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from tongban.assurance.measures import Behind, CityMeasure, Figure, Measured, Reached

MOST_BEHIND = 50
MOST_BEHIND_A_TARGET = 5


@dataclass(frozen=True, slots=True)
class FigureView:
    """One figure in words, and what keeps it from being whole; `more` counts what is not listed."""

    name: str
    share: str
    count: str
    behind: tuple[Behind, ...]
    more: int


@dataclass(frozen=True, slots=True)
class MeasuredView:
    id: str
    name: str
    figures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True)
class LabelView:
    label: str
    count: str
    items: tuple[Behind, ...]


@dataclass(frozen=True, slots=True)
class TargetView:
    label: str
    aim: str
    got: str
    article: str
    holds: bool
    behind: tuple[Behind, ...]
    more: int


@dataclass(frozen=True, slots=True)
class MeasureView:
    """One page of figures."""

    name: str
    districts: tuple[MeasuredView, ...]
    departments: tuple[MeasuredView, ...]
    labels: tuple[LabelView, ...]
    targets: tuple[TargetView, ...]
    not_joined: int


def measure_view(found: CityMeasure) -> MeasureView:
    """Show a report."""
    return MeasureView(
        found.name,
        tuple(_measured(found.districts)),
        tuple(_measured(found.departments)),
        tuple(
            LabelView(_(each.label), _("%(got)s 项，共 %(of)s 项", got=len(each.items), of=each.of), each.items)
            for each in found.counts
        ),
        tuple(_target(each) for each in found.targets),
        found.not_joined,
    )


def _measured(measured: Iterable[Measured]) -> Iterable[MeasuredView]:
    for each in measured:
        named = (
            (_("完备度"), each.completeness),
            (_("覆盖度"), each.coverage),
            (_("准确度"), each.accuracy),
            (_("核实度"), each.verified),
        )
        yield MeasuredView(each.id, each.name, tuple(_figure(name, figure) for name, figure in named))


def _figure(name: str, figure: Figure) -> FigureView:
    share = "—" if figure.percent is None else f"{figure.percent}%"
    count = f"{figure.got}/{figure.of}"
    return FigureView(name, share, count, figure.behind[:MOST_BEHIND], max(0, len(figure.behind) - MOST_BEHIND))


def _target(reached: Reached) -> TargetView:
    target = reached.target
    unit = _("项") if target.unit == "items" else "%"
    got = _("无可比较") if reached.got is None else f"{reached.got} {unit}"
    aim = _("不少于 %(count)s %(unit)s", count=target.at_least, unit=unit)
    named, more = reached.behind[:MOST_BEHIND_A_TARGET], max(0, len(reached.behind) - MOST_BEHIND_A_TARGET)
    return TargetView(_(reached.label), aim, got, target.article, reached.holds, named, more)
