"""An id means one thing within its item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tongban.definitions.expand import fields_in
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject
from tongban.definitions.steps import steps_in
from tongban.definitions.strict_yaml import Path
from tongban.definitions.vocabulary import dotted

#: Names that the platform itself gives to conditions.
OURS = ("applicant", "row")


def check(subject: Subject) -> Iterator[Problem]:
    asked = _asked(subject)
    yield from (Problem(where, f"编号“{name}”是平台自己使用的名称。") for name, where in asked if name in OURS)
    yield from _repeated(asked, "编号")
    for columns in _columns(subject):
        yield from _repeated(columns, "列编号")
    for key, name in (("materials", "id"), ("checks", "id")):
        listed: list[tuple[str, Path]] = [(entry[name], (key, place, name)) for place, entry in subject.listed(key)]
        yield from _repeated(listed, "编号")
    yield from _repeated([(str(step["step"]), (*where, "step")) for where, step in steps_in(subject.data)], "编号")
    sections: list[tuple[str, Path]] = [
        (entry["section"], ("form", place, "section")) for place, entry in subject.listed("form")
    ]
    yield from _repeated(sections, "分节编号")


def _asked(subject: Subject) -> list[tuple[str, Path]]:
    """Questions, fields and decision tables share their names in conditions; a table's columns are apart."""
    found: list[tuple[str, Path]] = [
        (each["id"], ("situation", place, "id")) for place, each in subject.listed("situation")
    ]
    fields = fields_in(subject.data.get("form"))
    found += [(str(entry["id"]), ("form", *below, "id")) for below, entry in fields if "columns" not in below]
    found += [(each["id"], ("tables", place, "id")) for place, each in subject.listed("tables")]
    return found


def _columns(subject: Subject) -> Iterable[list[tuple[str, Path]]]:
    """List the columns of each table: `born_on` may stand in two tables, and in one of them once."""
    tables: dict[Path, list[tuple[str, Path]]] = {}
    for below, entry in fields_in(subject.data.get("form")):
        if "columns" in below:
            own = tables.setdefault(below[: below.index("columns")], [])
            own.append((str(entry["id"]), ("form", *below, "id")))
    return tables.values()


def _repeated(named: list[tuple[str, Path]], word: str) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for name, where in named:
        if name in first:
            yield Problem(where, f"{word}“{name}”已经用于 {dotted(first[name][:-1])}。")
        else:
            first[name] = where


RULE = Rule(
    code="TB115",
    name="duplicate_id",
    title="同一事项内，情形问题与字段、一张表的列、材料、环节、校验的编号各自不得重复。",
    article="7 §7",
    hint="请换一个编号；同一数据元用两次的，给其中一个写 id。",
    exemptible=False,
    check=check,
    failing=Sample(item="materials:\n  - {id: plan, name: 施工方案}\n  - {id: plan, name: 占用位置图}"),
    passing=Sample(item="materials:\n  - {id: plan, name: 施工方案}\n  - {id: location, name: 占用位置图}"),
)
