"""One item, small but with everything in it: kinds of applicants, situations, hidden fields, rows, materials."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
import yaml

from journey_browser import browser, open_page, pytest_runtest_teardown
from tongban.definitions import Definition, compile_resolved

__all__ = ["browser", "open_page", "pytest_runtest_teardown"]

ITEM = """
item: occupy-road
tenant: yunyang
level: county
title: 占道施工审批
summary: 因施工等需要临时占用城市道路的审批。
catalogue: {id: occupy-road, name: 占道施工审批, kind: "01", department: 城市管理局, base_code: "000117022000",
  levels: [county], basis: [{law: 城市市容和环境卫生管理条例, article: 第十四条}]}
authority: {name: 示例县城市管理局, uscc: 11500235MB1218247M}
applicants: [person, enterprise]
conditions: [确需临时占用城市道路。]
channels: [online, window]
online_depth: full
delivery: [electronic]
situation:
  - {id: purpose, ask: 您要办理哪一种占用？, choices: {building: 搭建, stacking: 堆放物料, works: 占道施工}}
  - {id: lane, ask: 是否占用车行道？, choices: {"yes": 占用, "no": 不占用}, when: purpose == "works"}
form:
  - section: applicant
    title: 申请人
    fields:
      - {id: name, label: 姓名, type: text, max_length: 10, personal: true, element: person.name}
      - {id: id_number, label: 身份证号码, type: id_number, personal: true, when: applicant.kind == "person"}
      - {id: uscc, label: 统一社会信用代码, type: uscc, when: applicant.kind == "enterprise"}
  - section: site
    title: 占用情况
    fields:
      - {id: length, label: 长度, type: number, unit: 米, decimals: 1, min: 0.1}
      - {id: width, label: 宽度, type: number, unit: 米, decimals: 1, min: 0.1}
      - {id: area, label: 面积, type: number, unit: ㎡, decimals: 2, computed: length * width}
      - {id: begin_on, label: 开始日期, type: date, min: today}
      - {id: end_on, label: 结束日期, type: date}
      - {id: night, label: 是否夜间施工, type: yes_no}
      - {id: night_reason, label: 夜间施工理由, type: text, lines: 3, max_length: 20, when: night}
      - {id: remark, label: 备注, type: text, optional: true}
      - {id: permit_note, label: 大面积占用说明, type: text, required: area > 100.0}
  - section: works
    title: 占道施工
    when: purpose == "works"
    fields:
      - id: vehicles
        label: 施工车辆
        type: table
        max_rows: 3
        columns:
          - {id: plate, label: 号牌, type: text, max_length: 10}
          - {id: heavy, label: 是否重型, type: yes_no}
          - {id: permit, label: 通行证号, type: text, max_length: 10, when: row.heavy}
      - {id: made, label: 承诺, type: declaration, statement: 本人承诺所填内容真实。}
checks:
  - {id: dates, holds: end_on >= begin_on, message: 结束日期不能早于开始日期。, at: end_on}
materials:
  - {id: location, name: 占用位置图, criteria: [标明占用范围], max_mb: 1}
  - {id: plan, name: 施工方案, formats: [pdf], when: purpose == "works"}
  - {id: rights, name: 场地占用协议, may_follow: {working_days: 5}, when: area > 50.0}
  - {id: licence, name: 营业执照, source: government, trust: issuer, licence: business-licence}
process:
  - {step: review, name: 材料审查, by: reviewer, points: [占用理由充分]}
  - {step: survey, name: 现场勘验, by: reviewer, points: [现场与图纸一致], when: purpose == "works",
     special_procedure: {kind: site_survey, maximum: {working_days: 3}}}
  - {step: decision, name: 决定, by: chief_representative, decides: true}
time: {statutory: {working_days: 20}, promise: {working_days: 5}}
fees: none
result: {name: 占道许可决定书, kind: approval}
service: {address: 示例路 1 号, hours: 工作日 9:00—17:00, phone: 023-55187618, complaints: 023-55163608}
"""


@pytest.fixture
def make() -> Callable[..., Definition]:
    """Make the item with some of its top-level values changed."""

    def made(**changes: Any) -> Definition:
        data: Mapping[str, Any] = yaml.load(ITEM, Loader=yaml.SafeLoader)
        return compile_resolved({**data, **changes})

    return made


@pytest.fixture
def definition(make: Callable[..., Definition]) -> Definition:
    return make()
