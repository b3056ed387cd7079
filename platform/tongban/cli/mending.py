"""What `tongban lint` does beside telling findings: carry out certain mends, tell which rules are exempted where."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tongban.definitions import Workspace
from tongban.definitions.lint import Linted, fix


def mend_folder(home: Path, workspace: Workspace, below: str, today: date) -> str:
    """Write the certain mends into the files below a path (empty: all), and return what changed, as a patch."""
    named = [each.id for each in workspace.items.values() if not below or is_below(each.document.path, below)]
    if not named:
        return "没有可以改正的事项。\n"
    fixed = fix(workspace, named, today=today)
    for path, text in fixed.after.items():
        (home / path).write_text(text, encoding="utf-8")
    count = len(fixed.rules)
    return (
        f"{fixed.diff()}改正了 {count} 处（{'、'.join(dict.fromkeys(fixed.rules))}）。\n"
        if count
        else "没有可以代为改正的问题。\n"
    )


def tell_exemptions(linted: Linted, below: str, *, each_one: bool) -> Iterator[str]:
    """Yield how many exemptions there are; with `each_one` every one with its place, reason and end."""
    found = [each for each in linted.exempted if not below or is_below(each[1].origin.path, below)]
    if each_one:
        for item, held, count in found:
            where = f"{held.where}，" if held.where else ""
            place = f"{held.origin.path}:{held.origin.line}"
            yield f"{place} {held.rule} {item}：{where}到 {held.until} 为止，涉及 {count} 个问题。"
            yield f"    理由：{held.reason}"
    if found or each_one:
        yield f"另有 {len(found)} 条豁免，不再报告 {sum(count for _, _, count in found)} 个问题。" + (
            "" if each_one else "用 --exemptions 列出。"
        )


def is_below(path: str, below: str) -> bool:
    """Tell whether a path of a source lies at or below another."""
    return path == below or path.startswith(f"{below}/")
