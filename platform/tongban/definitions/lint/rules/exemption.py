"""An exemption names a rule that may be exempted, has a reason, excuses something, and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tongban.definitions.finding import Severity
from tongban.definitions.lint.exemptions import exemptions_of
from tongban.definitions.lint.registry import all_rules
from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject

#: Fewer characters than these give no reason: 无, 同上, 特殊情况.
LEAST_REASON = 6


def check(subject: Subject) -> Iterator[Problem]:
    """Judge those that this subject wrote itself; those of others are judged there."""
    exemptions = exemptions_of(subject)
    rules = {rule.code: rule for rule in all_rules()} if exemptions else {}
    for each in exemptions:
        if each.tenant != (subject.tenant.id if subject.tenant else None):
            continue
        if each.rule not in rules:
            yield Problem(each.origin, f"没有编号为 {each.rule} 的规则。", "请核对 docs/lint.md 中的编号。")
        elif not rules[each.rule].exemptible:
            title = rules[each.rule].title
            message = f"{each.rule} 不能豁免：{title}"
            yield Problem(each.origin, message, "请改正定义本身。", article=rules[each.rule].article)
        if len(re.sub(r"\W", "", each.reason)) < LEAST_REASON:
            yield Problem(each.origin, f"对 {each.rule} 的豁免没有说清理由（“{each.reason}”）。")
        if not each.holds(subject.today):
            message = f"对 {each.rule} 的豁免到 {each.until} 为止，已经过期，不再起作用。"
            yield Problem(each.origin, message, "请改正定义；确需继续的，写明新的理由和期限。")


_EXEMPTION = """\
summary: 因施工等需要 临时占用城市道路的，办理本事项。
exemptions:
  - {rule: TB151, where: summary, reason: %s, until: 2027-06-30}
"""

RULE = Rule(
    code="TB153",
    name="exemption",
    title="豁免应指明可以豁免的规则，写清理由，确有用处，并且没有过期。",
    article="36 §16；7 §9",
    hint="请写明为什么这里可以不守这条规则，以及到什么时候改正。",
    severity=Severity.WARNING,
    of=Of.BOTH,
    exemptible=False,
    check=check,
    failing=Sample(item=_EXEMPTION % "同上"),
    passing=Sample(item=_EXEMPTION % "沿用已公布的文字，下次调整实施清单时一并改正"),
)
