"""Files are asked for in formats that the platform can open, check and keep (7 §20: 要素合规的电子文件)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.expand import fields_in
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject
from tongban.definitions.vocabulary import nearest

#: What `cases.file_kinds` can tell by its content; a test compares.
FORMATS = ("pdf", "jpg", "jpeg", "png", "docx", "xlsx", "ofd", "zip")


def check(subject: Subject) -> Iterator[Problem]:
    listed = [(("materials", place), each) for place, each in subject.listed("materials")]
    listed += [(("form", *below), entry) for below, entry in fields_in(subject.data.get("form"))]  # type: ignore[misc]
    for where, entry in listed:
        for number, each in enumerate(entry.get("formats", ())):
            if each not in FORMATS:
                message = f"平台不能识别 {each} 格式的文件，申请人上传后会被退回。"
                yield Problem((*where, "formats", number), message, nearest(each, FORMATS))


_MATERIAL = "materials:\n  - {id: plan, name: 施工方案, formats: [%s]}\n"

RULE = Rule(
    code="TB173",
    name="unknown_format",
    title="材料只要求平台能够识别的文件格式。",
    article="7 §20；335 §28",
    hint="请改用 pdf、jpg、png、docx、xlsx、ofd 或者 zip。",
    exemptible=False,
    check=check,
    failing=Sample(item=_MATERIAL % "pdf, dwg"),
    passing=Sample(item=_MATERIAL % "pdf, ofd"),
)
