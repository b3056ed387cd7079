"""Labels of an item, computed from its definition and never typed (C11; 335 §22; 30 (一))."""

from __future__ import annotations

from collections.abc import Mapping

from tongban.conditions import evaluate
from tongban.definitions.model import Definition

ON_THE_SPOT = "即办"
FULLY_ONLINE = "全程网办"
AT_MOST_ONCE = "最多跑一次"
NO_MATERIALS = "零材料"


def labels_of(definition: Definition, values: Mapping[str, object] | None = None) -> tuple[str, ...]:
    """Give the labels that are true; with `values`, those of this situation."""
    rules = {
        ON_THE_SPOT: definition.on_the_spot,
        FULLY_ONLINE: _fully_online(definition),
        AT_MOST_ONCE: definition.visits <= 1,
        NO_MATERIALS: _no_materials(definition, values or {}),
    }
    return tuple(label for label, true in rules.items() if true)


def _fully_online(definition: Definition) -> bool:
    """Say whether nobody need come: applied for, decided and delivered without a visit."""
    delivered = bool({"electronic", "courier"} & set(definition.delivery)) or definition.result is None
    return (
        definition.online_depth == "full" and "online" in definition.channels and definition.visits == 0 and delivered
    )


def _no_materials(definition: Definition, values: Mapping[str, object]) -> bool:
    """Say whether the applicant need bring nothing: no material but what government holds (335 §32)."""
    brought = (each for each in definition.materials if each.source != "government")
    return all(evaluate(each.when, values) is False or evaluate(each.required, values) is False for each in brought)
