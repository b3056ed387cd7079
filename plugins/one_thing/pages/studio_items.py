"""Which items make the bundle: chosen from the catalogue by search, put in order, taken out again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from one_thing.authoring.opening import told
from one_thing.authoring.pages import of_part, section_of
from one_thing.authoring.state import Chosen, State
from one_thing.authoring.taking_up import finished, scope_of
from one_thing.language.handling import handler
from one_thing.pages.room import library
from one_thing.pages.studio_pages import WRITE, crumbs, to_text
from one_thing.pages.studio_room import CHECKED, ITEMS, Bench, base_of, bench, blueprint
from tongban.kit.definitions import TongbanError
from tongban.kit.studio import finding_views
from tongban.kit.web import db, permitted

MOST_PARTS = 30
MOST_HITS = 20


@dataclass(frozen=True, slots=True)
class Member:
    """One item of the bundle as the list shows it."""

    part: str
    title: str
    item_title: str
    office: str
    version: str
    when: str
    href: str
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Hit:
    item: str
    title: str
    summary: str
    office: str
    here: bool  # in the bundle already


@blueprint.route("/<bundle>/items", methods=["GET", "POST"], endpoint=ITEMS)
@permitted(WRITE)
def items(bundle: str) -> Response | str:
    """Show the items and what the search finds; or add one, take one out, move one."""
    here = bench(bundle)
    if not here.readable:
        return to_text(bundle)
    if request.method == "POST":
        return _act(here)
    query = request.args.get("q", "").strip()[:60]
    hits = list(_hits(here, query)) if query else []
    return render_template(
        "one_thing/studio_items.html",
        title=here.title,
        crumbs=crumbs(here),
        steps=here.steps(ITEMS),
        members=list(_members(here)),
        findings=finding_views([each for each in here.told() if each.section == ITEMS and _checked(here)]),
        q=query,
        hits=hits[:MOST_HITS],
        more=len(hits) - MOST_HITS,
        back=url_for("one_thing_studio.bundle", bundle=bundle),
    )


def _checked(here: Bench) -> bool:
    return ITEMS in here.state.visited or CHECKED in request.args


def _act(here: Bench) -> Response:
    action, _colon, name = request.form.get("action", "").partition(":")
    state = replace(here.state, visited=tuple(dict.fromkeys((*here.state.visited, ITEMS))))
    here.save(_changed(here, state, action, name))
    db().commit()
    if action == "next":
        order = here.order()
        return redirect(here.address(order[order.index(ITEMS) + 1]))
    return redirect(url_for("one_thing_studio.items", bundle=here.bundle, q=request.form.get("q") or None))


def _changed(here: Bench, state: State, action: str, name: str) -> State:
    parts = list(state.parts)
    if action == "add":
        return replace(state, parts=(*parts, _new(parts, name)))
    found = next((number for number, each in enumerate(parts) if each.part == name), None)
    if found is None:
        return state
    if action == "remove":
        flash(_("已经移出“%(title)s”。", title=here.opened.offered.item(name).title), "success")
        return replace(state, parts=tuple(each for each in parts if each.part != name))
    there = found + (1 if action == "down" else -1)
    if 0 <= there < len(parts):
        parts[found], parts[there] = parts[there], parts[found]
    return replace(state, parts=tuple(parts))


def _new(parts: list[Chosen], item: str) -> Chosen:
    """Name an item in the bundle by its id. Raises TongbanError for one that is not in the catalogue."""
    if item not in library().workspace.items:
        raise TongbanError(_("目录里没有这个事项，请从查找结果中选择。"))
    if len(parts) >= MOST_PARTS:
        raise TongbanError(_("一件事最多由 %(count)s 个事项构成。", count=MOST_PARTS))
    wanted = item.replace("-", "_")
    name, number = wanted, 2
    while name in {each.part for each in parts}:
        name, number = f"{wanted}_{number}", number + 1
    return Chosen(name, item)


def _members(here: Bench) -> Iterator[Member]:
    offered, answers = here.opened.offered, here.state.answers
    entries = {each["part"]: each for each in base_of(here.written.text).get("parts", ())}
    for number, each in enumerate(offered.items):
        pinned = answers.get(of_part("pinned", each.part))
        yield Member(
            each.part,
            each.title,
            str(each.data.get("title", each.item)),
            _office(here, each.part, each.item),
            _("固定用第 %(number)s 版", number=pinned) if pinned else _("总是用现行的版本"),
            _told(here, entries.get(each.part, {}).get("when")),
            here.address(section_of(each.part)),
            number == 0,
            number == len(offered.items) - 1,
        )


def _told(here: Bench, when: object) -> str:
    """Tell in words when an item is to be done."""
    if when in (None, True):
        return str(_("总是要办"))
    base, workspace = finished(base_of(here.written.text), library().workspace), library().workspace
    return str(_("当%(condition)s时", condition=told(str(when), scope_of(base, workspace), here.opened.offered.names)))


def _hits(here: Bench, query: str) -> Iterator[Hit]:
    """Find items by name, keyword or code: those that are handled here first."""
    workspace, chosen = library().workspace, {each.item for each in here.state.parts}
    found = []
    for name, source in workspace.items.items():
        data: Mapping[str, object] = source.document.data
        if query.lower() in _searched(name, data):
            office = _office(here, "", name)
            found.append(Hit(name, str(data.get("title", name)), str(data.get("summary", "")), office, name in chosen))
    yield from sorted(found, key=lambda each: (not each.office, len(each.title)))


def _searched(name: str, data: Mapping[str, object]) -> str:
    workspace = library().workspace
    entry = workspace.catalogue.get(str(data.get("catalogue", "")))
    code = str(entry.data.get("code", "")) if entry else ""
    keywords = data.get("keywords")
    words = [str(each) for each in keywords] if isinstance(keywords, list | tuple) else []
    return "\n".join((name, str(data.get("title", "")), code, *words)).lower()


def _office(here: Bench, part: str, item: str) -> str:
    """Name who handles an item for this tenant; empty where nobody does."""
    at = handler(library(), here.bundle, part, item, here.tenant)
    return library().workspace.tenants[at].name if at else ""
