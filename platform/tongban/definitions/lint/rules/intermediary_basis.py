"""Nobody is sent to an intermediary without a law that asks for it (ORD §34(2))."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    listed = any(each.get("basis") for _, each in subject.listed("intermediaries"))
    for place, material in subject.listed("materials"):
        if material.get("source") == "intermediary" and not material.get("basis") and not listed:
            message = f"“{material['name']}”要由中介机构出具，没有写明依据。"
            yield Problem(("materials", place), message)
    for place, each in subject.listed("intermediaries"):
        if not each.get("basis"):
            yield Problem(("intermediaries", place), f"中介服务“{each['name']}”没有写明依据。")


_MATERIAL = "materials:\n  - {id: report, name: 结构安全检测报告, source: intermediary%s}\n"

RULE = Rule(
    code="TB181",
    name="intermediary_basis",
    title="要求中介服务的，应有法律、法规或者国务院决定依据。",
    article="ORD §34",
    hint="请给材料写 basis，或者写 intermediaries 并写明依据；没有依据的不得要求。",
    severity=Severity.WARNING,
    check=check,
    failing=Sample(item=_MATERIAL % ""),
    passing=Sample(item=_MATERIAL % ", basis: [{law: 示例条例, article: 第八条}]"),
)
