"""Page 选择问题: thresholds, questions and facts become entries of the bundle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from one_thing.authoring.conditions import text_of_row
from one_thing.authoring.offered import ALWAYS, Offered
from one_thing.authoring.state import Ids, rows_of
from one_thing.authoring.values import named
from tongban.kit.authoring import ConditionRefused, Named, keep_ids
from tongban.kit.definitions import Path
from tongban.kit.forms import Answers, Finding

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asking:
    """The three as the text has them, the ids of their rows, where each was typed, what is refused."""

    thresholds: dict[str, dict[str, object]]
    questions: list[dict[str, object]]
    facts: list[dict[str, object]]
    ids: dict[str, Any]
    places: dict[Path, str]
    findings: tuple[Finding, ...]


def write_questions(answers: Answers, ids: Ids, offered: Offered) -> Asking:
    """Write the page; ids are kept by the names of rows."""
    rows = {name: rows_of(answers, name) for name in ("questions", "facts", "thresholds")}
    asked = [str(row.get("ask") or "") for row in rows["questions"]]
    questions = named(asked, keep_ids(asked, ids.questions, "question"))
    numbers = [str(row.get("label") or "") for row in rows["thresholds"]]
    taken = {each.id for each in questions}
    thresholds = named(numbers, keep_ids(numbers, ids.thresholds, "threshold", taken))
    facts = _fact_ids(rows["facts"], ids, taken | {each.id for each in thresholds})
    writing = _Questions(offered, ids)
    entries = [writing.entry(number, row, questions[number].id) for number, row in enumerate(rows["questions"])]
    return Asking(
        {each.id: _threshold(row, offered, each.id) for each, row in zip(thresholds, rows["thresholds"], strict=True)},
        entries,
        [_fact(row, each.id, offered) for each, row in zip(facts, rows["facts"], strict=True)],
        {
            "questions": questions or ids.questions,
            "facts": facts or ids.facts,
            "thresholds": thresholds or ids.thresholds,
            "choices": {**ids.choices, **writing.choices},
        },
        _places([each.id for each in thresholds], len(entries), len(facts)),
        tuple(writing.findings),
    )


class _Questions:
    """The questions, one after another: a condition may name what stands before it."""

    def __init__(self, offered: Offered, ids: Ids) -> None:
        self.offered, self.ids = offered, ids
        self.choices: dict[str, tuple[Named, ...]] = {}
        self.findings: list[Finding] = []
        self.base = {each["id"]: each for each in offered.base.get("questions", ())}

    def entry(self, number: int, row: Row, name: str) -> dict[str, object]:
        texts = list(dict.fromkeys(each.strip() for each in str(row.get("choices") or "").splitlines() if each.strip()))
        self.choices[name] = named(texts, keep_ids(texts, self.ids.choices.get(name, ()), "choice"))
        entry = {"id": name, "ask": row.get("ask"), "label": row.get("label"), "help": row.get("help")}
        entry["choices"] = {each.id: each.name for each in self.choices[name]}
        entry["when"] = self._when(number, row, name)
        return {key: value for key, value in entry.items() if value}

    def _when(self, number: int, row: Row, name: str) -> str | None:
        if row.get("when_field") in (None, "", ALWAYS):
            return self._kept(name)
        try:
            return text_of_row(row, self.offered.names.before(name))
        except ConditionRefused as refused:
            told = f"第 {number + 1} 行：{refused.message}"
            self.findings.append(Finding("condition", told, "questions", f"{number}.{refused.column}", "条件"))
        return None

    def _kept(self, name: str) -> str | None:
        """Keep a condition that rows cannot say; the page shows it in words beside."""
        text: str | None = self.base.get(name, {}).get("when")
        return text if f"question/{name}" in self.offered.kept else None


def _threshold(row: Row, offered: Offered, name: str) -> dict[str, object]:
    basis = offered.base.get("thresholds", {}).get(name, {}).get("basis", {})
    said = {"law": row.get("law"), "article": row.get("article")}
    entry = {"label": row.get("label"), "unit": row.get("unit"), "value": row.get("value")}
    if row.get("law"):
        entry["basis"] = {**basis, **{key: value for key, value in said.items() if value}}
    return {key: value for key, value in entry.items() if value not in (None, "")}


def _fact_ids(rows: tuple[Row, ...], ids: Ids, taken: set[str]) -> tuple[Named, ...]:
    """Name facts: a data element by its last word, as items do; others by what they are called."""
    names = [str(row.get("element") if row.get("kind") == "element" else row.get("label") or "") for row in rows]
    made = keep_ids(names, ids.facts, "fact", taken)
    own = [_own_id(row, each, ids) for row, each in zip(rows, made, strict=True)]
    return named(names, own)


def _own_id(row: Row, made: str, ids: Ids) -> str:
    element = str(row.get("element") or "")
    if row.get("kind") != "element" or not element:
        return made
    return next((each.id for each in ids.facts if each.name == element), element.rpartition(".")[2])


def _fact(row: Row, name: str, offered: Offered) -> dict[str, object]:
    """Write a fact; of one that stands in the text already, what the page does not know stays."""
    facts = offered.base.get("facts", ())
    before: Mapping[str, Any] = next((each for each in facts if _id_of(each) == name), {})
    if row.get("kind") == "element":
        element = str(row.get("element") or "")
        entry: dict[str, object] = (
            {"use": element} if name == element.rpartition(".")[2] else {"use": element, "id": name}
        )
        same = before.get("use") == element
    else:
        entry = {"id": name, "type": row.get("kind"), "unit": row.get("unit")}
        same = before.get("type") == row.get("kind")
    entry["label"] = row.get("label")
    rest = {key: value for key, value in before.items() if key not in ("use", "id", "type", "unit", "label")}
    return {key: value for key, value in {**entry, **(rest if same else {})}.items() if value}


def _id_of(fact: Row) -> str:
    return str(fact.get("id") or str(fact.get("use", "")).rpartition(".")[2])


def _places(thresholds: list[str], questions: int, facts: int) -> dict[Path, str]:
    found: dict[Path, str] = {}
    for number, name in enumerate(thresholds):
        where: Path = ("thresholds", name)
        found |= {where: f"thresholds.{number}.label", (*where, "value"): f"thresholds.{number}.value"}
        found[(*where, "basis")] = f"thresholds.{number}.law"
    for number in range(questions):
        where = ("questions", number)
        found |= {where: f"questions.{number}.ask", (*where, "when"): f"questions.{number}.when_field"}
        found |= {(*where, key): f"questions.{number}.{key}" for key in ("label", "choices", "help")}
    for number in range(facts):
        where = ("facts", number)
        found |= {where: f"facts.{number}.kind", (*where, "use"): f"facts.{number}.element"}
        found |= {(*where, key): f"facts.{number}.{key}" for key in ("label", "unit")}
    return found
