"""What is shown as an example of an answer would be accepted as one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from marshmallow import ValidationError

from tongban.definitions.expand import fields_in
from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject
from tongban.definitions.vocabulary import load_options
from tongban.fields import FieldError, field_types

#: Types whose answer is one line of text; of others the example describes only.
ONE_LINE = ("text", "number", "money", "date", "phone", "email", "id_number", "uscc")


def check(subject: Subject) -> Iterator[Problem]:
    for below, entry in fields_in(subject.data.get("form")):
        example = entry.get("example")
        if entry["type"] in ONE_LINE and isinstance(example, str) and (refused := refusal(entry, example)):
            message = f"字段“{entry['label']}”的示例“{example}”自己就通不过校验：{refused}"
            yield Problem(("form", *below, "example"), message)


def refusal(entry: dict[str, Any], text: str) -> str:
    """Return why the field's own type refuses a text; empty where it takes it or the options are wrong."""
    kind = field_types[entry["type"]]
    try:
        options = load_options(entry, entry["type"])
    except ValidationError:
        return ""
    value = kind.parse({"": (text,)}, options)
    if isinstance(value, FieldError):
        return value.message
    error = kind.check(value, options) if value is not None else None
    return error.message if error else ""


_FORM = """\
form:
  - section: site
    title: 占用情况
    fields:
      - {use: person.name}
      - {id: area, label: 占用面积, type: number, unit: ㎡, min: 1, example: "%s"}
"""

RULE = Rule(
    code="TB157",
    name="example_value",
    title="字段的示例应通得过字段自己的校验。",
    article="335 §14",
    hint="请改正示例，或者放宽字段的限制。",
    severity=Severity.WARNING,
    check=check,
    failing=Sample(item=_FORM % "0.5"),
    passing=Sample(item=_FORM % "12"),
)
