"""Many generated items with a claimant each: a whole country's catalogue, to see that lint and compile stay linear."""

from __future__ import annotations

import resource
import sys
import time
from dataclasses import dataclass

import yaml

from bench.figures import Figure
from tongban.definitions import MemorySources, compile_resolved, lint, load_workspace
from tongban.definitions.lint.sample import sample_texts

ITEMS = 2_000
AIM = "< 20 s for 2,000 items"
COUNTIES = 40

_ITEM = """\
item: item-{n}
title: 示例审批事项{n}
catalogue: item-{n}
summary: 因施工等需要办理第{n}号示例事项的，动工前在网上或者到窗口办理。
applicants: [person, enterprise]
themes: [准营准办, 公用事业]
keywords: [示例{n}, 占道]
conditions: [确需临时占用城市道路。, 占用范围不影响行人通行。]
situation:
  - {{id: purpose, ask: 您要办理哪一种占用？, choices: {{stacking: 堆放物料, works: 占道施工}}}}
form:
  - section: applicant
    title: 申请人信息
    fields:
      - use: person.name
      - {{use: person.phone}}
  - section: site
    title: 占用情况
    fields:
      - {{id: length, label: 占用长度, type: number, unit: 米, min: 0.1, decimals: 1, example: "12.5"}}
      - {{id: width, label: 占用宽度, type: number, unit: 米, min: 0.1, decimals: 1}}
      - {{id: area, label: 占用面积, type: number, unit: ㎡, decimals: 2, computed: length * width}}
      - {{id: begin, label: 占用开始日期, type: date}}
      - {{id: until, label: 占用结束日期, type: date}}
      - {{id: reason, label: 占用理由, type: text, lines: 3, max_length: 300}}
      - {{id: night, label: 是否夜间施工, type: yes_no, when: purpose == "works"}}
      - {{id: night_reason, label: 夜间施工理由, type: text, max_length: 300, when: night}}
checks:
  - {{id: dates, holds: until >= begin, message: 占用结束日期不能早于开始日期。, at: until}}
materials:
  - {{id: location, name: 占用位置图, criteria: [标明占用范围], sample: 一页图纸。}}
  - {{id: plan, name: 施工方案, formats: [pdf], when: purpose == "works", sample: 一份方案。}}
process:
  - {{step: review, name: 材料审查, by: reviewer, points: [占用理由充分], within: {{working_days: 2}}}}
  - {{step: decision, name: 决定, by: chief_representative, decides: true}}
time: {{statutory: {{working_days: 20}}, promise: {{working_days: 5}}}}
fees: none
result: {{name: 示例审批决定书, kind: approval, sample: 决定书一页。}}
questions: [{{question: 要去窗口吗？, answer: 不用。}}]
"""
_ENTRY = """\
  item-{n}: {{name: 示例审批事项{n}, kind: "01", department: 甲局, basis: [{{law: 示例法, article: 一}}]}}
"""
_CLAIM = """\
  item-{n}:
    authority: {{name: 云阳县城市管理局}}
    service: {{address: 示例路 1 号, hours: 工作日 9:00—17:00, phone: 023-55187618, complaints: 023-55163608}}
"""
_TENANT = """\
tenant: county-{n}
name: 示例{n}县
kind: county
parent: chongqing
"""
_EXAMPLE = """\
title: 第{place}个示例
channel: online
applicant: {{kind: person, name: 张三}}
begin: 2026-09-28 10:00
expect: {{state: submitted}}
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """How long one core took, and how many MiB the process had at most."""

    items: int
    seconds: float
    mebibytes: float
    findings: int


def sources(count: int) -> MemorySources:
    """Write a catalogue of so many items, each with three examples, claimed by one of forty counties."""
    texts = {path: text for path, text in sample_texts().items() if "occupy-road" not in path and "yunyang" not in path}
    numbers = range(count)
    texts["item_defs/_shared/catalogue.yaml"] = "entries:\n" + "".join(_ENTRY.format(n=number) for number in numbers)
    for number in numbers:
        folder = f"item_defs/department-{number % COUNTIES}/item-{number}"
        texts[f"{folder}/item.yaml"] = _ITEM.format(n=number)
        texts |= {f"{folder}/examples/e{place}.yaml": _EXAMPLE.format(place=place) for place in range(3)}
    for county in range(COUNTIES):
        claims = "".join(_CLAIM.format(n=number) for number in numbers if number % COUNTIES == county)
        texts[f"tenants/county-{county}/tenant.yaml"] = _TENANT.format(n=county)
        texts[f"tenants/county-{county}/items.yaml"] = f"claims:\n{claims}"
    return MemorySources(texts)


def measure(count: int = ITEMS) -> Measured:
    """Load, lint and compile so many items on one core."""
    files = sources(count)
    begun = time.process_time()
    workspace = load_workspace(files)
    findings = lint(workspace)
    for item in workspace.items:
        compile_resolved(workspace.resolve(item, workspace.claimants(item)[0]).data)
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(len(workspace.items), seconds, peak, len(findings))


def figure(count: int = ITEMS) -> Figure:
    """Set loading, linting and compiling beside bare parsing of the same YAML, each in processor seconds."""
    texts = sources(count).texts
    begun = time.process_time()
    for path, text in texts.items():
        if path.endswith(".yaml"):
            yaml.load(text, Loader=yaml.CSafeLoader)
    floor = time.process_time() - begun
    return Figure(measure(count).seconds, floor, "s", AIM)


if __name__ == "__main__":
    for size in (ITEMS // 4, ITEMS // 2, ITEMS):
        found = measure(size)
        sys.stdout.write(
            f"{found.items} items: {found.seconds:.1f} s, {found.seconds * 1000 / size:.1f} ms each, "
            f"at most {found.mebibytes:.0f} MiB\n"
        )
