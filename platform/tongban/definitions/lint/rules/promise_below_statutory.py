"""The promise is shorter than the statutory limit (335 §25)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject
from tongban.definitions.spans import shorter, tell_span


def check(subject: Subject) -> Iterator[Problem]:
    time = subject.data.get("time", {})
    statutory, promise = time.get("statutory"), time.get("promise")
    if statutory in (None, "none") or promise is None:
        return
    if not any(each.promise_below_statutory.holds for each in subject.rulebooks):
        if shorter(statutory, promise):
            told = f"承诺办结时限（{tell_span(promise)}）不得超过法定办结时限（{tell_span(statutory)}）。"
            yield Problem(("time", "promise"), told, article="ORD §39")
        return
    less = shorter(promise, statutory)
    told = f"承诺办结时限（{tell_span(promise)}）应少于法定办结时限（{tell_span(statutory)}）"
    if less is False:
        yield Problem(("time", "promise"), f"{told}。")
    elif less is None:
        yield Problem(("time", "promise"), f"{told}，但两者单位不同，无法比较。", "请用同一个单位来写。")


RULE = Rule(
    code="TB102",
    name="promise_below_statutory",
    title="承诺办结时限应少于法定办结时限。",
    article="335 §25",
    hint="请缩短承诺时限；法律没有规定时限的，写 statutory: none 并写明 statutory_note。",
    of=Of.BOTH,
    exemptible=False,
    check=check,
    failing=Sample(item="time: {statutory: {working_days: 20}, promise: {working_days: 20}}"),
    passing=Sample(item="time: {statutory: {working_days: 20}, promise: {working_days: 19}}"),
)
