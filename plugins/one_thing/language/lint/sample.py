"""A small but complete workspace with one bundle, on which the rules' samples are laid."""

from __future__ import annotations

import re

from one_thing.language.library import Library, load_library
from one_thing.language.lint.rule import PARTS, Sample
from tongban.kit.language import MemorySources, load_workspace, sample_texts
from tongban.kit.language import Sample as ItemSample

BUNDLE_PATH = "bundles/street-works/bundle.yaml"
OFFERS_PATH = "tenants/yunyang/bundles.yaml"
_SIGN = "item_defs/chengguan/works-sign/item.yaml"

_BUNDLE = """\
bundle: street-works
title: 占道施工“一件事”
summary: 占道施工要办的审批和公示牌备案一次申请。
lead: 城市管理局
leader: works
applicants: [person]
basis: [{law: 优化营商环境条例}]
thresholds:
  large: {label: 公示牌备案的面积起点, unit: ㎡, value: 50}
questions:
  - {id: sign, ask: 要设公示牌吗？, choices: {yes: 要设, no: 不设}}
facts:
  - {id: area, label: 占用面积, type: number, unit: ㎡, min: 1}
"""

_OFFER = """\
  street-works:
    thresholds: {large: 60}
"""

_ITEM = """\
item: works-sign
title: 施工公示牌备案
catalogue: works-sign
summary: 占道施工设置公示牌的，办理备案。
applicants: [person]
keywords: [公示牌]
conditions: [已经取得占道许可。]
situation:
  - {id: kind, ask: 是哪一种公示牌？, choices: {fixed: 固定, moved: 可移动}}
form:
  - section: applicant
    title: 申请人信息
    fields:
      - use: person.name
      - {id: permit_number, label: 占道许可编号, type: text}
      - {id: fixing, label: 固定方式, type: text, when: kind == "fixed"}
materials: [{id: picture, name: 公示牌样式, formats: [pdf]}]
process:
  - {step: review, name: 材料审查, by: reviewer, points: [样式清楚], within: {working_days: 1}}
  - {step: decision, name: 决定, by: chief_representative, decides: true}
time: {statutory: {working_days: 10}, promise: {working_days: 3}}
fees: none
result: {name: 备案回执, kind: other, sample: 回执一页。}
"""


def sample_library(sample: Sample | None = None) -> Library:
    """Load the sample workspace and its bundle, with a rule's sample laid over them."""
    sample = sample or Sample()
    base = sample_texts(ItemSample())
    catalogue = base["item_defs/_shared/catalogue.yaml"]
    own = "  works-sign: {name: 施工公示牌备案, kind: '10', department: 城市管理局, levels: [county]}\n"
    claims = base["tenants/yunyang/items.yaml"] + "  works-sign:\n" + _claim_of(base["tenants/yunyang/items.yaml"])
    texts = base | {
        "item_defs/_shared/catalogue.yaml": catalogue + own,
        "tenants/yunyang/items.yaml": claims,
        _SIGN: _ITEM,
        BUNDLE_PATH: _laid_over(_BUNDLE + PARTS, sample.bundle),
        OFFERS_PATH: "offers:\n" + (sample.offer or _OFFER),
    }
    return load_library(load_workspace(MemorySources(texts)), MemorySources({}))


def _claim_of(text: str) -> str:
    return text.split("  occupy-road:\n", 1)[1]


def _laid_over(under: str, over: str) -> str:
    """Replace the top-level keys that are named again; the others stay."""
    return "".join((_blocks(under) | _blocks(over)).values())


def _blocks(text: str) -> dict[str, str]:
    blocks = re.split(r"(?m)^(?=[a-z_]+:)", text)
    return {each.split(":", 1)[0]: each if each.endswith("\n") else f"{each}\n" for each in blocks if each.strip()}
