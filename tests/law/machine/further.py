"""A kind of notice as a plugin enters one, for the length of a block: no kind of the law's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module

from tongban.definitions.notice_kinds import enter_kind, notice_kinds

GOOD_NEWS = replace(
    notice_kinds["receipt"], id="good_news", title="告知书", own=("news",), further=True, ordinary=False
)


@contextmanager
def good_news_known() -> Iterator[None]:
    enter_kind(GOOD_NEWS)
    yield
    del import_module("tongban.definitions.notice_kinds")._ENTERED[GOOD_NEWS.id]
