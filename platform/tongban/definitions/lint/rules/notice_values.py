"""A notice says only what the case has in the state in which it is sent (335 §17, §25, §26).

Some values exist for some items only: the promised days of an item decided on the spot, the result of an item that
yields none. A wording that names such a value must ask first whether it is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tongban.definitions.lint.results import results_of
from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject
from tongban.definitions.notice_kinds import notice_kinds
from tongban.wording import unguarded_names


def check(subject: Subject) -> Iterator[Problem]:
    lacking = _lacking(subject.data)
    for kind, text in subject.data.get("wording", {}).items():
        origin = subject.resolved.origin("wording", kind)
        for name, line in unguarded_names(text, lacking):
            message = f"《{notice_kinds[kind].title}》用了“{name}”，而{lacking[name]}，文书上会是空白。"
            hint = f"请写在 {{% if {name} %}}……{{% endif %}} 之内，或用“缺省”过滤器给出另外的说法。"
            yield Problem(origin._replace(line=line, column=1), message, hint)


def _lacking(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the values that notices of this item do not have, each with why."""
    time = data.get("time", {})
    found: dict[str, str] = {}
    if time.get("promise") == "on_the_spot":
        found["promise_days"] = "本事项当场办结，没有承诺的工作日数"
    results = [result for _, result in results_of(data)]
    if not results:
        found["result_name"] = "本事项没有办理结果"
    if not any("valid" in result for result in results):
        found["valid_until"] = "本事项的结果没有规定有效期"
    return found


_PATH = "item_defs/chengguan/occupy-road/notices/grant_decision.md"

RULE = Rule(
    code="TB141",
    name="notice_values",
    title="文书中的值，在发出文书时应当存在；可能没有的，先判断再写。",
    article="335 §17、§25、§26",
    hint="请先用 {% if %} 判断这个值是否存在。",
    of=Of.CLAIM,
    check=check,
    failing=Sample(files={_PATH: "准予办理，有效期至{{ valid_until }}。\n"}),
    passing=Sample(files={_PATH: "准予办理{% if valid_until %}，有效期至{{ valid_until }}{% endif %}。\n"}),
)
