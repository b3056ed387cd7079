"""An item that extends a standard keeps to it (36 §6): what it may change, the standard says."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject
from tongban.definitions.policies import TIGHTEN_HINT, Policy, name_of


def check(subject: Subject) -> Iterator[Problem]:
    for each in subject.resolved.violations:
        if each.tenant:
            continue
        if each.path.startswith("policies."):
            path = each.path.removeprefix("policies.")
            what = f"{each.owner}对“{name_of(path)}”（{path}）规定的是 {each.inherited}，不能放宽为 {each.attempted}。"
            yield Problem(each.origin, what, f"请写 {each.inherited}，或删去这一行。")
        elif each.policy is Policy.TIGHTEN_ONLY:
            what = f"{each.owner}规定“{name_of(each.path)}”（{each.path}）只能从严，这里放宽了要求。"
            yield Problem(each.origin, what, TIGHTEN_HINT[each.path])
        else:
            yield Problem(each.origin, f"“{name_of(each.path)}”（{each.path}）由{each.owner}统一管控，不能改写。")


_STANDARD = """\
item: road-standard
standard: true
policies: {materials: tighten_only}
title: 占道施工审批
catalogue: occupy-road
materials:
  - {id: plan, name: 施工方案, formats: [pdf]}
"""

_FILES = {"item_defs/_national/road-standard/item.yaml": _STANDARD}

RULE = Rule(
    code="TB199",
    name="standard_kept",
    title="由统一标准而来的事项，只能改写标准允许改写的要素。",
    article="36 §6",
    hint="请删去这一项；确需调整的，由制定标准的部门调整标准（36 §16）。",
    exemptible=False,
    check=check,
    failing=Sample(
        item="extends: road-standard\nmaterials:\n  - {id: plan, name: 施工方案}\n  - {id: more, name: 另加的材料}",
        files=_FILES,
    ),
    passing=Sample(
        item="extends: road-standard\nmaterials:\n  - {id: plan, name: 施工方案, formats: [pdf], optional: true}",
        files=_FILES,
    ),
)
