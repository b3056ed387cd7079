"""What the pages of a new item hold, written as the sources of an item; and from which answer each value came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tongban.assurance.authoring.identifiers import Named
from tongban.assurance.authoring.written_form import WrittenForm, rows_of, texts_of, write_form, write_materials
from tongban.definitions import write_yaml
from tongban.definitions.policies import DEFAULTS
from tongban.definitions.strict_yaml import Path
from tongban.forms import Answers, Finding

SERVICE = ("address", "hours", "phone", "complaints", "traffic")


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids that rows got when they were first saved; they stay when a name is changed (C5)."""

    fields: tuple[Named, ...] = ()
    materials: tuple[Named, ...] = ()
    steps: tuple[Named, ...] = ()
    choices: Mapping[str, tuple[Named, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WrittenItem:
    """The sources of an item by file name in its folder, where its values were typed, and what the pages refuse."""

    texts: Mapping[str, str]
    places: Mapping[Path, str]  # path in item.yaml → posted name of the answer: ("time", "promise") → promise_days
    ids: Ids
    findings: tuple[Finding, ...]


def write_item(item: str, answers: Answers, ids: Ids) -> WrittenItem:
    """Write `item.yaml` and `catalogue.yaml` of what is there so far; what is not answered yet is left out."""
    form = write_form(answers, ids.fields, ids.choices)
    materials = write_materials(answers, ids.materials, form.known)
    steps, step_ids, step_places = _steps(answers, ids.steps)
    data: dict[str, object] = {"item": item, "title": answers.get("title"), "catalogue": item}
    data |= {"summary": answers.get("summary"), "applicants": list(texts_of(answers, "applicants"))}
    data |= {"keywords": list(_lines(answers, "keywords")), "authority": _authority(answers)}
    data |= {"visits": answers.get("visits"), "visits_reason": answers.get("visits_reason")}
    data |= {"online_depth": "intake"} if answers.get("visits") else {}  # who must come is not served online to the end
    data |= {"delivery": list(texts_of(answers, "delivery")), "conditions": list(_lines(answers, "acceptance"))}
    filled = {key: value for key, value in data.items() if value not in (None, "", [], {}, 0)}
    filled |= {"form": list(form.sections)}
    filled |= {"materials": list(materials.entries)} if materials.entries else {}
    filled |= {"process": steps, "time": _time(answers)}
    if (
        isinstance(days := answers.get("supplement_days"), int)
        and {"working_days": days} != DEFAULTS["supplement_within"]
    ):
        filled["supplement_within"] = {"working_days": days}
    filled |= {"fees": _fees(answers), "result": _result(answers)}
    filled |= {"online_payment": True} if filled["fees"] != "none" else {}  # a convenient way to pay (335 §27)
    filled["service"] = {key: answers[key] for key in SERVICE if answers.get(key)}
    entry = {"entries": {item: _entry(answers)}}
    return WrittenItem(
        {"item.yaml": write_yaml(filled), "catalogue.yaml": write_yaml(entry)},
        {**_places(item), **form.places, **materials.places, **step_places},
        # A table with a cell that cannot be read has no rows for now; its ids must outlive that.
        Ids(
            form.ids or ids.fields,
            materials.ids or ids.materials,
            step_ids or ids.steps,
            {**ids.choices, **form.choice_ids},
        ),
        (*form.findings, *materials.findings),
    )


def _entry(answers: Answers) -> dict[str, object]:
    basis = [
        {key: row[key] for key in ("law", "article", "number") if row.get(key)} for row in rows_of(answers, "basis")
    ]
    entry = {"name": answers.get("title"), "kind": answers.get("kind"), "department": answers.get("department")}
    return {key: value for key, value in entry.items() if value} | {"basis": [each for each in basis if "law" in each]}


def _authority(answers: Answers) -> dict[str, object]:
    name, uscc = answers.get("authority"), answers.get("uscc")
    return ({"name": name} | ({"uscc": uscc} if uscc else {})) if name else {}


def _steps(
    answers: Answers, before: Sequence[Named]
) -> tuple[list[dict[str, object]], tuple[Named, ...], dict[Path, str]]:
    """Write the steps; the last one decides (335 §16)."""
    rows = rows_of(answers, "steps")
    form = WrittenForm.ids_for([str(row.get("name") or "") for row in rows], before, "step")
    found: list[dict[str, object]] = []
    places: dict[Path, str] = {}
    for number, (row, named) in enumerate(zip(rows, form, strict=True)):
        step: dict[str, object] = {"step": named.id, "name": row.get("name"), "by": row.get("by")}
        step["points"] = list(_lines(row, "points"))
        if isinstance(days := row.get("days"), int):
            step["within"] = {"working_days": days}
        if number == len(rows) - 1:
            step["decides"] = True
        found.append({key: value for key, value in step.items() if value not in (None, [], "")})
        places |= {("process", number): f"steps.{number}.name", ("process", number, "by"): f"steps.{number}.by"}
        places[("process", number, "within")] = f"steps.{number}.days"
        places[("process", number, "points")] = f"steps.{number}.points"
    return found, form, places


def _time(answers: Answers) -> dict[str, object]:
    time: dict[str, object] = {}
    if answers.get("has_statutory") is False:
        time["statutory"] = "none"
    elif isinstance(days := answers.get("statutory_days"), int):
        time["statutory"] = {"working_days": days}
    if answers.get("on_the_spot") is True:
        time["promise"] = "on_the_spot"
    elif isinstance(days := answers.get("promise_days"), int):
        time["promise"] = {"working_days": days}
    if note := answers.get("statutory_note"):
        time["statutory_note"] = note
    return time


def _fees(answers: Answers) -> object:
    rows = rows_of(answers, "fees")
    if answers.get("has_fees") is not True or not rows:
        return "none"
    return [_fee(row) for row in rows]


def _fee(row: Mapping[str, object]) -> dict[str, object]:
    fee: dict[str, object] = {key: row[key] for key in ("name", "standard") if row.get(key)}
    if row.get("law"):
        fee["basis"] = {key: row[key] for key in ("law", "article") if row.get(key)}
    return fee


def _result(answers: Answers) -> object:
    if answers.get("has_result") is not True:
        return "none"
    result = {"name": answers.get("result_name"), "kind": answers.get("result_kind")}
    return {key: value for key, value in result.items() if value}


def _lines(answers: Mapping[str, object], name: str) -> Iterator[str]:
    text = answers.get(name)
    yield from (line.strip() for line in (text if isinstance(text, str) else "").splitlines() if line.strip())


def _places(item: str) -> dict[Path, str]:
    """Say in which answer the plain values were typed; a path that is longer leads to its nearest beginning."""
    plain = {
        "title": "title",
        "summary": "summary",
        "applicants": "applicants",
        "keywords": "keywords",
        "visits": "visits",
        "visits_reason": "visits_reason",
        "delivery": "delivery",
        "conditions": "acceptance",
        "authority": "authority",
        "form": "fields",
        "materials": "materials",
        "process": "steps",
        "fees": "fees",
        "result": "result_name",
        "supplement_within": "supplement_days",
        "catalogue": "kind",
        "time": "promise_days",
    }
    found: dict[Path, str] = {(key,): name for key, name in plain.items()}
    found |= {("time", "statutory"): "has_statutory", ("time", "statutory_note"): "statutory_note"}
    found |= {("service",): "address", ("authority", "uscc"): "uscc", ("result", "kind"): "result_kind"}
    found |= {("service", key): key for key in SERVICE}
    entry: Path = ("entries", item)
    found |= {entry: "title", (*entry, "name"): "title", (*entry, "kind"): "kind"}
    return found | {(*entry, "department"): "department", (*entry, "basis"): "basis"}
