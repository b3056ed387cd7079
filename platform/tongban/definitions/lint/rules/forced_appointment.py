"""Nobody must book online before coming to the counter (7 §21(3); ORD §17(2))."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject

_MUST = re.compile(
    r"(必须|须|应当?|务必|只能|一律)(先|提前|事先)?(在网上|网上|线上|电话)?预约|未预约(的)?(，)?(不|概不)"
)


def check(subject: Subject) -> Iterator[Problem]:
    service = subject.data.get("service", {})
    for where, text in (
        (("service", "hours"), service.get("hours", "")),
        (("service", "appointment", "note"), service.get("appointment", {}).get("note", "")),
    ):
        if found := _MUST.search(text):
            yield Problem(where, f"“{found[0]}”强制申请人先预约再来办理。")


_SERVICE = """\
service: {address: 示例路 1 号, hours: "工作日 9:00—17:00%s", phone: 023-55187618, complaints: 023-55163608}
"""

RULE = Rule(
    code="TB185",
    name="forced_appointment",
    title="在窗口办理的，不得强制先到线上预约。",
    article="7 §21；ORD §17",
    hint="请改为可以预约，例如“可以提前预约，不预约的按到场次序办理”。",
    of=Of.CLAIM,
    exemptible=False,
    check=check,
    failing=Sample(claim=_SERVICE % "，须提前网上预约"),
    passing=Sample(claim=_SERVICE % "，可以提前预约"),
)
