"""A plan after a change of bodies: who has taken over what an office that ended was to handle (36 §14(3))."""

from __future__ import annotations

import json
from functools import lru_cache

from sqlalchemy.orm import Session

from tongban.kit.definitions import NotFound
from tongban.kit.published import VersionRow, in_use, successors_of
from tongban.kit.tables import Scope, scoped

WHY = "一件事：查看承接单位公布的事项"


def with_successors(session: Session, text: str) -> str:
    """Give the text of a plan with every office that ended replaced by its successor; mostly the text as it is."""
    ended = {each for each in _offices(text) if successors_of(session, each)}
    if not ended:
        return text
    data = json.loads(text)
    items = {each["part"]: each["item"] for each in data["bundle"]["parts"]}
    for part, planned in data["parts"].items():
        if planned["tenant"] in ended and (row := _taken_over(session, planned["tenant"], items[part])) is not None:
            data["parts"][part] = {"tenant": row.tenant_id, "version": row.version, "hash": row.hash}
    return json.dumps(data, ensure_ascii=False, sort_keys=False)


@lru_cache(maxsize=256)
def _offices(text: str) -> frozenset[str]:
    return frozenset(each["tenant"] for each in json.loads(text)["parts"].values())


def _taken_over(session: Session, tenant: str, item: str) -> VersionRow | None:
    """Find the first successor that offers the item, or a successor of that one; None where nobody does."""
    for each in successors_of(session, tenant):
        try:
            with scoped(Scope((each,), None, WHY)):
                return in_use(session, each, item)
        except NotFound:
            if (further := _taken_over(session, each, item)) is not None:
                return further
    return None
