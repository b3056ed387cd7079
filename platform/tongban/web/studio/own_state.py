"""An item of the tenant's own between two pages: its answers, what was typed, its ids, and its draft files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask_babel import gettext as _

from tongban.assurance.authoring.identifiers import Named
from tongban.assurance.authoring.notice_sample import standard_wording, wording_findings
from tongban.assurance.authoring.told import Told, found_on, together, told_of_page, told_of_source
from tongban.assurance.authoring.written_item import Ids, WrittenItem, write_item
from tongban.definitions.strict_yaml import Path
from tongban.errors import TongbanError
from tongban.fields import Typed
from tongban.forms import Answers, Finding, dump, load
from tongban.publishing import discard, save_draft
from tongban.publishing.tables import DefinitionDraft
from tongban.web.house import books, db, now
from tongban.web.people import the_staff
from tongban.web.studio.bench import Bench, pages, plain
from tongban.web.view_words import WALL


@dataclass(frozen=True, slots=True)
class OwnState:
    """What the pages of one item hold. `visited` are the pages that were saved once: others show no errors yet."""

    answers: Answers
    typed: Typed
    ids: Ids
    visited: tuple[str, ...] = ()
    notice: str = ""  # the kind whose standard wording was put before the author

    @classmethod
    def kept(cls, data: Mapping[str, Any]) -> OwnState:
        answers = load(pages().new_item, data.get("answers", {}))
        ids = data.get("ids", {})
        rows = {key: _named(ids.get(key, ())) for key in ("fields", "materials", "steps")}
        choices = {key: _named(each) for key, each in ids.get("choices", {}).items()}
        return cls(answers, data.get("typed", {}), Ids(**rows, choices=choices), tuple(data["visited"]), data["notice"])

    def as_json(self) -> dict[str, Any]:
        ids = self.ids
        return plain(
            {
                "answers": dump(pages().new_item, self.answers),
                "typed": {key: list(texts) for key, texts in self.typed.items()},
                "ids": {
                    "fields": _pairs(ids.fields),
                    "materials": _pairs(ids.materials),
                    "steps": _pairs(ids.steps),
                    "choices": {key: _pairs(each) for key, each in ids.choices.items()},
                },
                "visited": list(self.visited),
                "notice": self.notice,
            }
        )


def own_state(bench: Bench, item: str) -> OwnState:
    """Take the pages up where they were left: the draft, else what was typed for the published version."""
    path = f"{bench.folder(item)}item.yaml"
    row = bench.rows.get(path) or db().get(DefinitionDraft, (bench.tenant.id, path, True))
    if row is None or "answers" not in row.typed:
        raise TongbanError(_("这个事项不是用网页编写的，由数据文件维护，请联系平台运维人员修改。"))
    return OwnState.kept(row.typed)


def save_own(bench: Bench, item: str, state: OwnState) -> OwnState:
    """Write the item's draft files from the answers; what is typed is kept beside them. The caller commits."""
    state = _with_standard_wording(bench, state)
    written = write_item(item, state.answers, state.ids)
    state = replace(state, ids=written.ids)
    tenant, folder = bench.tenant.id, bench.folder(item)
    common: dict[str, Any] = {"by": the_staff().name, "now": now()}
    for name, text in written.texts.items():
        typed = state.as_json() if name == "item.yaml" else None
        save_draft(db(), books(), tenant, f"{folder}{name}", text, typed=typed, **common)
    texts = _notice_texts(bench, item, state)
    for path, text in texts.items():
        save_draft(db(), books(), tenant, path, text, **common)
    for path in bench.rows:
        if path.startswith(f"{folder}notices/") and path not in texts:
            discard(db(), tenant, path)
    return state


#: what only a file's author can mend: the pages have no examples yet, no sample of the result, no sum of a fee
NOT_FOR_PAGES = frozenset({"TB119", "TB135", "TB174"})


def told_of_own(bench: Bench, item: str, state: OwnState) -> tuple[Told, ...]:
    """Tell all that stands between the item and its publication, each thing at its control."""
    page, written = pages().new_item, write_item(item, state.answers, state.ids)
    folder = bench.folder(item)
    texts = {f"{folder}{name}": text for name, text in written.texts.items()}
    places = dict.fromkeys(texts, written.places)
    kind = state.answers.get("notice")
    wording: dict[str, Mapping[Path, str]] = {f"{folder}notices/{kind}.md": {(): "wording"}} if kind else {}
    findings = [each for each in bench.findings_in(item) if each.code not in NOT_FOR_PAGES]
    source = told_of_source(page, findings, texts, {**places, **wording}, bench.tenant.id)
    return together(told_of_page(page, page_findings(state, written)), source)


def page_findings(state: OwnState, written: WrittenItem) -> tuple[Finding, ...]:
    """Gather what the form engine and the pages refuse."""
    found = found_on(pages().new_item, state.answers, state.typed, today_here())
    return (*found, *written.findings, *_wording(state))


def today_here() -> date:
    """Give the local day of this request, as people read it."""
    return now().astimezone(WALL).date()


def _wording(state: OwnState) -> tuple[Finding, ...]:
    kind, text = state.answers.get("notice"), state.answers.get("wording")
    if state.answers.get("own_wording") is not True or not isinstance(kind, str) or not isinstance(text, str):
        return ()
    return tuple(
        Finding(each.code, f"第 {each.line} 行：{each.message}{each.hint}", "wording", label="文书的文字")
        for each in wording_findings(kind, text)
    )


def _with_standard_wording(bench: Bench, state: OwnState) -> OwnState:
    """Put the city's own words before an author who has chosen another kind of notice."""
    kind = state.answers.get("notice")
    if state.answers.get("own_wording") is not True or not isinstance(kind, str) or kind == state.notice:
        return state
    text = standard_wording(bench.shelf.sources, kind).strip()
    typed = {key: texts for key, texts in state.typed.items() if key != "wording"}
    return replace(state, answers={**state.answers, "wording": text}, typed=typed, notice=kind)


def _notice_texts(bench: Bench, item: str, state: OwnState) -> dict[str, str]:
    """Give the wordings to keep. One that was published and is given up goes back to the city's own words."""
    found: dict[str, str] = {}
    folder = f"{bench.folder(item)}notices/"
    for path in bench.shelf.sources.paths():
        if path.startswith(folder):
            found[path] = standard_wording(bench.shelf.sources, path.removeprefix(folder).removesuffix(".md"))
    kind, text = state.answers.get("notice"), state.answers.get("wording")
    chosen = state.answers.get("own_wording") is True and isinstance(kind, str) and isinstance(text, str)
    if chosen and str(text).strip() != standard_wording(bench.shelf.sources, str(kind)).strip():
        found[f"{folder}{kind}.md"] = f"{text}\n"
    return found


def _named(rows: Any) -> tuple[Named, ...]:
    return tuple(Named(*each) for each in rows)


def _pairs(rows: tuple[Named, ...]) -> list[list[str]]:
    return [[each.name, each.id] for each in rows]
