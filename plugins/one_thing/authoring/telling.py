"""Tell in sentences what a draft changes in a bundle that is published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tongban.kit.language import Workspace, as_json

Data = Mapping[str, Any]

WORDS = {
    "summary": "简介",
    "lead": "牵头部门",
    "leader": "牵头的事项",
    "applicants": "服务对象",
    "themes": "主题",
    "keywords": "搜索关键词",
    "basis": "依据",
    "notes": "注意事项",
    "thresholds": "起点数",
    "questions": "选择问题",
    "facts": "先填的基本情况",
    "tables": "对应表",
    "shared": "合并后的称呼",
    "materials": "只交一份的材料",
    "visits": "到办事现场次数",
    "delivery": "出件",
    "rated": "评价",
    "faq": "常见问题",
    "demonstration": "演示数据的范围",
}
OF_PART = {
    "item": "对应的事项",
    "title": "简称",
    "version": "版本",
    "when": "办理的条件",
    "after": "先后次序",
    "given": "已经知道的回答",
    "same": "合并的项",
    "apart": "分开填写的项",
    "takes": "取用的前序结果",
}


def tell_changes(old: Data | None, new: Data, workspace: Workspace) -> list[str]:
    """List what differs, the title and the items first; nothing where both say the same."""
    if old is None:
        return [f"首次发布：《{new.get('title', '')}》，由 {len(new.get('parts', ()))} 个事项构成。"]
    return list(_changes(as_json(old), as_json(new), workspace))


def _changes(old: Any, new: Any, workspace: Workspace) -> Iterator[str]:
    if old.get("title") != new.get("title"):
        yield f"名称由《{old.get('title')}》改为《{new.get('title')}》。"
    before = {each["part"]: each for each in old.get("parts", ())}
    after = {each["part"]: each for each in new.get("parts", ())}
    yield from (f"增加事项“{_title(each, workspace)}”。" for name, each in after.items() if name not in before)
    yield from (f"去掉事项“{_title(each, workspace)}”。" for name, each in before.items() if name not in after)
    for name, each in after.items():
        changed = [word for key, word in OF_PART.items() if name in before and before[name].get(key) != each.get(key)]
        if changed:
            yield f"事项“{_title(each, workspace)}”：改了{'、'.join(changed)}。"
    kept = [name for name in after if name in before]
    if kept != [name for name in before if name in after]:
        yield "调整了事项的次序。"
    yield from (_said(key, word, old, new) for key, word in WORDS.items() if old.get(key) != new.get(key))


def _said(key: str, word: str, old: Data, new: Data) -> str:
    if key not in old:
        return f"增加了{word}。"
    return f"去掉了{word}。" if key not in new else f"改了{word}。"


def _title(part: Data, workspace: Workspace) -> str:
    found = workspace.items.get(part["item"])
    return str(part.get("title") or (found.document.data.get("title") if found else part["item"]))
