"""The page of each item becomes an entry of the bundle: when, after what, what flows on, what nobody is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from one_thing.authoring.conditions import text_of_rows
from one_thing.authoring.offered import WHOLE, ItemOf, Offered
from one_thing.authoring.pages import of_part
from one_thing.authoring.state import State, rows_of
from one_thing.authoring.values import TABLE, value_said
from tongban.kit.authoring import ConditionRefused, Known
from tongban.kit.definitions import Path
from tongban.kit.forms import Finding

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class WrittenParts:
    entries: list[dict[str, Any]]
    places: dict[Path, str]
    findings: tuple[Finding, ...]


def write_parts(state: State, offered: Offered) -> WrittenParts:
    """Write the items in their order; a field that two items are to share is named in both."""
    writers = [_Part(number, each, state, offered) for number, each in enumerate(offered.items)]
    entries = {each.item.part: each.entry() for each in writers}
    for writer in writers:
        for part, name in writer.shared_with:
            if part in entries:
                entries[part].setdefault("same", {}).setdefault(name, writer.alike(part, name))
    return WrittenParts(
        list(entries.values()),
        {path: at for each in writers for path, at in each.places.items()},
        tuple(found for each in writers for found in each.findings),
    )


class _Part:
    """One item being written."""

    def __init__(self, number: int, item: ItemOf, state: State, offered: Offered) -> None:
        self.item, self.answers, self.offered = item, state.answers, offered
        self.where: Path = ("parts", number)
        self.base: Row = next((each for each in offered.base.get("parts", ()) if each["part"] == item.part), {})
        self.findings: list[Finding] = []
        self.shared_with: list[tuple[str, str]] = []
        at = of_part("title", item.part)
        self.places: dict[Path, str] = {self.where: at, (*self.where, "title"): at}
        for key in ("when", "after", "apart", "takes", "given", "same"):
            self.places[(*self.where, key)] = of_part(key, item.part)
        self.places[(*self.where, "version")] = of_part("pinned", item.part)

    def entry(self) -> dict[str, Any]:
        said = self._said
        entry: dict[str, Any] = {"part": self.item.part, "item": self.item.item, "title": said("title")}
        entry["version"] = {"pinned": said("pinned")} if said("pinned") else None
        entry |= {"when": self._when(), "given": self._given(), "same": self._same()}
        entry |= {"after": list(said("after") or ()), "apart": list(said("apart") or ()), "takes": self._takes()}
        return {key: value for key, value in entry.items() if value not in (None, "", [], {})}

    def alike(self, part: str, name: str) -> str:
        """Name what this item's field and another item's have in common."""
        parts = self.offered.base.get("parts", ())
        known: Mapping[str, Any] = next((each for each in parts if each["part"] == part), {})
        found: str = known.get("same", {}).get(name, name)
        return found

    def _said(self, field: str) -> Any:
        return self.answers.get(of_part(field, self.item.part))

    def _rows(self, field: str) -> tuple[Row, ...]:
        return rows_of(self.answers, of_part(field, self.item.part))

    def _refuse(self, table: str, number: int, column: str, message: str) -> None:
        told = f"第 {number + 1} 行：{message}"
        self.findings.append(Finding("refused", told, of_part(table, self.item.part), f"{number}.{column}"))

    def _when(self) -> str | None:
        text = ""
        for number, found in text_of_rows(self._rows("when"), self.offered.names):
            if isinstance(found, ConditionRefused):
                self._refuse("when", number, found.column, found.message)
            else:
                text += found
        if not text and not self.findings and self._said("kept") is True and self.item.part in self.offered.kept:
            return str(self.base.get("when") or "") or None
        return text.strip(" |&") or None

    def _takes(self) -> list[dict[str, object]]:
        found: list[dict[str, object]] = []
        for number, row in enumerate(self._rows("takes")):
            kind, _, name = str(row.get("what") or "").partition("/")
            fact = None if row.get("fact") == WHOLE else row.get("fact")
            entry = {"from": row.get("before"), kind: name, "fact": fact, "only": row.get("only") or None}
            if kind == "material" and fact:
                self._refuse("takes", number, "fact", "作为材料的，整份取用，请选“整份结果，作为材料”。")
            if kind == "field" and not fact:
                self._refuse("takes", number, "fact", "填入一项内容的，请选结果里的一项，例如证照编号。")
            where = (*self.where, "takes", len(found))
            at = f"{of_part('takes', self.item.part)}.{number}"
            columns = {"from": "before", "material": "what", "field": "what", "fact": "fact", "only": "only"}
            self.places |= {where: f"{at}.what"} | {(*where, key): f"{at}.{to}" for key, to in columns.items()}
            found.append({key: value for key, value in entry.items() if key and value})
        return found

    def _given(self) -> dict[str, Any]:
        worked_out = {key: said for key, said in self.base.get("given", {}).items() if isinstance(said, Mapping)}
        found: dict[str, Any] = {key: said for key, said in worked_out.items() if "when" in said}
        for number, row in enumerate(self._rows("given")):
            name, text = str(row.get("field") or ""), str(row.get("value") or "").strip()
            if name and text:
                found[name] = self._value(number, name, text)
                self.places[(*self.where, "given", name)] = f"{of_part('given', self.item.part)}.{number}.field"
        return {key: value for key, value in found.items() if value is not None}

    def _value(self, number: int, name: str, text: str) -> Any:
        table = next((key for key, title in self.offered.tables.items() if text == TABLE.format(title=title)), None)
        if table is not None:
            return {"table": table}
        said = self.item.fields.get(name, {})
        choices = {str(label): str(value) for value, label in (said.get("choices") or {}).items()}
        kind = "choice" if "ask" in said else str(said.get("type", "text"))
        try:
            return value_said(Known(str(said.get("label") or said.get("ask") or name), name, kind, choices), text)
        except ConditionRefused as refused:
            self._refuse("given", number, "value", refused.message)
        return None

    def _same(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for number, row in enumerate(self._rows("same")):
            name, alike = str(row.get("field") or ""), str(row.get("name") or "")
            if not name or not alike:
                continue
            part, slash, other = alike.partition("/")
            if slash:
                self.shared_with.append((part, other))
            found[name] = self.alike(part, other) if slash else alike
            self.places[(*self.where, "same", name)] = f"{of_part('same', self.item.part)}.{number}.field"
        return found
