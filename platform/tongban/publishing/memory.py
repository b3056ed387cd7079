"""Published definitions by hash: kept as text, compiled once for each process, never changed (C5, scale)."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from tongban.definitions import Definition, compile_resolved
from tongban.errors import NotFound, TongbanError
from tongban.publishing.tables import DefinitionText

MOST = 2000  # compiled definitions kept; a few tens of kilobytes each
MOST_DATA = 300  # data kept as well, for pages that compare


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


_compiled: KeptByHash[Definition] = KeptByHash(MOST)
_data: KeptByHash[Mapping[str, object]] = KeptByHash(MOST_DATA)


def definition(session: Session, digest: str) -> Definition:
    """Return a published definition by its hash; asks the database once for each process."""
    found = _compiled.get(digest)
    if found is None:
        row = session.get(DefinitionText, digest)
        if row is None:
            raise NotFound("没有找到这个版本的事项定义。")
        found = compile_resolved(decode(row.data))
        if found.hash != digest:
            raise TongbanError(f"事项定义“{found.item}”的内容与它的摘要不符，数据可能已被改动，请联系运维人员核查。")
        _compiled.put(digest, found)
    return found


def published_data(session: Session, digest: str) -> Mapping[str, object]:
    """Return the resolved data of a published definition by its hash; asked once for each process."""
    found = _data.get(digest)
    if found is None:
        row = session.get(DefinitionText, digest)
        if row is None:
            raise NotFound("没有找到这个版本的事项定义。")
        found = decode(row.data)
        _data.put(digest, found)
    return found


def keep_text(session: Session, data: Mapping[str, object], compiled: Definition) -> None:
    """Store the resolved data under its hash, once for all claimants whose data is equal."""
    if session.get(DefinitionText, compiled.hash) is None:
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        session.add(DefinitionText(hash=compiled.hash, data={"json": text}))


def decode(data: Mapping[str, object]) -> dict[str, object]:
    """Read what `keep_text` stored; the order of its keys is kept."""
    found: dict[str, object] = json.loads(str(data["json"]))
    return found
