"""A commitment names its basis and those whom it does not serve (ORD §30, §31(3); 335 §23)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    commitment = subject.data.get("commitment")
    if not isinstance(commitment, dict):
        return
    if "excluded" not in commitment:
        message = "告知承诺没有写明哪些申请人、哪些情形不适用（例如有较严重的不良信用记录，或者曾作出虚假承诺）。"
        yield Problem(("commitment",), message, "请写 excluded。", article="ORD §30、§31")
    if "basis" not in commitment:
        yield Problem(("commitment",), "告知承诺没有写明依据。", "请写 basis。", article="ORD §30；335 §23")
    materials = {each["id"]: (place, each) for place, each in subject.listed("materials")}
    for number, name in enumerate(commitment.get("replaces", ())):
        if name in materials and "licence" in materials[name][1]:
            message = f"“{materials[name][1]['name']}”由平台取得，不用申请人以承诺代替。"
            yield Problem(("commitment", "replaces", number), message, "请从 replaces 中删去。")


_COMMITMENT = """\
commitment:
  promise: 本人承诺施工方案符合安全要求。
  requirements: [施工方案写明行人通行和安全防护措施。]
  replaces: [plan]
  check: {within: {months: 2}, by: on_site}
  consequence: 承诺不实的，撤销许可决定，并依法承担责任。
"""
_REST = """\
  basis: {law: 示例条例, article: 第三十一条}
  excluded: 曾作出虚假承诺，信用尚未修复的，不适用告知承诺。
"""

RULE = Rule(
    code="TB177",
    name="commitment_complete",
    title="告知承诺应写明依据、不适用的情形，并且只代替申请人自己要提交的材料。",
    article="ORD §30、§31；335 §23",
    hint="请补上 basis 和 excluded。",
    check=check,
    failing=Sample(item=_COMMITMENT),
    passing=Sample(item=_COMMITMENT + _REST),
)
