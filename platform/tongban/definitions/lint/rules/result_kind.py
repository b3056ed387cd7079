"""The kind of the result agrees with its name: 证, 执照 are licences, 批复, 批文 approvals (domain check G4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tongban.definitions.lint.results import results_of
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject

WORDS: Mapping[str, str] = {"licence": "证照（licence）", "approval": "批文（approval）"}
#: Endings of names, the longer ones first: a 凭证 proves that something was done, and is no licence.
ENDINGS: tuple[tuple[str, str | None], ...] = (
    ("凭证", None),
    ("回证", None),
    ("证", "licence"),
    ("执照", "licence"),
    ("批复", "approval"),
    ("批文", "approval"),
    ("复函", "approval"),
)


def check(subject: Subject) -> Iterator[Problem]:
    for where, result in results_of(subject.data):
        wanted = kind_by_name(str(result["name"]))
        if wanted and result["kind"] != wanted:
            message = f"结果“{result['name']}”的名称表明它是{WORDS[wanted]}，类型写的却是 {result['kind']}。"
            yield Problem((*where, "kind"), message)


def kind_by_name(name: str) -> str | None:
    """Return the kind that a name tells, None where it tells none."""
    return next((kind for ending, kind in ENDINGS if name.split("（", maxsplit=1)[0].endswith(ending)), None)


RULE = Rule(
    code="TB126",
    name="result_kind",
    title="办理结果的类型应与名称一致：以“证”“执照”结尾的是证照，以“批复”“批文”结尾的是批文。",
    article="36 §6",
    hint="请核对结果名称和 kind：证照写 licence，批文写 approval。",
    check=check,
    failing=Sample(item="result: {name: 占道许可证, kind: approval, sample: 证书一页。}"),
    passing=Sample(item="result: {name: 占道许可证, kind: licence, sample: 证书一页。}"),
)
