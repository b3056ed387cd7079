"""What the pages hold, written as the text of a bundle; and from which answer each value came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from one_thing.authoring.asking import write_questions
from one_thing.authoring.offered import Offered
from one_thing.authoring.state import Ids, State, rows_of
from one_thing.authoring.values import named
from one_thing.authoring.writing_parts import write_parts
from tongban.kit.authoring import keep_ids, write_yaml
from tongban.kit.definitions import Path
from tongban.kit.forms import Answers, Finding

#: the order of the keys in a bundle's text
ORDER = (
    "bundle", "title", "summary", "lead", "leader", "applicants", "themes", "keywords", "basis", "notes", "thresholds",
    "questions", "facts", "tables", "parts", "shared", "materials", "visits", "delivery", "rated", "faq",
    "demonstration",
)  # fmt: skip
RATED = "one"
LINES = ("themes", "keywords", "notes")
#: path in the text → the answer in which it was typed, where they are called differently
PLAIN = {"title": "name", "parts": "items", "rated": "rated", "bundle": "name"}


@dataclass(frozen=True, slots=True)
class Written:
    """The text, where its values were typed, the ids of the rows, and what the pages refuse."""

    text: str
    places: Mapping[Path, str]
    ids: Ids
    findings: tuple[Finding, ...] = field(default=())


def write_bundle(bundle: str, state: State, offered: Offered) -> Written:
    """Write what is there so far; what the pages do not know is kept as the text has it."""
    answers, base = state.answers, offered.base
    asked = write_questions(answers, state.ids, offered)
    parts = write_parts(state, offered)
    materials, material_ids = _materials(answers, state.ids)
    data = dict(base) | _plain(bundle, answers, base) | {"basis": _basis(answers, base)}
    data |= {"thresholds": asked.thresholds, "questions": asked.questions, "facts": asked.facts}
    data |= {"parts": parts.entries, "shared": _shared(answers), "materials": materials}
    data |= {"faq": [dict(each) for each in rows_of(answers, "faq")]}
    filled = {key: data[key] for key in ORDER if data.get(key) not in (None, "", [], {}, ())}
    places: dict[Path, str] = {(key,): PLAIN.get(key, key) for key in ORDER}
    places |= {("delivery", "ways"): "ways", ("delivery",): "together"}
    return Written(
        write_yaml(filled),
        {**places, **dict(_row_places(data)), **asked.places, **parts.places},
        Ids(**asked.ids, materials=material_ids),
        (*asked.findings, *parts.findings),
    )


def lines_of(text: object) -> list[str]:
    return [each.strip() for each in (text if isinstance(text, str) else "").splitlines() if each.strip()]


def _plain(bundle: str, answers: Answers, base: Mapping[str, Any]) -> dict[str, object]:
    data: dict[str, object] = {"bundle": bundle, "title": answers.get("name")}
    data |= {key: answers.get(key) for key in ("summary", "lead", "leader")}
    data |= {key: _several(answers, key, base.get(key, ())) for key in ("applicants", "demonstration")}
    data |= {key: lines_of(answers.get(key)) for key in LINES}
    data |= {"visits": answers.get("visits") or None, "rated": answers.get("rated")}
    if data["rated"] == RATED and "rated" not in base:
        data["rated"] = None  # a definition never repeats a default
    delivery = {
        "together": answers.get("together"),
        "ways": _several(answers, "ways", base.get("delivery", {}).get("ways", ())),
    }
    return data | {"delivery": {key: value for key, value in delivery.items() if value not in (None, [])}}


def _several(answers: Answers, name: str, before: Sequence[str]) -> list[str]:
    """Give what is ticked, in the order that the text has: a page has no order of ticks."""
    found = answers.get(name)
    ticked = [str(each) for each in found] if isinstance(found, tuple) else []
    return [*(each for each in before if each in ticked), *(each for each in ticked if each not in before)]


def _basis(answers: Answers, base: Mapping[str, Any]) -> list[dict[str, object]]:
    """Write the articles; what the text says besides of the same one (its words, its day) stays."""
    before = {(each["law"], each.get("article")): each for each in base.get("basis", ())}
    rows = [
        {key: row[key] for key in ("law", "article", "number") if row.get(key)} for row in rows_of(answers, "basis")
    ]
    return [{**before.get((row["law"], row.get("article")), {}), **row} for row in rows if "law" in row]


def _shared(answers: Answers) -> list[dict[str, object]]:
    return [{key: row[key] for key in ("id", "label", "help") if row.get(key)} for row in rows_of(answers, "shared")]


def _materials(answers: Answers, ids: Ids) -> tuple[list[dict[str, object]], Any]:
    rows = rows_of(answers, "materials")
    names = [str(row.get("name") or "、".join(row.get("of", ()))) for row in rows]
    found = named(names, keep_ids(names, ids.materials, "material"))
    entries: list[dict[str, object]] = []
    for row, each in zip(rows, found, strict=True):
        of = dict(str(one).split("/", 1) for one in row.get("of", ()))
        entries.append({"id": each.id, **({"name": row["name"]} if row.get("name") else {}), "of": of})
    return entries, found or ids.materials


def _row_places(data: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    columns: Mapping[str, Sequence[str]] = {
        "basis": ("law", "article", "number"),
        "faq": ("question", "answer"),
        "shared": ("id", "label", "help"),
        "materials": ("name", "of"),
    }
    for table, names in columns.items():
        for number in range(len(data.get(table) or ())):
            yield (table, number), f"{table}.{number}.{names[0]}"
            yield from (((table, number, name), f"{table}.{number}.{name}") for name in names)
