"""The elements that a guide must tell, by kind of power: 14 for permits, 10 for confirmations, 9 for benefits.

The shorter lists leave out, from the end, what seldom differs there: the platform's own reading of the published list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Data = Mapping[str, Any]


def _has(*path: str) -> Callable[[Data], bool]:
    def there(data: Data) -> bool:
        found: Any = data
        for part in path:
            found = found.get(part) if isinstance(found, Mapping) else None
        return found not in (None, "", [], {})

    return there


def _always(_data: Data) -> bool:
    """Take what the platform itself provides for every item."""
    return True


#: In this order: what is asked first is asked of every kind.
ELEMENTS: tuple[tuple[str, Callable[[Data], bool]], ...] = (
    ("事项名称", _has("title")),
    ("实施主体", _has("authority", "name")),
    ("办理条件", _has("conditions")),
    ("申请材料", _has("materials")),
    ("办理流程", _has("process")),
    ("办理时限", _has("time", "promise")),
    ("办理地点", _has("service", "address")),
    ("咨询电话", _has("service", "phone")),
    ("监督电话", _has("service", "complaints")),
    ("办理时间", _has("service", "hours")),
    ("收费标准", _has("fees")),
    ("网上办理深度", _always),  # full, where the item is silent
    ("结果送达方式", _always),  # at the counter and electronically, where the item is silent
    ("表格下载", _has("form")),  # the form is the item's own; the counter prints it
)
#: How many of them, by kind of GB/T 39046 A.1; of other kinds as of confirmations.
COUNTS: Mapping[str, int] = {"01": 14, "07": 10, "05": 9}
OTHER = 10


def missing_in_guide(data: Data) -> tuple[str, ...]:
    """Return the elements that the guide of an item, worked out for a claimant, does not tell."""
    entry = data.get("catalogue")
    count = COUNTS.get(str(entry.get("kind")), OTHER) if isinstance(entry, Mapping) else OTHER
    return tuple(name for name, there in ELEMENTS[:count] if not there(data))
