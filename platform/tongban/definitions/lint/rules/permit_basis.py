"""The basis of a permit names its article, so that everybody can look it up (335 §13; ORD §8)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    entry = subject.data.get("catalogue")
    if not isinstance(entry, dict) or entry["kind"] != "01" or not entry.get("basis"):
        return
    if not any(each.get("article") for each in entry["basis"]):
        yield Problem(("catalogue", "basis"), f"行政许可“{entry['name']}”的设定依据没有写明条款。")


_ENTRY = """\
entries:
  occupy-road:
    name: 占道施工审批
    kind: "01"
    department: 城市管理局
    basis: [{law: 城市市容和环境卫生管理条例%s}]
"""

RULE = Rule(
    code="TB172",
    name="permit_basis",
    title="行政许可的设定依据应写明法规和条款。",
    article="335 §13；ORD §8",
    hint="请在基本目录的 basis 中写明 article。",
    severity=Severity.WARNING,
    check=check,
    failing=Sample(files={"item_defs/_shared/catalogue.yaml": _ENTRY % ""}),
    passing=Sample(files={"item_defs/_shared/catalogue.yaml": _ENTRY % ", article: 第十四条"}),
)
