"""A notice's wording names only values that exist where it is sent (335 §17–20; ORD §15–16)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject
from tongban.definitions.notice_kinds import notice_kinds
from tongban.wording import check_wording


def check(subject: Subject) -> Iterator[Problem]:
    for part in ("wording", "translations"):
        for kind, text in subject.data.get(part, {}).items():
            origin = subject.resolved.origin(part, kind)
            title = notice_kinds[kind].title
            for each in check_wording(text, notice_kinds[kind].values):
                place = origin._replace(line=each.line, column=each.column)
                yield Problem(place, f"《{title}》：{each.message}", each.hint)


_PATH = "item_defs/chengguan/occupy-road/notices/acceptance_notice.md"

RULE = Rule(
    code="TB110",
    name="wording_values",
    title="文书文字只能使用该文书已有的值和允许的写法。",
    article="335 §17–20；ORD §15–16",
    hint="请改用该文书已有的名称；文书语言不支持调用、下标和赋值。",
    of=Of.CLAIM,
    exemptible=False,
    check=check,
    failing=Sample(files={_PATH: "{{ applicant }}：您的申请已于 {{ accepted_on }} 受理。"}),
    passing=Sample(files={_PATH: "{{ applicant_name }}：您的申请已于 {{ accepted_on }} 受理。"}),
)
