"""Claim: every notice has the values that its wording names, in every state from which the walk has sent it.

Each notice is really worded, by `notices.worded`. A value that the case does not have there is handed over as a mark
that a condition in the wording takes for nothing: so `{% if due_on %}` keeps it out, and what prints it is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from tongban.assurance.prove.codes import Findings
from tongban.assurance.prove.walk import Sent, Walk
from tongban.definitions.model import Definition
from tongban.definitions.notice_kinds import notice_kinds
from tongban.errors import TongbanError
from tongban.notices.worded import notice_words

#: values that say nothing when there is nothing to say, and that the desk adds
SILENT = frozenset({"due_note", "document_number", "number"})
_MARK = re.compile(r"⟦([a-z_]+)⟧")  # after the escapes of Markdown are taken out
_STATES = {
    "submit": "收件",
    "accept": "受理",
    "deemed": "视为受理",
    "supplement": "告知补正",
    "decline": "不予受理",
    "start": "开始特殊程序",
    "grant": "准予",
    "refuse": "不予",
    "withdraw": "撤回",
    "lapse": "逾期未补正",
    "deliver": "送达",
}


class Absent(str):
    """A mark in the place of a value that is not there: printed it shows, asked it is nothing."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


def prove_notices(definition: Definition, walks: Iterable[Walk], findings: Findings) -> tuple[int, int]:
    """Word each notice of each walk; return how many kinds, and how many notices."""
    told: set[str] = set()
    worded: set[tuple[object, ...]] = set()
    count = 0
    for each in walks:
        for sent in each.sent:
            count += 1
            shape = _shape(sent)
            if shape not in worded:
                worded.add(shape)
                _word(definition, each, sent, findings, told)
    return len({shape[0] for shape in worded}), count


def _shape(sent: Sent) -> tuple[object, ...]:
    """Tell notices apart by what is there: two that lack the same values are worded alike."""
    return (sent.order.notice, sent.by, *sorted(name for name, value in sent.order.values.items() if _lacks(value)))


def _lacks(value: object) -> bool:
    return value is None or value == ""


def _word(definition: Definition, done: Walk, sent: Sent, findings: Findings, told: set[str]) -> None:
    kind, when = notice_kinds[sent.order.notice], _STATES.get(sent.by, "办理")
    order = replace(sent.order, values=marked(sent.order.values))
    try:
        text = notice_words(definition, "示例单位", order, "示例〔2026〕1号", sent.order.at.date())
    except TongbanError as refused:
        messages = [f"《{kind.title}》在{when}时写不出来：{refused.message}"]
    else:
        names = dict.fromkeys(_MARK.findall(text.replace("\\", "")))
        messages = [f"《{kind.title}》在{when}时没有“{name}”的值，文字里却直接用到它。" for name in names]
    for message in messages:
        if message not in told:
            told.add(message)
            findings.add("TB340", ("wording", kind.id), message, witness=done.path.judged.witness)


def marked(values: Mapping[str, object]) -> Mapping[str, object]:
    """Put a mark in the place of each value that is not there."""
    return {
        name: Absent(f"⟦{name}⟧") if _lacks(value) and name not in SILENT else value for name, value in values.items()
    }
