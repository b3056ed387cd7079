"""The list of materials is all there is: nothing is asked for elsewhere (ORD §9, §38; domain check G14)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tongban.definitions.expand import fields_in
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject

#: Where a sentence asks for more papers without naming them in the list.
DEMANDS = re.compile(r"(另|还)(需|须|要|应|应当|行)(要)?(提交|提供|补交|递交|出具|附)")
#: A file of such a name is a material, not a field: a paper that somebody issues or draws up.
PAPERS = ("证", "证书", "证明", "执照", "批复", "报告", "协议", "合同", "决定书", "申请书", "申请表")


def check(subject: Subject) -> Iterator[Problem]:
    for where, text in subject.texts:
        if where[0] != "questions" and (found := DEMANDS.search(text)):
            yield Problem(where, f"“{found[0]}”要求申请人提交材料清单以外的材料。")
    for below, entry in fields_in(subject.data.get("form")):
        if entry.get("type") == "file" and str(entry["label"]).endswith(PAPERS):
            message = f"上传字段“{entry['label']}”是申请材料，却不在材料清单中。"
            yield Problem(("form", *below), message, "请把它写进 materials，从表单中删去。")


RULE = Rule(
    code="TB137",
    name="outside_the_list",
    title="材料清单是全部申请材料，不得在清单之外要求提交材料。",
    article="ORD §9、§38；335 §14",
    hint="请把所要的材料写进 materials，并写明适用的情形。",
    exemptible=False,
    check=check,
    failing=Sample(item="conditions:\n  - 占用公共绿地的，另需提交绿地恢复方案。"),
    passing=Sample(item="conditions:\n  - 不占用公共绿地。"),
)
