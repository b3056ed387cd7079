"""Labels of an item, computed from its definition and never typed (C11; 335 §22; 30 (一))."""

from __future__ import annotations

from collections.abc import Mapping

from tongban.conditions import evaluate
from tongban.definitions.model import Definition

ON_THE_SPOT = "即办"
FULLY_ONLINE = "全程网办"
AT_MOST_ONCE = "最多跑一次"
NO_MATERIALS = "零材料"
NEARBY = "就近办"
#: Beyond whose bounds nobody need go to another office: handled at any of them (30 (四)).
_WIDE = frozenset({"county", "city", "province", "national"})
_NEAR = frozenset({"township", "village"})


def labels_of(definition: Definition, values: Mapping[str, object] | None = None) -> tuple[str, ...]:
    """Give the labels that are true; with `values`, those of this situation."""
    rules = {
        ON_THE_SPOT: definition.on_the_spot,
        FULLY_ONLINE: _fully_online(definition),
        AT_MOST_ONCE: definition.visits <= 1,
        NO_MATERIALS: _no_materials(definition, values or {}),
        NEARBY: _nearby(definition),
    }
    return tuple(label for label, true in rules.items() if true)


def _fully_online(definition: Definition) -> bool:
    """Say whether nobody need come: applied for, decided and delivered without a visit."""
    delivered = bool({"electronic", "courier"} & set(definition.delivery)) or definition.result is None
    return (
        definition.online_depth == "full" and "online" in definition.channels and definition.visits == 0 and delivered
    )


def _nearby(definition: Definition) -> bool:
    """Say whether one may go to the next office: handled in townships or villages, at any office, or at a kiosk."""
    reach = definition.reach is not None and definition.reach.level in _WIDE
    handled = bool(_NEAR & set(definition.catalogue.levels))
    return reach or handled or definition.village_agent or bool(definition.service.kiosks)


def _no_materials(definition: Definition, values: Mapping[str, object]) -> bool:
    """Say whether the applicant need bring nothing: no material but what government holds (335 §32)."""
    brought = (each for each in definition.materials if each.source != "government")
    return all(evaluate(each.when, values) is False or evaluate(each.required, values) is False for each in brought)
