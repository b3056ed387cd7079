"""A small but complete workspace, on which the rules' samples are laid."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tongban.definitions.lint.rule import Sample
from tongban.definitions.sources import MemorySources

ITEM_PATH = "item_defs/chengguan/occupy-road/item.yaml"
CLAIM_PATH = "tenants/yunyang/items.yaml"

_ITEM = """\
item: occupy-road
title: 占道施工审批
catalogue: occupy-road
summary: 因施工等需要临时占用城市道路的，办理本事项。
applicants: [person, enterprise]
keywords: [占道]
conditions: [确需临时占用城市道路。]
situation:
  - {id: purpose, ask: 您要办理哪一种占用？, choices: {stacking: 堆放物料, works: 占道施工}}
form:
  - section: applicant
    title: 申请人信息
    fields:
      - use: person.name
      - {id: area, label: 占用面积, type: number, unit: ㎡, min: 1}
      - {id: night, label: 是否夜间施工, type: yes_no, when: purpose == "works"}
materials: [{id: plan, name: 施工方案, formats: [pdf], when: purpose == "works"}]
process:
  - {step: review, name: 材料审查, by: reviewer, points: [占用理由充分], within: {working_days: 2}}
  - {step: decision, name: 决定, by: chief_representative, decides: true}
time: {statutory: {working_days: 20}, promise: {working_days: 5}}
fees: none
result: {name: 占道许可决定书, kind: approval, sample: 决定书一页。}
questions: [{question: 要去窗口吗？, answer: 不用。}]
"""

_CLAIM = """\
    authority: {name: 云阳县城市管理局, uscc: 11500235MB1218247M}
    service: {address: 示例路 1 号, hours: 工作日 9:00—17:00, phone: 023-55187618, complaints: 023-55163608}
"""

_EXAMPLE = """\
title: {title}
channel: online
applicant: {{kind: person, name: 张三}}
begin: 2026-09-28 10:00
situation: {{purpose: stacking}}
answers: {{name: 张三, area: 20}}
then:
  - {{do: accept}}
expect: {{state: accepted}}
"""

_RULEBOOK = """\
rulebook: sample
name: 示例规则集
version: 1
zone: Asia/Shanghai
online_review: {span: {working_days: 1}, article: 335 §17}
window_intake: {span: {working_days: 1}, article: 335 §17}
supplement_default: {span: {working_days: 10}, article: 335 §18}
supplement_minimum: {span: {working_days: 5}, article: 335 §18}
supplement_maximum: {span: {working_days: 30}, article: 335 §18}
promise_below_statutory: {holds: true, article: 335 §25}
promise_stops_for_special_procedures: {holds: false, article: 335 §25}
statutory_stops_for_special_procedures: {holds: true, article: 行政许可法第四十五条}
lapse_on_provisional_days: {holds: false, article: 335 §18}
acceptance_notice_on_the_spot: {holds: false, article: 335 §17}
overdue_explained_publicly: {holds: false, article: 335 §25}
delivery: {span: {working_days: 10}, article: 行政许可法第四十四条}
longest_promises:
  - {entries: [occupy-road], span: {working_days: 25}, article: 《示例市条例》第四十四条}
remedies:
  review_authority: 本级人民政府
  review_within: {days: 60}
  review_article: 行政复议法第二十条
  court: 有管辖权的人民法院
  court_within: {months: 6}
  court_article: 行政诉讼法第四十六条
vague_words:
  - {words: [其他材料, 有关部门], article: 335 §14}
uncertain_words: [{words: [视情况, 按规定], article: 335 §14}]
notice_bases: {}
warnings:
  - {kind: "*", yellow: 2, red: 1}
"""

_FILES: Mapping[str, str] = {
    "item_defs/_shared/catalogue.yaml": """\
entries:
  occupy-road:
    name: 占道施工审批
    kind: "01"
    base_code: "000117022000"
    department: 城市管理局
    levels: [county]
    basis:
      - {law: 城市市容和环境卫生管理条例, article: 第十四条}
""",
    "item_defs/_shared/elements.yaml": """\
elements:
  person.name: {label: 姓名, type: text, max_length: 50, personal: true}
  person.phone: {label: 手机号码, type: phone, personal: true}
""",
    "item_defs/_shared/trust.yaml": """\
trust:
  issuer: {name: 出具机构保证, told: 由出具机构的数据核验。, reuse: while_valid, prefill: true, show_again: false}
  verified: {name: 窗口核验, told: 在窗口核对原件。, reuse: {years: 2}, prefill: true, show_again: false}
  uploaded: {name: 申请人上传, told: 由申请人上传。, reuse: {years: 1}, prefill: false, show_again: true}
  declared: {name: 申请人声明, told: 由申请人声明。, reuse: none, prefill: false, show_again: false}
""",
    "item_defs/_shared/licences/business-licence.yaml": """\
licence: business-licence
name: 营业执照
issuer: 市场监督管理部门
holders: [enterprise]
""",
    "item_defs/_shared/divisions.csv": "code,name,parent,level\n500000,重庆市,,province\n500235,云阳县,500000,county\n",
    "item_defs/_shared/notices/acceptance_notice.md": "{{ applicant_name }}：本机关于{{ accepted_on }}受理。\n",
    "tenants/chongqing/tenant.yaml": 'tenant: chongqing\nname: 重庆市\nkind: city\ndivision: "500000"\n',
    "tenants/chongqing/rulebook.yaml": _RULEBOOK,
    "tenants/yunyang/tenant.yaml": """\
tenant: yunyang
name: 云阳县
kind: county
parent: chongqing
division: "500235"
""",
    **{
        f"item_defs/chengguan/occupy-road/examples/{name}.yaml": _EXAMPLE.format(title=title)
        for name, title in (("granted", "准予许可"), ("supplemented", "补正后准予"), ("refused", "不予许可"))
    },
}


def sample_texts(sample: Sample | None = None) -> dict[str, str]:
    """Return the files of the sample workspace, with a rule's sample laid over them."""
    sample = sample or Sample()
    claim = _laid_over(_CLAIM, _indented(sample.claim), indent=4)
    own = {ITEM_PATH: _laid_over(_ITEM, sample.item), CLAIM_PATH: f"claims:\n  occupy-road:\n{claim}"}
    return {path: text for path, text in {**_FILES, **own, **sample.files}.items() if path not in sample.without}


def sample_sources(sample: Sample | None = None) -> MemorySources:
    return MemorySources(sample_texts(sample))


def _indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.splitlines())


def _laid_over(under: str, over: str, indent: int = 0) -> str:
    """Replace the top-level keys that are named again; the others stay."""
    return "".join((_blocks(under, indent) | _blocks(over, indent)).values())


def _blocks(text: str, indent: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for block in re.split(rf"(?m)^(?=[ ]{{{indent}}}[a-z_]+:)", text):
        if block.strip():
            found[block.split(":", 1)[0].strip()] = block if block.endswith("\n") else block + "\n"
    return found
