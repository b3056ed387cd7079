"""The item that the bench applies for, laid over the repository: sections of twenty fields, linted like any."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

from tongban.publishing import Shelf

DATA = Path(__file__).parent / "data"
TENANT = "yunyang"
SECTIONS = {"bench-20": 1, "bench-60": 3}
_CLAIM = """
  {item}:
    authority: {{name: 云阳县城市管理局}}
    service: {{address: 云阳县示例路 3 号, hours: "工作日 9:00—17:00", phone: 023-55000001, complaints: 023-55000002}}
    demonstration: [authority, service]
"""


def texts(shelf: Shelf) -> dict[str, str]:
    """Give the bench's items and the claims of a tenant that offers them beside its own."""
    claims = f"tenants/{TENANT}/items.yaml"
    found = {f"item_defs/chengguan/{item}/item.yaml": _item(item, count) for item, count in SECTIONS.items()}
    return {
        **found,
        claims: shelf.sources.read(claims).rstrip() + "".join(_CLAIM.format(item=each) for each in SECTIONS),
    }


def typed(item: str) -> Mapping[str, str]:
    """Give what is typed, by field, in the order of the form."""
    pattern = yaml.safe_load((DATA / "typed.yaml").read_text("utf-8"))
    return {f"{name}_{n}": text for n in range(1, SECTIONS[item] + 1) for name, text in pattern.items()}


def _item(item: str, count: int) -> str:
    section = (DATA / "section.yaml").read_text("utf-8")
    form = "".join(section.replace("@", str(n)) for n in range(1, count + 1)).rstrip()
    whole = (DATA / "item.yaml").read_text("utf-8")
    return whole.replace("%ITEM%", item).replace("%SECTIONS%", str(count)).replace("%FORM%", form)
