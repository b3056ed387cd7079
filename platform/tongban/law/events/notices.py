"""A document was ordered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from tongban.law.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeOrdered(Happened):
    """Order a document; the layer above writes it in the same transaction. `values` are what its wording may name."""

    kind: ClassVar[str] = "notice_ordered.1"
    notice: str
    values: Mapping[str, object]
