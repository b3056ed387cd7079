"""A notice as it would read, filled with made-up values, before any case has one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tongban.assurance.authoring.notice_names import MEANING, samples
from tongban.definitions import Sources, notice_kinds
from tongban.forms import Answers
from tongban.notices import Document, fill_notice, to_html
from tongban.wording import WordingError, WordingFinding, check_wording

__all__ = ["MEANING", "sample_notice", "standard_wording", "wording_findings"]

STANDARD = "item_defs/_shared/notices/{kind}.md"


def standard_wording(sources: Sources, kind: str) -> str:
    """Return the city's own words for a kind of notice."""
    return sources.read(STANDARD.format(kind=kind))


def wording_findings(kind: str, text: str) -> tuple[WordingFinding, ...]:
    return check_wording(text, notice_kinds[kind].values)


def sample_notice(kind: str, text: str, answers: Answers, today: date) -> str:
    """Return the notice as HTML; empty where the wording may not be used or cannot be filled."""
    if wording_findings(kind, text):
        return ""
    known = notice_kinds[kind]
    values = {name: value for name, value in _values(answers, today).items() if name in _names(known.values)}
    try:
        blocks = fill_notice(kind, text, values)
    except WordingError:
        return ""
    issuer = str(answers.get("authority") or "（实施主体）")
    return to_html(Document(kind, known.title, "", "张三（示例）", blocks, issuer, today, draft=True), heading=3)


def _names(values: frozenset[str]) -> frozenset[str]:
    return frozenset(each.split("[")[0] for each in values)


def _values(answers: Answers, today: date) -> Mapping[str, object]:
    """Give one value for each name that a notice may use: the item's own where it has one, and else a sample."""
    materials = answers.get("materials")
    named = [str(each.get("name", "")) for each in materials if isinstance(each, Mapping)] if materials else []  # type: ignore[attr-defined]
    own: dict[str, object] = {
        "item_title": answers.get("title"),
        "authority": answers.get("authority"),
        "materials": named,
        "deficiencies": [{"name": named[0], "missing": "缺少签名（示例）"}] if named else None,
        **{name: answers.get(name) for name in ("phone", "complaints", "address", "hours")},
        **{name: answers.get(name) for name in ("promise_days", "supplement_days")},
    }
    return {**samples(today), **{name: value for name, value in own.items() if value}}
