"""The zone in the portal: what the other side handles for people here, how it is done, and one's own cases there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from sichuan_chongqing.agreements.model import Mode
from sichuan_chongqing.course import Stage
from sichuan_chongqing.exchange.side import SideOf
from sichuan_chongqing.exchange.tables import CaseRow
from sichuan_chongqing.handling.by_oneself import PREFIX, Chosen, chosen
from sichuan_chongqing.web.room import blueprint, here
from sichuan_chongqing.web.views import by_item, choices_of, named
from sichuan_chongqing.web.words import mode_texts, mode_words, stage_tone, stage_words, teller_words
from tongban.kit.cases import Office, offers
from tongban.kit.definitions import Definition, TongbanError
from tongban.kit.drafts import DraftRow, begin_elsewhere, mine_elsewhere
from tongban.kit.forms import effective
from tongban.kit.language import APPLICANT_KIND
from tongban.kit.portal import WALL, guide_of, offered, situation_in
from tongban.kit.web import applicant, day, db, now, permitted, public, the_applicant, the_law_s, the_profile

_MOST = 50


@dataclass(frozen=True, slots=True)
class Mine:
    """One thing of the reader's own: a draft or a case, with where it is gone on with."""

    title: str
    href: str
    note: str
    stage: str = ""
    tone: str = "brand"


@blueprint.get("/", endpoint="zone")
@public
def zone(tenant: str) -> str:
    """Show the zone to anybody: items, regions, modes, codes where they are published; to who is logged in, theirs."""
    office, side = here(tenant)
    today = office.now.date()
    titles, texts = mode_words(), mode_texts()
    listed = [
        (mode, {"title": titles[mode], "text": texts[mode]}, by_item(choices_of(side, today, mode))) for mode in Mode
    ]
    told = [f"《{each.title}》，有效期至 {day(each.valid_until)}。" for each in side.agreements.values()]
    return render_template(
        "sichuan_chongqing/zone.html",
        choices=listed,
        agreement=_("依据") + "：" + "".join(told),
        drafts=_drafts(tenant, side),
        mine=_cases(tenant, side),
    )


def _drafts(tenant: str, side: SideOf) -> list[Mine]:
    person = applicant()
    if person is None:
        return []
    wanted = select(DraftRow).where(DraftRow.applicant_id == person.id, DraftRow.number.is_(None))
    rows = db().scalars(wanted.where(DraftRow.item.startswith(f"{PREFIX}.")).order_by(DraftRow.updated_at.desc()))
    titles = {each.value.replace("/", "."): each for each in choices_of(side, now().date())}
    return [
        Mine(
            f"{titles[name].title}（{titles[name].region}）",
            url_for(".review", tenant=tenant, draft=row.id),
            f"{row.updated_at.astimezone(WALL):%m-%d %H:%M}",
        )
        for row in rows
        if (name := row.item.removeprefix(f"{PREFIX}.")) in titles
    ]


def _cases(tenant: str, side: SideOf) -> list[Mine]:
    person = applicant()
    if person is None:
        return []
    wanted = select(CaseRow).where(CaseRow.applicant_id == person.id).order_by(CaseRow.opened_at.desc()).limit(_MOST)
    return [
        Mine(
            row.title,
            url_for(".case", tenant=tenant, case=row.id),
            f"{named(side)(row.there)} · {day(row.opened_at)}",
            stage_words()[Stage(row.stage)],
            stage_tone(Stage(row.stage)),
        )
        for row in db().scalars(wanted)
    ]


@blueprint.get("/items/<agreement>/<item>/<region>", endpoint="guide")
@public
def guide(tenant: str, agreement: str, item: str, region: str) -> str:
    """Show the handling region's own guide, as it stands there now, with how one applies from here."""
    office, side = here(tenant)
    found = chosen(office, side, agreement, item, region)
    db().commit()  # what was fetched is kept, for when the other side is down
    page = guide_of(found.described, situation_in(found.described))
    way: dict[str, Any] = {"tenant": tenant, "agreement": agreement, "item": item, "region": region, **page.chosen}
    return render_template(
        "sichuan_chongqing/guide.html",
        guide=page,
        mode=mode_words()[found.wanted.item.mode],
        mode_text=mode_texts()[found.wanted.item.mode],
        region=named(side)(region),
        tells=teller_words(found.wanted.agreement.tells),
        online=found.by_themselves,
        draft=_open_draft(found) is not None,
        start_href=url_for(".start", **way),
        paper="",
        panels=[],
        window_words=_("请到本地的川渝通办窗口提交，由窗口移送办理地。"),
    )


def _open_draft(found: Chosen) -> DraftRow | None:
    person = applicant()
    mine = mine_elsewhere(db(), person.id, found.name) if person is not None else []
    return next((each for each in mine if each.definition_hash == found.described.hash), None)


@blueprint.route("/items/<agreement>/<item>/<region>/start", methods=["GET", "POST"], endpoint="start")
@permitted("sichuan_chongqing.apply")
def start(tenant: str, agreement: str, item: str, region: str) -> Response:
    """Begin an application on the handling region's form, or go on with the one that was begun on the same text."""
    office, side = here(tenant)
    found, person = chosen(office, side, agreement, item, region), the_applicant()
    _may_begin(office, found)
    row = (None if request.form.get("fresh") == "1" else _open_draft(found)) or begin_elsewhere(
        db(),
        tenant,
        found.name,
        found.described,
        applicant_id=person.id,
        applicant_kind=person.kind,
        now=now(),
        answers=effective(found.described, {**_known(found.described), **situation_in(found.described),
                                            APPLICANT_KIND: person.kind}),
    )  # fmt: skip
    db().commit()
    return redirect(url_for(".questions", tenant=tenant, draft=row.id), 303)


def _may_begin(office: Office, found: Chosen) -> None:
    person, title = the_applicant(), found.described.title
    if not found.by_themselves:
        window = office.settings.get("window", "川渝通办窗口")
        raise TongbanError(_("“%(title)s”请到本地的%(window)s提交。", title=title, window=window), article="7 §24")
    if person.kind not in found.described.applicants:
        raise TongbanError(_("“%(title)s”不面向您的申请人类型，请换用相应的账号。", title=title))


def _known(described: Definition) -> dict[str, object]:
    person = the_applicant()
    mine = offers(db(), described, the_law_s(person), now().astimezone(WALL).date())
    found = offered(described, the_profile(), kind=person.kind, name=person.name, licences=mine.values())
    return {name: each.value for name, each in found.items()}
