"""Measure the lists of items per department and district (36 §21–25), and count their labels against targets. Pure."""

from tongban.assurance.measures.city import CityMeasure, measure_city
from tongban.assurance.measures.convenience import (
    LABELS,
    Count,
    Reached,
    counts_of,
    targets_of,
    time_cut,
)
from tongban.assurance.measures.figures import Behind, Figure, Measured
from tongban.assurance.measures.lists import Claimed, applicable, claims_below, measured

__all__ = [
    "LABELS",
    "Behind",
    "CityMeasure",
    "Claimed",
    "Count",
    "Figure",
    "Measured",
    "Reached",
    "applicable",
    "claims_below",
    "counts_of",
    "measure_city",
    "measured",
    "targets_of",
    "time_cut",
]
