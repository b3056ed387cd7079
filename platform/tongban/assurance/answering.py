"""Whether an example's applicant could have sent in what it says: the form's own judgement, before the law begins.

Missing materials are no fault of an example: that something is missing may be its very story (335 §18).
"""

from __future__ import annotations

from collections.abc import Iterator

from tongban import forms
from tongban.definitions import Definition
from tongban.definitions.examples import Example
from tongban.law import applicable


def wrong_answers(example: Example, definition: Definition) -> Iterator[str]:
    """Tell in Chinese what the form would refuse, what it would not have asked, and what nobody asked to be brought."""
    given = {**example.situation, **example.answers}
    answers = {**forms.written(definition, given), forms.APPLICANT_KIND: example.applicant.kind}
    for each in forms.check(definition, answers, example.materials, example.begin.date()):
        if each.field:
            yield f"{each.label or each.field}：{each.message}"
    values = forms.condition_values(definition, answers)
    asked = {each.id for each in definition.situation} | {each.id for each in applicable.fields(definition, values)}
    for name in given.keys() - asked:
        yield f"{applicable.name_of(definition, name)}：这种情形不填写这一项。"
    wanted = {each.id for each in applicable.materials(definition, values)}
    for name in sorted(set(example.materials) - wanted):
        yield f"{applicable.name_of(definition, name)}：这种情形不需要这项材料。"
