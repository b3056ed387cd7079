"""A memory of what was used most recently, by hash."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

Kept = TypeVar("Kept")


class KeptByHash(Generic[Kept]):
    """What was used most recently of definitions by hash. A hash names its content, so nothing grows stale."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, digest: str) -> Kept | None:
        with self._lock:
            found = self._kept.get(digest)
            if found is not None:
                self._kept.move_to_end(digest)
            return found

    def put(self, digest: str, kept: Kept) -> None:
        with self._lock:
            self._kept[digest] = kept
            self._kept.move_to_end(digest)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
