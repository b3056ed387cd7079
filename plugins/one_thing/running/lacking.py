"""What keeps a bundle from being handed in: of the one form, then of each item by its own rules, told all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from one_thing.running.hand_in import what_is_missing
from one_thing.running.plans import Plan
from tongban.kit.forms import Answers, Finding, Supplied, check, in_full

#: what the applicant may bring after handing in (335 §19) keeps nobody
_LATER = "missing_may_follow"


def lacking(
    plan: Plan, answers: Answers, typed: Mapping[str, Sequence[str]], handed: Sequence[Supplied], today: date
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Give the findings of the one form; where it is complete, what each item still lacks, in sentences."""
    found = check(plan.merged.form, answers, handed, today, typed=typed)
    of_the_form = tuple(each for each in found if each.code != _LATER)
    if of_the_form:
        return of_the_form, ()
    further = [each for each in what_is_missing(plan, answers, handed) if each.finding.code != _LATER]
    return (), tuple(f"{each.title}：{in_full(each.finding, plan.merged.form)}" for each in further)
