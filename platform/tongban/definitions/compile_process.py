"""Compile the process: steps in order, their points, and the groups that go on side by side (并联、联合)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tongban.definitions import model
from tongban.definitions.compile_parts import basis_of, span_of
from tongban.definitions.compiling import Compiling, Fault
from tongban.definitions.steps import WrittenStep, groups_of, steps_of
from tongban.definitions.strict_yaml import Path
from tongban.definitions.vocabulary.process import OFFICES, ROLES


def compile_process(data: Mapping[str, Any], compiling: Compiling) -> tuple[model.Step, ...]:
    """Compile the steps; those of a group stand in its place, in the order in which they are written."""
    written = tuple(steps_of(data))
    ids = tuple(str(each.entry["step"]) for each in written)
    return tuple(_step(each, ids[:place], compiling) for place, each in enumerate(written))


def compile_groups(data: Mapping[str, Any], compiling: Compiling) -> tuple[model.StepGroup, ...]:
    """Compile the groups. Side by side go at least two steps; the lead is one of them, the decision is none."""
    found: list[model.StepGroup] = []
    for where, entry in groups_of(data):
        steps = [each for each in entry["steps"] if isinstance(each, Mapping)]
        lead = str(entry.get("lead", ""))
        _refuse_wrong_group(entry, steps, lead, where, compiling)
        if any(each.id == entry["together"] for each in found):
            _fault(compiling, (*where, "together"), f"编号“{entry['together']}”已由另一组环节使用。", "请换一个编号。")
        found.append(model.StepGroup(entry["together"], entry["name"], lead, entry.get("joint", False)))
    return tuple(found)


def _refuse_wrong_group(
    entry: Mapping[str, Any], steps: list[Mapping[str, Any]], lead: str, where: Path, compiling: Compiling
) -> None:
    name, ids = entry["name"], [str(each["step"]) for each in steps]
    if len(steps) < 2:
        hint = "请把它写成单独的环节，或者再加一个环节。"
        _fault(compiling, (*where, "steps"), f"“{name}”里只有 {len(steps)} 个环节，谈不上并联。", hint)
    if lead and lead not in ids:
        hint = f"可以写：{'、'.join(ids)}。"
        _fault(compiling, (*where, "lead"), f"牵头环节“{lead}”不在“{name}”之内。", hint)
    if entry.get("joint") and not lead:
        hint = f"请写 lead，可以写：{'、'.join(ids)}。"
        _fault(compiling, where, f"联合办理的“{name}”没有写明由哪个环节牵头。", hint)
    for place, each in enumerate(steps):
        if each.get("decides"):
            hint = "请把决定环节移到这一组之后，单独写。"
            _fault(compiling, (*where, "steps", place, "decides"), f"决定环节不能放在“{name}”里与别的环节并行。", hint)


def _step(written: WrittenStep, earlier: tuple[str, ...], compiling: Compiling) -> model.Step:
    entry, where = written.entry, written.where
    if entry["by"] in OFFICES and not str(compiling.data["item"]).startswith("_"):
        message = f"“{entry['by']}”只办理事项目录的调整，不能办理“{entry['name']}”。"
        _fault(compiling, (*where, "by"), message, f"可以写：{'、'.join(ROLES)}。")
    plain = {key: entry[key] for key in ("office", "department", "standard", "output", "decides") if key in entry}
    return model.Step(
        id=entry["step"],
        name=entry["name"],
        by=entry["by"],
        points=tuple(
            _point(each, (*where, "points", place), compiling) for place, each in enumerate(entry.get("points", ()))
        ),
        within=span_of(entry["within"]) if "within" in entry else None,
        when=compiling.condition(entry, "when", where),
        special_procedure=_procedure(entry.get("special_procedure")),
        together=str(written.group["together"]) if written.group else "",
        assign=_assignment(entry, where, compiling),
        countersign=tuple(entry.get("countersign", ())),
        four_eyes=_four_eyes(entry, where, earlier, compiling),
        **plain,
    )


def _point(entry: str | Mapping[str, Any], where: Path, compiling: Compiling) -> model.ReviewPoint:
    if isinstance(entry, str):
        return model.ReviewPoint(entry)
    known = {*compiling.asked, *(str(each["id"]) for each in compiling.data.get("materials", ()))}
    about = tuple(entry.get("about", ()))
    for place, each in enumerate(about):
        if each not in known:
            message = f"没有编号为“{each}”的字段、问题或者材料。"
            _fault(compiling, (*where, "about", place), message, compiling.near(each, known))
    return model.ReviewPoint(
        text=entry["point"],
        about=about,
        holds=compiling.condition(entry, "holds", where) if "holds" in entry else None,
        remedy=entry.get("remedy", ""),
    )


def _procedure(entry: Mapping[str, Any] | None) -> model.SpecialProcedure | None:
    if entry is None:
        return None
    return model.SpecialProcedure(
        kind=entry["kind"],
        maximum=span_of(entry["maximum"]),
        clock=model.ClockEffect(**entry.get("clock", {})),
        basis=basis_of(entry["basis"]) if "basis" in entry else None,
        notice=entry.get("notice", ""),
    )


def _assignment(entry: Mapping[str, Any], where: Path, compiling: Compiling) -> model.Assignment:
    assign = entry.get("assign", {})
    by, below = assign.get("by", "role"), (*where, "assign")
    for key, called in (("desk", "窗口或者处室"), ("table", "决策表")):
        if by == key and key not in assign:
            _fault(compiling, below, f"按{called}分派的，应写明是哪一个。", f"请写 {key}。")
        elif key in assign and by != key:
            _fault(compiling, (*below, key), f"写了 {key}，分派方式却是 {by}。", f"请写 by: {key}，或删去 {key}。")
    if "table" in assign:
        compiling.table_of(assign["table"], (*below, "table"), ("choice", "text"))
    return model.Assignment(**assign)


def _four_eyes(
    entry: Mapping[str, Any], where: Path, earlier: tuple[str, ...], compiling: Compiling
) -> tuple[str, ...]:
    """Return the steps meant; `true` means all that come before (四眼原则)."""
    written = entry.get("four_eyes", False)
    if isinstance(written, bool):
        if written and not earlier:
            _fault(compiling, (*where, "four_eyes"), "这是第一个环节，之前没有别的环节。", "请删去 four_eyes。")
        return earlier if written else ()
    for place, each in enumerate(written):
        if each not in earlier:
            hint = f"可以写：{'、'.join(earlier)}。" if earlier else "请删去 four_eyes。"
            _fault(compiling, (*where, "four_eyes", place), f"“{each}”不是之前的环节。", hint)
    return tuple(written)


def _fault(compiling: Compiling, where: Path, message: str, hint: str) -> None:
    compiling.faults.append(Fault(where, "process", message, hint))
