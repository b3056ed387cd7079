"""Measure journeys against their floor: ours, floor, ours, floor; the middle one of each counts."""

from __future__ import annotations

import gc
from dataclasses import dataclass, replace
from statistics import median
from time import perf_counter

import psycopg

from bench import floor
from bench import item as bench_item
from bench.figures import Figure
from bench.instance import Instance, bare, opened
from bench.journey import Journey
from bench.recording import recording

WARM_UP = 3


@dataclass(frozen=True, slots=True)
class Measured:
    figure: Figure
    statements: int  # that one journey of ours sends
    rows: int  # that it writes


def measure(instance: Instance, floor_url: str, item: str, times: int) -> Measured:
    """Measure one journey, some times over; the floor writes into a database of its own, a copy made before.

    What the floor writes is told by another journey just like it, on an engine of its own: listening costs, too.
    """
    journey = Journey(instance, item, bench_item.typed(item))
    ours, floors = [], []
    gc.collect()
    gc.freeze()  # the loaded city is not walked again
    statements = rows = 0
    with opened(instance.settings) as told, psycopg.connect(bare(floor_url), autocommit=True) as connection:
        for n in range(WARM_UP + times):
            with recording(told.engine) as made:
                replace(journey, instance=told).go(f"{item}-{n}-told")
            ours.append(_timed(lambda n=n: journey.go(f"{item}-{n}")))
            floors.append(_timed(lambda made=made: floor.write(connection, bench_item.TENANT, made.transactions)))
            statements = len(made.statements)
            rows = sum(len(write.rows) for writes in made.transactions for write in writes)
    figure = Figure(1000 * median(ours[WARM_UP:]), 1000 * median(floors[WARM_UP:]), "ms per case", "≤ 3")
    return Measured(figure, statements, rows)


def _timed(work: object) -> float:
    gc.collect()  # so that neither pays for what the other left
    begin = perf_counter()
    work()  # type: ignore[operator]
    return perf_counter() - begin
