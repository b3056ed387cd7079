"""Find published items by what people type: words, one to three characters, synonyms, pinyin and initials (C9).

The database narrows by LIKE, which SQLite and PostgreSQL answer alike; the order is worked out here, so that both give
the same list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from importlib import import_module

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tongban.publishing.tables import VersionRow

MAXIMUM_WORDS = 8
MAXIMUM_LETTERS = 60
#: What people put around the thing they want; left out only where the whole query finds nothing.
_AROUND = re.compile(
    r"^(我想要|我想|我要|怎么|如何|怎样|哪里|在哪|去哪)?(办理|申请|申办|办|开)?(一下|一个)?|(怎么办|怎么弄|在哪办|流程|吗|的)$"
)
_CHINESE = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]+")
_LETTERS = re.compile(r"[a-z]{2,}\Z")


class Rank(IntEnum):
    """How well a word fits; the smaller, the better."""

    TITLE_EXACT = 0
    TITLE_CONTAINS = 1
    KEYWORD_EXACT = 2
    KEYWORD_CONTAINS = 3
    SUMMARY = 4
    PINYIN = 5
    INITIALS = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """One version found, and how well its worst-fitting word fits."""

    version: VersionRow
    rank: Rank


@dataclass(frozen=True, slots=True)
class _Line:
    title: str
    keywords: tuple[str, ...]
    summary: str
    pinyin: tuple[str, ...]
    initials: tuple[str, ...]


def search_line(title: str, keywords: Sequence[str], summary: str) -> str:
    """Write what the search reads of an item: five lines, folded alike; a capital in the pinyin begins a syllable."""
    phrases = dict.fromkeys(part for text in (title, *keywords) for part in _CHINESE.findall(fold(text)))
    spoken = [_spoken(each) for each in phrases]
    lines = (fold(title), "|".join(fold(each) for each in keywords), fold(summary))
    pinyin, initials = " ".join(each for each, _ in spoken), " ".join(each for _, each in spoken)
    return "\n".join((*lines, pinyin, initials))


@lru_cache(maxsize=4096)
def _spoken(phrase: str) -> tuple[str, str]:
    """Give a phrase in pinyin and in its initials: thirty districts publish the same title.

    The readings of all characters take a third of a second to load; who publishes nothing does not wait for them.
    """
    readings = import_module("pypinyin")
    pinyin = "".join(each.capitalize() for each in readings.lazy_pinyin(phrase))
    return pinyin, "".join(readings.lazy_pinyin(phrase, style=readings.Style.FIRST_LETTER))


def fold(text: str) -> str:
    """Make what looks alike equal: full-width and half-width, upper and lower case, any run of spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def search(session: Session, tenants: Iterable[str], query: str, *, limit: int = 50) -> list[Hit]:
    """Return the items in use at these tenants that hold every word of the query, the best first.

    An empty query finds nothing. Where the whole finds nothing, what stands around the thing (我要办理…) is dropped.
    """
    ids = tuple(tenants)
    words = tuple(fold(query[: MAXIMUM_LETTERS * 2])[:MAXIMUM_LETTERS].split()[:MAXIMUM_WORDS])
    hits = _find(session, ids, words)
    if not hits:
        core = tuple(filter(None, (_AROUND.sub("", word) for word in words)))
        hits = _find(session, ids, core) if core != words else []
    return hits[:limit]


def _find(session: Session, tenants: tuple[str, ...], words: tuple[str, ...]) -> list[Hit]:
    if not tenants or not words:
        return []
    asked = select(VersionRow).where(VersionRow.tenant_id.in_(tenants), VersionRow.state == "in_use")
    for word in words:
        asked = asked.where(func.lower(VersionRow.search).contains(word, autoescape=True))
    found = [(row, _ranks(_read(row.search), words)) for row in session.scalars(asked)]
    fitting = [(row, ranks) for row, ranks in found if ranks]
    fitting.sort(key=lambda each: _order(each[0], each[1], words))
    return [Hit(row, max(ranks)) for row, ranks in fitting]


def _order(row: VersionRow, ranks: tuple[Rank, ...], words: tuple[str, ...]) -> tuple[int | str, ...]:
    return (max(ranks), sum(ranks), _place(row, words), len(row.title), row.title, row.tenant_id)


def _read(text: str) -> _Line:
    title, keywords, summary, pinyin, initials = [*text.split("\n"), "", "", "", "", ""][:5]
    return _Line(title, tuple(keywords.split("|")), summary, tuple(pinyin.split()), tuple(initials.split()))


def _ranks(line: _Line, words: tuple[str, ...]) -> tuple[Rank, ...]:
    """Rank each word; nothing where one of them does not fit (the database's narrowing is coarser)."""
    ranks = tuple(rank for word in words if (rank := _rank(line, word)) is not None)
    return ranks if len(ranks) == len(words) else ()


def _rank(line: _Line, word: str) -> Rank | None:
    spoken = bool(_LETTERS.match(word))
    fits = (
        (Rank.TITLE_EXACT, word == line.title),
        (Rank.TITLE_CONTAINS, word in line.title),
        (Rank.KEYWORD_EXACT, word in line.keywords),
        (Rank.KEYWORD_CONTAINS, any(word in each for each in line.keywords)),
        (Rank.SUMMARY, word in line.summary),
        (Rank.PINYIN, spoken and any(_sounds(word, each) for each in line.pinyin)),
        (Rank.INITIALS, spoken and any(word in each for each in line.initials)),
    )
    return next((rank for rank, holds in fits if holds), None)


def _sounds(word: str, pinyin: str) -> bool:
    """Tell whether the word begins with a syllable; it may end within one, as people are still typing."""
    low = pinyin.lower()
    return any(low.startswith(word, at) for at, letter in enumerate(pinyin) if letter.isupper())


def _place(row: VersionRow, words: tuple[str, ...]) -> int:
    at = row.search.find(words[0])
    return at if at >= 0 else len(row.search)
