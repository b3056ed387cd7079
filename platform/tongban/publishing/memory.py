"""Published definitions by hash: kept as text, compiled once for each process, never changed (C5, scale)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.definitions import Definition, compile_resolved
from tongban.definitions.compiler import compiled_before
from tongban.definitions.kept_by_hash import KeptByHash
from tongban.errors import NotFound, TongbanError
from tongban.publishing.tables import DefinitionText

MOST_DATA = 300  # data kept as well, for pages that compare

_data: KeptByHash[Mapping[str, object]] = KeptByHash(MOST_DATA)


def definition(session: Session, digest: str) -> Definition:
    """Return a published definition by its hash; asks the database once for each process."""
    found = compiled_before(digest)
    if found is None:
        row = session.get(DefinitionText, digest)
        if row is None:
            raise NotFound("没有找到这个版本的事项定义。")
        found = compile_resolved(decode(row.text))
        if found.hash != digest:
            raise TongbanError(f"事项定义“{found.item}”的内容与它的摘要不符，数据可能已被改动，请联系运维人员核查。")
    return found


def published_data(session: Session, digest: str) -> Mapping[str, object]:
    """Return the resolved data of a published definition by its hash; asked once for each process."""
    found = _data.get(digest)
    if found is None:
        row = session.get(DefinitionText, digest)
        if row is None:
            raise NotFound("没有找到这个版本的事项定义。")
        found = decode(row.text)
        _data.put(digest, found)
    return found


def keep_text(session: Session, data: Mapping[str, object], compiled: Definition) -> None:
    """Store the resolved data under its hash, once for all claimants whose data is equal."""
    keep_texts(session, {compiled.hash: data})


def keep_texts(session: Session, data: Mapping[str, Mapping[str, object]]) -> None:
    """Store resolved data by its hash, as `keep_text` does, many in one go."""
    there = set(session.scalars(select(DefinitionText.hash).where(DefinitionText.hash.in_(data))))
    for digest in data.keys() - there:
        text = json.dumps(data[digest], ensure_ascii=False, separators=(",", ":"))
        session.add(DefinitionText.of(digest, text))


def decode(text: str) -> dict[str, object]:
    """Read what `keep_text` stored; the order of its keys is kept."""
    found: dict[str, object] = json.loads(text)
    return found
