"""A bundle's text becomes what the pages hold, so that one that exists is changed on the same pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from one_thing.authoring.conditions import Names, rows_of
from one_thing.authoring.offered import WHOLE, names_of
from one_thing.authoring.pages import of_part
from one_thing.authoring.state import Chosen, Ids, State
from one_thing.authoring.values import TABLE, value_told
from one_thing.language.compiling import asked_of
from one_thing.language.lint.rule import asked_ids
from tongban.kit.authoring import Named
from tongban.kit.conditions import NUMBER, Scope
from tongban.kit.definitions import NotFound
from tongban.kit.language import Workspace, condition_scope

Data = Mapping[str, Any]
LINES = ("themes", "keywords", "notes")
PLAIN = ("summary", "lead", "leader", "visits")


def state_of(data: Data, workspace: Workspace) -> State:
    """Fill the pages from a bundle's text; conditions that rows cannot say are left to the text."""
    ids = _ids(data)
    answers: dict[str, object] = {"name": data["title"]} | {key: data[key] for key in PLAIN if key in data}
    answers |= {key: "\n".join(data[key]) for key in LINES if data.get(key)}
    answers |= {"demonstration": tuple(data.get("demonstration", ()))}
    delivery = data.get("delivery", {})
    answers |= {"together": delivery.get("together", True), "rated": data.get("rated", "one")}
    answers |= {"ways": tuple(delivery.get("ways", ("window", "electronic"))), "visits": data.get("visits", 0)}
    answers |= _asked(data)
    names, scope = names_of(answers, ids, workspace), scope_of(data, workspace)
    answers["questions"] = _conditions_of_questions(data, answers["questions"], scope, names)
    for part in data["parts"]:
        answers |= _part(part, data, scope, names, workspace)
    filled = {key: value for key, value in answers.items() if value not in (None, "", ())}
    return State(filled, tuple(Chosen(each["part"], each["item"]) for each in data["parts"]), ids)


def names_in(data: Data, workspace: Workspace) -> Names:
    """Give what conditions of a text may name, as people call it."""
    return names_of(_asked(data), _ids(data), workspace)


def finished(data: Data, workspace: Workspace) -> dict[str, Any]:
    """Leave out what is not whole yet, so that conditions can be read in the middle of writing."""
    questions = [each for each in data.get("questions", ()) if each.get("ask") and each.get("choices")]
    facts = [
        each
        for each in data.get("facts", ())
        if each.get("use") in workspace.elements or ("use" not in each and each.get("label") and each.get("type"))
    ]
    thresholds = {
        name: each for name, each in data.get("thresholds", {}).items() if "label" in each and "value" in each
    }
    return {"applicants": (), **data, "questions": questions, "facts": facts, "thresholds": thresholds, "materials": ()}


def scope_of(data: Data, workspace: Workspace) -> Scope:
    """Give the names that conditions of the text may use, thresholds among them."""
    names = dict(condition_scope(asked_of({**data, "thresholds": {}}, workspace.elements)).names)
    return Scope(names | dict.fromkeys(data.get("thresholds", {}), NUMBER))


def in_rows(text: object, scope: Scope, names: Names) -> tuple[dict[str, object], ...] | None:
    """Give a condition's rows: none for what always holds, None for what rows cannot say."""
    if text is None or text is True or text == "true":
        return ()
    return rows_of(text, scope, names) if isinstance(text, str) else None


def _ids(data: Data) -> Ids:
    return Ids(
        tuple(Named(each["ask"], each["id"]) for each in data.get("questions", ())),
        tuple(_fact_id(each) for each in data.get("facts", ())),
        tuple(Named(each["label"], name) for name, each in data.get("thresholds", {}).items()),
        tuple(Named(_material(each), each["id"]) for each in data.get("materials", ())),
        {
            each["id"]: tuple(Named(label, value) for value, label in each["choices"].items())
            for each in data.get("questions", ())
        },
    )


def _fact_id(fact: Data) -> Named:
    if "use" in fact:
        return Named(fact["use"], fact.get("id", fact["use"].rpartition(".")[2]))
    return Named(fact["label"], fact["id"])


def _material(material: Data) -> str:
    return str(material.get("name") or "、".join(_of(material)))


def _of(material: Data) -> tuple[str, ...]:
    return tuple(f"{part}/{name}" for part, name in material["of"].items())


def _asked(data: Data) -> dict[str, Any]:
    basis = ("law", "article", "number")
    thresholds = data.get("thresholds", {}).values()
    return {
        "applicants": tuple(data.get("applicants", ())),
        "basis": tuple({key: each[key] for key in basis if key in each} for each in data.get("basis", ())),
        "faq": tuple(dict(each) for each in data.get("faq", ())),
        "shared": tuple(dict(each) for each in data.get("shared", ())),
        "materials": tuple(_filled({"name": each.get("name"), "of": _of(each)}) for each in data.get("materials", ())),
        "facts": tuple(_fact(each) for each in data.get("facts", ())),
        "thresholds": tuple(
            _filled({key: each.get(key) for key in ("label", "value", "unit")} | _law(each)) for each in thresholds
        ),
        "questions": tuple(_question(each) for each in data.get("questions", ())),
    }


def _question(question: Data) -> dict[str, object]:
    row = {key: question.get(key) for key in ("ask", "label", "help")}
    return _filled(row | {"choices": "\n".join(question["choices"].values())})


def _law(threshold: Data) -> dict[str, object]:
    return {key: threshold["basis"].get(key) for key in ("law", "article")} if "basis" in threshold else {}


def _fact(fact: Data) -> dict[str, object]:
    if "use" in fact:
        return _filled({"kind": "element", "element": fact["use"], "label": fact.get("label")})
    return _filled({"kind": fact["type"], "label": fact["label"], "unit": fact.get("unit")})


def _filled(row: Data) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value not in (None, "")}


def _conditions_of_questions(data: Data, rows: Any, scope: Scope, names: Names) -> tuple[dict[str, object], ...]:
    found = []
    for row, question in zip(rows, data.get("questions", ()), strict=True):
        said = in_rows(question.get("when"), scope, names.before(question["id"])) or ()
        found.append(dict(row) | dict(said[0] if len(said) == 1 else {}))
    return tuple(found)


def _part(part: Data, data: Data, scope: Scope, names: Names, workspace: Workspace) -> dict[str, object]:
    fields, version = _fields(workspace, part["item"]), part.get("version")
    tables = {each["id"]: each["title"] for each in data.get("tables", ())}
    rows = in_rows(part.get("when"), scope, names)
    said: dict[str, object] = {
        "title": part.get("title"),
        "pinned": version["pinned"] if isinstance(version, Mapping) else None,
        "when": rows or (),
        "kept": True if rows is None else None,
        "after": tuple(part.get("after", ())),
        "apart": tuple(part.get("apart", ())),
        "takes": tuple(_takes(each) for each in part.get("takes", ())),
        "given": tuple(_given(part.get("given", {}), fields, tables)),
        "same": tuple({"field": name, "name": alike} for name, alike in part.get("same", {}).items()),
    }
    return {of_part(name, part["part"]): value for name, value in said.items()}


def _takes(takes: Data) -> dict[str, object]:
    what = f"material/{takes['material']}" if "material" in takes else f"field/{takes.get('field', '')}"
    only = True if takes.get("only") else None
    fact = WHOLE if "material" in takes else takes.get("fact", "number")
    return _filled({"before": takes["from"], "what": what, "fact": fact, "only": only})


def _given(given: Data, fields: Mapping[str, Data], tables: Mapping[str, str]) -> Sequence[dict[str, object]]:
    found: list[dict[str, object]] = []
    for name, said in given.items():
        if isinstance(said, Mapping):
            if "table" in said:
                found.append({"field": name, "value": TABLE.format(title=tables.get(said["table"], said["table"]))})
            continue
        choices = {str(value): str(label) for value, label in (fields.get(name, {}).get("choices") or {}).items()}
        found.append({"field": name, "value": value_told(said, choices)})
    return found


def _fields(workspace: Workspace, item: str) -> Mapping[str, Data]:
    try:
        return asked_ids(workspace.resolve(item).data)
    except NotFound:
        return {}
