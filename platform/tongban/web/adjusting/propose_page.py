"""Propose an adjustment: first which kind, ground and items, then what exactly; what is wrong is said all at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from tongban.cases.adjusting import AdjustmentRefused, Asked, drafted_files, propose
from tongban.definitions.model import Definition, Question
from tongban.errors import TongbanError
from tongban.law import Actor
from tongban.publishing import drafts
from tongban.publishing.adjusting.proposal import LEVELS, in_charge_of
from tongban.publishing.adjusting.telling import title_of
from tongban.publishing.internal import ADJUSTMENT, matter_at
from tongban.web.adjusting.room import blueprint
from tongban.web.guard import permitted
from tongban.web.house import books, db, now
from tongban.web.people import the_staff

BASES = 3  # rows of laws that are offered
WITH_LEVELS = ("new", "hand_down", "take_over")
FROM_DRAFTS = ("new", "split")


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen on the first page."""

    kind: str
    ground: str
    items: tuple[str, ...]
    drafts: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Tell whether one can go on: there is something to adjust."""
        return bool(self.kind and self.ground and (self.drafts if self.kind == "new" else self.items))


@blueprint.route("/new", methods=["GET", "POST"], endpoint="propose")
@permitted("adjustment.propose")
def propose_page() -> Response | str | tuple[str, int]:
    """Ask, or hand in. What was typed stays on the page until it is accepted."""
    typed = request.form if request.method == "POST" else request.args
    chosen = Chosen(
        typed.get("kind", ""), typed.get("ground", ""), tuple(typed.getlist("item")), tuple(typed.getlist("draft"))
    )
    if request.method == "GET":
        return _ask(chosen) if not chosen.ready else _form(chosen, {})
    try:
        asked = _asked(chosen)
        person = the_staff()
        actor = Actor(person.id, person.name, "applicant")
        done = propose(db(), books(), person.tenant, asked, actor, now())
    except AdjustmentRefused as refusal:
        db().rollback()
        return _form(chosen, request.form, refusal.faults), 422
    db().commit()
    said = _("调整申请已经提交，编号 %(number)s。司法局应当在五个工作日内完成审核。", number=done.case.number)
    flash(said, "success")
    return redirect(url_for("adjusting.own", number=done.case.number), 303)


def _asked(chosen: Chosen) -> Asked:
    form = request.form
    tenant = the_staff().tenant
    files = drafted_files(db(), tenant, chosen.drafts) if chosen.kind in FROM_DRAFTS else {}
    if chosen.kind == "change":
        files = {**drafted_files(db(), tenant, chosen.items), **_changed_text(chosen, form.get("text", ""))}
    items = chosen.drafts if chosen.kind == "new" else chosen.items
    return Asked(
        kind=chosen.kind,
        ground=chosen.ground,
        items="\n".join(items),
        reason=form.get("reason", ""),
        basis=tuple(_bases(form)),
        levels=tuple(form.getlist("levels")),
        effective=_day(form.get("effective", "").strip()),
        entry=form.get("entry", "").replace("\r\n", "\n"),
        files=files,
    )


def _bases(form: MultiDict[str, str]) -> list[Mapping[str, object]]:
    rows: list[Mapping[str, object]] = []
    for place in range(1, BASES + 1):
        row = {key: form.get(f"{key}_{place}", "").strip() for key in ("law", "article", "number")}
        if any(row.values()):
            rows.append({key: value for key, value in row.items() if value})
    return rows


def _day(typed: str) -> date | None:
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise AdjustmentRefused((_("拟生效日期应写成 2027-01-01 的形式，不写的，确认之日生效。"),)) from None


def _changed_text(chosen: Chosen, text: str) -> dict[str, str]:
    """Give the item's file as it was typed over, where that differs from what stands."""
    path, standing = _standing(chosen)
    typed = text.replace("\r\n", "\n").strip()
    return {path: f"{typed}\n"} if path and typed and typed != standing.strip() else {}


def _standing(chosen: Chosen) -> tuple[str, str]:
    """Find the file of the one item that is to be changed; of several only the catalogue's entry is changed here."""
    source = books().workspace.items.get(chosen.items[0]) if len(chosen.items) == 1 else None
    if source is None:
        return "", ""
    path = f"{source.folder}/item.yaml"
    return path, books().shelf.sources.read(path)


def _ask(chosen: Chosen) -> str:
    """Ask what is to be adjusted, by the questions of the definition itself."""
    questions = {each.id: each for each in _definition().situation}
    return render_template(
        "adjusting/choose.html",
        kinds=_options(questions["kind"]),
        grounds=_options(questions["ground"]),
        ground_help=questions["ground"].help,
        items=_own_items(),
        drafts=_own_drafts(),
        chosen=chosen,
        incomplete="go" in request.args,
    )


def _form(chosen: Chosen, typed: Mapping[str, str], faults: tuple[str, ...] = ()) -> str:
    questions = {each.id: each for each in _definition().situation}
    labels = {each.value: each.label for question in questions.values() for each in question.choices}
    names = {each.value: each.label for each in (*_own_items(), *_own_drafts())}
    path, text = _standing(chosen) if chosen.kind == "change" else ("", "")
    return render_template(
        "adjusting/propose.html",
        chosen=chosen,
        kind=labels.get(chosen.kind, chosen.kind),
        ground=labels.get(chosen.ground, chosen.ground),
        names=[names.get(each, each) for each in (*chosen.items, *chosen.drafts)],
        levels=[Option(value, label) for value, label in LEVELS.items()] if chosen.kind in WITH_LEVELS else [],
        chosen_levels=request.form.getlist("levels"),
        typed=typed,
        bases=range(1, BASES + 1),
        path=path,
        text=typed.get("text", text),
        faults=[{"message": each, "href": ""} for each in faults],
    )


def _definition() -> Definition:
    root = books().workspace.tree.root(the_staff().tenant).id
    return matter_at(books(), ADJUSTMENT, root).definition


def _options(question: Question) -> list[Option]:
    return [Option(each.value, each.label) for each in question.choices]


def _own_items() -> list[Option]:
    """List the items of the department's lines of business, and its own."""
    workspace, tenant = books().workspace, the_staff().tenant
    if tenant not in workspace.tenants:
        raise TongbanError(_("平台运维账号不属于任何单位，不能提出调整。"))
    return [Option(each, title_of(books().shelf, each)) for each in in_charge_of(workspace, tenant)]


def _own_drafts() -> list[Option]:
    """List the department's drafts of items that nobody has published yet."""
    found = []
    for row in drafts(db(), the_staff().tenant):
        parts = row.path.split("/")
        if len(parts) == 4 and parts[3] == "item.yaml" and parts[2] not in books().workspace.items:
            line = next((each for each in row.text.splitlines() if each.startswith("title:")), "")
            found.append(Option(parts[2], line.removeprefix("title:").strip().strip('"') or parts[2]))
    return found
