"""A licence that is issued here has a numbering; without a published standard it says 演示 (335 §30)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tongban.definitions.lint.results import results_of
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject

PLACES = frozenset({"short", "year", "serial"})
SAMPLE_MARK = "演示"


def check(subject: Subject) -> Iterator[Problem]:
    for where, result in results_of(subject.data):
        shared = subject.workspace.licences.get(str(result.get("licence", "")))
        if shared is None:
            continue
        name, numbering = shared.data["name"], shared.data.get("numbering") or {}
        assert isinstance(numbering, dict)
        pattern = str(numbering.get("pattern", ""))
        named = set(re.findall(r"\{(\w*)\}", pattern))
        if not pattern:
            yield Problem((*where, "licence"), f"“{name}”由本事项颁发，却没有编号规则。")
        elif unknown := named - PLACES:
            yield Problem((*where, "licence"), f"“{name}”的编号规则中有不认识的“{sorted(unknown)[0]}”。")
        elif not {"year", "serial"} <= named:
            yield Problem((*where, "licence"), f"“{name}”的编号规则缺少年份或者顺序号，会重复。")
        elif "standard" not in numbering and SAMPLE_MARK not in pattern:
            yield Problem((*where, "licence"), f"“{name}”的编号没有依据的标准，应当写明是演示编号。")


def _files(numbering: str) -> dict[str, str]:
    text = f"""\
licence: occupation-licence
name: 占道许可证
issuer: 城市管理部门
holders: [person, enterprise]
{numbering}fields:
  name: {{label: 持证人, given: holder}}
"""
    return {"item_defs/_shared/licences/occupation-licence.yaml": text}


_RESULT = "result: {name: 占道许可证, kind: licence, licence: occupation-licence, sample: 证书一页。}"

RULE = Rule(
    code="TB194",
    name="licence_numbering",
    title="本平台颁发的证照应当有编号规则；没有标准可依的，写明是演示编号。",
    article="335 §30",
    hint="请在证照类型中写 numbering：{pattern: 演示{short}占道〔{year}〕{serial}号}，有标准的写 standard。",
    check=check,
    failing=Sample(item=_RESULT, files=_files('numbering: {pattern: "占道〔{year}〕{serial}号"}\n')),
    passing=Sample(item=_RESULT, files=_files('numbering: {pattern: "演示占道〔{year}〕{serial}号"}\n')),
)
