"""The agreement that the rules' samples change, and what its two sides have: demonstration values."""

from __future__ import annotations

from typing import Any

import yaml

from sichuan_chongqing.agreements.lint.facts import CatalogueFacts, ItemFacts
from sichuan_chongqing.agreements.lint.rule import Sample, Subject
from sichuan_chongqing.agreements.load import load_agreement

AGREEMENT = """\
agreement: sample
title: 示范协议
version: 1
valid: {from: "2026-01-01", until: "2027-12-31"}
basis: [{law: 重庆市政务服务“一网通办”管理办法, article: 第二十四条}]
sides:
  east: {title: 东市, calendar: cn, regions: [{tenant: dong, division: "500105", name: 东区}]}
  west: {title: 西市, calendar: xi, regions: [{tenant: xi, division: "511602", name: 西区}]}
tells: {progress: receiving, supplement: receiving, decision: handling}
custody: {couriers: [邮政寄递], hand_over: 2, confirm: 1, missing_after: 7}
licences:
  identity:
    names: {east: 居民身份证, west: 居民身份证}
    types: {east: identity-card, west: identity-card}
    verified: online
    fallback: paper_seen
items:
  card:
    mode: taken_in_there
    names: {east: 社会保障卡申领, west: 社会保障卡申领}
    items: {east: card, west: card}
    codes: {west: "51AA0000000001"}
    unknown_codes: {east: 公开目录没有这个事项的编码。}
    handled_by: [east, west]
    delivery: [electronic, courier]
    materials:
      identity: {name: 身份证, ids: {east: id, west: id}, licence: identity}
      photo: {name: 照片, ids: {east: photo, west: picture}, paper: true}
  move:
    mode: joint
    names: {east: 户口迁移, west: 户口迁移}
    items: {east: move, west: move}
    unknown_codes: {east: 公开目录没有编码。, west: 公开目录没有编码。}
    handled_by: [east, west]
    delivery: [electronic]
    lead: moving_in
    parts: {moving_in: 审核迁入并落户, moving_out: 核对户籍并注销}
"""

_CARD = {"id": "identity-card", "photo": ""}
CATALOGUES = {
    "east": CatalogueFacts(
        items={"card": ItemFacts("社会保障卡申领", _CARD), "move": ItemFacts("户口迁移")},
        divisions={"dong": "500105"},
        claims={"dong": frozenset({"card", "move"})},
        calendars=frozenset({"cn"}),
        licences=frozenset({"identity-card"}),
    ),
    "west": CatalogueFacts(
        items={
            "card": ItemFacts("社会保障卡申领", {"id": "identity-card", "picture": ""}),
            "move": ItemFacts("户口迁移"),
        },
        codes={"51AA0000000001": "社会保障卡申领", "51AA0000000002": "户口迁移审批", "51AA0000000003": "失业登记"},
        divisions={"xi": "511602"},
        claims={"xi": frozenset({"card", "move"})},
        calendars=frozenset({"xi"}),
        licences=frozenset({"identity-card"}),
    ),
}


def sample_text(sample: Sample) -> str:
    """Return the sample agreement with a change laid over it."""
    data = _laid(yaml.safe_load(AGREEMENT), yaml.safe_load(sample.change or "{}"))
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))


def sample_subject(sample: Sample) -> Subject:
    """Return the changed agreement to be judged; raises AssertionError where it cannot be read."""
    loaded = load_agreement(sample_text(sample), "sample.yaml")
    assert loaded.agreement, loaded.findings
    assert loaded.document
    return Subject(loaded.agreement, loaded.document, CATALOGUES, sample.today)


def _laid(below: Any, over: Any) -> Any:
    if not isinstance(below, dict) or not isinstance(over, dict):
        return over
    merged = {**below, **{key: _laid(below.get(key), each) for key, each in over.items()}}
    return {key: each for key, each in merged.items() if each is not None and each != {}}
