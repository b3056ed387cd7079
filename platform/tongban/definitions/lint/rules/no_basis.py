"""Nothing without a basis: no item is made by the office itself (335 §13; ORD §9)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    entry = subject.data.get("catalogue")
    if isinstance(entry, dict) and not entry.get("basis"):
        yield Problem(("catalogue", "name"), f"基本目录“{entry['name']}”没有设定依据。")
    time = subject.data.get("time", {})
    if time.get("statutory") == "none" and not time.get("statutory_note"):
        message = "法定办结时限写明没有规定，但没有说明理由。"
        yield Problem(("time", "statutory"), message, "请写 statutory_note，说明依据中没有规定时限。")


_ENTRY = """\
entries:
  occupy-road: {name: 占道施工审批, kind: "01", department: 城市管理局%s}
"""

RULE = Rule(
    code="TB104",
    name="no_basis",
    title="事项应有设定依据；没有法定时限的，应说明理由。",
    article="335 §13；ORD §9",
    hint="请在基本目录中写明 basis：法规名称和条款。",
    exemptible=False,
    check=check,
    failing=Sample(files={"item_defs/_shared/catalogue.yaml": _ENTRY % ""}),
    passing=Sample(
        files={
            "item_defs/_shared/catalogue.yaml": _ENTRY
            % ", basis: [{law: 城市市容和环境卫生管理条例, article: 第十四条}]"
        }
    ),
)
