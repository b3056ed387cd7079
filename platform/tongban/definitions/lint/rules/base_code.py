"""The base code says the item's kind in its third and fourth digits, its main item in the first nine (domain 2.1)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.codes import base_code_faults
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    entry = subject.data.get("catalogue")
    if not isinstance(entry, dict):
        return
    if code := entry.get("base_code"):
        main = subject.workspace.catalogue.get(entry.get("parent", ""))
        parent = str(main.data["base_code"]) if main and "base_code" in main.data else None
        for fault in base_code_faults(code, entry["kind"], parent):
            yield Problem(("catalogue", "base_code"), fault)


_ENTRY = """\
entries:
  occupy-road:
    name: 占道施工审批
    kind: "01"
    base_code: "%s"
    department: 城市管理局
    basis: [{law: 城市市容和环境卫生管理条例, article: 第十四条}]
"""

RULE = Rule(
    code="TB125",
    name="base_code",
    title="基本编码的第三、四位与事项类型一致，子项的前九位与主项一致。",
    article="36 §6",
    hint="请核对公布的基本编码；没有公布的，删去 base_code。",
    exemptible=False,
    check=check,
    failing=Sample(files={"item_defs/_shared/catalogue.yaml": _ENTRY % "000717022000"}),
    passing=Sample(files={"item_defs/_shared/catalogue.yaml": _ENTRY % "000117022000"}),
)
