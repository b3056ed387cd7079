"""What a page of the queue costs, with few cases and many, with few tenants and many: two databases, asked in turns."""

from __future__ import annotations

from statistics import median
from time import perf_counter

from bench.figures import Figure
from bench.instance import Instance
from bench.item import TENANT
from tongban.cases.queue import Asked, queue
from tongban.database import scoped

ROLES = ("window_clerk", "reviewer")
WARM_UP = 5


def compare(large: Instance, small: Instance, times: int) -> Figure:
    """Ask both in turns for the first page and the one behind it."""
    taken: dict[int, list[float]] = {0: [], 1: []}
    for _ in range(WARM_UP + times):
        for which, instance in enumerate((large, small)):
            begin = perf_counter()
            _two_pages(instance)
            taken[which].append(perf_counter() - begin)
    middle = [1000 * median(each[WARM_UP:]) for each in taken.values()]
    return Figure(middle[0], middle[1], "ms per two pages", "about 1")


def _two_pages(instance: Instance) -> None:
    with scoped(TENANT):
        session = instance.sessions()
        first = queue(session, TENANT, ROLES, Asked())
        second = queue(session, TENANT, ROLES, Asked(after=first.next))
        if len(first.lines) != len(second.lines):
            raise AssertionError("the queue should have two full pages")
    instance.sessions.remove()
