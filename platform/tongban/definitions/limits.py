"""How large a definition may be. What goes beyond is refused when it is read, before anything is worked out of it.

The size of a file, the depth of its nesting and the depth and length of a condition have limits of their own, in
`strict_yaml` and `conditions.parse`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tongban.definitions.expand import fields_in
from tongban.definitions.reading import Reading
from tongban.definitions.steps import steps_of
from tongban.definitions.strict_yaml import Document, Path

MOST: Mapping[str, int] = {"form": 500, "situation": 100, "checks": 500, "materials": 200, "process": 100, "tables": 50}
CALLED: Mapping[str, str] = {
    "form": "表单字段",
    "situation": "情形问题",
    "checks": "表单校验",
    "materials": "申请材料",
    "process": "办理环节",
    "tables": "决策表",
}


def refuse_too_large(reading: Reading, document: Document) -> bool:
    """Note what there is too much of in an item; tell whether there was any."""
    before = len(reading.findings)
    for where, count in _counts(document.data):
        key = str(where[0])
        if count > MOST[key]:
            message = f"{CALLED[key]}有 {count} 个，最多 {MOST[key]} 个。"
            hint = "请按办理情形拆分成几个事项（7 §7）。"
            reading.refuse_at("TB051", document, where, message, hint=hint, article="7 §7")
    return len(reading.findings) > before


def _counts(data: Mapping[str, Any]) -> Iterator[tuple[Path, int]]:
    yield ("form",), sum(1 for _ in fields_in(data.get("form")))
    yield ("process",), sum(1 for _ in steps_of(data))
    for key in ("situation", "checks", "materials", "tables"):
        listed = data.get(key)
        yield (key,), len(listed) if isinstance(listed, list) else 0
