"""Limits are counted on a calendar that is there (行政许可法 art. 82: working days without holidays)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject
from tongban.definitions.lint.sample import sample_texts
from tongban.definitions.provenance import Origin
from tongban.definitions.vocabulary import nearest


def check(subject: Subject) -> Iterator[Problem]:
    assert subject.tenant is not None
    known = subject.workspace.calendars
    if known and subject.tenant.calendar not in known:
        place = Origin(f"tenants/{subject.tenant.id}/tenant.yaml", 1, 1)
        message = f"租户“{subject.tenant.id}”的工作日历“{subject.tenant.calendar}”没有任何年度的放假安排。"
        yield Problem(place, message, nearest(subject.tenant.calendar, tuple(sorted(known))))


_TENANT = "tenants/yunyang/tenant.yaml"
_TEXT = sample_texts()[_TENANT]
_YEAR = {"item_defs/_shared/calendars/cn-2026.yaml": "calendar: cn\n"}

RULE = Rule(
    code="TB169",
    name="unknown_calendar",
    title="租户应使用已有的工作日历。",
    article="行政许可法 §82；335 §25",
    hint="请改正 calendar，或者在 item_defs/_shared/calendars/ 中补上放假安排。",
    of=Of.CLAIM,
    exemptible=False,
    check=check,
    failing=Sample(files={_TENANT: _TEXT + "calendar: cm\n", **_YEAR}),
    passing=Sample(files={_TENANT: _TEXT, **_YEAR}),
)
