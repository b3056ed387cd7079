"""A result that is a licence says where each obligatory field of the licence comes from (335 §30)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.results import results_of
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for where, result in results_of(subject.data):
        shared = subject.workspace.licences.get(str(result.get("licence", "")))
        if shared is None:
            continue
        fields, fill = shared.data.get("fields", {}), {**result.get("fill", {}), **result.get("entered", {})}
        assert isinstance(fields, dict)
        for name, said in fields.items():
            entry = said if isinstance(said, dict) else {"label": said}
            if name not in fill and not entry.get("given") and not entry.get("optional"):
                message = f"“{shared.data['name']}”的“{entry['label']}”没有来源，颁发时会空着。"
                yield Problem(
                    (*where, "licence"),
                    message,
                    f"请在 fill 中写 {name}: 问题或者字段的编号；由决定人填写的，写在 entered 中。",
                )
        for name in fill:
            if name not in fields:
                message = f"“{shared.data['name']}”没有编号为“{name}”的照面信息。"
                part = "fill" if name in result.get("fill", {}) else "entered"
                yield Problem((*where, part, name), message, f"可以写的有：{'、'.join(fields)}。")


_FILES = {
    "item_defs/_shared/licences/occupation-licence.yaml": """\
licence: occupation-licence
name: 占道许可证
issuer: 城市管理部门
holders: [person, enterprise]
numbering: {pattern: "演示{short}占道〔{year}〕{serial}号"}
fields:
  name: {label: 持证人, given: holder}
  area: 占用面积
""",
}
_RESULT = "result: {name: 占道许可证, kind: licence, licence: occupation-licence, sample: 证书一页。%s}"

RULE = Rule(
    code="TB193",
    name="licence_filled",
    title="办理结果是证照的，应当写明照面信息从哪里来。",
    article="335 §30",
    hint="请写 fill：照面信息的编号: 问题或者字段的编号。",
    check=check,
    failing=Sample(item=_RESULT % "", files=_FILES),
    passing=Sample(item=_RESULT % ", fill: {area: area}", files=_FILES),
)
